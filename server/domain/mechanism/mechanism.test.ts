import { describe, expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { replay } from "./fold.ts";
import { standing } from "./standing.ts";
import {
  CONVENER,
  DEPT,
  GRID,
  held,
  LEAD,
  SEAT,
  STREET,
  Street,
  SYSTEM,
  unit,
  UNITS,
  shot,
} from "./testing.ts";

const [WATER, POWER] = UNITS;
const answer = (unitId: string, said: "CLAIM" | "DENY"): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence: [],
});
const dispatch = (unitId: string): CaseCommand => ({
  type: "DISPATCH",
  unitId,
  substituteHandling: false,
  emergencyReason: null,
});
const giveBack = (namesUnitId: string | null = null): CaseCommand => ({
  type: "RETURN",
  reasonCode: "NOT_OURS",
  namesUnitId,
});
const determine = (street: Street, unitId: string): void => {
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
};
/** Denied by silence, surveyed, announced, signed: what nobody owns is caught. */
function caught(danger = true): Street {
  const street = new Street();
  street.file(danger ? {} : { danger, defect: "NOISY" });
  street.pass(7 * 1440);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } });
  street.inquiry(SEAT, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
  street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "现场与网站" });
  street.pass(16 * 1440);
  street.inquiry(CONVENER, { type: "SIGN_BACKSTOP" });
  return street;
}

describe("a danger on a component that nobody owns is filed", () => {
  const street = new Street();
  street.file();

  test("and the department of the place is dispatched at once, in the owner's stead", () => {
    expect(street.matter).toMatchObject({ state: "DISPATCHED", unitId: DEPT, substituteHandling: true });
  });

  test("and every safety clock runs from the filing", () => {
    const clocks = street.matter.deadlines.map(({ kind, dueAt }) => `${kind} ${dueAt.slice(11, 16)}`);
    expect(clocks).toEqual(
      expect.arrayContaining(["GUARD 02:30", "MAKE_SAFE 04:00", "REPAIR 04:00", "ACKNOWLEDGE 02:30"]),
    );
  });

  test("and the inquiry opens with the same letter to every candidate, with four work hours", () => {
    expect(street.search).toMatchObject({ state: "CONSULTING", round: 1, danger: true, caseIds: ["case-1"] });
    expect(street.search.letters.map(({ unitId }) => unitId)).toEqual([...UNITS]);
    // 10:00 and four work hours, with the break at noon.
    expect(new Set(street.search.letters.map(({ dueAt }) => dueAt))).toEqual(
      new Set(["2026-03-03T08:00:00.000Z"]),
    );
    expect(street.matter.inquiryIds).toEqual([street.search.id]);
  });

  test("and the letters are the notice to whom it may concern", () => {
    expect(street.matter.noticeAttempts).toBe(1);
  });

  // docs/domain.md#d3
  test("and a missing lid makes the component lost until it is repaired", () => {
    expect(street.dossier.component?.physicalState).toBe("LOST");
    const repaired = new Street();
    repaired.file();
    repaired.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    repaired.case(STREET, {
      type: "REPAIR",
      ...shot(),
      measure: "换盖",
      material: null,
      loadClass: null,
    });
    expect(repaired.dossier.component?.physicalState).toBe("INTACT");
  });

  test("and the map shows it red and unknown", () => {
    expect(standing(street.dossier, street.now)).toEqual({
      ownershipStatus: "UNKNOWN",
      openDanger: true,
      openCases: 1,
      announced: false,
    });
  });
});

describe("what is not ownerless, or not dangerous", () => {
  test("a confirmed owner: nobody is dispatched by itself and nobody is asked", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    expect(street.matter).toMatchObject({ state: "FILED", unitId: null, substituteHandling: false });
    expect(street.dossier.inquiries).toEqual([]);
  });

  test("an owner of yesterday: the mechanism runs", () => {
    const street = new Street({ roles: [held("owner", WATER, "2020-01-01", "2026-03-03")] });
    street.file();
    expect(street.matter.unitId).toBe(DEPT);
    expect(street.dossier.inquiries.length).toBe(1);
  });

  test("no danger: the owner is looked for, and the case waits for its dispatch", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    expect(street.matter).toMatchObject({ state: "FILED", unitId: null });
    expect(street.matter.deadlines.map(({ kind }) => kind)).toEqual(["ACCEPT", "DISPATCH", "REPAIR"]);
    expect(street.search.letters.length).toBe(3);
  });

  test("a danger that is seen only later dispatches the department then", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
  });

  test("and from then on whoever is asked has the shorter time", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    expect(street.search.danger).toBe(false);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(street.search).toMatchObject({ danger: true, caseIds: ["case-1"] });
  });

  test("an inquiry opened by hand is about the open case, and its letters are the case's notice", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    const command: InquiryCommand = {
      type: "OPEN",
      number: "Q1",
      componentId: "component-1",
      divisionCode: "440604011",
      danger: false,
      origin: "PATROL",
      caseId: null,
      candidates: [{ unitId: POWER, permille: 500 }],
      modelVersion: null,
    };
    street.do(SYSTEM, { on: "inquiry", id: "inquiry-1", command });
    expect(street.search).toMatchObject({ danger: true, caseIds: ["case-1"], state: "CONSULTING" });
    expect(street.matter).toMatchObject({ inquiryIds: ["inquiry-1"], noticeAttempts: 1 });
  });

  test("in backstop: the custodian is dispatched and nobody is asked again", () => {
    const street = new Street({ roles: [held("interim_custodian", "road-unit")] });
    street.file();
    expect(street.matter).toMatchObject({
      state: "DISPATCHED",
      unitId: "road-unit",
      substituteHandling: true,
    });
    expect(street.dossier.inquiries).toEqual([]);
  });

  test("on private premises: the danger is handled, and nobody is asked again", () => {
    const street = new Street({ disposition: "PRIVATE" });
    street.file();
    expect(street.matter.unitId).toBe(DEPT);
    expect(street.dossier.inquiries).toEqual([]);
  });

  test("a second case joins the inquiry that is open", () => {
    const street = new Street();
    street.file();
    street.file({ id: "case-2" });
    expect(street.dossier.inquiries.length).toBe(1);
    expect(street.search.caseIds).toEqual(["case-1", "case-2"]);
    expect(street.matterOf("case-2").inquiryIds).toEqual([street.search.id]);
  });
});

describe("returns", () => {
  const dispatched = (): Street => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.case(SEAT, dispatch(WATER));
    return street;
  };
  test("need a reason", () => {
    const street = dispatched();
    const command = { type: "RETURN", reasonCode: " ", namesUnitId: null } as const;
    expect(street.refusal(unit(), { on: "case", id: "case-1", command })).toBe("REASON_NEEDED");
  });

  test("that name somebody make them a candidate in the running round", () => {
    const street = dispatched();
    street.case(unit(), giveBack("bus-unit"));
    expect(street.search.letters.at(-1)).toMatchObject({ unitId: "bus-unit", round: 1, answer: null });
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), giveBack("bus-unit"));
    expect(street.search.letters.filter(({ unitId }) => unitId === "bus-unit").length).toBe(1);
  });

  // docs/domain.md#d20
  test("the second one ends the ping-pong: the department handles", () => {
    const street = dispatched();
    street.case(unit(), giveBack());
    expect(street.matter).toMatchObject({ state: "RETURNED", unitId: null });
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), giveBack());
    expect(street.matter).toMatchObject({ state: "DISPATCHED", unitId: DEPT, substituteHandling: true });
    expect(street.refusal(STREET, { on: "case", id: "case-1", command: giveBack() })).toBe("RETURNED_TWICE");
  });

  // docs/domain.md#d20
  test("of a danger fall to the department at the first time, and no safety clock stops", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    street.case(SEAT, dispatch(WATER));
    const due = (kind: string): (string | null)[] =>
      street.matter.deadlines
        .filter((clock) => clock.kind === kind)
        .flatMap(({ dueAt, cancelledAt, metAt }) => [dueAt, cancelledAt, metAt]);
    const before = ["GUARD", "MAKE_SAFE", "REPAIR"].map(due);
    street.case(unit(), giveBack());
    expect(street.matter).toMatchObject({ unitId: DEPT, state: "DISPATCHED" });
    expect(["GUARD", "MAKE_SAFE", "REPAIR"].map(due)).toEqual(before);
  });
});

describe("silence", () => {
  test("of the dispatched unit gives the case to the department after half an hour", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    street.case(GRID, { type: "GUARD", photoIds: ["p"], position: null });
    street.case(SEAT, dispatch(WATER));
    street.pass(29);
    expect(street.matter.unitId).toBe(WATER);
    street.pass(1);
    expect(street.matter).toMatchObject({
      unitId: DEPT,
      substituteHandling: true,
      emergencyReason: "NO_ACKNOWLEDGEMENT",
    });
  });

  test("acknowledged in time changes nothing", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.file();
    street.case(SEAT, dispatch(WATER));
    street.case(unit(), { type: "ACKNOWLEDGE" });
    street.pass(25);
    expect(street.matter).toMatchObject({ unitId: WATER, escalations: 0 });
  });

  test("over a hole that nobody guards is escalated once", () => {
    const street = new Street();
    street.file();
    street.pass(60);
    const escalated = street.told.filter(({ event }) => event.event.kind === "CASE_ESCALATED");
    expect(escalated.map(({ event, at }) => [event.event.data, at.slice(11, 16)])).toContainEqual([
      { deadline: "GUARD" },
      "02:30",
    ]);
    const { escalations } = street.matter;
    street.pass(0);
    expect(street.matter.escalations).toBe(escalations);
  });

  // docs/domain.md#d28
  test("of the candidates is neither claim nor denial, and sends somebody to the spot", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "DENY"));
    street.pass(1440);
    expect(street.search.letters.map(({ answer: said }) => said)).toEqual(["DENY", "NO_REPLY", "NO_REPLY"]);
    expect(street.search.state).toBe("SITE_SURVEY");
    expect(street.search.deadlines.map(({ kind }) => kind)).toEqual(["CONSULT", "SURVEY"]);
  });

  test("after the notice proposes the backstop for a signature, and signs nothing", () => {
    const street = new Street();
    street.file();
    street.pass(3 * 1440);
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "现场" });
    // Friday to Monday: one work day.
    street.pass(3 * 1440);
    expect(street.search.proposal).toMatchObject({
      kind: "BACKSTOP",
      custodianUnitId: DEPT,
      byAccountId: null,
    });
    expect(street.search.state).toBe("NOTICE");
    expect(street.status).toBe("UNKNOWN");
  });

  test("proposes no backstop while a claim is open", () => {
    const street = new Street();
    street.file();
    street.pass(3 * 1440);
    street.inquiry(SEAT, { type: "PUBLISH_NOTICE", channel: "现场" });
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    street.pass(2 * 1440);
    expect(street.search.proposal).toBeNull();
    expect(street.status).toBe("CLAIM_PENDING");
  });

  test("at the end of the objection window makes the determination final", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    determine(street, WATER);
    expect(street.search.determination?.final).toBe(false);
    street.pass(8 * 1440);
    expect(street.search.determination?.final).toBe(true);
  });
});

test("neither track waits for the other: the case closes while the inquiry stays open", () => {
  const street = new Street();
  street.file();
  street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
  street.case(STREET, { type: "REPAIR", ...shot(), measure: "换盖", material: null, loadClass: null });
  street.case(GRID, { type: "PASS_CHECK", ...shot() });
  street.case(LEAD, { type: "CLOSE" });
  expect(street.matter.state).toBe("CLOSED");
  expect(street.search.state).toBe("CONSULTING");
});

test("the lead who finds a passed repair wanting orders it again", () => {
  const street = new Street();
  street.file();
  street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
  const repair: CaseCommand = {
    type: "REPAIR",
    ...shot(),
    measure: "换盖",
    material: null,
    loadClass: null,
  };
  street.case(STREET, repair);
  street.case(GRID, { type: "PASS_CHECK", ...shot() });
  street.case(LEAD, { type: "ORDER_REWORK", reasonCode: "NOT_LEVEL" });
  expect(street.matter).toMatchObject({ state: "MADE_SAFE", reworks: 1, repairedAt: null, checkedAt: null });
  expect(street.refusal(STREET, { on: "case", id: "case-1", command: repair })).toBe("PHOTO_USED");
  street.case(STREET, { ...repair, ...shot() });
  expect(street.matter.state).toBe("REPAIRED");
});

test("the history told again gives the same street", () => {
  for (const street of [caught(), caught(false)]) expect(replay(street.told)).toEqual(street.dossier);
});
