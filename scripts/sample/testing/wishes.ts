import * as fc from "fast-check";
import { type CaseCommand, CASE_COMMANDS } from "../../../server/domain/case/commands.ts";
import { type InquiryCommand, INQUIRY_COMMANDS } from "../../../server/domain/inquiry/commands.ts";
import type { Command } from "../../../server/domain/mechanism/dossier.ts";
import {
  COMPONENT_ROLES,
  DANGER_OVER_REASONS,
  DEFECTS,
  EVIDENCE_KINDS,
  ROLES,
  type Actor,
  type Role,
} from "../../../server/domain/names.ts";
import {
  AUDITOR,
  COMPONENT,
  CONVENER,
  DEPT,
  GRID,
  LEAD,
  person,
  SEAT,
  STREET,
  type Street,
  SYSTEM,
  UNITS,
} from "../../../server/domain/mechanism/testing.ts";

/** Somebody wants something, sensible or not. `n` aims it at one of the matters there are. */
export interface Wish {
  readonly actor: Actor;
  readonly command: Command;
  readonly n: number;
}
/** Some time passes, swept or not; then the first wish that is allowed happens. */
export interface Step {
  readonly wait: number;
  readonly sweep: boolean;
  readonly wishes: readonly Wish[];
}

const unitId = fc.constantFrom(...UNITS, DEPT, "road-unit");
const photoIds = fc.nat(999_999).map((n) => (n % 5 === 0 ? [] : [`photo-${n}`]));
const notes = fc.constantFrom({ reason: "because it is so" }, { reason: "x" }, undefined);
const reasonCode = fc.constantFrom("REASON", "REASON", "");
const day = fc.constantFrom("2026-02-01", "2026-03-03", "2026-03-04", "2026-03-20", "2026-05-01");
const instant = fc.constantFrom(
  "2026-03-04T00:00:00.000Z",
  "2026-04-01T00:00:00.000Z",
  "2029-01-01T00:00:00.000Z",
);
const earlier = fc.constantFrom(
  "2026-03-03T02:00:00.000Z",
  "2026-03-03T02:05:00.000Z",
  "2026-03-05T00:00:00.000Z",
);
const flag = fc.boolean();
const defect = fc.constantFrom(...DEFECTS);
const caseIds = ["case-1", "case-2", "case-3"] as const;
/** The mechanism's first ids: the inquiry of the first ownerless case is among them. */
const inquiryIds = ["inquiry-1", "id-1", "id-2", "id-3", "id-5"] as const;
const just = <T extends string>(type: T) => fc.record({ type: fc.constant(type) });
const record = <T extends string, S extends object>(type: T, shape: { [K in keyof S]: fc.Arbitrary<S[K]> }) =>
  fc.record({ type: fc.constant(type), ...shape });

const position = { lonE7: 1130500000, latE7: 230300000 };
const caseCommand = fc.oneof(
  ...(
    [
      "REQUEST_VERIFICATION",
      "ACKNOWLEDGE",
      "CLOSE",
      "RESUME",
      "GRANT_EXTENSION",
      "CONFIRM_VOID",
      "UNMERGE",
    ] as const
  ).map(just),
  ...(["CONFIRM_FORCED_CLOSE", "REFUSE_REQUEST", "CLOSE", "CONFIRM_VOID"] as const).map(just),
  record("ADD_REPORT", { channel: fc.constant("WECHAT"), danger: flag }),
  record("RECORD_VERIFICATION", { found: flag, danger: flag, photoIds }),
  record("FILE", { danger: flag, defect }),
  record("DISPATCH", { unitId, substituteHandling: flag, emergencyReason: fc.constantFrom(null, "STORM") }),
  record("GUARD", { photoIds, position: fc.constant(null) }),
  record("GUARD", { photoIds, position: fc.constant(null), occurredAt: earlier }),
  record("MAKE_SAFE", { photoIds, measure: fc.constant("plate"), occurredAt: earlier }),
  record("REPLY", { channel: fc.constant("WECHAT") }),
  record("MAKE_SAFE", { photoIds, measure: fc.constant("plate") }),
  record("REPAIR", {
    photoIds,
    measure: fc.constant("lid"),
    material: fc.constant(null),
    loadClass: fc.constant(null),
  }),
  record("PASS_CHECK", { photoIds }),
  record("ORDER_REWORK", { reasonCode }),
  record("RETURN", { reasonCode, namesUnitId: fc.option(unitId) }),
  record("REASSESS_DANGER", { danger: flag }),
  record("REQUEST_DANGER_OVER", {
    reasonCode: fc.constantFrom(...DANGER_OVER_REASONS),
    photoIds,
    notes: fc.constant({ note: "到场查看，井盖完好，没有坠落危险" }),
  }),
  record("REQUEST_SUSPENSION", { until: instant, reasonCode }),
  record("REQUEST_EXTENSION", { reasonCode }),
  record("REQUEST_VOID", { reasonCode, photoIds }),
  record("REQUEST_FORCED_CLOSE", { reasonCode }),
  record("MERGE", { into: fc.constantFrom(...caseIds) }),
  record("URGE", { supervised: flag }),
  record("RECORD_NOTICE", { unitIds: fc.array(unitId), channel: fc.constant("PHONE") }),
  record("ADD_NOTE", { photoIds }),
  record("REPORT", {
    number: fc.constant("C-1"),
    componentId: fc.constant(COMPONENT),
    divisionCode: fc.constant("440604011"),
    danger: flag,
    defect,
    channel: fc.constant("PATROL"),
    position: fc.constant(position),
    photoIds,
    recurrenceOf: fc.constant(null),
    createdBy: fc.constant(null),
  }),
) as fc.Arbitrary<CaseCommand>;

const inquiryCommand = fc.oneof(
  ...(
    [
      "WITHDRAW_CLAIM",
      "END_CONSULTATION",
      "CONFIRM_DETERMINATION",
      "SIGN_BACKSTOP",
      "CONFIRM_PRIVATE",
    ] as const
  ).map(just),
  ...(
    [
      "REFUSE_PROPOSAL",
      "CONFIRM_REOPENING",
      "CONFIRM_WITHDRAWAL",
      "CONFIRM_SEALING",
      "CONFIRM_DETERMINATION",
      "SIGN_BACKSTOP",
    ] as const
  ).map(just),
  record("SEND_LETTERS", {
    unitIds: fc.array(unitId, { maxLength: 3 }),
    reasonCode: fc.constantFrom(undefined, "OTHER"),
    notes,
  }),
  record("ANSWER", {
    unitId,
    answer: fc.constantFrom("CLAIM", "DENY", "NEED_SITE_VISIT"),
    reasonCode: fc.constantFrom(null, "OTHER"),
    evidence: fc.array(fc.record({ kind: fc.constantFrom(...EVIDENCE_KINDS), photoIds }), {
      maxLength: 1,
    }),
  }),
  record("ADD_EVIDENCE", {
    kind: fc.constantFrom(...EVIDENCE_KINDS),
    unitId: fc.option(unitId),
    direction: fc.constantFrom("FOR", "FOR", "AGAINST"),
    photoIds,
    observation: fc.constant({}),
  }),
  record("RECORD_SITE_SURVEY", { photoIds, observation: fc.constant({ lettering: "无" }) }),
  record("CHECK_PARCEL", {
    result: fc.constantFrom("PUBLIC", "PUBLIC", "PRIVATE"),
    areaId: fc.constant(null),
    reasonCode: fc.constantFrom("OTHER", "OTHER", undefined),
    notes,
  }),
  record("REJECT_CLAIM", { unitId, reasonCode }),
  record("DISCLAIM", {
    unitId,
    reasonCode,
    evidence: fc.array(
      fc.record({ kind: fc.constantFrom(...EVIDENCE_KINDS), photoIds: fc.constant(["p"]) }),
      { minLength: 1, maxLength: 1 },
    ),
  }),
  record("PROPOSE_DETERMINATION", { unitId, from: day }),
  record("PUBLISH_NOTICE", { channel: fc.constant("site") }),
  record("PROPOSE_BACKSTOP", {
    custodianUnitId: unitId,
    inspectionIntervalDays: fc.constant(30),
    reviewOn: fc.option(day),
    emergencyReason: fc.constantFrom(null, "SEVERE_WEATHER"),
    overridesPrivate: flag,
    photoIds: fc.constantFrom(["consent"], ["consent"], []),
    notes,
  }),
  record("PROPOSE_PRIVATE", {
    areaId: fc.constant(null),
    managerUnitId: fc.option(unitId),
    photoIds: fc.constantFrom(["consent"], []),
  }),
  record("REVIEW_BACKSTOP", { outcome: fc.constantFrom("CONTINUE", "REOPEN"), nextReviewOn: fc.option(day) }),
  record("WITHDRAW", { reasonCode: fc.constantFrom("DUPLICATE", "OTHER"), notes }),
  record("REOPEN", { reasonCode: fc.constantFrom("NEW_EVIDENCE", "OTHER"), notes }),
  record("CALL_MEETING", { place: fc.constant("hall"), meetsAt: instant }),
  record("PROPOSE_SEALING", { material: fc.constant("sand"), photoIds, notes }),
  record("REFER_TO_COURT", { court: fc.constant("court"), reference: fc.constant("1") }),
  record("COURT_DECIDED", {
    outcome: fc.constantFrom("OWNER", "OWNERLESS", "NO_DECISION"),
    unitId: fc.option(unitId),
    photoIds,
  }),
  record("ADD_NOTE", { photoIds }),
) as fc.Arbitrary<InquiryCommand>;

const opening = {
  type: "OPEN",
  number: "Q",
  componentId: COMPONENT,
  divisionCode: "440604011",
  danger: false,
  origin: "REGISTRY",
  caseId: null,
  candidates: [{ unitId: UNITS[0], permille: 600 }],
  modelVersion: null,
} as const;

const componentCommand = fc.oneof(
  record("ASSIGN_ROLE", {
    role: fc.constantFrom(...COMPONENT_ROLES),
    unitId,
    from: day,
    basis: fc.constant("HANDOVER"),
    basisRef: fc.constant(null),
    photoIds,
  }),
  record("END_ROLE", { role: fc.constantFrom(...COMPONENT_ROLES), on: day, basis: fc.constant("ERROR") }),
  record("SET_PHYSICAL_STATE", { physicalState: fc.constantFrom("INTACT", "LOST", "DAMAGED") }),
  record("SUCCEED_HOLDER", {
    fromUnitId: unitId,
    toUnitId: fc.constantFrom(null, "successor", "successor"),
    on: fc.constantFrom("2026-02-01", "2026-03-03", "2026-03-04"),
    how: fc.constantFrom("MERGER", "SPLIT", "RENAME"),
    document: fc.constant("doc"),
    joint: fc.constant([]),
  }).map((given) => (given.toUnitId === null ? { ...given, how: "DISSOLVED" } : given)),
  record("RETIRE", { reasonCode }),
  record("RECLASSIFY", {
    classCode: fc.constantFrom("0103", "0130"),
    classGroup: fc.constant("COVER"),
    code: fc.constant(null),
    scheme: fc.constant("A"),
    reasonCode,
  }),
  record("CONFIRM_CHANGE", {}),
  record("REFUSE_CHANGE", {}),
  record("CONFIRM_ROLE", {}),
  record("REFUSE_ROLE", {}),
  record("ANSWER_CORRECTION", { objects: fc.constant(false), unitId, photoIds }),
) as fc.Arbitrary<Extract<Command, { on: "component" }>["command"]>;

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ on: fc.constant("case"), id: fc.constantFrom(...caseIds), command: caseCommand }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      on: fc.constant("inquiry"),
      id: fc.constantFrom(...inquiryIds),
      command: inquiryCommand,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      on: fc.constant("component"),
      id: fc.constant(COMPONENT),
      command: componentCommand,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ on: "inquiry", id: "inquiry-1", command: opening } as const) },
) as fc.Arbitrary<Command>;

/** Everybody of the cast, and each role at the unit that happens to be dispatched or asked. */
const anybody: fc.Arbitrary<Actor> = fc.oneof(
  fc.constantFrom(SEAT, LEAD, GRID, STREET, CONVENER, AUDITOR, SYSTEM, person("SHIFT_LEAD", null, "2")),
  fc.tuple(fc.constantFrom(...ROLES), unitId).map(([role, unit]) => person(role, unit)),
);
/** Mostly whoever has the right to it: lifecycles of refusals alone would reach nothing. */
const wish: fc.Arbitrary<Wish> = fc
  .record({ command, actor: anybody, n: fc.nat(999), unit: unitId })
  .map(({ n, unit, actor, command: given }) => ({
    n,
    command: given,
    actor: n % 10 < 8 ? entitled(given, n, unit, actor) : actor,
  }));
export const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(1, 1, 1, 10, 45, 300, 1500, 12_000),
  sweep: fc.boolean(),
  wishes: fc.array(wish, { minLength: 1, maxLength: 8 }),
});

function entitled({ on, command: { type } }: Command, n: number, unit: string, otherwise: Actor): Actor {
  if (on === "component" || type === "REPORT" || type === "OPEN") return SYSTEM;
  const table: object = on === "case" ? CASE_COMMANDS : INQUIRY_COMMANDS;
  const { roles } = Reflect.get(table, type) as { roles: readonly Role[] };
  const role = roles[n % roles.length];
  return role ? person(role, CONFINED.includes(role) ? unit : null) : otherwise;
}

/** Points a wish at a matter that exists, and for whoever repairs at the case of their own unit. */
export function aimed({ actor, command: given, n }: Wish, { dossier, today }: Street): Wish {
  if (n % 10 === 9) return { actor, command: given, n };
  if (given.on === "case" && given.command.type !== "REPORT") {
    const file = dossier.cases[n % Math.max(1, dossier.cases.length)];
    const asked = file?.request && n % 4 === 0 ? DECISIONS[file.request.kind] : null;
    if (file && asked) return { n, actor: OTHER_LEAD, command: { on: "case", id: file.id, command: asked } };
    const at = file && CONFINED.includes(actor.role) ? person(actor.role as Role, file.unitId) : actor;
    return { n, actor: at, command: { ...given, id: file?.id ?? given.id } };
  }
  if (given.on !== "inquiry" || given.command.type === "OPEN") return { actor, command: given, n };
  const inquiry = dossier.inquiries[n % Math.max(1, dossier.inquiries.length)];
  const id = inquiry?.id ?? given.id;
  const waits = inquiry?.proposal && n % 3 === 0 ? PROPOSED[inquiry.proposal.kind] : null;
  if (waits) return { n, actor: OTHER_CONVENER, command: { on: "inquiry", id, command: signed(waits) } };
  if (given.command.type === "PROPOSE_DETERMINATION" && n % 3 > 0)
    return { n, actor, command: { ...given, id, command: { ...given.command, from: today } } };
  if (given.command.type === "ADD_EVIDENCE" && inquiry?.proposal?.kind === "DETERMINATION")
    return {
      n,
      actor,
      command: { ...given, id, command: { ...given.command, unitId: inquiry.proposal.unitId } },
    };
  return { n, actor, command: { ...given, id } };
}

/** The second person's yes; where something stands against an owner it answers that in words. */
function signed(type: (typeof PROPOSED)[keyof typeof PROPOSED]): InquiryCommand {
  return type === "CONFIRM_DETERMINATION"
    ? { type, reasonCode: "PAPERS_PROVE", notes: { reason: "the deed of 1994" } }
    : { type };
}

const OTHER_CONVENER = person("CONVENER", null, "2");
const PROPOSED = {
  DETERMINATION: "CONFIRM_DETERMINATION",
  BACKSTOP: "SIGN_BACKSTOP",
  PRIVATE: "CONFIRM_PRIVATE",
  SEALING: "CONFIRM_SEALING",
  REOPENING: "CONFIRM_REOPENING",
  DISCLAIMER: "CONFIRM_DISCLAIMER",
  WITHDRAWAL: "CONFIRM_WITHDRAWAL",
} as const;
const OTHER_LEAD = person("SHIFT_LEAD", null, "2");
const DECISIONS = {
  VOID: { type: "CONFIRM_VOID" },
  FORCED_CLOSE: { type: "CONFIRM_FORCED_CLOSE" },
  EXTENSION: { type: "GRANT_EXTENSION" },
  DANGER_OVER: { type: "CONFIRM_DANGER_OVER" },
  SUSPENSION: { type: "CONFIRM_SUSPENSION" },
} as const;
const CONFINED: readonly string[] = ["OWNER_UNIT", "STREET_DEPT", "CONTRACTOR"];
