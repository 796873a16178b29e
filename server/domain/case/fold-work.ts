import { withCancelled, withMet, withMetBefore } from "../clocks/deadline.ts";
import type { CaseState, Instant } from "../names.ts";
import { assignmentAt, assignments, withGone, withSent } from "./assignments.ts";
import type { CaseEventData } from "./events.ts";
import type { CaseFile } from "./state.ts";
import { SENDABLE } from "./steps.ts";

/** What becomes of a case by whom is sent, who comes, goes, and works on the spot. */

/** Work already done on the spot stays done: a new dispatch never hides that the hole is guarded. */
export function dispatched(file: CaseFile, data: CaseEventData["CASE_DISPATCHED"], at: Instant): CaseFile {
  const { unitId, substituteHandling, emergencyReason, beside = [] } = data;
  return {
    ...file,
    sentTo: withSent(file, unitId, beside, at),
    deadlines: withCancelled(
      withMet(file.deadlines, ["DISPATCH"], at),
      ["ACKNOWLEDGE"],
      at,
      "CASE_DISPATCHED",
    ),
    unitId,
    substituteHandling,
    emergencyReason: emergencyReason ?? file.emergencyReason,
    dispatchedAt: at,
    acknowledgedAt: null,
    state: workState(file),
  };
}

/** Who works beside the unit that answers for it returns its own part only: the case stays in that unit's hands. */
export function returned(file: CaseFile, data: CaseEventData["CASE_RETURNED"], at: Instant): CaseFile {
  const returns = [...file.returns, { ...data, at }];
  const sentTo = withGone(file, data.unitId, at);
  const across = file.handedOver?.unitId === data.unitId ? ["HAND_OVER"] : [];
  if (data.unitId !== file.unitId)
    return {
      ...file,
      returns,
      sentTo,
      deadlines: withCancelled(file.deadlines, across, at, "CASE_RETURNED"),
    };
  const deadlines = withCancelled(file.deadlines, ["ACKNOWLEDGE", ...across], at, "CASE_RETURNED");
  return { ...file, returns, sentTo, unitId: null, deadlines, state: "RETURNED" };
}

export function acknowledged(file: CaseFile, unitId: string, at: Instant, toldAt?: Instant): CaseFile {
  const sentTo = assignments(file).map((sent) =>
    sent.to === null && sent.unitId === unitId ? { ...sent, acknowledgedAt: at } : sent,
  );
  return agreed({ ...met(file, ["ACKNOWLEDGE"], at, toldAt), acknowledgedAt: at, sentTo }, unitId, at);
}

/** Whoever it was handed over to across the boundary has come: the two streets agree (docs/domain.md#d6). */
function agreed(file: CaseFile, unitId: string | null, at: Instant): CaseFile {
  if (unitId === null || file.handedOver?.unitId !== unitId) return file;
  return { ...met(file, ["HAND_OVER"], at), ...(file.disagreed && { disagreed: null }) };
}

/**
 * A unit that does not answer for the case any more, or works beside the one that does, was there: its own clock is met, by
 * when it was, though another was sent meanwhile.
 */
export function arrived(matter: CaseFile, unitId: string, at: Instant, toldAt?: Instant): CaseFile {
  const file = agreed(matter, unitId, at);
  const sent = assignmentAt(file, unitId, at) ?? assignmentAt(file, unitId);
  if (!sent || sent.acknowledgedAt !== null) return file;
  return {
    ...file,
    sentTo: assignments(file).map((one) => (one === sent ? { ...one, acknowledgedAt: at } : one)),
    deadlines: withMetBefore(file.deadlines, ["ACKNOWLEDGE"], at, toldAt, sent.from),
  };
}

/** Whoever has worked has also come. What was done first counts, also when it is told second. */
export function worked(
  file: CaseFile,
  kinds: readonly string[],
  byUnitId: string | undefined,
  at: Instant,
  toldAt?: Instant,
): CaseFile {
  const done = withMetBefore(file.deadlines, kinds, at, toldAt);
  if (byUnitId === undefined)
    return agreed(met({ ...file, deadlines: done }, [...kinds, "ACKNOWLEDGE"], at, toldAt), file.unitId, at);
  return arrived(met({ ...file, deadlines: done }, kinds, at, toldAt), byUnitId, at, toldAt);
}

export function first(known: Instant | null, at: Instant): Instant {
  return known !== null && known < at ? known : at;
}

/** A step that is told after a later one moves nothing back. */
export function reached(file: CaseFile, state: "GUARDED" | "MADE_SAFE"): CaseState {
  if (!SENDABLE.includes(file.state)) return file.state;
  return file.madeSafeAt !== null ? "MADE_SAFE" : state;
}

/** The state that the work on the spot has reached, whoever is dispatched. */
function workState(file: CaseFile): CaseState {
  if (file.madeSafeAt) return "MADE_SAFE";
  return file.guardedAt ? "GUARDED" : "DISPATCHED";
}

export function met(file: CaseFile, kinds: readonly string[], at: Instant, toldAt?: Instant): CaseFile {
  return { ...file, deadlines: withMet(file.deadlines, kinds, at, toldAt) };
}
