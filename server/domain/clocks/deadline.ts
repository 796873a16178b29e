import {
  dueAt,
  inOfficeTime,
  minutesBetween,
  OFFICE_HOURS,
  yearsUnknown,
  type Calendar,
  type ClockKind,
  type OfficeHours,
} from "./working-time.ts";
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
  /** Years whose holidays were not known when it was computed: it is computed again when they are. */
  readonly provisional?: readonly number[];
  /** The office hours that it was computed with, where they were not the usual ones: a change of them moves no old deadline. */
  readonly hours?: OfficeHours;
  readonly recomputed?: Recomputed;
}

/** What the holiday table made of a provisional deadline. */
export interface Recomputed {
  readonly before: Instant;
  readonly after: Instant;
  /** It had passed, or would have: then it stays what people were told, and this only stands beside it. */
  readonly kept: boolean;
}

/** What set provisional deadlines right: the years that were entered; the event says by whom, and is null for a shipped table. */
export interface TablesKnown {
  readonly years: readonly number[];
  readonly event: string | null;
}

export interface DeadlineEventData {
  DEADLINE_SET: {
    deadline: Pick<
      Deadline,
      "kind" | "clock" | "minutes" | "ruleId" | "startedAt" | "dueAt" | "provisional" | "hours"
    >;
  };
  DEADLINE_RECOMPUTED: {
    kind: string;
    startedAt: Instant;
    before: Instant;
    after: Instant;
    kept: boolean;
    /** Years that are still not known. */
    provisional: number[];
    table: { years: number[]; event: string | null };
  };
  DEADLINE_PASSED: { kind: string; dueAt: Instant };
}

type DeadlineEventOf<K extends keyof DeadlineEventData> = {
  readonly kind: K;
  readonly data: DeadlineEventData[K];
};

export function deadlineSet(kind: string, rule: PickedRule, startedAt: Instant, calendar: Calendar) {
  const { clock, minutes } = rule.limit;
  const due = dueAt(startedAt, rule.limit, calendar);
  const provisional = yearsUnknown(startedAt, due, clock, calendar);
  const hours =
    inOfficeTime(clock) && calendar.hours !== undefined && !usual(calendar.hours) ? calendar.hours : null;
  const deadline: DeadlineEventData["DEADLINE_SET"]["deadline"] = {
    kind,
    clock,
    minutes,
    ruleId: rule.id,
    startedAt,
    dueAt: due,
    ...(provisional.length > 0 && { provisional }),
    ...(hours && { hours }),
  };
  return { kind: "DEADLINE_SET", data: { deadline } } as const;
}

const usual = (hours: OfficeHours) => JSON.stringify(hours) === JSON.stringify(OFFICE_HOURS);

/** The calendar of a clock that was set before: its office hours are those of then. */
export function pinnedHours({ hours = OFFICE_HOURS }: Pick<Deadline, "hours">, calendar: Calendar): Calendar {
  return { isWorkday: (day) => calendar.isWorkday(day), covers: (year) => calendar.covers(year), hours };
}

/**
 * Provisional clocks that still run, computed again from where they started, now that a table is known. Whoever was told
 * a moment that has passed is not excused by it, and nobody is made late by it: such a deadline stays, and both are shown
 * (docs/domain.md#clocks).
 */
export function recomputeDeadlines(
  { deadlines }: { readonly deadlines: readonly Deadline[] },
  table: TablesKnown,
  { now, calendar }: { readonly now: Instant; readonly calendar: Calendar },
): { readonly events: readonly DeadlineEventOf<"DEADLINE_RECOMPUTED">[] } {
  const waiting = deadlines.filter(
    (deadline) => running(deadline) && deadline.provisional?.some((year) => table.years.includes(year)),
  );
  const events = waiting.map((deadline): DeadlineEventOf<"DEADLINE_RECOMPUTED"> => {
    const { kind, startedAt, clock, dueAt: before } = deadline;
    const then = pinnedHours(deadline, calendar);
    const after = dueAt(startedAt, deadline, then);
    return {
      kind: "DEADLINE_RECOMPUTED",
      data: {
        kind,
        startedAt,
        before,
        after,
        kept: before !== after && (before <= now || after <= now),
        provisional: yearsUnknown(startedAt, after, clock, then),
        table: { years: [...table.years], event: table.event },
      },
    };
  });
  return { events };
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
export function goingOn({ kind, clock, minutes, ruleId, startedAt, dueAt, hours, provisional }: Deadline) {
  const computed = { ...(hours && { hours }), ...(provisional && { provisional }) };
  const deadline = { kind, clock, minutes, ruleId, startedAt, dueAt, ...computed };
  return { kind: "DEADLINE_SET", data: { deadline } } as const;
}

/** What was left of a clock when it was stopped begins at `from`; one that had run out by then stays run out. */
export function restOf(stopped: Deadline, from: Instant, calendar: Calendar) {
  const at = stoppedAt(stopped);
  if (at === null || at >= stopped.dueAt) return goingOn(stopped);
  const { kind, clock, ruleId: id } = stopped;
  const then = pinnedHours(stopped, calendar);
  // A provisional end may lie on days that turned out to be free: what is left is left of its end by the tables of today.
  const end = stopped.provisional ? dueAt(stopped.startedAt, stopped, then) : stopped.dueAt;
  const minutes = Math.max(1, Math.ceil(minutesBetween(at, end, clock, then)));
  return deadlineSet(kind, { id, limit: { clock, minutes } }, from, then);
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

/** A clock that is over and is set again by the same rule from the same moment (two reports taken apart again) is that clock. */
export function withDeadline(
  deadlines: readonly Deadline[],
  { deadline }: DeadlineEventData["DEADLINE_SET"],
): readonly Deadline[] {
  const again = (known: Deadline) =>
    !running(known) &&
    known.kind === deadline.kind &&
    known.ruleId === deadline.ruleId &&
    known.startedAt === deadline.startedAt;
  return deadlines.some(again)
    ? deadlines.map((known) =>
        again(known) ? { ...computed(restarted(known)), ...deadline, metAt: null } : known,
      )
    : [...deadlines, { ...deadline, metAt: null, cancelledAt: null, firedAt: null }];
}

/** As if it had never been stopped. */
export function restarted({ cancelledBy: _by, lapsedAt: _at, ...deadline }: Deadline): Deadline {
  return { ...deadline, cancelledAt: null };
}

/** Without what was said about how it had been computed. */
function computed({ provisional: _years, recomputed: _recomputed, ...deadline }: Deadline): Deadline {
  return deadline;
}

/** A holiday table has come: the deadline moves, or keeps its moment and shows the other one beside it. */
export function withRecomputed(
  deadlines: readonly Deadline[],
  { kind, startedAt, before, after, kept, provisional }: DeadlineEventData["DEADLINE_RECOMPUTED"],
): readonly Deadline[] {
  return deadlines.map((deadline) =>
    deadline.kind === kind &&
    deadline.startedAt === startedAt &&
    deadline.dueAt === before &&
    running(deadline)
      ? {
          ...computed(deadline),
          dueAt: kept ? before : after,
          ...(provisional.length > 0 && { provisional }),
          ...(before !== after && { recomputed: { before, after, kept } }),
        }
      : deadline,
  );
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
