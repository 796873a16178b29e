import { Pool } from "pg";
import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { report, type Report } from "../../server/cases/commands.ts";
import { asSeat } from "./city.ts";
import { seconds, share, type Ratio } from "./measure.ts";

const CASES = 600;
/** Filed before the clock starts: a database in use, whose planner has seen cases and events. */
const BEFORE = 200;
const PARALLEL = 8;
const TABLES = [
  "event",
  "event_queue",
  "disclosure",
  "stream",
  "case_file",
  "inquiry",
  "case_inquiry",
  "inquiry_letter",
  "deadline",
] as const;

/**
 * Filing a danger on an ownerless cover with all that follows, against a transaction that only inserts as many rows of the
 * same content into tables with the same indexes and checks, one statement a table.
 */
export async function commandThroughput(database: Database, url: string): Promise<Ratio> {
  const covers = await database.rows<{ id: string }>(
    sql`select id from component where ownership_status = 'UNKNOWN' order by id limit ${CASES + BEFORE}`,
  );
  const file = (id: string): Report => ({
    componentId: id,
    newComponent: null,
    position: null,
    defect: "MISSING",
    danger: true,
    channel: "PATROL",
    description: "井盖缺失",
    photoIds: [],
    file: true,
    dispatchTo: null,
  });
  await share(
    BEFORE,
    PARALLEL,
    async (n) => await asSeat(database, (tx) => report(tx, file(covers[CASES + n]?.id ?? ""))),
  );
  await database.script("analyze");
  const filed: string[] = [];
  const ours = await seconds(() =>
    share(
      CASES,
      PARALLEL,
      async (n) =>
        void filed.push((await asSeat(database, (tx) => report(tx, file(covers[n]?.id ?? "")))).componentId),
    ),
  );
  const { bare, rows } = await bareTransactions(database, url, filed);
  const ratio = bare / ours;
  return {
    name: "file a case with its reactions / bare inserts",
    ratio,
    aim: "≥ 0.5",
    holds: ratio >= 0.5,
    figures: `${(CASES / ours).toFixed(0)}/s against ${(CASES / bare).toFixed(0)}/s, ${rows} rows each`,
  };
}

async function bareTransactions(
  database: Database,
  url: string,
  componentIds: readonly string[],
): Promise<{ bare: number; rows: number }> {
  for (const table of TABLES)
    await database.script(
      `create table bare_${table} (like ${table} including defaults including constraints including indexes)`,
    );
  const work: Record<(typeof TABLES)[number], string>[] = [];
  let rows = 0;
  for (const id of componentIds) {
    const row = await database.one<Record<(typeof TABLES)[number], unknown[] | null> & { n: number }>(sql`
      with e as (select * from event where component_id = ${id}), c as (select * from case_file where component_id = ${id}), i as (select * from inquiry where component_id = ${id})
      select (select jsonb_agg(to_jsonb(e)) from e) as event, (select jsonb_agg(jsonb_build_object('id', id)) from e) as event_queue,
        (select jsonb_agg(to_jsonb(d)) from disclosure d where event_id in (select event_id from e)) as disclosure,
        (select jsonb_agg(to_jsonb(s)) from stream s where id in (select stream_id from e)) as stream, (select jsonb_agg(to_jsonb(c)) from c) as case_file,
        (select jsonb_agg(to_jsonb(i)) from i) as inquiry, (select jsonb_agg(to_jsonb(l)) from case_inquiry l where case_id in (select id from c)) as case_inquiry,
        (select jsonb_agg(to_jsonb(l)) from inquiry_letter l where component_id = ${id}) as inquiry_letter, (select jsonb_agg(to_jsonb(d)) from deadline d where component_id = ${id}) as deadline, 0 as n`);
    rows += TABLES.reduce((sum, table) => sum + (row[table]?.length ?? 0), 0);
    work.push(
      Object.fromEntries(
        TABLES.map((table) => [table, JSON.stringify(row[table] ?? [])]),
      ) as (typeof work)[number],
    );
  }
  const pool = new Pool({ connectionString: url, max: PARALLEL });
  const bare = await seconds(() =>
    share(work.length, PARALLEL, async (n) => {
      const client = await pool.connect();
      await client.query("begin");
      for (const table of TABLES)
        await client.query({
          name: table,
          text: `insert into bare_${table} overriding system value select * from jsonb_populate_recordset(null::bare_${table}, $1::jsonb)`,
          values: [work[n]?.[table]],
        });
      await client.query("commit");
      client.release();
    }),
  );
  await pool.end();
  return { bare, rows: Math.round(rows / work.length) };
}
