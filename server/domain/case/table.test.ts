import { describe, expect, test } from "vitest";
import type { CaseFile } from "./state.ts";
import { CASE_COMMANDS, type CaseCommandName } from "./commands.ts";
import { caseCan } from "./table.ts";
import { CASE_STATES, ROLES, type CaseState, type Role } from "../names.ts";
import { DEPT, person, START, Street } from "../mechanism/testing.ts";

/** docs/domain.md#safety-track and #roles, as the street would write them on one page: command, who, in which states. */
const POLICY: Readonly<Record<CaseCommandName, readonly [who: string, when: string]>> = {
  FILE: ["SEAT LEAD", "REPORTED"],
  REQUEST_VERIFICATION: ["SEAT LEAD", "REPORTED"],
  RECORD_VERIFICATION: ["GRID SEAT LEAD", "PREFILING_VERIFY"],
  ADD_REPORT: ["GRID SEAT LEAD", "OPEN"],
  DISPATCH: ["SEAT LEAD", "FILED RETURNED DISPATCHED GUARDED MADE_SAFE"],
  ACKNOWLEDGE: ["DEPT CONTRACTOR UNIT", "DISPATCHED GUARDED MADE_SAFE"],
  GUARD: ["DEPT CONTRACTOR UNIT GRID", "FILED DISPATCHED RETURNED"],
  MAKE_SAFE: ["DEPT CONTRACTOR UNIT GRID", "FILED DISPATCHED RETURNED GUARDED"],
  REPAIR: ["DEPT CONTRACTOR UNIT", "DISPATCHED GUARDED MADE_SAFE"],
  PASS_CHECK: ["GRID SEAT LEAD", "REPAIRED"],
  ORDER_REWORK: ["GRID SEAT LEAD", "REPAIRED POST_REPAIR_CHECK"],
  CLOSE: ["LEAD", "POST_REPAIR_CHECK"],
  RETURN: ["DEPT CONTRACTOR UNIT", "DISPATCHED GUARDED"],
  HAND_OVER: ["SEAT LEAD", "FILED RETURNED DISPATCHED GUARDED MADE_SAFE"],
  DECIDE_STREET: ["CONVENER", "OPEN"],
  REASSESS_DANGER: ["GRID DEPT SEAT LEAD", "OPEN"],
  REQUEST_DANGER_OVER: [
    "DEPT CONTRACTOR UNIT GRID",
    "REPORTED PREFILING_VERIFY FILED DISPATCHED RETURNED GUARDED",
  ],
  CONFIRM_DANGER_OVER: ["SEAT LEAD", "OPEN"],
  REQUEST_SUSPENSION: ["DEPT SEAT LEAD", "MADE_SAFE DISPATCHED GUARDED"],
  CONFIRM_SUSPENSION: ["LEAD", "MADE_SAFE DISPATCHED GUARDED"],
  RESUME: ["SEAT LEAD", "SUSPENDED"],
  REQUEST_EXTENSION: ["DEPT CONTRACTOR UNIT", "DISPATCHED GUARDED MADE_SAFE"],
  GRANT_EXTENSION: ["LEAD", "DISPATCHED GUARDED MADE_SAFE"],
  REQUEST_VOID: ["SEAT LEAD", "REPORTED PREFILING_VERIFY FILED DISPATCHED RETURNED GUARDED"],
  CONFIRM_VOID: ["LEAD", "OPEN"],
  REQUEST_FORCED_CLOSE: ["SEAT LEAD", "OPEN"],
  CONFIRM_FORCED_CLOSE: ["LEAD", "OPEN"],
  REFUSE_REQUEST: ["SEAT LEAD", "OPEN"],
  MERGE: ["SEAT LEAD", "REPORTED PREFILING_VERIFY FILED"],
  UNMERGE: ["LEAD", "MERGED"],
  REPLY: ["SEAT LEAD", "ALL"],
  URGE: ["CONVENER SEAT LEAD", "DISPATCHED GUARDED MADE_SAFE RETURNED"],
  RECORD_NOTICE: ["DEPT SEAT LEAD", "OPEN"],
  ADD_NOTE: ["GRID DEPT CONTRACTOR UNIT CONVENER SEAT LEAD", "OPEN"],
};
const NAMES: Readonly<Record<string, Role>> = {
  SEAT: "SEAT_OPERATOR",
  LEAD: "SHIFT_LEAD",
  GRID: "GRID_WORKER",
  DEPT: "STREET_DEPT",
  CONTRACTOR: "CONTRACTOR",
  UNIT: "OWNER_UNIT",
  CONVENER: "CONVENER",
};
const ENDED: readonly CaseState[] = ["CLOSED", "VOID", "FORCED_CLOSED", "MERGED"];
const statesOf = (when: string): readonly string[] =>
  when === "ALL"
    ? CASE_STATES
    : when === "OPEN"
      ? CASE_STATES.filter((state) => !ENDED.includes(state))
      : when.split(" ");

const filed = new Street();
filed.file();
const inState = (state: CaseState): CaseFile => ({ ...filed.matter, state });
const commands = Object.keys(CASE_COMMANDS) as CaseCommandName[];

test("the page names every command of the safety track", () => {
  expect(commands.toSorted()).toEqual(Object.keys(POLICY).toSorted());
});

describe.each(commands)("%s", (command) => {
  const [who, when] = POLICY[command];
  const roles = who.split(" ").map((name) => NAMES[name]);
  test.each(ROLES)("as %s", (role) => {
    for (const state of CASE_STATES) {
      const reason = caseCan(person(role, DEPT), inState(state), command, START)?.reason ?? null;
      if (!roles.includes(role)) expect(reason, state).toBe("ROLE_MAY_NOT");
      else if (!statesOf(when).includes(state)) expect(reason, state).toBe("WRONG_STATE");
      else expect(["ROLE_MAY_NOT", "WRONG_STATE", "NOT_YOUR_UNIT"], state).not.toContain(reason);
    }
  });
});

test("whoever repairs does so only where their own unit is dispatched; the grid worker guards wherever he stands", () => {
  const dispatched = inState("DISPATCHED");
  for (const role of ["STREET_DEPT", "CONTRACTOR", "OWNER_UNIT"] as const) {
    for (const command of ["GUARD", "MAKE_SAFE", "REPAIR", "RETURN", "ACKNOWLEDGE", "ADD_NOTE"] as const) {
      expect(caseCan(person(role, "another-unit"), dispatched, command, START)).toEqual({
        reason: "NOT_YOUR_UNIT",
      });
      expect(caseCan(person(role, DEPT), dispatched, command, START)?.reason).not.toBe("NOT_YOUR_UNIT");
    }
  }
  expect(caseCan(person("GRID_WORKER"), dispatched, "GUARD", START)).toBeNull();
});

test("an account without a unit does not act for a case without a unit", () => {
  const undispatched = { ...inState("FILED"), unitId: null };
  expect(caseCan(person("STREET_DEPT", null), undispatched, "GUARD", START)).toEqual({
    reason: "NOT_YOUR_UNIT",
  });
});
