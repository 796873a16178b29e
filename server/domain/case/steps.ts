import { CASE_STATES, type CaseState, type Instant, type Role } from "../names.ts";
import { CASE_ENDED, type CaseFile } from "./state.ts";

/** States and roles that several commands of the safety track share. */
export const OPEN: readonly CaseState[] = CASE_STATES.filter((state) => !CASE_ENDED.includes(state));
export const IN_WORK: readonly CaseState[] = ["DISPATCHED", "GUARDED", "MADE_SAFE"];
export const SEAT: readonly Role[] = ["SEAT_OPERATOR", "SHIFT_LEAD"];
export const REPAIRERS: readonly Role[] = ["STREET_DEPT", "CONTRACTOR", "OWNER_UNIT"];

/** When work on the spot can have begun. */
export function workBegan(file: CaseFile): Instant {
  return file.filedAt ?? file.reportedAt;
}

/** When a check of the repair can have been made. */
export function repaired(file: CaseFile): Instant {
  return file.repairedAt ?? workBegan(file);
}
