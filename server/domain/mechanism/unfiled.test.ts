import { describe, expect, test } from "vitest";
import { unitsBeside } from "../case/assignments.ts";
import type { CaseCommand } from "../case/commands.ts";
import { replay } from "./fold.ts";
import { DEPT, GRID, held, SEAT, shot, Street, unit, UNITS } from "./testing.ts";

const [WATER] = UNITS;
const danger: CaseCommand = { type: "REASSESS_DANGER", danger: true };
const filings = (street: Street) =>
  street.told.flatMap(({ event: { event }, at }) =>
    event.kind === "CASE_FILED" ? [{ ...event.data, at }] : [],
  );

describe("guard 1: a danger that nobody files is filed by itself", () => {
  test("when the time to accept it is over, as it was reported, and somebody is sent", () => {
    const street = new Street();
    street.report();
    street.pass(29);
    expect(street.matter.state).toBe("REPORTED");
    street.pass(2);
    expect(filings(street)).toMatchObject([
      { danger: true, defect: "MISSING", rulePack: { id: "test", version: 1 } },
    ]);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true, danger: true });
    expect(street.search.caseIds).toEqual(["case-1"]);
    expect(street.search.letters.length).toBeGreaterThan(0);
    for (const kind of ["GUARD", "MAKE_SAFE", "REPAIR"])
      expect(street.matter.deadlines.some((clock) => clock.kind === kind)).toBe(true);
    expect(replay(street.told)).toEqual(street.dossier);
  });

  test("also while somebody is to look at it", () => {
    const street = new Street();
    street.report({ danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "REQUEST_VERIFICATION" });
    street.case(GRID, danger);
    expect(street.matter.state).toBe("PREFILING_VERIFY");
    street.pass(31);
    expect(filings(street)).toHaveLength(1);
    expect(street.matter.unitId).toBe(DEPT);
  });

  test("where it has an owner, he is sent, and the street when he does not come", () => {
    const street = new Street({ roles: [held("owner", WATER)] });
    street.report();
    street.pass(31 + 31);
    expect(street.matter).toMatchObject({ unitId: DEPT, substituteHandling: true });
    expect(unitsBeside(street.matter)).toEqual([WATER]);
  });

  test.each([
    ["a second report", GRID, { type: "ADD_REPORT", channel: "PATROL", danger: true }],
    ["a word", GRID, danger],
  ] as const)("what becomes one after that time by %s is filed at once", (_, actor, command) => {
    const street = new Street();
    street.report({ danger: false, defect: "NOISY" });
    street.pass(60);
    expect(filings(street)).toEqual([]);
    street.case(actor, command);
    expect(filings(street)).toMatchObject([{ danger: true, defect: "NOISY", at: street.now }]);
  });

  test("what is seen to be one on the spot after that time, too", () => {
    const street = new Street();
    street.report({ danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "REQUEST_VERIFICATION" });
    street.pass(60);
    street.case(GRID, { type: "RECORD_VERIFICATION", found: true, danger: true, ...shot() });
    expect(filings(street)).toHaveLength(1);
  });

  test("nothing harmless is filed by itself, and no person files this way", () => {
    const street = new Street();
    street.report({ danger: false, defect: "NOISY" });
    street.pass(600);
    expect(street.matter.state).toBe("REPORTED");
    for (const actor of [SEAT, GRID, unit(WATER)])
      expect(
        street.refusal(actor, {
          on: "case",
          id: "case-1",
          command: { type: "FILE_BY_ITSELF", danger: true },
        }),
      ).toBe("ROLE_MAY_NOT");
  });
});
