import { describe, expect, test } from "vitest";
import type { CaseFile } from "../../server/domain/case/state.ts";
import { foldCase } from "../../server/domain/case/fold.ts";
import type { Actor, Role } from "../../server/domain/names.ts";
import { offeredCommands } from "./offered.ts";

const AT = "2026-11-22T02:00:00.000Z";
const as = (role: Role, unitId: string | null = null): Actor => ({
  accountId: `account-${role}`,
  role,
  unitId,
});

const reported = foldCase(
  null,
  "case",
  {
    kind: "CASE_REPORTED",
    data: {
      number: "ZC1",
      componentId: "c",
      divisionCode: "440604011",
      danger: true,
      defect: "MISSING",
      channel: "PATROL",
      position: { lonE7: 0, latE7: 0 },
      photoIds: [],
      recurrenceOf: null,
      createdBy: null,
    },
  },
  AT,
);
const filed = foldCase(
  reported,
  "case",
  { kind: "CASE_FILED", data: { danger: true, defect: "MISSING", rulePack: { id: "p", version: 1 } } },
  AT,
);
const dispatched = foldCase(
  filed,
  "case",
  {
    kind: "CASE_DISPATCHED",
    data: { unitId: "dept", substituteHandling: true, emergencyReason: "x", automatic: true },
  },
  AT,
);
const primary = (actor: Actor, file: CaseFile) => offeredCommands(actor, file, AT).primary?.type ?? null;

describe("the next step", () => {
  test("of a report is the seat's filing", () => {
    expect(primary(as("SEAT_OPERATOR"), reported)).toBe("FILE");
  });

  test("of a dispatched danger is the department's guard, and nobody else's", () => {
    expect(primary(as("STREET_DEPT", "dept"), dispatched)).toBe("GUARD");
    expect(primary(as("STREET_DEPT", "another"), dispatched)).toBeNull();
    expect(primary(as("AUDITOR"), dispatched)).toBeNull();
  });

  test("of a guarded danger is to make it safe, not to repair it", () => {
    const guarded = foldCase(
      dispatched,
      "case",
      { kind: "CASE_GUARDED", data: { photoIds: ["p"], position: null } },
      AT,
    );
    expect(primary(as("STREET_DEPT", "dept"), guarded)).toBe("MAKE_SAFE");
    const repair = offeredCommands(as("STREET_DEPT", "dept"), guarded, AT).others.find(
      ({ type }) => type === "REPAIR",
    );
    expect(repair?.refused).toBe("DANGER_NOT_MADE_SAFE");
  });

  test("is the lead's decision while a request waits, unless the lead made it", () => {
    const deadline = {
      kind: "REPAIR",
      clock: "URGENT_HOUR",
      minutes: 120,
      ruleId: "p/1/R01",
      startedAt: AT,
      dueAt: "2026-11-22T04:00:00.000Z",
    } as const;
    const inTime = foldCase(dispatched, "case", { kind: "DEADLINE_SET", data: { deadline } }, AT);
    const asked = foldCase(
      inTime,
      "case",
      { kind: "REQUEST_MADE", data: { kind: "EXTENSION", reasonCode: "WEATHER", byAccountId: "somebody" } },
      AT,
    );
    expect(primary(as("SHIFT_LEAD"), asked)).toBe("GRANT_EXTENSION");
    const own = foldCase(
      dispatched,
      "case",
      {
        kind: "REQUEST_MADE",
        data: { kind: "EXTENSION", reasonCode: "WEATHER", byAccountId: "account-SHIFT_LEAD" },
      },
      AT,
    );
    expect(
      offeredCommands(as("SHIFT_LEAD"), own, AT).others.find(({ type }) => type === "GRANT_EXTENSION")
        ?.refused,
    ).toBe("SECOND_PERSON_NEEDED");
  });

  test("does not exist once the case has ended", () => {
    const closed = foldCase(dispatched, "case", { kind: "CASE_CLOSED", data: {} }, AT);
    expect(primary(as("SHIFT_LEAD"), closed)).toBeNull();
  });
});
