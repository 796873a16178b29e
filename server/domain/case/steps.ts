import type { CaseState, Instant, Role } from "../names.ts";
import type { CaseFile } from "./state.ts";

/** States and roles that several commands of the safety track share. */
export const OPEN: readonly CaseState[] = [
  "REPORTED",
  "PREFILING_VERIFY",
  "FILED",
  "DISPATCHED",
  "RETURNED",
  "GUARDED",
  "MADE_SAFE",
  "REPAIRED",
  "POST_REPAIR_CHECK",
  "SUSPENDED",
];
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
