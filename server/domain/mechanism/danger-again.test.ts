import { describe, expect, test } from "vitest";
import { unitsBeside } from "../case/assignments.ts";
import { openDanger } from "../case/state.ts";
import { deadlineSet, withCancelled, withDeadline } from "../clocks/deadline.ts";
import type { Instant } from "../names.ts";
import { replay } from "./fold.ts";
import {
  DEPT,
  GRID,
  held,
  LEAD,
  person,
  SEAT,
  sent,
  shot,
  START,
  STREET,
  Street,
  unit,
  UNITS,
  WEEKDAYS,
} from "./testing.ts";

const [WATER] = UNITS;
const retold = (street: Street): void => expect(replay(street.told)).toEqual(street.dossier);
const owned = (): Street => new Street({ roles: [held("owner", WATER)] });
const plate = () => ({ type: "MAKE_SAFE", ...shot(), measure: "钢板" }) as const;
const overByTwo = (street: Street): void => {
  const notes = { note: "到场查看，井盖完好，没有坠落危险" };
  street.case(GRID, { type: "REQUEST_DANGER_OVER", reasonCode: "LID_PRESENT", ...shot(), notes });
  street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
};

// All of these were found by the search of the states (docs/testing.md) and are told here by hand.
describe("guard 1: when a danger was spoken of last decides, not when its report came in", () => {
  test("guard 1: a noise that is called a hole after the other case was made safe is a danger of the case that takes it in", () => {
    const street = new Street();
    street.file();
    street.report({ danger: false, defect: "NOISY", id: "noise" });
    street.pass(10);
    street.case(STREET, plate());
    street.pass(10);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true }, "noise");
    const calledAt = street.now;
    street.pass(5);
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "noise");
    expect(openDanger(street.matter)).toBe(true);
    expect(street.matter.dangerSaid).toEqual({ since: calledAt, last: calledAt });
    retold(street);
  });

  test("guard 1: so is what came in with a report of a report", () => {
    const street = new Street();
    street.file();
    street.report({ id: "early" });
    street.report({ danger: false, defect: "NOISY", id: "noise" });
    street.pass(10);
    street.case(STREET, plate());
    street.pass(10);
    street.case(SEAT, { type: "ADD_REPORT", channel: "WECHAT", danger: true }, "noise");
    street.case(SEAT, { type: "MERGE", into: "early" }, "noise");
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "early");
    expect(openDanger(street.matter)).toBe(true);
    retold(street);
  });

  test("guard 1: what made the first hole safe is no answer to one that was spoken of since", () => {
    const street = owned();
    street.file();
    street.case(SEAT, sent(WATER));
    street.pass(5);
    const before: Instant = street.now;
    street.pass(5);
    overByTwo(street);
    street.pass(5);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    const told = { on: "case", id: "case-1", command: { ...plate(), occurredAt: before } } as const;
    expect(street.refusal(unit(), told)).toBe("OCCURRED_TOO_EARLY");
  });
});

describe("guard 1: nobody sends the street home from a hole that was not closed in time", () => {
  test("guard 1: an owner who says that it comes now comes beside the street, until the hole is closed", () => {
    const street = owned();
    street.file();
    street.pass(180);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    street.case(SEAT, sent(WATER));
    street.case(unit(), { type: "ACKNOWLEDGE" });
    street.pass(17 * 1440);
    expect(openDanger(street.matter)).toBe(true);
    expect(unitsBeside(street.matter)).toEqual([DEPT]);
    street.case(STREET, plate());
    expect(openDanger(street.matter)).toBe(false);
    retold(street);
  });

  test("guard 1: nor does it go by itself while the owner does not come", () => {
    const street = owned();
    street.file();
    street.pass(180);
    street.case(SEAT, sent(WATER));
    street.case(STREET, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: WATER });
    expect([street.matter.unitId, ...unitsBeside(street.matter)]).toContain(DEPT);
    retold(street);
  });

  test("guard 1: called a danger again after its time had run out, somebody is sent at once", () => {
    const street = owned();
    street.file();
    street.pass(180);
    overByTwo(street);
    street.case(SEAT, sent(WATER));
    street.case(unit(), { type: "ACKNOWLEDGE" });
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    expect(unitsBeside(street.matter)).toEqual([WATER]);
    retold(street);
  });
});

describe("D5: a case of its own again", () => {
  test("D5: its hole makes the inquiry urgent that was opened meanwhile", () => {
    const street = owned();
    street.file();
    street.file({ id: "case-2" });
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "case-2");
    street.inquiry(
      SEAT,
      {
        type: "OPEN",
        number: "Q",
        componentId: "component-1",
        divisionCode: "440604011",
        danger: false,
        origin: "REGISTRY",
        caseId: null,
        candidates: [],
        modelVersion: null,
      },
      "inquiry-1",
    );
    street.case(SEAT, sent(WATER));
    street.case(unit(), plate());
    expect(street.search.danger).toBe(false);
    street.case(LEAD, { type: "UNMERGE" }, "case-2");
    expect(street.search).toMatchObject({ danger: true, caseIds: ["case-1", "case-2"] });
    retold(street);
  });

  test("D5: nothing is taken apart on a component that is no more", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.report({ danger: false, defect: "NOISY", id: "case-2" });
    street.case(SEAT, { type: "MERGE", into: "case-1" }, "case-2");
    street.case(SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" });
    street.case(person("SHIFT_LEAD", null, "2"), { type: "CONFIRM_FORCED_CLOSE" });
    street.inquiry(SEAT, {
      type: "WITHDRAW",
      reasonCode: "OPENED_BY_MISTAKE",
      notes: { note: "这里没有需要找的权属单位" },
    });
    street.inquiry(LEAD, { type: "CONFIRM_WITHDRAWAL" });
    street.component(SEAT, { type: "RETIRE", reasonCode: "道路改造时拆除" });
    street.component(LEAD, { type: "CONFIRM_CHANGE" });
    const apart = { on: "case", id: "case-2", command: { type: "UNMERGE" } } as const;
    expect(street.refusal(LEAD, apart)).toBe("RETIRED_COMPONENT");
  });
});

test("guard 8: a clock by another rule from the same moment is another clock, and the first one stays on record", () => {
  const rule = (id: string, minutes: number) => ({ id, limit: { clock: "URGENT_HOUR", minutes } as const });
  const ordinary = deadlineSet("ACKNOWLEDGE", rule("ordinary", 240), START, WEEKDAYS).data;
  const urgent = deadlineSet("ACKNOWLEDGE", rule("urgent", 30), START, WEEKDAYS).data;
  const both = withDeadline(
    withCancelled(withDeadline([], ordinary), null, START, "CASE_DISPATCHED"),
    urgent,
  );
  expect(both.map(({ ruleId }) => ruleId)).toEqual(["ordinary", "urgent"]);
});
