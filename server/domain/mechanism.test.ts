import { describe, expect, test } from "vitest";
import type { CaseCommand } from "./case-decide.ts";
import { holderOn } from "./component.ts";
import type { InquiryCommand } from "./inquiry-command.ts";
import { replay, standing } from "./mechanism.ts";
import type { ComponentRole } from "./names.ts";
import {
  AUDITOR,
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
} from "./testing.ts";

const [WATER, POWER, GAS] = UNITS;
const answer = (unitId: string, said: "CLAIM" | "DENY"): InquiryCommand => ({
  type: "ANSWER",
  unitId,
  answer: said,
  reasonCode: said === "DENY" ? "NOT_ON_OUR_MAP" : null,
  evidence: said === "CLAIM" ? [{ id: `admission ${unitId}`, kind: "WRITTEN_ADMISSION", photoIds: [] }] : [],
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
const holder = (street: Street, role: ComponentRole, day = street.today): string | undefined =>
  street.dossier.component ? holderOn(street.dossier.component, role, day)?.unitId : undefined;
const determine = (street: Street, unitId: string): void => {
  street.inquiry(SEAT, { type: "PROPOSE_DETERMINATION", unitId, from: street.today });
  street.inquiry(CONVENER, { type: "CONFIRM_DETERMINATION" });
};
/** Denied by silence, surveyed, announced, signed: what nobody owns is caught. */
function caught(danger = true): Street {
  const street = new Street();
  street.file(danger ? {} : { danger, defect: "NOISY" });
  street.pass(7 * 1440);
  street.inquiry(GRID, { type: "RECORD_SITE_SURVEY", photoIds: [], observation: {} });
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

  test("and a missing lid makes the component lost until it is repaired", () => {
    expect(street.dossier.component?.physicalState).toBe("LOST");
    const repaired = new Street();
    repaired.file();
    repaired.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "钢板" });
    repaired.case(STREET, {
      type: "REPAIR",
      photoIds: ["p"],
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
    expect(street.matter.deadlines.map(({ kind }) => kind)).toEqual(["ACCEPT", "REPAIR"]);
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

  test("the second one ends the ping-pong: the department handles", () => {
    const street = dispatched();
    street.case(unit(), giveBack());
    expect(street.matter).toMatchObject({ state: "RETURNED", unitId: null });
    street.case(SEAT, dispatch(POWER));
    street.case(unit(POWER), giveBack());
    expect(street.matter).toMatchObject({ state: "DISPATCHED", unitId: DEPT, substituteHandling: true });
    expect(street.refusal(STREET, { on: "case", id: "case-1", command: giveBack() })).toBe("RETURNED_TWICE");
  });

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

describe("answers", () => {
  test("the last one ends the round: one claim to a determination, two to a meeting, none to the spot", () => {
    const ends = (...said: ("CLAIM" | "DENY")[]): string => {
      const street = new Street();
      street.file();
      for (const [n, unitId] of UNITS.entries())
        street.inquiry(unit(unitId), answer(unitId, said[n] ?? "DENY"));
      return `${street.search.state} ${street.status}`;
    };
    expect(ends("CLAIM", "DENY", "DENY")).toBe("SITE_SURVEY CLAIM_PENDING");
    expect(ends("CLAIM", "CLAIM", "DENY")).toBe("MEETING DISPUTED");
    expect(ends("DENY", "DENY", "DENY")).toBe("SITE_SURVEY UNKNOWN");
  });

  test("a unit that was never asked may claim and may not deny", () => {
    const street = new Street();
    street.file();
    const say = (said: "CLAIM" | "DENY"): string | null =>
      street.refusal(unit("bus-unit"), {
        on: "inquiry",
        id: street.search.id,
        command: answer("bus-unit", said),
      });
    expect(say("DENY")).toBe("NOT_ASKED");
    expect(say("CLAIM")).toBeNull();
  });

  test("nobody is written to twice in a round, and the seat can ask again in the next", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "DENY"));
    const letters = (...ids: string[]): InquiryCommand => ({
      type: "SEND_LETTERS",
      letters: ids.map((unitId, n) => ({ id: `letter ${unitId} ${n}`, unitId })),
    });
    const again = { on: "inquiry", id: street.search.id, command: letters(WATER, POWER) } as const;
    expect(street.refusal(SEAT, again)).toBe("NO_CANDIDATES");
    street.inquiry(SEAT, letters("bus-unit", "bus-unit"));
    expect(street.search.letters.filter(({ round }) => round === 1).length).toBe(4);
    street.pass(3 * 1440);
    street.inquiry(SEAT, letters(WATER, POWER));
    expect(street.search).toMatchObject({ round: 2, state: "CONSULTING" });
  });

  test("a late denial is put on file and wakes nothing", () => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    determine(street, WATER);
    street.inquiry(unit(GAS), answer(GAS, "DENY"));
    expect(street.search.state).toBe("DETERMINED");
    expect(street.search.letters.find(({ unitId }) => unitId === GAS)?.answer).toBe("DENY");
  });
});

describe("the owner is found", () => {
  const found = (): Street => {
    const street = new Street();
    street.file();
    street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
    determine(street, WATER);
    return street;
  };
  test("from that day on, and the repair goes on", () => {
    const street = found();
    expect(holder(street, "owner")).toBe(WATER);
    expect(holder(street, "owner", "2026-03-02")).toBeUndefined();
    expect(street.status).toBe("CONFIRMED");
    expect(street.matter).toMatchObject({ state: "DISPATCHED", unitId: DEPT });
    expect(street.kinds).toContain("OWNER_NOTED");
  });

  test("an objection inside the window makes it disputed, and the owner stays until somebody decides", () => {
    const street = found();
    street.pass(1440);
    street.inquiry(unit(POWER), answer(POWER, "CLAIM"));
    expect(street.search).toMatchObject({ state: "CONSULTING", reopenings: 1 });
    expect(street.status).toBe("DISPUTED");
    expect(holder(street, "owner")).toBe(WATER);
    expect(street.told.map(({ event }) => event.event.data)).toContainEqual({ cause: "OBJECTION" });
  });

  test("the owner cannot object to its own determination", () => {
    const street = found();
    const command = answer(WATER, "CLAIM");
    expect(street.refusal(unit(WATER), { on: "inquiry", id: street.search.id, command })).toBe(
      "ALREADY_ANSWERED",
    );
  });

  test("letters that were open when it was decided are waited for again when it is reopened", () => {
    const street = found();
    street.inquiry(LEAD, { type: "REOPEN" });
    street.pass(3 * 1440);
    expect(street.search.letters.map(({ answer: said }) => said)).toEqual(["CLAIM", "NO_REPLY", "NO_REPLY"]);
    expect(street.search.state).toBe("SITE_SURVEY");
  });
});

describe("the backstop catches what nobody owns", () => {
  test("with a custodian from that day on, an interval and a review", () => {
    const street = caught();
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    expect(holder(street, "owner")).toBeUndefined();
    expect(street.status).toBe("BACKSTOP");
    expect(street.search.backstop).toMatchObject({
      custodianUnitId: DEPT,
      inspectionIntervalDays: 30,
      signedBy: CONVENER.accountId,
      proposedBy: null,
    });
    expect(street.search.deadlines.at(-1)?.kind).toBe("REVIEW");
  });

  test("is reviewed, then at least every half year", () => {
    const street = caught();
    street.pass(20 * 1440);
    const review = (nextReviewOn: string | null): InquiryCommand => ({
      type: "REVIEW_BACKSTOP",
      outcome: "CONTINUE",
      nextReviewOn,
    });
    const late = { on: "inquiry", id: street.search.id, command: review("2027-03-01") } as const;
    expect(street.refusal(AUDITOR, late)).toBe("BAD_DATE");
    street.inquiry(AUDITOR, review(null));
    expect(street.search.backstop?.reviews.length).toBe(1);
    expect(street.search.backstop?.reviewOn).toBe("2026-10-14");
  });

  test("a claim eight months later ends the custody from that day and leaves the decision on record", () => {
    const street = caught();
    const signedOn = street.search.backstop?.from ?? "";
    street.pass(240 * 1440);
    street.inquiry(unit(GAS), answer(GAS, "CLAIM"));
    expect(street.status).toBe("CLAIM_PENDING");
    expect(holder(street, "interim_custodian")).toBe(DEPT);
    street.pass(1440);
    determine(street, GAS);
    expect(street.status).toBe("CONFIRMED");
    expect(holder(street, "interim_custodian")).toBeUndefined();
    expect(holder(street, "interim_custodian", signedOn)).toBe(DEPT);
    expect(street.search.backstop).toMatchObject({ from: signedOn, endedOn: street.today });
  });

  test("nobody opens a second inquiry beside it", () => {
    const street = caught();
    const { id } = street.search;
    const command: InquiryCommand = {
      type: "OPEN",
      number: "Q2",
      componentId: "component-1",
      divisionCode: "440604011",
      danger: false,
      origin: "PATROL",
      caseId: null,
      candidates: [],
      modelVersion: null,
    };
    expect(street.refusal(SYSTEM, { on: "inquiry", id: "second", command })).toBe("INQUIRY_EXISTS");
    street.inquiry(LEAD, { type: "REOPEN" });
    expect(street.search).toMatchObject({ id, state: "CONSULTING" });
  });

  test("until it turns out to lie on private premises", () => {
    const street = caught();
    street.inquiry(LEAD, { type: "REOPEN" });
    street.inquiry(SEAT, { type: "PROPOSE_PRIVATE", areaId: null, managerUnitId: "property-unit" });
    street.inquiry(LEAD, { type: "CONFIRM_PRIVATE" });
    expect(street.status).toBe("PRIVATE");
    expect(holder(street, "interim_custodian")).toBeUndefined();
    expect(holder(street, "maintainer")).toBe("property-unit");
    expect(street.search.backstop?.endedOn).toBe(street.today);
  });
});

test("neither track waits for the other: the case closes while the inquiry stays open", () => {
  const street = new Street();
  street.file();
  street.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "钢板" });
  street.case(STREET, { type: "REPAIR", photoIds: ["p"], measure: "换盖", material: null, loadClass: null });
  street.case(GRID, { type: "PASS_CHECK", photoIds: [] });
  street.case(LEAD, { type: "CLOSE" });
  expect(street.matter.state).toBe("CLOSED");
  expect(street.search.state).toBe("CONSULTING");
});

test("the lead who finds a passed repair wanting orders it again", () => {
  const street = new Street();
  street.file();
  street.case(STREET, { type: "MAKE_SAFE", photoIds: ["p"], measure: "钢板" });
  const repair: CaseCommand = {
    type: "REPAIR",
    photoIds: ["p"],
    measure: "换盖",
    material: null,
    loadClass: null,
  };
  street.case(STREET, repair);
  street.case(GRID, { type: "PASS_CHECK", photoIds: [] });
  street.case(LEAD, { type: "ORDER_REWORK", reasonCode: "NOT_LEVEL" });
  expect(street.matter).toMatchObject({ state: "MADE_SAFE", reworks: 1, repairedAt: null, checkedAt: null });
  street.case(STREET, repair);
  expect(street.matter.state).toBe("REPAIRED");
});

test("two inquiries are never open at once: a decided one is not reopened beside another", () => {
  const street = new Street();
  street.file();
  street.inquiry(unit(WATER), answer(WATER, "CLAIM"));
  determine(street, WATER);
  const first = street.search.id;
  street.component(SEAT, { type: "END_ROLE", role: "owner", on: street.today, basis: "ERROR" });
  street.file({ id: "case-2" });
  expect(street.search.id).not.toBe(first);
  expect(street.refusal(LEAD, { on: "inquiry", id: first, command: { type: "REOPEN" } })).toBe(
    "INQUIRY_EXISTS",
  );
});

test("the history told again gives the same street", () => {
  for (const street of [caught(), caught(false)]) expect(replay(street.told)).toEqual(street.dossier);
});
