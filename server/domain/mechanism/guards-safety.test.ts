import { describe, expect, test } from "vitest";
import type { CaseCommand } from "../case/commands.ts";
import type { Actor } from "../names.ts";
import { DEPT, GRID, LEAD, PACK, person, SEAT, STREET, Street, UNITS, shot } from "./testing.ts";

const [WATER] = UNITS;
/** There is no danger, says somebody on the spot. */
const none = (photoIds = ["photo-of-the-spot"]): CaseCommand => ({
  type: "REQUEST_DANGER_OVER",
  reasonCode: "LID_PRESENT",
  photoIds,
  notes: { note: "到场查看，井盖完好，没有坠落危险" },
});
const repair = { type: "REPAIR", ...shot(), measure: "更换", material: null, loadClass: null } as const;
/** Asked by the seat, confirmed by the lead. */
const suspend = (street: Street, until: string): void => {
  street.case(SEAT, { type: "REQUEST_SUSPENSION", until, reasonCode: "WAITING_PARTS" });
  street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
};
const onCase = (street: Street, actor: Actor, command: CaseCommand): string | null =>
  street.refusal(actor, { on: "case", id: "case-1", command });
describe("guard 1: an open danger is neither closed nor suspended nor voided", () => {
  test("until it is made safe", () => {
    const street = new Street();
    street.file();
    const suspend = {
      type: "REQUEST_SUSPENSION",
      until: "2026-04-01T00:00:00.000Z",
      reasonCode: "x",
    } as const;
    expect(onCase(street, LEAD, suspend)).toBe("DANGER_NOT_MADE_SAFE");
    expect(onCase(street, SEAT, { type: "REQUEST_VOID", reasonCode: "x", ...shot() })).toBe(
      "DANGER_NOT_MADE_SAFE",
    );
    expect(onCase(street, SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" })).toBe(
      "DANGER_NOT_MADE_SAFE",
    );
    expect(onCase(street, STREET, repair)).toBe("DANGER_NOT_MADE_SAFE");
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    expect(onCase(street, LEAD, suspend)).toBeNull();
    expect(onCase(street, SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" })).toBeNull();
  });

  test("not even where the danger was found after the repair", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "DISPATCH", unitId: DEPT, substituteHandling: false, emergencyReason: null });
    street.case(STREET, repair);
    street.case(GRID, { type: "PASS_CHECK", ...shot() });
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(onCase(street, LEAD, { type: "CLOSE" })).not.toBeNull();
    expect(street.matter.state).toBe("DISPATCHED");
    expect(
      street.matter.deadlines.filter((clock) => !clock.metAt && !clock.cancelledAt).map(({ kind }) => kind),
    ).toEqual(expect.arrayContaining(["GUARD", "MAKE_SAFE", "REPAIR"]));
  });

  test("nor where the plate that made it safe is gone again, even while the case sleeps", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    suspend(street, "2026-03-20T00:00:00.000Z");
    street.pass(60);
    street.case(GRID, { type: "REASSESS_DANGER", danger: true });
    expect(street.matter).toMatchObject({
      state: "DISPATCHED",
      madeSafeAt: null,
      guardedAt: null,
      suspendedUntil: null,
    });
    expect(onCase(street, SEAT, { type: "REQUEST_FORCED_CLOSE", reasonCode: "x" })).toBe(
      "DANGER_NOT_MADE_SAFE",
    );
    // What would have woken it has nothing to wake any more.
    street.pass(30 * 1440);
    expect(street.matter.state).toBe("DISPATCHED");
  });

  test("what was ever called a danger is voided only with a photo that it is none", () => {
    const street = new Street();
    street.file();
    street.case(GRID, none());
    street.case(SEAT, { type: "CONFIRM_DANGER_OVER" });
    expect(onCase(street, SEAT, { type: "REQUEST_VOID", reasonCode: "x", photoIds: [] })).toBe(
      "NO_DANGER_PROOF_NEEDED",
    );
    expect(onCase(street, SEAT, { type: "REQUEST_VOID", reasonCode: "x", ...shot() })).toBeNull();
  });

  test("no case takes an open danger in unless it carries the same danger and was filed no later", () => {
    // Nobody to dispatch to, so that it stays filed and could be merged at all.
    const lone = new Street({ departmentUnitId: null });
    lone.file({ danger: false, defect: "NOISY", id: "noise" });
    lone.pass(1);
    lone.file({ id: "hole" });
    const into = (id: string, target: string): string | null =>
      lone.refusal(SEAT, { on: "case", id, command: { type: "MERGE", into: target } });
    expect(into("hole", "noise")).toBe("DANGER_WOULD_BE_LOST");
    expect(into("noise", "hole")).toBeNull();
    lone.pass(1);
    lone.file({ id: "same hole" });
    expect(into("hole", "same hole")).toBe("DANGER_WOULD_BE_LOST");
    expect(into("same hole", "hole")).toBeNull();
    expect(into("hole", "elsewhere")).toBe("OTHER_COMPONENT");
    expect(into("hole", "hole")).toBe("SAME_CASE");
  });
});

describe("guard 2: substitute handling", () => {
  const substitute = (emergencyReason: string | null): CaseCommand => ({
    type: "DISPATCH",
    unitId: DEPT,
    substituteHandling: true,
    emergencyReason,
  });
  test("needs a notice on record or a stated emergency", () => {
    const street = new Street({ candidates: [] });
    street.file({ danger: false, defect: "NOISY" });
    expect(onCase(street, SEAT, substitute(null))).toBe("NOTICE_OR_EMERGENCY_NEEDED");
    expect(onCase(street, SEAT, substitute("HOLE_IN_FRONT_OF_SCHOOL"))).toBeNull();
    street.case(SEAT, { type: "RECORD_NOTICE", unitIds: [WATER], channel: "PHONE" });
    expect(onCase(street, SEAT, substitute(null))).toBeNull();
  });

  test("finds its notice in the inquiry letters", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    expect(street.matter.noticeAttempts).toBe(1);
    expect(onCase(street, SEAT, substitute(null))).toBeNull();
  });

  test("by the mechanism states its emergency and has its notice", () => {
    const street = new Street();
    street.file();
    expect(street.matter).toMatchObject({
      substituteHandling: true,
      emergencyReason: "DANGER_WITHOUT_CONFIRMED_OWNER",
      noticeAttempts: 1,
    });
  });
});

describe("guard 8: a case keeps the rules of the day it was filed", () => {
  test("a later rule moves no deadline and times no later step", () => {
    const street = new Street();
    street.file();
    const before = street.matter.deadlines;
    const slow = { clock: "URGENT_HOUR", minutes: 9999, source: "new" } as const;
    street.rulePack = { ...PACK, version: 2, steps: { ...PACK.steps, CHECK: slow, GUARD: slow } };
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    street.case(STREET, repair);
    const { deadlines, rulePack } = street.matter;
    expect(rulePack).toEqual({ id: "test", version: 1 });
    expect(deadlines.slice(0, before.length).map(({ dueAt }) => dueAt)).toEqual(
      before.map(({ dueAt }) => dueAt),
    );
    expect(deadlines.find(({ kind }) => kind === "CHECK")?.ruleId).toBe("test/1/CHECK");
    street.file({ id: "case-2" });
    expect(street.matterOf("case-2").rulePack?.version).toBe(2);
  });
});

describe("guard 10: two persons and a reason", () => {
  const closable = (): Street => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    return street;
  };
  type Asking = Extract<CaseCommand, { type: "REQUEST_VOID" | "REQUEST_FORCED_CLOSE" }>;
  test.each<[string, Asking, CaseCommand, string]>([
    [
      "voids",
      { type: "REQUEST_VOID", reasonCode: "MISTAKE", photoIds: [] },
      { type: "CONFIRM_VOID" },
      "VOID",
    ],
    [
      "forces a close",
      { type: "REQUEST_FORCED_CLOSE", reasonCode: "ROAD_CLOSED" },
      { type: "CONFIRM_FORCED_CLOSE" },
      "FORCED_CLOSED",
    ],
  ])("nobody %s alone", (_, ask, confirm, state) => {
    const street = closable();
    expect(onCase(street, LEAD, confirm)).toBe("NOTHING_REQUESTED");
    expect(onCase(street, LEAD, { ...ask, reasonCode: "  " })).toBe("REASON_NEEDED");
    street.case(LEAD, ask);
    expect(onCase(street, LEAD, confirm)).toBe("SECOND_PERSON_NEEDED");
    street.case(person("SHIFT_LEAD", null, "other"), confirm);
    expect(street.matter.state).toBe(state);
    expect(street.matter.deadlines.every((clock) => clock.metAt ?? clock.cancelledAt)).toBe(true);
  });

  // docs/domain.md#d22
  test("a deadline is moved by two persons, before it runs out, twice at most", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    const ask: CaseCommand = { type: "REQUEST_EXTENSION", reasonCode: "WEATHER" };
    for (const round of [1, 2]) {
      street.case(STREET, ask);
      expect(onCase(street, STREET, ask)).toBe("REQUEST_PENDING");
      street.case(LEAD, { type: "GRANT_EXTENSION" });
      expect(street.matter.extensions).toBe(round);
    }
    expect(onCase(street, STREET, ask)).toBe("EXTENSIONS_USED_UP");
    const due = street.matter.deadlines.filter(({ kind }) => kind === "REPAIR").map(({ dueAt }) => dueAt);
    expect(due).toEqual(["2026-03-03T04:00:00.000Z", "2026-03-03T06:00:00.000Z", "2026-03-03T08:00:00.000Z"]);
  });

  test("what was asked in time is not granted too late", () => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    street.case(STREET, { type: "REQUEST_EXTENSION", reasonCode: "WEATHER" });
    street.pass(121);
    expect(onCase(street, LEAD, { type: "GRANT_EXTENSION" })).toBe("OVERDUE_NO_EXTENSION");
    expect(onCase(street, STREET, { type: "REQUEST_EXTENSION", reasonCode: "WEATHER" })).toBe(
      "OVERDUE_NO_EXTENSION",
    );
  });

  test("who repaired does not check the repair", () => {
    const street = new Street();
    street.file({ danger: false, defect: "NOISY" });
    street.case(SEAT, { type: "DISPATCH", unitId: DEPT, substituteHandling: false, emergencyReason: null });
    street.case({ ...STREET, accountId: GRID.accountId }, repair);
    expect(onCase(street, GRID, { type: "PASS_CHECK", ...shot() })).toBe("CHECKER_REPAIRED");
    expect(onCase(street, person("GRID_WORKER", null, "2"), { type: "PASS_CHECK", ...shot() })).toBeNull();
  });
});

describe("a suspension", () => {
  const asleep = (): Street => {
    const street = new Street();
    street.file();
    street.case(STREET, { type: "MAKE_SAFE", ...shot(), measure: "钢板" });
    return street;
  };
  // docs/domain.md#d22
  test("ends within a year and happens once", () => {
    const street = asleep();
    const until = (day: string): CaseCommand => ({
      type: "REQUEST_SUSPENSION",
      until: `${day}T00:00:00.000Z`,
      reasonCode: "x",
    });
    expect(onCase(street, LEAD, until("2027-03-10"))).toBe("SUSPENSION_TOO_LONG");
    expect(onCase(street, LEAD, until("2026-03-01"))).toBe("SUSPENSION_TOO_LONG");
    street.case(SEAT, until("2026-03-10"));
    expect(street.matter.state).toBe("MADE_SAFE");
    street.case(LEAD, { type: "CONFIRM_SUSPENSION" });
    street.case(SEAT, { type: "RESUME" });
    expect(onCase(street, LEAD, until("2026-03-10"))).toBe("ALREADY_SUSPENDED_ONCE");
  });

  test("that runs out wakes the case with the rest of its repair clock", () => {
    const street = asleep();
    suspend(street, "2026-03-10T00:00:00.000Z");
    street.pass(10 * 1440);
    expect(street.matter.state).toBe("MADE_SAFE");
    const repairs = street.matter.deadlines.filter(({ kind }) => kind === "REPAIR");
    expect(repairs.map(({ startedAt }) => startedAt)).toEqual([
      "2026-03-03T02:00:00.000Z",
      "2026-03-10T00:00:00.000Z",
    ]);
  });

  test("is not broken by a dispatch that nobody acknowledged", () => {
    const street = asleep();
    street.case(SEAT, { type: "DISPATCH", unitId: WATER, substituteHandling: false, emergencyReason: null });
    suspend(street, "2026-03-10T00:00:00.000Z");
    street.pass(1440);
    expect(street.matter).toMatchObject({ state: "SUSPENDED", unitId: WATER });
  });
});
