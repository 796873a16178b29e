import { sql, type Sql } from "../db/sql.ts";

/**
 * Rows of `event` (under `alias`) in which somebody set a rule of the backstop aside for a stated reason (docs/domain.md#guard-3): a
 * round that passes over a unit, ground that is other than the map says, an emergency or private premises in place of a notice.
 */
export function setsAside(alias: Sql): Sql {
  return sql`(${alias}.kind = 'UNITS_LEFT_OUT'
    or (${alias}.kind = 'PARCEL_CHECKED' and ${alias}.body_json #>> '{data,contradicts}' is not null)
    or (${alias}.kind = 'BACKSTOP_PROPOSED' and (${alias}.body_json #>> '{data,emergencyReason}' is not null or ${alias}.body_json #>> '{data,overridesPrivate}' = 'true')))`;
}
