import type { Day } from "../names.ts";
import type { Calendar, OfficeHours } from "./working-time.ts";

/** A day that differs from what its weekday says, and which holiday makes it so. */
export interface NamedDay {
  readonly day: Day;
  readonly name: string;
}

/** What the State Council's notice says about one year. */
export interface HolidayYear {
  readonly year: number;
  readonly holidays: readonly NamedDay[];
  /** 调休: Saturdays and Sundays on which offices work. */
  readonly workdays: readonly NamedDay[];
}

/** 全国年节及纪念日放假办法 (2024): the holidays whose date does not follow the moon. */
const FIXED = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];

/**
 * Work days and office hours as the registry knows them. A year without a table is never an error: a hole is reported on 31
 * December, too. Weekends and the holidays that the law fixes hold until the table is there, and whatever was computed with
 * them says so (docs/domain.md#clocks).
 */
export function calendarOf(years: readonly HolidayYear[], hours: OfficeHours): Calendar {
  const known = new Set(years.map(({ year }) => year));
  const free = new Set(years.flatMap(({ holidays }) => holidays.map(({ day }) => day)));
  const worked = new Set(years.flatMap(({ workdays }) => workdays.map(({ day }) => day)));
  return {
    hours,
    covers: (year) => known.has(year),
    isWorkday: (day) =>
      known.has(Number(day.slice(0, 4)))
        ? worked.has(day) || (!weekend(day) && !free.has(day))
        : !weekend(day) && !FIXED.includes(day.slice(5)),
  };
}

export function weekend(day: Day): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/**
 * Years whose table is missed on a day: the present one always, the next from 1 November on, when the notice has usually been
 * published.
 */
export function missingYears(known: readonly number[], today: Day): number[] {
  const year = Number(today.slice(0, 4));
  const needed = today.slice(5) >= "11-01" ? [year, year + 1] : [year];
  return needed.filter((one) => !known.includes(one));
}
