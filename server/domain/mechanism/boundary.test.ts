import { describe, expect, test } from "vitest";
import { unitsBeside } from "../case/assignments.ts";
import { nextCaseSteps } from "../case/next-steps.ts";
import { awaitedOf } from "../case/waiting.ts";
import { running } from "../clocks/deadline.ts";
import { streetOn } from "../component/state.ts";
import type { CaseCommand } from "../case/commands.ts";
import { replay } from "./fold.ts";
import { COMPONENT, CONVENER, DEPT, GRID, held, SEAT, STREET, Street, SYSTEM, person } from "./testing.ts";

const over = (divisionCode = "440604010", unitId = "next-street"): CaseCommand => ({
  type: "HAND_OVER",
  divisionCode,
  unitId,
  reasonCode: "OTHER_STREET",
});
const guard: CaseCommand = { type: "GUARD", photoIds: ["p"], position: null };

/** A hole that lies in no street that is drawn, filed by the street that received the report. */
function outside(): Street {
  const street = new Street();
  const position = { lonE7: 1130500000, latE7: 230300000 };
  street.case(GRID, {
    type: "REPORT",
    number: "case-1",
    componentId: COMPONENT,
    divisionCode: "440604011",
    danger: true,
    defect: "MISSING",
    position,
    channel: "GRID_APP",
    photoIds: [],
    recurrenceOf: null,
    createdBy: GRID.accountId,
    outside: true,
  });
  street.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
  return street;
}
const refusal = (street: Street, command: CaseCommand, actor = SEAT) =>
  street.refusal(actor, { on: "case", id: "case-1", command });

test("D6: the street that received the report guards first, then hands over, and no clock stops", () => {
  const street = outside();
  expect(street.matter.unitId).toBe(DEPT);
  expect(refusal(street, over())).toBe("NOT_GUARDED");
  street.case(STREET, guard);
  const clocks = () =>
    street.matter.deadlines.filter(({ kind }) => kind === "MAKE_SAFE" || kind === "REPAIR");
  const before = clocks();
  street.case(SEAT, over());
  expect(street.matter).toMatchObject({ divisionCode: "440604010", unitId: "next-street", state: "GUARDED" });
  expect(clocks()).toEqual(before);
  expect(replay(street.told)).toEqual(street.dossier);
});

test("D6: never twice across: what comes back is raised, not handed over again", () => {
  const street = outside();
  street.case(STREET, guard);
  street.case(SEAT, over());
  expect(refusal(street, over("440604011", DEPT))).toBe("HANDED_OVER_ONCE");
  street.case(person("STREET_DEPT", "next-street"), {
    type: "RETURN",
    reasonCode: "NOT_OURS",
    namesUnitId: null,
  });
  expect(street.matter.escalations).toBe(1);
  // The hole is in somebody's hands all the same.
  expect(street.matter.unitId).toBe(DEPT);
  expect(refusal(street, over())).toBe("HANDED_OVER_ONCE");
});

/** Guarded by the street that received the report, and handed over to the next. */
function handedOver(): Street {
  const street = outside();
  street.case(STREET, guard);
  street.case(SEAT, over());
  return street;
}
const NEXT = person("STREET_DEPT", "next-street");
const clock = (street: Street, kind: string) =>
  street.matter.deadlines.findLast((deadline) => deadline.kind === kind);
const decided = (more: object = {}): CaseCommand => ({
  type: "DECIDE_STREET",
  divisionCode: "440604010",
  unitId: "next-street",
  document: "禅数〔2026〕3号",
  from: "2026-03-01",
  until: "2027-03-01",
  photoIds: ["paper"],
  ...more,
});

test("D6: across the boundary it goes to a street's department, not to a company", () => {
  const street = outside();
  street.case(STREET, guard);
  expect(refusal(street, over("440604010", "water-unit"))).toBe("NO_AUTHORITY");
  street.case(SEAT, over());
  street.case(NEXT, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
  expect(refusal(street, decided({ unitId: "water-unit" }), CONVENER)).toBe("NO_AUTHORITY");
});

test("D26: a restricted one stays with the department of its place, on both sides of a boundary", () => {
  const street = new Street({ restricted: true });
  street.report({ at: "boundary" });
  street.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
  street.case(STREET, guard);
  expect(refusal(street, over())).toBe("RESTRICTED_TO_DEPARTMENT");
});

describe("D6: what goes across does not send home who stands at a hole that nobody closed in time", () => {
  /** The owner did not come, and the street acts in its place. */
  function late(): Street {
    const street = new Street({ roles: [held("owner", "water-unit")] });
    street.report({ at: "boundary" });
    street.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
    street.case(SEAT, {
      type: "DISPATCH",
      unitId: "water-unit",
      substituteHandling: false,
      emergencyReason: null,
    });
    street.pass(6 * 60);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true, madeSafeAt: null });
    street.case(STREET, guard);
    return street;
  }

  test("handed over, the street that acts stays beside the next", () => {
    const street = late();
    street.case(SEAT, over());
    expect(street.matter.unitId).toBe("next-street");
    expect(unitsBeside(street.matter)).toEqual([DEPT]);
  });

  test("decided by the superior, whoever acts stays beside the one that is named", () => {
    const street = late();
    street.case(SEAT, over());
    street.case(NEXT, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
    expect(street.matter.unitId).toBe(DEPT);
    street.case(CONVENER, decided());
    expect(street.matter.unitId).toBe("next-street");
    expect(unitsBeside(street.matter)).toContain(DEPT);
    expect(replay(street.told)).toEqual(street.dossier);
  });
});

test("D6: within five metres of a boundary a case may be handed over, too", () => {
  const street = new Street();
  street.report({ at: "boundary" });
  street.case(SEAT, { type: "FILE", danger: true, defect: "MISSING" });
  street.case(STREET, guard);
  street.case(SEAT, over());
  expect(street.matter.unitId).toBe("next-street");
});

test("D6: the next street has a work day to take it on; when it does, they agree", () => {
  const street = handedOver();
  expect(clock(street, "HAND_OVER")).toMatchObject({ clock: "WORK_DAY", metAt: null });
  street.case(NEXT, { type: "ACKNOWLEDGE" });
  expect(clock(street, "HAND_OVER")?.metAt).toBe(street.now);
  street.pass(10 * 1440);
  expect(street.matter.disagreed ?? null).toBeNull();
});

describe("D6: without agreement in a work day their common superior decides", () => {
  test("silence brings it to the convener, with a clock, and so does a return", () => {
    const silent = handedOver();
    silent.pass(3 * 1440);
    const returned = handedOver();
    returned.case(NEXT, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
    for (const street of [silent, returned]) {
      expect(street.matter.disagreed).toBeTypeOf("string");
      expect(awaitedOf(street.matter)).toContainEqual({ step: "BOUNDARY", roles: ["CONVENER"] });
      expect(clock(street, "BOUNDARY")).toBeDefined();
      expect(nextCaseSteps(street.matter)[0]).toBe("DECIDE_STREET");
    }
    expect(clock(returned, "HAND_OVER")?.cancelledAt).toBe(returned.now);
  });

  test("the decision is entered with its paper, holds for its days, and sends the street that it names", () => {
    const street = handedOver();
    expect(refusal(street, decided(), CONVENER)).toBe("NOTHING_DISAGREED");
    street.case(NEXT, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
    expect(refusal(street, decided({ photoIds: [] }), CONVENER)).toBe("DOCUMENT_NEEDED");
    expect(refusal(street, decided({ from: "2026-04-01" }), CONVENER)).toBe("BAD_DATE");
    expect(refusal(street, decided(), SEAT)).toBe("ROLE_MAY_NOT");
    street.case(CONVENER, decided());
    expect(street.matter).toMatchObject({
      unitId: "next-street",
      divisionCode: "440604010",
      disagreed: null,
    });
    expect(clock(street, "BOUNDARY")?.metAt).toBe(street.now);
    const { component } = street.dossier;
    expect(component && streetOn(component, "2027-02-28")).toMatchObject({ document: "禅数〔2026〕3号" });
    expect(component && streetOn(component, "2027-03-01")).toBeNull();
    expect(replay(street.told)).toEqual(street.dossier);
    const back: CaseCommand = { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null };
    expect(refusal(street, back, NEXT)).toBe("STREET_IS_DECIDED");
  });

  test("who comes after all agrees, and nothing is left to decide", () => {
    const street = handedOver();
    street.pass(3 * 1440);
    street.case(NEXT, { type: "MAKE_SAFE", measure: "PLATE", photoIds: ["spot"] });
    expect(street.matter.disagreed).toBeNull();
    const waited = clock(street, "BOUNDARY");
    expect(waited && [waited.metAt, running(waited)]).toEqual([null, false]);
  });

  test("D4: a department that is named and is no more hands it to its successor", () => {
    const street = handedOver();
    street.case(NEXT, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
    street.case(CONVENER, decided());
    street.component(SYSTEM, {
      type: "SUCCEED_HOLDER",
      fromUnitId: "next-street",
      toUnitId: "new-street",
      on: street.today,
      how: "MERGER",
      document: null,
      joint: [],
    });
    expect(street.dossier.component?.street?.unitId).toBe("new-street");
    expect(street.matter.unitId).toBe("new-street");
  });
});

test("D6: what lies inside a street stays there", () => {
  const street = new Street();
  street.file();
  street.case(STREET, guard);
  expect(refusal(street, over())).toBe("INSIDE_THE_STREET");
});
