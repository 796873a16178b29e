import { unfiledDanger } from "../../case/danger.ts";
import { caseOpen, openDanger, type CaseFile } from "../../case/state.ts";
import type { Command, Context, Dossier } from "../dossier.ts";
import { holderNow } from "../holders.ts";

/** Who is sent by itself, and who is sent beside him when he does not come (代替井盖权属单位先行处置). */

/**
 * Whoever answers for the component by the register: its owner, its custodian, or on private premises their manager. Nobody is sent
 * by itself to what it may not see (docs/domain.md#d26).
 */
export function responsible(dossier: Dossier, context: Context): string | null {
  const { component } = dossier;
  if (!component || component.restricted) return null;
  const holder = (role: "owner" | "interim_custodian" | "maintainer") =>
    holderNow(dossier, role, context)?.unitId;
  const manager = component.disposition === "PRIVATE" ? holder("maintainer") : undefined;
  return holder("owner") ?? holder("interim_custodian") ?? manager ?? null;
}

/** Not dispatched in time: it is sent to whoever answers for it; where nobody does, or it has come back from there, the street acts. */
export function sendByItself(file: CaseFile, dossier: Dossier, context: Context): Command[] {
  if (file.unitId !== null) return [];
  const unitId = responsible(dossier, context);
  if (unitId === null || file.returns.some((returned) => returned.unitId === unitId))
    return fallToDepartment(file, dossier, context, "DANGER_WITHOUT_CONFIRMED_OWNER");
  const sent = { type: "DISPATCH", unitId, substituteHandling: false, emergencyReason: null } as const;
  return [{ on: "case", id: file.id, command: sent }];
}

/**
 * The street department acts in the place of whoever should have. It is an emergency only where there is a hole; in any case
 * whoever is acted for is told of it, for costs will follow (Civil Code, art. 982).
 */
export function fallToDepartment(
  file: CaseFile,
  dossier: Dossier,
  context: Context,
  reason: string,
  { beside = true } = {},
): Command[] {
  const { departmentUnitId: unitId } = context;
  if (!caseOpen(file) || !unitId || file.unitId === unitId) return [];
  const told = responsible(dossier, context) ?? file.unitId ?? file.returns.at(-1)?.unitId ?? null;
  const emergencyReason = openDanger(file) ? reason : null;
  const falls = { type: "FALL_TO_DEPARTMENT", unitId, emergencyReason, beside } as const;
  return [
    ...(told && told !== unitId ? [tell(file, told)] : []),
    { on: "case", id: file.id, command: falls },
  ];
}

function tell({ id }: CaseFile, unitId: string): Command {
  return {
    on: "case",
    id,
    command: { type: "RECORD_NOTICE", unitIds: [unitId], channel: "SUBSTITUTE_HANDLING" },
  };
}

/** A hole that nobody has come to in time, whoever was sent and said that it would come. */
export function nobodyCame(file: CaseFile, dossier: Dossier, context: Context, reason: string): Command[] {
  if (!openDanger(file)) return [];
  return [...sendByItself(file, dossier, context), ...fallToDepartment(file, dossier, context, reason)];
}

/** What nobody files is filed by itself, so that somebody is sent to the hole; also when it becomes one after that time. */
export function fileByItself(file: CaseFile): Command[] {
  return unfiledDanger(file)
    ? [{ on: "case", id: file.id, command: { type: "FILE_BY_ITSELF", danger: true } }]
    : [];
}

/** What a clock of the safety track does when it runs out, besides being told to everybody. */
export function ranOut(kind: string, file: CaseFile, dossier: Dossier, context: Context): Command[] {
  switch (kind) {
    case "ACCEPT":
      return fileByItself(file);
    case "DISPATCH":
      return sendByItself(file, dossier, context);
    case "ACKNOWLEDGE":
      return fallToDepartment(file, dossier, context, "NO_ACKNOWLEDGEMENT");
    case "GUARD":
      return file.guardedAt === null ? nobodyCame(file, dossier, context, "NOT_GUARDED_IN_TIME") : [];
    case "MAKE_SAFE":
      return nobodyCame(file, dossier, context, "NOT_MADE_SAFE_IN_TIME");
    default:
      return [];
  }
}
