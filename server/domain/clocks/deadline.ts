import { dueAt, minutesBetween, type Calendar, type ClockKind } from "./working-time.ts";
import type { PickedRule } from "./rules.ts";
import type { Instant } from "../names.ts";

/** A clock that runs for one step of a case or inquiry. Computed once, from the rule version of that day. */
export interface Deadline {
  readonly kind: string;
  readonly clock: ClockKind;
  readonly minutes: number;
  readonly ruleId: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly metAt: Instant | null;
  /** When it was stopped in time, because its step will not come or another clock runs in its place. */
  readonly cancelledAt: Instant | null;
  /** The kind of event that stopped it: what a figure "after exemption" names (docs/domain.md#d22). */
  readonly cancelledBy?: string;
  /** When its step was given up though it had run out already. Such a clock is never cancelled: it stays run out. */
  readonly lapsedAt?: Instant;
  /** When the sweep acted on its silence; it acts once. */
  readonly firedAt: Instant | null;
  /** When its step was told, where that was later than it was done. */
  readonly toldAt?: Instant;
}

export interface DeadlineEventData {
  DEADLINE_SET: { deadline: Pick<Deadline, "kind" | "clock" | "minutes" | "ruleId" | "startedAt" | "dueAt"> };
  DEADLINE_PASSED: { kind: string; dueAt: Instant };
}

export function deadlineSet(kind: string, rule: PickedRule, startedAt: Instant, calendar: Calendar) {
  const { clock, minutes } = rule.limit;
  const deadline = {
    kind,
    clock,
    minutes,
    ruleId: rule.id,
    startedAt,
    dueAt: dueAt(startedAt, rule.limit, calendar),
  };
  return { kind: "DEADLINE_SET", data: { deadline } } as const;
}

/** As much of a clock as says whether it runs; the API's clocks say it the same way. */
interface Run {
  readonly metAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly lapsedAt?: Instant | undefined;
}

export function running(deadline: Run): boolean {
  return deadline.metAt === null && stoppedAt(deadline) === null;
}

/** When it was stopped without its step, in time or run out; null while it runs or where its step was taken. */
export function stoppedAt({ cancelledAt, lapsedAt }: Run): Instant | null {
  return cancelledAt ?? lapsedAt ?? null;
}

/** The clock of a kind that was stopped last and whose step has not come since. */
export function stoppedOf(deadlines: readonly Deadline[], kind: string): Deadline | undefined {
  const last = deadlines.findLast((deadline) => deadline.kind === kind);
  return last && last.metAt === null && stoppedAt(last) !== null ? last : undefined;
}

/** A clock that was stopped runs again as if it never had been: from the same start, to the same end, run out or not. */
export function goingOn({ kind, clock, minutes, ruleId, startedAt, dueAt }: Deadline) {
  const deadline = { kind, clock, minutes, ruleId, startedAt, dueAt };
  return { kind: "DEADLINE_SET", data: { deadline } } as const;
}

/** What was left of a clock when it was stopped begins at `from`; one that had run out by then stays run out. */
export function restOf(stopped: Deadline, from: Instant, calendar: Calendar) {
  const at = stoppedAt(stopped);
  if (at === null || at >= stopped.dueAt) return goingOn(stopped);
  const { kind, clock, ruleId: id, dueAt } = stopped;
  const minutes = Math.max(1, Math.ceil(minutesBetween(at, dueAt, clock, calendar)));
  return deadlineSet(kind, { id, limit: { clock, minutes } }, from, calendar);
}

/** The deadline of a kind that runs now. */
export function runningOf(deadlines: readonly Deadline[], kind: string): Deadline | undefined {
  return deadlines.find((deadline) => deadline.kind === kind && running(deadline));
}

/**
 * The deadline that a sweep's command means, if it still runs and nobody has acted on it. Two of one kind may run out
 * at the same minute (a check and its repetition on a Friday evening): the one that is done with is not meant.
 */
export function waitingFor(
  deadlines: readonly Deadline[],
  { kind, dueAt }: { readonly kind: string; readonly dueAt: Instant },
): Deadline | undefined {
  return deadlines.find(
    (deadline) =>
      deadline.kind === kind && deadline.dueAt === dueAt && running(deadline) && deadline.firedAt === null,
  );
}

/** What the queue sorts by: the clock that ran out first, or will; one that is overdue runs until its step is done. */
export function nextDue(deadlines: readonly Deadline[]): Instant | null {
  const due = deadlines.filter(running).map((deadline) => deadline.dueAt);
  return due.length === 0 ? null : due.reduce((earliest, at) => (at < earliest ? at : earliest));
}

/** A clock that is over and is set again from the same moment (two reports taken apart again) is that clock. */
export function withDeadline(
  deadlines: readonly Deadline[],
  { deadline }: DeadlineEventData["DEADLINE_SET"],
): readonly Deadline[] {
  const again = (known: Deadline) =>
    !running(known) && known.kind === deadline.kind && known.startedAt === deadline.startedAt;
  return deadlines.some(again)
    ? deadlines.map((known) => (again(known) ? { ...restarted(known), ...deadline, metAt: null } : known))
    : [...deadlines, { ...deadline, metAt: null, cancelledAt: null, firedAt: null }];
}

/** As if it had never been stopped. */
export function restarted({ cancelledBy: _by, lapsedAt: _at, ...deadline }: Deadline): Deadline {
  return { ...deadline, cancelledAt: null };
}

export function withMet(
  deadlines: readonly Deadline[],
  kinds: readonly string[],
  at: Instant,
  toldAt?: Instant,
): readonly Deadline[] {
  return deadlines.map((deadline) =>
    kinds.includes(deadline.kind) && running(deadline)
      ? { ...deadline, metAt: at, ...(toldAt !== undefined && { toldAt }) }
      : deadline,
  );
}

/**
 * A step is told that was taken before the one that met these clocks, or before they were stopped for somebody else's sake: they
 * were met by it. `startedAt` names one clock of the kind.
 */
export function withMetBefore(
  deadlines: readonly Deadline[],
  kinds: readonly string[],
  at: Instant,
  toldAt: Instant | undefined,
  startedAt?: Instant,
): readonly Deadline[] {
  const met = (deadline: Deadline) =>
    kinds.includes(deadline.kind) &&
    (startedAt === undefined
      ? deadline.startedAt <= at && deadline.metAt !== null && at < deadline.metAt
      : deadline.startedAt === startedAt) &&
    (stoppedAt(deadline) === null || startedAt !== undefined);
  return deadlines.map((deadline) =>
    met(deadline) ? { ...restarted(deadline), metAt: at, ...(toldAt !== undefined && { toldAt }) } : deadline,
  );
}

/**
 * Stops clocks whose step will not come (a voided case, an ended inquiry). `kinds` null stops all, `by` is the kind of event
 * that does it. What has run out by then is not taken back: it lapses, and stays overdue.
 */
export function withCancelled(
  deadlines: readonly Deadline[],
  kinds: readonly string[] | null,
  at: Instant,
  by?: string,
): readonly Deadline[] {
  return deadlines.map((deadline) => {
    if (!running(deadline) || (kinds !== null && !kinds.includes(deadline.kind))) return deadline;
    if (deadline.firedAt !== null || deadline.dueAt < at) return { ...deadline, lapsedAt: at };
    return { ...deadline, cancelledAt: at, ...(by !== undefined && { cancelledBy: by }) };
  });
}

/** Takes clocks out for others that run in their place: nothing was given up, run out or not. */
export function withReplaced(
  deadlines: readonly Deadline[],
  kinds: readonly string[],
  at: Instant,
  by: string,
): readonly Deadline[] {
  return deadlines.map((deadline) =>
    running(deadline) && kinds.includes(deadline.kind)
      ? { ...deadline, cancelledAt: at, cancelledBy: by }
      : deadline,
  );
}

export function withFired(
  deadlines: readonly Deadline[],
  passed: DeadlineEventData["DEADLINE_PASSED"],
  at: Instant,
): readonly Deadline[] {
  return deadlines.map((deadline) =>
    deadline.kind === passed.kind &&
    deadline.dueAt === passed.dueAt &&
    running(deadline) &&
    deadline.firedAt === null
      ? { ...deadline, firedAt: at }
      : deadline,
  );
}
