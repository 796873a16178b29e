import type { CaseCommandBody, CaseSummary } from "../../server/contract/cases.ts";
import { caseCan } from "../../server/domain/case/table.ts";
import { CASE_COMMANDS, type CaseCommandName } from "../../server/domain/case/commands.ts";
import type { ReasonKey } from "../../server/domain/decision.ts";
import type { CaseFile } from "../../server/domain/case/state.ts";
import type { Actor, DangerOverReason } from "../../server/domain/names.ts";
import { enoughSaid } from "../../server/domain/enough-said.ts";
import type { Need } from "../../server/domain/requirements.ts";
import type { PhonePosition } from "./position.ts";

/** What is done on the spot, in the order of the day. */
export const WORK = [
  "ACKNOWLEDGE",
  "RECORD_VERIFICATION",
  "GUARD",
  "MAKE_SAFE",
  "REPAIR",
  "PASS_CHECK",
  "ORDER_REWORK",
  "RETURN",
  "REASSESS_DANGER",
  "REQUEST_DANGER_OVER",
  "ADD_NOTE",
] as const;
export type WorkType = (typeof WORK)[number];

/** The fields of a step's form; which of them are required, the declaration of the command says. */
export interface WorkFields {
  readonly photos?: true;
  readonly measure?: true;
  readonly material?: true;
  readonly reason?: true;
  readonly namedUnit?: true;
  readonly found?: true;
  readonly danger?: true;
  readonly whyNone?: true;
  readonly words?: true;
}

export const FIELDS: Readonly<Record<WorkType, WorkFields>> = {
  ACKNOWLEDGE: {},
  RECORD_VERIFICATION: { photos: true, found: true, danger: true, words: true },
  GUARD: { photos: true },
  MAKE_SAFE: { photos: true, measure: true },
  REPAIR: { photos: true, measure: true, material: true },
  PASS_CHECK: { photos: true },
  ORDER_REWORK: { reason: true },
  RETURN: { reason: true, namedUnit: true },
  REASSESS_DANGER: {},
  REQUEST_DANGER_OVER: { photos: true, whyNone: true, words: true },
  ADD_NOTE: { photos: true, words: true },
};

export interface WorkValues {
  readonly measure: string;
  readonly material: string | null;
  readonly loadClass: "A15" | "B125" | "C250" | "D400" | "E600" | "F900" | null;
  readonly reason: string;
  readonly namesUnitId: string | null;
  readonly found: boolean;
  readonly danger: boolean;
  readonly whyNone: DangerOverReason;
  readonly words: string;
}

export const EMPTY_WORK: WorkValues = {
  measure: "",
  material: null,
  loadClass: null,
  reason: "",
  namesUnitId: null,
  found: true,
  danger: true,
  whyNone: "NOT_FOUND",
  words: "",
};

/** Whether the declaration of a step asks for something, whatever the case. */
function asksFor(type: WorkType, need: Need): boolean {
  const declared: { readonly needs?: readonly { readonly need: Need }[] } = CASE_COMMANDS[type];
  return declared.needs?.some((one) => one.need === need) ?? false;
}

/** Whether it must be said what it is like. */
export function asksForWords(type: WorkType, values: Pick<WorkValues, "found">): boolean {
  return asksFor(type, "explanation") && !foundAsReported(type, values);
}

/** What was found as reported needs no picture and no words yet; that nothing was found does. */
function foundAsReported(type: WorkType, { found }: Pick<WorkValues, "found">): boolean {
  return type === "RECORD_VERIFICATION" && found;
}

/** What is still missing before a step can be sent, as the name of its field; null when nothing is. */
export function missingIn(
  type: WorkType,
  values: WorkValues,
  photos: number,
): "photos" | "measure" | "reason" | "words" | null {
  const fields = FIELDS[type];
  if (asksFor(type, "photo") && photos === 0 && !foundAsReported(type, values)) return "photos";
  if (fields.measure && values.measure.trim() === "") return "measure";
  if (fields.reason && asksFor(type, "reason") && values.reason.trim() === "") return "reason";
  if (asksForWords(type, values) && !enoughSaid(values.words)) return "words";
  if (type === "ADD_NOTE" && values.words.trim() === "" && photos === 0) return "words";
  return null;
}

/** The command as the server takes it; the outbox fills in the photos' ids. Free text goes beside the history, not in it. */
export function commandOf(type: WorkType, values: WorkValues, at: PhonePosition | null): CaseCommandBody {
  const notes = values.words.trim() === "" ? {} : { notes: { remark: values.words.trim() } };
  const photoIds: string[] = [];
  switch (type) {
    case "ACKNOWLEDGE":
      return { type };
    case "RECORD_VERIFICATION":
      return { type, found: values.found, danger: values.found && values.danger, photoIds, ...notes };
    case "GUARD":
      return {
        type,
        photoIds,
        position: at && { lon: at.lon, lat: at.lat, crs: "EPSG:4326", accuracyM: at.accuracyM },
      };
    case "MAKE_SAFE":
      return { type, photoIds, measure: values.measure.trim() };
    case "REPAIR":
      return {
        type,
        photoIds,
        measure: values.measure.trim(),
        material: values.material,
        loadClass: values.loadClass,
      };
    case "PASS_CHECK":
      return { type, photoIds };
    case "ORDER_REWORK":
      return { type, reasonCode: values.reason.trim() };
    case "RETURN":
      return { type, reasonCode: values.reason.trim(), namesUnitId: values.namesUnitId };
    case "REASSESS_DANGER":
      return { type, danger: true };
    case "REQUEST_DANGER_OVER":
      return { type, reasonCode: values.whyNone, photoIds, ...notes };
    case "ADD_NOTE":
      return { type, photoIds, ...notes };
  }
}

export interface OfferedWork {
  readonly type: WorkType;
  readonly refused: ReasonKey | null;
}

/** The steps of this person on a case: possible ones, and those that are his but not now, with the reason. */
export function offeredWork(actor: Actor, file: CaseFile, now: string): OfferedWork[] {
  return WORK.map((type) => ({
    type,
    refused: caseCan(actor, file, type satisfies CaseCommandName, now)?.reason ?? null,
  })).filter(({ refused }) => refused !== "ROLE_MAY_NOT");
}

/** Tasks by distance from the phone, or in the server's order of urgency where there is no position. */
export function sortTasks<T extends Pick<CaseSummary, "position">>(
  tasks: readonly T[],
  by: "urgent" | "nearest",
  distance: ((task: T) => number) | null,
): readonly T[] {
  return by === "urgent" || !distance ? tasks : tasks.toSorted((a, b) => distance(a) - distance(b));
}
