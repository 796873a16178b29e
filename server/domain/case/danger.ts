import { goingOn, restOf, runningOf, stoppedOf } from "../clocks/deadline.ts";
import type { Instant } from "../names.ts";
import { repairClock, stepClock } from "./clocks.ts";
import { caseEvent, type CaseFacts } from "./declare.ts";
import type { CaseEvent } from "./events.ts";
import { openDanger, type CaseFile } from "./state.ts";

/**
 * It is a danger from `since` on (docs/domain.md#guard-1). One that comes back after it was made safe or repaired begins
 * anew; one that was only said to be over goes on with the clocks that it had, so that off and on again gains no time.
 */
export function raised(file: CaseFile, facts: CaseFacts, since: Instant = facts.now): CaseEvent[] {
  const said = caseEvent("DANGER_REASSESSED", { danger: true, ...(since !== facts.now && { since }) });
  if (!file.filedAt) return [said];
  const anew = file.madeSafeAt !== null || file.repairedAt !== null;
  const clock = (step: "GUARD" | "MAKE_SAFE"): CaseEvent[] => {
    if (runningOf(file.deadlines, step)) return [];
    const earlier = anew ? undefined : stoppedOf(file.deadlines, step);
    return [earlier ? goingOn(earlier) : stepClock(step, since, facts)];
  };
  return [
    said,
    ...(file.guardedAt && file.madeSafeAt === null ? [] : clock("GUARD")),
    ...clock("MAKE_SAFE"),
    ...(runningOf(file.deadlines, "REPAIR") ? [] : [repairGoesOn(file, facts)]),
  ];
}

/**
 * The hole is open and the time to guard it or to make it safe has run out. The sweep acts on that once; whatever happens to the case
 * from then on, somebody stays there until it is safe.
 */
export function lateDanger(file: CaseFile): boolean {
  const ranOut = (step: string) => Boolean(runningOf(file.deadlines, step)?.firedAt);
  return openDanger(file) && (ranOut("MAKE_SAFE") || (file.guardedAt === null && ranOut("GUARD")));
}

/** Reported, a danger, and nobody has taken it on in the time that there is for that. */
export function unfiledDanger(file: CaseFile): boolean {
  const late = file.deadlines.some(({ kind, firedAt }) => kind === "ACCEPT" && firedAt !== null);
  return late && file.filedAt === null && openDanger(file);
}

/**
 * The repair is due again: with the rest of the limit that a suspension stopped, or overdue as it was then
 * (docs/domain.md#d22); with a limit of its own where an earlier repair has been done.
 */
export function repairGoesOn(file: CaseFile, facts: CaseFacts): CaseEvent {
  const stopped = stoppedOf(file.deadlines, "REPAIR");
  return stopped ? restOf(stopped, facts.now, facts.calendar) : repairClock(file.defect, facts.now, facts);
}
