import type { ComponentCommand } from "../../server/domain/component/commands.ts";
import { mayCommand } from "../../server/domain/component/table.ts";
import { Later } from "./alphabet.ts";
import { WORDS } from "./schema-values.ts";
import {
  CAST,
  castOf,
  COMPONENT,
  HEIR,
  NOBODY,
  photoId,
  POWER,
  reportersPhoto,
  WATER,
  type Person,
} from "./cast.ts";
import type { Life } from "./life.ts";
import type { Move } from "./moves.ts";
import { dayOf } from "../../server/domain/clocks/working-time.ts";

/**
 * What is done to the component itself, to report something and to open an inquiry. These have no declaration in a table: their
 * endpoints say who may (`permissions.ts`), and here it is said again.
 */

const TODAY = new Later("today", ({ now }: Life) => dayOf(now));
const dissolved = { type: "SUCCEED_HOLDER", fromUnitId: POWER, on: TODAY, document: "order 7", joint: [] };

/** Null where nobody gives it to a component that is there: it begins one, or only follows from a decision. */
const ON_COMPONENT: Readonly<Record<ComponentCommand["type"], readonly object[] | null>> = {
  REGISTER: null,
  CORRECT_POSITION: null,
  RECORD_ATTRIBUTES: null,
  ADD_PHOTO: null,
  CONFIRM_REGISTRATION: null,
  SET_DISPOSITION: null,
  RECORD_STREET: null,
  // Over two dossiers at once, which a life has not: server/domain/mechanism/identify.test.ts.
  IDENTIFY: null,
  UNDO_IDENTIFICATION: null,
  TAKE_IN_PROVISIONAL: null,
  SEPARATE_PROVISIONAL: null,
  RECLASSIFY: [
    { classCode: "0107", classGroup: "COVER", code: "4406040107000001", scheme: "A" },
    { classCode: "0130", classGroup: "COVER", code: null, scheme: "A", reasonCode: WORDS },
  ],
  SET_PHYSICAL_STATE: [{ physicalState: "INTACT" }, { physicalState: "LOST" }],
  ASSIGN_ROLE: [
    { role: "maintainer", unitId: POWER, from: "2015-01-01", basis: "HANDOVER", basisRef: null },
    {
      role: "maintainer",
      unitId: WATER,
      from: "2015-01-01",
      basis: "HANDOVER",
      basisRef: null,
      photoIds: [photoId(1)],
    },
    {
      role: "maintainer",
      unitId: POWER,
      from: TODAY,
      basis: "HANDOVER",
      basisRef: null,
      photoIds: [photoId(1)],
    },
    { role: "owner", unitId: POWER, from: TODAY, basis: "HANDOVER", basisRef: null },
    // To a part of what was split, on its agreement.
    { role: "owner", unitId: HEIR, from: TODAY, basis: "ALLOCATION", basisRef: null, photoIds: [photoId(1)] },
  ],
  END_ROLE: [
    { role: "owner", on: TODAY, basis: "ERROR" },
    { role: "interim_custodian", on: TODAY, basis: "ERROR" },
  ],
  SUCCEED_HOLDER: [
    { ...dissolved, toUnitId: null, how: "DISSOLVED" },
    { ...dissolved, toUnitId: HEIR, how: "MERGER" },
    { ...dissolved, toUnitId: HEIR, how: "SPLIT", joint: [HEIR, WATER] },
  ],
  CONFIRM_ROLE: [{}, { reasonCode: "HANDED_OVER_ON_PAPER", notes: { reason: WORDS } }],
  ANSWER_CORRECTION: [
    { objects: false, photoIds: [] },
    { objects: true, photoIds: [], notes: { reason: WORDS } },
    { objects: false, photoIds: [photoId(1)], unitId: WATER },
    { objects: false, photoIds: [photoId(1)], unitId: POWER },
  ],
  REFUSE_ROLE: [{}],
  RETIRE: [{ reasonCode: "the lid was taken out when the road was rebuilt" }],
  CONFIRM_CHANGE: [{ code: "4406040130000001" }],
  REFUSE_CHANGE: [{}],
};

function move(on: "component" | "case" | "inquiry", at: number, person: Person, given: object): Move {
  const type = Reflect.get(given, "type") as string;
  const later = Object.entries(given).flatMap(([field, value]) => (value instanceof Later ? [field] : []));
  return { kind: "command", on, at, person, template: { type, given: { ...given }, later } };
}

export function componentMoves(): readonly Move[] {
  return (Object.keys(ON_COMPONENT) as ComponentCommand["type"][]).flatMap((type) =>
    (ON_COMPONENT[type] ?? []).flatMap((given) =>
      whoever(type).map((person) => move("component", 0, person, { type, ...given })),
    ),
  );
}

/** Who may give it: nobody, where it is no person's command. The administrator does what the seat does. */
function whoever(type: ComponentCommand["type"]): readonly Person[] {
  if (type === "SUCCEED_HOLDER") return [NOBODY];
  return CAST.filter(({ actor }) => actor.role !== "ADMIN" && mayCommand(actor.role, type));
}

/** Its endpoint asks who may, and opens in the name of the mechanism. */
const THE_SEAT: Person = { ...NOBODY, name: "seat operator" };
const PLACE = { lonE7: 1130500000, latE7: 230300000 };

/** Somebody reports: the first of the cast who may, and the owner himself. */
export function reportMoves(at: number): readonly Move[] {
  const reporter = castOf(["GRID_WORKER"])[0];
  if (!reporter) return [];
  return [
    { danger: true, defect: "MISSING", boundary: true },
    { danger: false, defect: "NOISY", boundary: true },
  ].map((seen) =>
    move("case", at, reporter, {
      type: "REPORT",
      number: "C",
      componentId: COMPONENT,
      divisionCode: "440604011",
      channel: "PATROL",
      position: PLACE,
      photoIds: [reportersPhoto(at)],
      recurrenceOf: null,
      createdBy: reporter.actor.accountId,
      ...seen,
    }),
  );
}

/** The seat opens an inquiry without a case, and writes to the likely owners or to one that it names. */
export function openingMoves(at: number): readonly Move[] {
  const all = [WATER, POWER].map((unitId, n) => ({ unitId, permille: 600 - 300 * n }));
  return [{}, { asks: [WATER] }].map((asks) =>
    move("inquiry", at, THE_SEAT, {
      type: "OPEN",
      number: "Q",
      componentId: COMPONENT,
      divisionCode: "440604011",
      danger: false,
      origin: "REGISTRY",
      caseId: null,
      candidates: all,
      modelVersion: null,
      ...asks,
    }),
  );
}
