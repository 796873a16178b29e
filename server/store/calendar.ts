import chineseDays from "chinese-days";
import type { Calendar } from "../domain/clocks/working-time.ts";
import type { Day } from "../domain/names.ts";

// A CommonJS module: its names can be taken only from its default export.
const days: Pick<typeof chineseDays, "getDayDetail" | "isWorkday"> = chineseDays;
const asked = new Map<number, boolean>();

/** Does the library carry the State Council's holiday notice of this year? Every such table names 1 October. */
export function holidayTableHas(year: number): boolean {
  const known = asked.get(year);
  if (known !== undefined) return known;
  const has = days.getDayDetail(`${year}-10-01`).name.includes("National Day");
  asked.set(year, has);
  return has;
}

/**
 * Statutory holidays and make-up days of the People's Republic of China, from the `chinese-days` tables. The notice
 * for a year is published in the November before it; until the tables carry it, a clock that runs over New Year takes
 * the weekends and the fixed-date holidays of the 办法, so that a danger can be filed on 31 December. Saving a rule
 * without the table is refused (`holidayTableHas`), and the reference answer says that the coming year is provisional.
 */
export const chinaCalendar: Calendar = {
  isWorkday: (day) => (holidayTableHas(Number(day.slice(0, 4))) ? days.isWorkday(day) : provisional(day)),
  covers: (year) => holidayTableHas(year) || holidayTableHas(year - 1),
};

/** 全国年节及纪念日放假办法 (2024): the holidays whose date does not follow the moon. */
const FIXED = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];

function provisional(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !FIXED.includes(day.slice(5));
}
