import { sql, type Sql } from "./sql.ts";

/** A unit as its contract says it (UnitRef), from a row under `alias`; null where an outer join found none. */
export function unitJson(alias: Sql): Sql {
  return sql`case when ${alias}.id is null then null else jsonb_build_object('id', ${alias}.id, 'nameZh', ${alias}.name_zh, 'nameEn', ${alias}.name_en, 'unitType', ${alias}.unit_type) end`;
}

/** A moment inside JSON as everywhere else: ISO 8601 in UTC with milliseconds. PostgreSQL's own has an offset. */
export function instantText(column: Sql): Sql {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
