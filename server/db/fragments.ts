import { sql, type Sql } from "./sql.ts";

/** A unit as its contract says it (UnitRef), from a row under `alias`; null where an outer join found none. */
export function unitJson(alias: Sql): Sql {
  return sql`case when ${alias}.id is null then null else jsonb_build_object('id', ${alias}.id, 'nameZh', ${alias}.name_zh, 'nameEn', ${alias}.name_en, 'unitType', ${alias}.unit_type) end`;
}

/** A moment inside JSON as everywhere else: ISO 8601 in UTC with milliseconds. PostgreSQL's own has an offset. */
export function instantText(column: Sql): Sql {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/**
 * Whether a row of `deadline` (under `alias`) runs: its step was neither taken nor given up. The same that `running` of
 * `domain/clocks/deadline.ts` says of a clock.
 */
export function clockRuns(alias: Sql): Sql {
  return sql`(${alias}.met_at is null and ${alias}.cancelled_at is null and ${alias}.lapsed_at is null)`;
}

/** The clock of a stream that runs out next, or has run out first, as JSON; `told`: further conditions on the row `d`. */
export function nextClock(streamId: Sql, told: Sql = sql`true`): Sql {
  return sql`(select jsonb_build_object('kind', d.kind, 'clock', d.clock, 'startedAt', ${instantText(sql`d.started_at`)}, 'dueAt', ${instantText(sql`d.due_at`)}, 'provisional', d.provisional)
   from deadline d where d.stream_id = ${streamId} and ${clockRuns(sql`d`)} and ${told} order by d.due_at limit 1)`;
}
