import type { Queries } from "../db/database.ts";
import { NOW } from "../db/clock.ts";
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
