import type { Actor, Instant } from "../names.ts";
import type { Assignment, CaseFile } from "./state.ts";

/**
 * Who was sent to a case, and when. One unit answers for it (`unitId`); beside it the owner goes on, when the street department
 * was sent in its stead because nobody came. Whoever was sent once may still hand in what it did while it was.
 */

/** Every unit that was sent, first one first. A case that was stored before this was kept knows the present one. */
export function assignments(file: CaseFile): readonly Assignment[] {
  if (file.sentTo) return file.sentTo;
  if (file.unitId === null) return [];
  const { unitId, dispatchedAt, reportedAt, acknowledgedAt } = file;
  return [{ unitId, from: dispatchedAt ?? reportedAt, to: null, acknowledgedAt }];
}

/** Units at work on it beside the one that answers for it. */
export function unitsBeside(file: CaseFile): readonly string[] {
  return assignments(file)
    .filter(({ unitId, to }) => to === null && unitId !== file.unitId)
    .map(({ unitId }) => unitId);
}

/** Units that were sent once and are not any more. */
export function unitsBefore(file: CaseFile): readonly string[] {
  const present = [file.unitId, ...unitsBeside(file)];
  return [...new Set(assignments(file).map(({ unitId }) => unitId))].filter((id) => !present.includes(id));
}

/** Whether the actor's unit is at work on it; a step told late (`then`) is its own if it was at work when it took it. */
export function worksOn(file: CaseFile, { unitId }: Actor, then?: Instant): boolean {
  if (unitId === null) return false;
  return file.unitId === unitId || assignmentAt(file, unitId, then) !== undefined;
}

/** The sending under which a unit worked at that moment, the present one when no moment is given. */
export function assignmentAt(file: CaseFile, unitId: string, then?: Instant): Assignment | undefined {
  return assignments(file).findLast(
    (sent) =>
      sent.unitId === unitId &&
      (sent.to === null || (then !== undefined && then < sent.to)) &&
      (then === undefined || sent.from <= then),
  );
}

/** A unit is sent; whoever is not named in `beside` is not at work any more. */
export function withSent(
  file: CaseFile,
  unitId: string,
  beside: readonly string[],
  at: Instant,
): readonly Assignment[] {
  const ended = assignments(file).map((sent) =>
    sent.to === null && !beside.includes(sent.unitId) ? { ...sent, to: at } : sent,
  );
  return [...ended, { unitId, from: at, to: null, acknowledgedAt: null }];
}

/** A unit is at work no more. */
export function withGone(file: CaseFile, unitId: string | null, at: Instant): readonly Assignment[] {
  return assignments(file).map((sent) =>
    sent.to === null && sent.unitId === unitId ? { ...sent, to: at } : sent,
  );
}
