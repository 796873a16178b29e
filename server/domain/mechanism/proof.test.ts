import { describe, expect, test } from "vitest";
import { enoughSaid } from "../enough-said.ts";
import { INQUIRY_COMMANDS, type InquiryCommand } from "../inquiry/commands.ts";
import { doubts } from "../inquiry/proof.ts";
import { waiting } from "../inquiry/waiting.ts";
import type { Actor, EvidenceKind } from "../names.ts";
import { replay } from "./fold.ts";
import { CONVENER, DEPT, GRID, LEAD, SEAT, STATED, Street, SYSTEM, unit, UNITS } from "./testing.ts";

/** What makes an owner, and what does not (docs/domain.md#guard-4). */
const [WATER, POWER, GAS] = UNITS;
const WORDS = { notes: { reason: "红线图与移交清单一致" } };

type Said = "CLAIM" | "DENY" | "NEED_SITE_VISIT";
const answer = (unitId: string, said: Said, ...files: string[]): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence: files.map((file) => ({
    kind: said === "CLAIM" ? "AS_BUILT_DRAWING" : "WRITTEN_DENIAL",
    photoIds: [file],
  })),
});
const evidence = (
  unitId: string,
  kind: EvidenceKind,
  more: { photoIds?: string[]; direction?: "FOR" | "AGAINST"; since?: string } = {},
): InquiryCommand => ({
  type: "ADD_EVIDENCE",
  kind,
  unitId,
  direction: "FOR",
  photoIds: ["file"],
  observation: {},
  ...more,
});
const propose = (street: Street, unitId = WATER as string): InquiryCommand => ({
  type: "PROPOSE_DETERMINATION",
  unitId,
  from: street.today,
});
const refusal = (street: Street, actor: Actor, command: InquiryCommand): string | null =>
  street.refusal(actor, { on: "inquiry", id: street.search.id, command });
const confirm = (street: Street, actor: Actor = LEAD, more: object = {}): string | null =>
  refusal(street, actor, { type: "CONFIRM_DETERMINATION", ...more });
/** Of a unit that said nothing: only so, and by nobody else. */
const DESPITE = { reasonCode: "PAPERS_PROVE", ...WORDS };
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);

function asked(): Street {
  const street = new Street();
  street.file();
  return street;
}
/** Asked, and the time to answer is over. */
function silent(): Street {
  const street = asked();
  street.pass(2880);
  return street;
}

describe("D28: what the seat enters for a unit", () => {
  test("needs the unit's letter, whatever the unit says", () => {
    const street = asked();
    for (const said of ["CLAIM", "DENY", "NEED_SITE_VISIT"] as const) {
      expect(refusal(street, SEAT, answer(WATER, said)), said).toBe("LETTER_NEEDED");
      expect(refusal(street, SEAT, answer(WATER, said, "letter")), said).toBeNull();
      expect(refusal(street, unit(WATER), answer(WATER, said)), said).toBeNull();
    }
  });

  test("is its written admission only as far as the letter is there", () => {
    const street = asked();
    street.inquiry(SEAT, {
      ...answer(WATER, "CLAIM"),
      evidence: [
        { kind: "WRITTEN_ADMISSION", photoIds: [] },
        { kind: "PHOTO", photoIds: ["a photo of the lid"] },
      ],
    } as InquiryCommand);
    street.inquiry(LEAD, propose(street));
    expect(confirm(street, CONVENER)).toBe("EVIDENCE_NEEDED");
  });

  test("can be contested by the unit: claim and letter count no more, what was proposed drops, and it is asked again", () => {
    const street = silent();
    street.inquiry(SEAT, answer(WATER, "CLAIM", "forged letter"));
    street.inquiry(SEAT, propose(street));
    expect(refusal(street, unit(POWER), { type: "CONTEST_ANSWER" })).toBe("NOTHING_ENTERED");
    expect(refusal(street, SEAT, { type: "CONTEST_ANSWER" })).toBe("ROLE_MAY_NOT");
    street.inquiry(unit(WATER), { type: "CONTEST_ANSWER" });
    expect(street.search.proposal).toBeNull();
    expect(street.search.claims.map(({ status }) => status)).toEqual(["WITHDRAWN"]);
    expect(street.search.evidence.every(({ fallen }) => fallen === true)).toBe(true);
    expect(street.status).toBe("UNKNOWN");
    street.inquiry(SEAT, propose(street));
    expect(confirm(street, CONVENER)).toBe("EVIDENCE_NEEDED");
    retold(street);
  });

  test("contested, the letter is open again with the time to answer it, and silence ends it", () => {
    const street = asked();
    for (const unitId of UNITS) street.inquiry(SEAT, answer(unitId, "DENY", "letter"));
    expect(street.search.state).toBe("SITE_SURVEY");
    street.pass(60);
    street.inquiry(unit(GAS), { type: "CONTEST_ANSWER" });
    expect(street.search.state).toBe("CONSULTING");
    const letter = street.search.letters.find(({ unitId }) => unitId === GAS);
    expect(letter).toMatchObject({ answer: null, onBehalf: false });
    expect(letter && letter.dueAt > street.now).toBe(true);
    expect(refusal(street, SEAT, { type: "PUBLISH_NOTICE", channel: "SITE" })).toBe("CONSULTATION_OPEN");
    street.pass(2880);
    expect(street.search.letters.find(({ unitId }) => unitId === GAS)?.answer).toBe("NO_REPLY");
    expect(street.search.state).toBe("SITE_SURVEY");
    retold(street);
  });

  test("and determined on it, the unit objects inside the window", () => {
    const street = asked();
    street.inquiry(SEAT, answer(WATER, "CLAIM", "letter"));
    street.inquiry(LEAD, propose(street));
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    street.inquiry(unit(WATER), { type: "CONTEST_ANSWER" });
    expect(street.search).toMatchObject({ state: "CONSULTING", reopenings: 1 });
    retold(street);
  });

  test("after the window the owner says that it erred instead", () => {
    const street = asked();
    street.inquiry(SEAT, answer(WATER, "CLAIM", "letter"));
    street.inquiry(LEAD, propose(street));
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
    street.pass(14 * 1440);
    expect(refusal(street, unit(WATER), { type: "CONTEST_ANSWER" })).toBe("OBJECTION_OVER");
  });
});

describe("guard 4: what carries weight is on file", () => {
  test("an oral statement without a file makes nobody an owner, and a lid none at all", () => {
    const street = silent();
    street.inquiry(GRID, evidence(WATER, "ORAL_STATEMENT", { photoIds: [] }));
    street.inquiry(SEAT, propose(street));
    expect(confirm(street)).toBe("EVIDENCE_NEEDED");
    for (const kind of ["COVER_LETTERING", "PHOTO", "MATERIAL_SIZE", "RING_FIT"] as const)
      street.inquiry(GRID, evidence(WATER, kind));
    expect(confirm(street)).toBe("EVIDENCE_NEEDED");
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    expect(confirm(street, CONVENER, DESPITE)).toBeNull();
  });

  test("neighbours, hearsay and a snapshot are hints, whatever picture is filed with them", () => {
    const street = silent();
    for (const kind of ["ORAL_STATEMENT", "NEIGHBOURING_COVERS", "WRITTEN_DENIAL"] as const)
      street.inquiry(GRID, evidence(WATER, kind));
    street.inquiry(SEAT, propose(street));
    expect(confirm(street, CONVENER, DESPITE)).toBe("EVIDENCE_NEEDED");
    street.inquiry(GRID, evidence(WATER, "SHAFT_CONTENTS"));
    expect(confirm(street, CONVENER, DESPITE)).toBeNull();
  });

  test("what is in the shaft does not say since when", () => {
    const street = silent();
    const since: InquiryCommand = { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "1990-01-01" };
    street.inquiry(GRID, evidence(WATER, "SHAFT_CONTENTS", { since: "1989-05-01" }));
    expect(refusal(street, SEAT, since)).toBe("START_UNPROVEN");
    street.inquiry(GRID, evidence(WATER, "AS_BUILT_DRAWING", { since: "1989-05-01" }));
    expect(refusal(street, SEAT, since)).toBeNull();
  });

  test("not since 1990 because somebody says so: an earlier day needs a paper that says it", () => {
    const street = silent();
    const since: InquiryCommand = { type: "PROPOSE_DETERMINATION", unitId: WATER, from: "1990-01-01" };
    street.inquiry(GRID, evidence(WATER, "ORAL_STATEMENT", { photoIds: [], since: "1990-01-01" }));
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    expect(refusal(street, SEAT, since)).toBe("START_UNPROVEN");
    street.inquiry(GRID, evidence(WATER, "HANDOVER_DOCUMENT", { since: "1989-05-01", photoIds: ["deed"] }));
    street.inquiry(SEAT, since);
    expect(confirm(street, CONVENER, DESPITE)).toBeNull();
  });

  test("a proposal may wait for its signature without being dated back by it", () => {
    const street = silent();
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    street.inquiry(SEAT, propose(street));
    street.pass(3 * 1440);
    expect(confirm(street, CONVENER, DESPITE)).toBeNull();
  });
});

describe("guard 4: claims, denials and evidence against are looked at", () => {
  test("a claim that is withdrawn takes its papers and the proposal with it", () => {
    const street = asked();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM", "drawing"));
    street.inquiry(SEAT, propose(street));
    street.inquiry(unit(WATER), { type: "WITHDRAW_CLAIM" });
    expect(street.search.proposal).toBeNull();
    expect(confirm(street)).toBe("NO_PROPOSAL");
    street.inquiry(SEAT, propose(street));
    expect(confirm(street, CONVENER)).toBe("EVIDENCE_NEEDED");
    retold(street);
  });

  test("so does one that is rejected as a false drawing, and the same drawing claims nothing again", () => {
    const street = asked();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM", "false drawing"));
    street.inquiry(SEAT, propose(street));
    const reject = { type: "REJECT_CLAIM", unitId: WATER, reasonCode: "DRAWING_FALSE" } as const;
    expect(refusal(street, CONVENER, reject)).toBe("EXPLANATION_NEEDED");
    expect(refusal(street, CONVENER, { ...reject, notes: { reason: "x" } })).toBe("EXPLANATION_NEEDED");
    street.inquiry(CONVENER, { ...reject, ...WORDS });
    expect(street.search.proposal).toBeNull();
    street.inquiry(SEAT, propose(street));
    expect(confirm(street, CONVENER)).toBe("EVIDENCE_NEEDED");
    expect(refusal(street, unit(WATER), answer(WATER, "CLAIM"))).toBe("NEW_EVIDENCE_NEEDED");
    expect(refusal(street, unit(WATER), answer(WATER, "CLAIM", "false drawing"))).toBe("NEW_EVIDENCE_NEEDED");
    // docs/domain.md#d1: nor is another upload of the same drawing another drawing.
    street.pictures = { shownBy: { "uploaded again": "false drawing" }, used: [] };
    expect(refusal(street, unit(WATER), answer(WATER, "CLAIM", "uploaded again"))).toBe(
      "NEW_EVIDENCE_NEEDED",
    );
    street.pass(1);
    street.inquiry(unit(WATER), evidence(WATER, "PERMIT", { photoIds: ["permit"] }));
    expect(refusal(street, unit(WATER), answer(WATER, "CLAIM"))).toBeNull();
    expect(refusal(street, unit(WATER), answer(WATER, "CLAIM", "another drawing"))).toBeNull();
    retold(street);
  });

  test("against the unit's own denial only the convener decides, with a reason in words", () => {
    const street = asked();
    street.inquiry(unit(WATER), answer(WATER, "DENY"));
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    street.inquiry(SEAT, propose(street));
    expect(confirm(street, LEAD, { reasonCode: "PAPERS_PROVE", ...WORDS })).toBe("CONVENER_DECIDES");
    expect(confirm(street, CONVENER)).toBe("REASON_NEEDED");
    expect(confirm(street, CONVENER, { reasonCode: "PAPERS_PROVE" })).toBe("EXPLANATION_NEEDED");
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION", reasonCode: "PAPERS_PROVE", ...WORDS });
    const told = street.told.find(({ event }) => event.event.kind === "OWNER_DETERMINED");
    expect(told?.event.event.data).toMatchObject({ reasonCode: "PAPERS_PROVE", despite: ["DENIED"] });
  });

  test("silence is no claim: on it only the convener decides, with a reason in words", () => {
    const street = silent();
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    street.inquiry(SEAT, propose(street));
    expect(waiting(street.search)).toMatchObject({ command: "CONFIRM_DETERMINATION", roles: ["CONVENER"] });
    expect(confirm(street, LEAD, DESPITE)).toBe("CONVENER_DECIDES");
    expect(confirm(street, CONVENER)).toBe("REASON_NEEDED");
    expect(confirm(street, CONVENER, { reasonCode: "PAPERS_PROVE" })).toBe("EXPLANATION_NEEDED");
    street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION", reasonCode: "PAPERS_PROVE", ...WORDS });
    const told = street.told.find(({ event }) => event.event.kind === "OWNER_DETERMINED");
    expect(told?.event.event.data).toMatchObject({ despite: ["SILENT"] });
  });

  test("a denial is not taken back by the silence of a later round", () => {
    const street = asked();
    street.inquiry(unit(WATER), answer(WATER, "DENY"));
    street.pass(2880);
    street.inquiry(SEAT, { type: "SEND_LETTERS", unitIds: [WATER] });
    street.pass(2880);
    expect(street.search.letters.at(-1)).toMatchObject({ unitId: WATER, answer: "NO_REPLY" });
    expect(doubts(street.search, WATER)).toEqual(["DENIED"]);
  });

  test("evidence against is answered by a reason, whoever confirms", () => {
    const street = asked();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    street.inquiry(GRID, evidence(WATER, "PIPE_MAP"));
    street.inquiry(GRID, evidence(WATER, "SHAFT_CONTENTS", { direction: "AGAINST" }));
    street.inquiry(SEAT, propose(street));
    expect(confirm(street)).toBe("REASON_NEEDED");
    expect(confirm(street, LEAD, { reasonCode: "EVIDENCE_AGAINST_REFUTED", ...WORDS })).toBeNull();
  });

  test("a unit that nobody asked is not named unheard, but for the paper by which it was handed over", () => {
    const street = silent();
    const stranger = "bus-unit";
    street.inquiry(GRID, evidence(stranger, "AS_BUILT_DRAWING"));
    street.inquiry(SEAT, propose(street, stranger));
    expect(confirm(street, CONVENER, { reasonCode: "PAPERS_PROVE", ...WORDS })).toBe("OWNER_NOT_HEARD");
    street.inquiry(SEAT, { type: "SEND_LETTERS", unitIds: [stranger] });
    expect(confirm(street, CONVENER, { reasonCode: "PAPERS_PROVE", ...WORDS })).toBe("OWNER_NOT_HEARD");
    street.inquiry(GRID, evidence(stranger, "HANDOVER_DOCUMENT"));
    expect(confirm(street, LEAD, { reasonCode: "HANDED_OVER_ON_PAPER", ...WORDS })).toBe("CONVENER_DECIDES");
    expect(confirm(street, CONVENER)).toBe("REASON_NEEDED");
    expect(confirm(street, CONVENER, { reasonCode: "HANDED_OVER_ON_PAPER", ...WORDS })).toBeNull();
    street.pass(7 * 1440);
    expect(confirm(street, CONVENER, DESPITE)).toBeNull();
  });
});

test("guard 10: a keystroke is no reason", () => {
  expect(["x", "   x        ", "无主井盖", "see above", ""].map(enoughSaid)).toEqual(Array(5).fill(false));
  expect(["无主的井盖", "the deed of 1994"].map(enoughSaid)).toEqual([true, true]);
});

test("guard 3: no backstop on what has a confirmed owner", () => {
  const street = silent();
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: ["p"], observation: {} });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.component(SYSTEM, {
    type: "ASSIGN_ROLE",
    role: "owner",
    unitId: WATER,
    from: street.today,
    basis: "HANDOVER",
    basisRef: null,
  });
  const propose: InquiryCommand = {
    type: "PROPOSE_BACKSTOP",
    custodianUnitId: DEPT,
    inspectionIntervalDays: 30,
    reviewOn: null,
    emergencyReason: "SEVERE_WEATHER",
    ...STATED,
    overridesPrivate: false,
  };
  expect(refusal(street, SEAT, propose)).toBe("OWNER_CONFIRMED");
});

test("guard 3: an empty survey is none", () => {
  const street = silent();
  const survey = (photoIds: string[], observation: Record<string, string>): InquiryCommand => ({
    type: "RECORD_SITE_SURVEY",
    photoIds,
    observation,
  });
  expect(refusal(street, GRID, survey([], {}))).toBe("SURVEY_EMPTY");
  expect(refusal(street, GRID, survey([], { lettering: " " }))).toBe("SURVEY_EMPTY");
  expect(refusal(street, GRID, survey(["p"], {}))).toBeNull();
  expect(refusal(street, GRID, survey([], { lettering: "无" }))).toBeNull();
});

test("guard 3: no backstop while a unit that wants to see the spot waits for it", () => {
  const street = new Street();
  street.file();
  const survey: InquiryCommand = {
    type: "RECORD_SITE_SURVEY",
    photoIds: ["p"],
    observation: {},
  };
  street.inquiry(GRID, survey);
  street.pass(10);
  const visit: InquiryCommand = {
    type: "ANSWER",
    unitId: WATER,
    answer: "NEED_SITE_VISIT",
    reasonCode: null,
    evidence: [],
  };
  street.inquiry(unit(WATER), visit);
  for (const unitId of [POWER, GAS])
    street.inquiry(unit(unitId), { ...visit, unitId, answer: "DENY", reasonCode: "NOT_ON_OUR_MAP" });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.inquiry(SEAT, {
    type: "PROPOSE_BACKSTOP",
    custodianUnitId: DEPT,
    inspectionIntervalDays: 30,
    reviewOn: null,
    emergencyReason: "SEVERE_WEATHER",
    ...STATED,
    overridesPrivate: false,
  });
  const sign: InquiryCommand = { type: "SIGN_BACKSTOP" };
  expect(refusal(street, CONVENER, sign)).toBe("SITE_VISIT_OPEN");
  street.pass(10);
  street.inquiry(GRID, survey);
  expect(refusal(street, CONVENER, sign)).toBeNull();
});

test("guard 3: a keystroke is no emergency", () => {
  const street = silent();
  const propose = (emergencyReason: "CROWDED_PLACE" | null, reason?: string): InquiryCommand => ({
    type: "PROPOSE_BACKSTOP",
    custodianUnitId: DEPT,
    inspectionIntervalDays: 30,
    reviewOn: null,
    emergencyReason,
    overridesPrivate: false,
    ...(reason && { notes: { reason } }),
  });
  expect(refusal(street, SEAT, propose("CROWDED_PLACE"))).toBe("EXPLANATION_NEEDED");
  expect(refusal(street, SEAT, propose("CROWDED_PLACE", "x"))).toBe("EXPLANATION_NEEDED");
  expect(refusal(street, SEAT, propose("CROWDED_PLACE", "学校门前，等不到公告期满"))).toBeNull();
  expect(refusal(street, SEAT, propose(null))).toBeNull();
  const listed = INQUIRY_COMMANDS.PROPOSE_BACKSTOP.body.safeParse({
    ...propose(null),
    custodianUnitId: crypto.randomUUID(),
    emergencyReason: "x",
  });
  expect(listed.success, "from the list, not a word").toBe(false);
});
