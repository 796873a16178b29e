import type { CalendarAnswer } from "../contract/calendar.ts";
import { missingYears, type HolidayYear } from "../domain/clocks/calendar.ts";
import { dayOf, OFFICE_HOURS, type OfficeHours } from "../domain/clocks/working-time.ts";
import { clock } from "../clock.ts";
import type { Tx } from "../db/actor.ts";
import type { Queries } from "../db/database.ts";
import { NOW } from "../db/clock.ts";
import { clockRuns, instantText } from "../db/fragments.ts";
import { json, sql } from "../db/sql.ts";
import type { ShippedYear } from "./holiday-files.ts";

/**
 * The tables that come with the program; one that a person entered is never written over. Answers the years that were new
 * or corrected. (The embedded engine and PostgreSQL compare jsonb alike: by content.)
 */
export async function upsertShippedYears(queries: Queries, years: readonly ShippedYear[]): Promise<number[]> {
  const written = await queries.rows<{ year: number }>(sql`
    with given as (
      select * from jsonb_to_recordset(${json(years)}::jsonb) as r (year int, holidays jsonb, workdays jsonb, source text, "publishedOn" date)
    ), differing as (
      select given.* from given left join holiday_year known using (year)
      where known.year is null or (known.entered_by is null and
        (known.holidays, known.workdays, known.source, known.published_on) is distinct from (given.holidays, given.workdays, given.source, given."publishedOn"))
    )
    insert into holiday_year (year, holidays, workdays, source, published_on)
    select year, holidays, workdays, source, "publishedOn" from differing
    on conflict (year) do update set holidays = excluded.holidays, workdays = excluded.workdays, source = excluded.source,
      published_on = excluded.published_on, entered_at = ${NOW}
    returning year`);
  return written.map(({ year }) => year).toSorted((one, other) => one - other);
}

/** What is set, what is missed today, and what waits for it; `streamId` is the stream of both settings. */
export async function calendarAsSet(queries: Queries, streamId: string): Promise<CalendarAnswer> {
  const set = await queries.one<Omit<CalendarAnswer, "missing">>(sql`
    select
      coalesce((select seq from stream where id = ${streamId}::uuid), 0) as version,
      coalesce((select value -> 'hours' from setting where key = 'calendar'), ${json(OFFICE_HOURS)}::jsonb) as hours,
      coalesce((select jsonb_agg(jsonb_build_object('year', y.year, 'holidays', y.holidays, 'workdays', y.workdays, 'source', y.source,
          'publishedOn', y.published_on, 'enteredAt', ${instantText(sql`y.entered_at`)}, 'enteredBy', a.display_name) order by y.year desc)
        from holiday_year y left join account a on a.id = y.entered_by), '[]') as years,
      coalesce((select jsonb_agg(jsonb_build_object('year', year, 'deadlines', count) order by year) from (
        select year, count(*)::int from deadline, unnest(provisional) as year
        where provisional is not null and ${clockRuns(sql`deadline`)} group by year) waiting), '[]') as provisional`);
  const today = dayOf(clock.iso());
  return {
    ...set,
    missing: missingYears(
      set.years.map(({ year }) => year),
      today,
    ),
  };
}

/** Two that write at once take turns. Answers what is set. */
export async function lockCalendar(tx: Tx): Promise<{ hours: OfficeHours }> {
  return await tx.one(sql`select value -> 'hours' as hours from setting where key = 'calendar' for update`);
}

export async function calendarVersion(tx: Tx, streamId: string): Promise<number> {
  const row = await tx.maybe<{ seq: number }>(sql`select seq from stream where id = ${streamId}::uuid`);
  return row?.seq ?? 0;
}

/** Answers what was there before. */
export async function writeYear(
  tx: Tx,
  {
    year,
    holidays,
    workdays,
    source,
    publishedOn,
  }: HolidayYear & { source: string; publishedOn: string | null },
): Promise<"SHIPPED" | "ENTERED" | null> {
  const before = await tx.maybe<{ entered: boolean }>(
    sql`select entered_by is not null as entered from holiday_year where year = ${year}`,
  );
  await tx.run(sql`
    insert into holiday_year (year, holidays, workdays, source, published_on, entered_by, entered_at)
    values (${year}, ${json(holidays)}::jsonb, ${json(workdays)}::jsonb, ${source}, ${publishedOn}::date, ${tx.actor.accountId}::uuid, ${NOW})
    on conflict (year) do update set holidays = excluded.holidays, workdays = excluded.workdays, source = excluded.source,
      published_on = excluded.published_on, entered_by = excluded.entered_by, entered_at = excluded.entered_at`);
  return before ? (before.entered ? "ENTERED" : "SHIPPED") : null;
}

/** The event that says who entered a year: deadlines that move because of it name it. */
export async function noteEvent(tx: Tx, year: number, eventId: string | null): Promise<void> {
  await tx.run(sql`update holiday_year set event_id = ${eventId}::uuid where year = ${year}`);
}

export async function writeHours(tx: Tx, hours: OfficeHours): Promise<void> {
  await tx.run(sql`
    update setting set value = value || jsonb_build_object('hours', ${json(hours)}::jsonb, 'stamp', gen_random_uuid()) where key = 'calendar'`);
}

export interface Provisional {
  readonly streamKind: "case" | "inquiry";
  readonly streamId: string;
  /** Years of its deadlines whose table is there now, and the event that entered the newest of them. */
  readonly years: number[];
  readonly event: string | null;
}

/** Cases and inquiries with deadlines that run and were computed without a table that is there now, page by page. */
export async function provisionalNow(
  queries: Queries,
  after: string | null,
  limit: number,
): Promise<Provisional[]> {
  return await queries.rows<Provisional>(sql`
    select min(d.stream_kind) as "streamKind", d.stream_id as "streamId", to_jsonb(array_agg(distinct y.year)) as years,
      (array_agg(y.event_id::text order by y.entered_at desc))[1] as event
    from deadline d join holiday_year y on y.year = any(d.provisional)
    where d.provisional is not null and ${clockRuns(sql`d`)}
      and (${after}::uuid is null or d.stream_id > ${after}::uuid)
    group by d.stream_id order by d.stream_id limit ${limit}`);
}
