import { sql, type Sql } from "../db/sql.ts";

/** First and last day of a period in Asia/Shanghai, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export function within(instant: Sql, { from, to }: Period): Sql {
  return sql`(${instant} >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
    and ${instant} < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
}
