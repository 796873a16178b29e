import { CASE_STATES, type Actor, type CaseState, type Instant, type Role } from "../names.ts";
import { assignmentAt } from "./assignments.ts";
import { CASE_ENDED, type CaseFile } from "./state.ts";

/** States and roles that several commands of the safety track share. */
export const OPEN: readonly CaseState[] = CASE_STATES.filter((state) => !CASE_ENDED.includes(state));
export const IN_WORK: readonly CaseState[] = ["DISPATCHED", "GUARDED", "MADE_SAFE"];
export const SEAT: readonly Role[] = ["SEAT_OPERATOR", "SHIFT_LEAD"];
/** Somebody can be sent, or sent in another's place. */
export const SENDABLE: readonly CaseState[] = ["FILED", "RETURNED", "DISPATCHED", "GUARDED", "MADE_SAFE"];
export const REPAIRERS: readonly Role[] = ["STREET_DEPT", "CONTRACTOR", "OWNER_UNIT"];

/** When work on the spot can have begun. */
export function workBegan(file: CaseFile): Instant {
  return file.filedAt ?? file.reportedAt;
}

/** When a unit can have acknowledged: from when it was sent. */
export function wasSent(file: CaseFile, { unitId }: Actor, then?: Instant): Instant {
  const sent = unitId === null || unitId === file.unitId ? undefined : assignmentAt(file, unitId, then);
  return sent?.from ?? file.dispatchedAt ?? workBegan(file);
}

/** When the hole can have been guarded: what was done before the danger came back does not guard it now. */
export function dangerBegan(file: CaseFile): Instant {
  const clock = file.deadlines.findLast(
    ({ kind, cancelledAt }) => kind === "MAKE_SAFE" && cancelledAt === null,
  );
  return latest(clock?.startedAt ?? workBegan(file), file.dangerSaid?.since);
}

/** When it can have been made safe: after it was guarded, unless another unit made it safe that knew nothing of that. */
export function guardedBefore(file: CaseFile, { unitId }: Actor): Instant {
  const apart = unitId !== null && unitId !== file.unitId;
  return apart ? dangerBegan(file) : latest(dangerBegan(file), file.guardedAt);
}

/** When a repair can have been made: after the hole was safe, and after the rework that asked for it. */
export function readyForRepair(file: CaseFile): Instant {
  return latest(workBegan(file), file.madeSafeAt, file.reworkedAt);
}

/** When the check that a rework answers can have been made. */
export function checkedLast(file: CaseFile): Instant {
  return latest(repaired(file), file.checkedAt);
}

function latest(first: Instant, ...others: readonly (Instant | null | undefined)[]): Instant {
  return others.reduce<Instant>((last, at) => (at && at > last ? at : last), first);
}

/** When a check of the repair can have been made. */
export function repaired(file: CaseFile): Instant {
  return file.repairedAt ?? workBegan(file);
}

/** Whether a step that is told now was taken before the one that is on record. */
export function toldBefore(known: Instant | null, then: Instant | undefined): boolean {
  return known !== null && then !== undefined && then < known;
}
