import type { Day, Instant } from "../names.ts";

/**
 * The four clocks of Chinese urban management (docs/domain.md#clocks). 紧急工作时 and 自然日 never stop; 工作时 and 工作日
 * run 08-12 and 14-18 on work days, where a make-up Saturday counts and a holiday Monday does not.
 */
export const CLOCK_KINDS = ["URGENT_HOUR", "WORK_HOUR", "WORK_DAY", "NATURAL_DAY"] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A length of time on one clock, in minutes that the clock runs; a WORK_DAY is 480 of them. */
export interface TimeLimit {
  readonly clock: ClockKind;
  readonly minutes: number;
}

/** Minutes in one unit of each clock, for saying "3 work days" instead of "1440 minutes". */
export const MINUTES_PER_UNIT: Readonly<Record<ClockKind, number>> = {
  URGENT_HOUR: 60,
  WORK_HOUR: 60,
  WORK_DAY: 480,
  NATURAL_DAY: 1440,
};

/** From and to in minutes after local midnight, in the order of the day. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

export const OFFICE_HOURS: OfficeHours = [
  [8 * 60, 12 * 60],
  [14 * 60, 18 * 60],
];

/** Work days, and when offices work on them. It answers for every year; `covers` says for which it knows. */
export interface Calendar {
  isWorkday(day: Day): boolean;
  /** Whether the year's holidays have been published and entered; where not, work days are provisional. */
  covers(year: number): boolean;
  /** Absent for the usual ones. */
  readonly hours?: OfficeHours;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Asia/Shanghai has had no daylight saving time since 1991: one constant is exact for every case we hold. */
const SHANGHAI = 8 * 60 * MINUTE;

export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + SHANGHAI).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Whether a clock runs in office hours only, and so needs the holiday tables. */
export function inOfficeTime(clock: ClockKind): boolean {
  return clock === "WORK_HOUR" || clock === "WORK_DAY";
}

/** The moment at which `limit`, started at `start`, has run out. */
export function dueAt(start: Instant, limit: TimeLimit, calendar: Calendar): Instant {
  if (!inOfficeTime(limit.clock)) {
    return new Date(Date.parse(start) + limit.minutes * MINUTE).toISOString();
  }
  let left = limit.minutes * ofOfficeTime(limit.clock, calendar);
  for (const session of officeSessions(Date.parse(start), calendar)) {
    const length = (session.to - session.from) / MINUTE;
    // A limit that ends with the session ends at its last minute (18:00), not at the next morning's first.
    if (left <= length) return new Date(session.from + left * MINUTE).toISOString();
    left -= length;
  }
  throw new Error("unreachable: office sessions never end");
}

/** Minutes that the clock ran between two moments; 0 when `to` is not after `from`. */
export function minutesBetween(from: Instant, to: Instant, clock: ClockKind, calendar: Calendar): number {
  const end = Date.parse(to);
  if (end <= Date.parse(from)) return 0;
  if (!inOfficeTime(clock)) return (end - Date.parse(from)) / MINUTE;
  let minutes = 0;
  for (const session of officeSessions(Date.parse(from), calendar)) {
    if (session.from >= end) break;
    minutes += (Math.min(session.to, end) - session.from) / MINUTE;
  }
  return minutes / ofOfficeTime(clock, calendar);
}

/** Years without a table that a limit runs through, for as long as which its end is provisional. */
export function yearsUnknown(start: Instant, end: Instant, clock: ClockKind, calendar: Calendar): number[] {
  if (!inOfficeTime(clock)) return [];
  const [first, last] = [start, end].map((instant) => Number(dayOf(instant).slice(0, 4))) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(
    (year) => !calendar.covers(year),
  );
}

/** A work day is a day of the office, however long its hours are; a limit writes it as 480 minutes. */
function ofOfficeTime(clock: ClockKind, { hours = OFFICE_HOURS }: Calendar): number {
  if (clock !== "WORK_DAY") return 1;
  return hours.reduce((sum, [from, to]) => sum + to - from, 0) / MINUTES_PER_UNIT.WORK_DAY;
}

/** Office sessions from a moment on, the first one cut at that moment, for ever. */
function* officeSessions(from: number, calendar: Calendar): Generator<{ from: number; to: number }> {
  let midnight = Math.floor((from + SHANGHAI) / DAY) * DAY - SHANGHAI;
  for (; ; midnight += DAY) {
    const day = new Date(midnight + SHANGHAI).toISOString().slice(0, 10);
    if (!calendar.isWorkday(day)) continue;
    for (const [opens, closes] of calendar.hours ?? OFFICE_HOURS) {
      const session = { from: Math.max(midnight + opens * MINUTE, from), to: midnight + closes * MINUTE };
      if (session.to > session.from) yield session;
    }
  }
}
