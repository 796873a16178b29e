import { expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import { replay } from "./fold.ts";
import { COMPONENT, DEPT, GRID, SEAT, STREET, Street, person } from "./testing.ts";

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

test("D6: what lies inside a street stays there", () => {
  const street = new Street();
  street.file();
  street.case(STREET, guard);
  expect(refusal(street, over())).toBe("INSIDE_THE_STREET");
});
