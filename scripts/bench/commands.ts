import { Pool } from "pg";
import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { report, type Report } from "../../server/cases/commands.ts";
import { asSeat } from "./city.ts";
import { seconds, share, type Ratio } from "./measure.ts";

/** Filed in rounds, each followed by its bare twin, so that whatever else the machine does meets both alike. */
const ROUNDS = 6;
const CASES = 100;
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
    sql`select id from component where ownership_status = 'UNKNOWN' order by id limit ${CASES * ROUNDS + BEFORE}`,
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
  const fileAll = async (from: number, count: number) => {
    const filed: string[] = [];
    await share(count, PARALLEL, async (n) => {
      const cover = covers[from + n]?.id ?? "";
      filed.push((await asSeat(database, (tx) => report(tx, file(cover)))).componentId);
    });
    return filed;
  };
  await fileAll(0, BEFORE);
  await database.script("analyze");
  const bare = await bareTransactions(database, url);
  let ours = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let filed: string[] = [];
    ours += await seconds(async () => void (filed = await fileAll(BEFORE + round * CASES, CASES)));
    await bare.repeat(filed);
  }
  const { took, rows } = await bare.end();
  const ratio = took / ours;
  const perSecond = (time: number) => ((CASES * ROUNDS) / time).toFixed(0);
  return {
    name: "file a case with its reactions / bare inserts",
    ratio,
    aim: "≥ 0.5",
    holds: ratio >= 0.5,
    figures: `${perSecond(ours)}/s against ${perSecond(took)}/s, ${Math.round(rows / (CASES * ROUNDS))} rows each`,
  };
}

/**
 * Transactions that only write: the same rows as the cases of `repeat`'s components made, into tables of the same shape,
 * and the component's own row.
 */
async function bareTransactions(database: Database, url: string) {
  for (const table of TABLES)
    await database.script(
      `create table bare_${table} (like ${table} including defaults including constraints including indexes)`,
    );
  // Triggers of the component's row rest here: the other tables have none either.
  const options = "-c session_replication_role=replica";
  const pool = new Pool({ connectionString: url, max: PARALLEL, options });
  let took = 0;
  let rows = 0;
  return {
    async repeat(componentIds: readonly string[]) {
      const work: Record<string, string>[] = [];
      for (const id of componentIds) {
        const written = await rowsOf(database, id);
        rows += TABLES.reduce((sum, table) => sum + (written[table]?.length ?? 0), 1);
        work.push({
          component: id,
          ...Object.fromEntries(TABLES.map((table) => [table, JSON.stringify(written[table] ?? [])])),
        });
      }
      took += await seconds(() => share(work.length, PARALLEL, async (n) => await insertAll(pool, work[n])));
    },
    async end() {
      await pool.end();
      return { took, rows };
    },
  };
}

/** Takes back what filing changed in the component's row: the same columns, and the same indexes to keep. */
const COMPONENT = `
  update component set open_danger = false, open_case_count = 0, physical_state = 'INTACT', ownership_status = 'UNKNOWN', version = version + 1, changed_at = now()
  where id = $1`;

async function insertAll(pool: Pool, work: Record<string, string> | undefined): Promise<void> {
  const client = await pool.connect();
  await client.query("begin");
  await client.query({ name: "component", text: COMPONENT, values: [work?.["component"]] });
  for (const table of TABLES)
    await client.query({
      name: table,
      text: `insert into bare_${table} overriding system value select * from jsonb_populate_recordset(null::bare_${table}, $1::jsonb)`,
      values: [work?.[table]],
    });
  await client.query("commit");
  client.release();
}

async function rowsOf(database: Database, componentId: string) {
  return await database.one<Record<(typeof TABLES)[number], unknown[] | null>>(sql`
    with e as (select * from event where component_id = ${componentId}), c as (select * from case_file where component_id = ${componentId}), i as (select * from inquiry where component_id = ${componentId})
    select (select jsonb_agg(to_jsonb(e)) from e) as event, (select jsonb_agg(jsonb_build_object('id', id)) from e) as event_queue,
      (select jsonb_agg(to_jsonb(d)) from disclosure d where event_id in (select event_id from e)) as disclosure,
      (select jsonb_agg(to_jsonb(s)) from stream s where id in (select stream_id from e)) as stream, (select jsonb_agg(to_jsonb(c)) from c) as case_file,
      (select jsonb_agg(to_jsonb(i)) from i) as inquiry, (select jsonb_agg(to_jsonb(l)) from case_inquiry l where case_id in (select id from c)) as case_inquiry,
      (select jsonb_agg(to_jsonb(l)) from inquiry_letter l where component_id = ${componentId}) as inquiry_letter, (select jsonb_agg(to_jsonb(d)) from deadline d where component_id = ${componentId}) as deadline`);
}
