import { calendarOf, type HolidayYear } from "../domain/clocks/calendar.ts";
import { OFFICE_HOURS, type Calendar, type OfficeHours } from "../domain/clocks/working-time.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** Names the state of years and hours (data/migrations/0019_calendar.sql); it travels with the query that a command makes anyway. */
export interface CalendarStamp {
  readonly stamp: string;
  readonly hours: OfficeHours;
}
export const CALENDAR_STAMP = sql`(select value from setting where key = 'calendar')`;

const read = new Map<string, Calendar>();
const REMEMBERED = 20;

/** The calendar under a stamp. Read once: it changes a few times a year, and every command asks for it. */
export async function calendarUnder(queries: Queries, known: CalendarStamp | null): Promise<Calendar> {
  const cached = known && read.get(known.stamp);
  if (cached) return cached;
  const years = await queries.rows<HolidayYear>(sql`select year, holidays, workdays from holiday_year`);
  const calendar = calendarOf(years, known?.hours ?? OFFICE_HOURS);
  if (!known) return calendar;
  if (read.size >= REMEMBERED) read.clear();
  read.set(known.stamp, calendar);
  return calendar;
}

export async function calendarNow(queries: Queries): Promise<Calendar> {
  const { known } = await queries.one<{ known: CalendarStamp | null }>(
    sql`select ${CALENDAR_STAMP} as known`,
  );
  return await calendarUnder(queries, known);
}
