import type { enterHolidays, setOfficeHours } from "../contract/calendar.ts";
import type { BodyOf } from "../contract/endpoint.ts";
import { clock } from "../clock.ts";
import type { Tx } from "../db/actor.ts";
import { record } from "../store/append.ts";
import { refuseStale } from "../store/refuse-stale.ts";
import { calendarVersion, lockCalendar, noteEvent, writeHours, writeYear } from "./holiday-queries.ts";

/** Holiday tables and office hours have one stream. */
export const CALENDAR = "63616c65-6e64-8000-8000-000000000000";

/**
 * Enters or corrects a year. It takes one person: the text is the office's, the event says who entered it, and the day it is
 * about may be tomorrow. What was provisional follows by a job. Throws stale_version.
 */
export async function enterYear(
  tx: Tx,
  { year, holidays, workdays, source, publishedOn }: BodyOf<typeof enterHolidays>,
  seen: number | undefined,
): Promise<{ version: number }> {
  await lockCalendar(tx);
  refuseStale(seen, await calendarVersion(tx, CALENDAR));
  const byDay = (days: typeof holidays) => days.toSorted((one, other) => one.day.localeCompare(other.day));
  const table = { year, holidays: byDay(holidays), workdays: byDay(workdays), source, publishedOn };
  const replaces = await writeYear(tx, table);
  const told = await tell(tx, "HOLIDAYS_ENTERED", { ...table, replaces });
  await noteEvent(tx, year, told.eventId);
  return { version: told.version };
}

/** Office hours for deadlines that are set from now on. Throws stale_version. */
export async function setHours(
  tx: Tx,
  { hours }: BodyOf<typeof setOfficeHours>,
  seen: number | undefined,
): Promise<{ version: number }> {
  const { hours: before } = await lockCalendar(tx);
  refuseStale(seen, await calendarVersion(tx, CALENDAR));
  await writeHours(tx, hours);
  return { version: (await tell(tx, "OFFICE_HOURS_SET", { before, after: hours })).version };
}

async function tell(
  tx: Tx,
  kind: string,
  data: object,
): Promise<{ version: number; eventId: string | null }> {
  const [event] = await record(tx, [
    {
      stream: "calendar",
      streamId: CALENDAR,
      kind,
      data,
      componentId: null,
      divisionCode: null,
      occurredAt: clock.iso(),
    },
  ]);
  return { version: event?.seq ?? 0, eventId: event?.eventId ?? null };
}
