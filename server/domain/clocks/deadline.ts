import { dueAt, type Calendar, type ClockKind } from "./working-time.ts";
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
  readonly cancelledAt: Instant | null;
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

export function running(deadline: Deadline): boolean {
  return deadline.metAt === null && deadline.cancelledAt === null;
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
    ? deadlines.map((known) =>
        again(known) ? { ...known, ...deadline, metAt: null, cancelledAt: null } : known,
      )
    : [...deadlines, { ...deadline, metAt: null, cancelledAt: null, firedAt: null }];
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
  const met = ({ kind, startedAt: since, metAt, cancelledAt }: Deadline) =>
    kinds.includes(kind) &&
    (startedAt === undefined ? since <= at && metAt !== null && at < metAt : since === startedAt) &&
    (cancelledAt === null || startedAt !== undefined);
  return deadlines.map((deadline) =>
    met(deadline)
      ? { ...deadline, metAt: at, cancelledAt: null, ...(toldAt !== undefined && { toldAt }) }
      : deadline,
  );
}

/** Stops clocks whose step will not come (a voided case, an ended inquiry). `kinds` null stops all. */
export function withCancelled(
  deadlines: readonly Deadline[],
  kinds: readonly string[] | null,
  at: Instant,
): readonly Deadline[] {
  return deadlines.map((deadline) =>
    running(deadline) && (kinds === null || kinds.includes(deadline.kind))
      ? { ...deadline, cancelledAt: at }
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
