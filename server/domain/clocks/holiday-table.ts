import type { Day } from "../names.ts";
import { weekend, type HolidayYear, type NamedDay } from "./calendar.ts";
import type { OfficeHours } from "./working-time.ts";

/** What is wrong with a table, and with which day. Nothing of it is saved (docs/domain.md#clocks). */
export interface TableProblem {
  readonly problem: "EMPTY" | "NOT_A_DAY" | "OTHER_YEAR" | "TWICE" | "MAKE_UP_ON_WEEKDAY" | "FIXED_MISSING";
  readonly day: Day | null;
}

/** Days that every notice names, whatever the moon says: a table without one of them has been cut off. */
const ALWAYS = ["01-01", "05-01", "10-01"];

export function tableProblems({ year, holidays, workdays }: HolidayYear): TableProblem[] {
  if (holidays.length === 0) return [{ problem: "EMPTY", day: null }];
  const all = [...holidays, ...workdays].map(({ day }) => day);
  const of = (problem: TableProblem["problem"], days: readonly Day[]) =>
    [...new Set(days)].map((day) => ({ problem, day }));
  const real = all.filter(isDay);
  return [
    ...of(
      "NOT_A_DAY",
      all.filter((day) => !isDay(day)),
    ),
    ...of(
      "OTHER_YEAR",
      real.filter((day) => Number(day.slice(0, 4)) !== year),
    ),
    ...of(
      "TWICE",
      all.filter((day, n) => all.indexOf(day) !== n),
    ),
    ...of(
      "MAKE_UP_ON_WEEKDAY",
      workdays.map(({ day }) => day).filter((day) => isDay(day) && !weekend(day)),
    ),
    ...of(
      "FIXED_MISSING",
      ALWAYS.map((day) => `${year}-${day}`).filter((day) => !holidays.some((holiday) => holiday.day === day)),
    ),
  ];
}

/** Whether such a day exists: 30 February does not. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

export interface TableChange extends NamedDay {
  readonly kind: "HOLIDAY" | "WORKDAY";
  readonly change: "ADDED" | "REMOVED";
}

/** What saving a table changes against the one before, by day. A day that only has another name is no change of the calendar. */
export function tableChanges(before: HolidayYear | null, after: HolidayYear): TableChange[] {
  const lists = [
    ["HOLIDAY", before?.holidays ?? [], after.holidays],
    ["WORKDAY", before?.workdays ?? [], after.workdays],
  ] as const;
  return lists
    .flatMap(([kind, old, now]) => [
      ...without(old, now).map((day) => ({ ...day, kind, change: "REMOVED" as const })),
      ...without(now, old).map((day) => ({ ...day, kind, change: "ADDED" as const })),
    ])
    .toSorted((one, other) => one.day.localeCompare(other.day));
}

function without(days: readonly NamedDay[], others: readonly NamedDay[]): readonly NamedDay[] {
  return days.filter(({ day }) => !others.some((other) => other.day === day));
}

/** Sessions of a day, one after another, none of them empty. */
export function officeHoursProblem(hours: OfficeHours): "EMPTY" | "ORDER" | null {
  if (hours.length === 0) return "EMPTY";
  const inOrder = hours.every(
    ([from, to], n) => from >= (hours[n - 1]?.[1] ?? 0) && from < to && to <= 24 * 60,
  );
  return inOrder ? null : "ORDER";
}
