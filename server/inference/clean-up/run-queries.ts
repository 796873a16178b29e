import { NOW, REAL_NOW } from "../../db/clock.ts";
import type { Tx } from "../../db/actor.ts";
import type { Database, Queries } from "../../db/database.ts";
import { json, sql, type Sql } from "../../db/sql.ts";
import type { CleanUpRun } from "../../contract/clean-up.ts";
import { CLEAN_UP_STATUSES } from "../../domain/names.ts";
import { STREET_DIGITS, type Box } from "../surroundings-queries.ts";
import type { Suggestion } from "./suggestion.ts";

/** Degrees: about half a kilometre, a few hundred components in a dense street. */
const CELL = 0.005;
/** How long a cell is held; whoever has not written it by then has died, or somebody else may do it too, which harms nothing. */
const HOLD = "60 seconds";

/** Components that a run ranks, `c`. Nobody is written to about a restricted one without being asked (docs/domain.md#d26). */
export const TO_RANK = sql`c.ownership_status = any(${[...CLEAN_UP_STATUSES]}) and not c.retired and not c.restricted`;

export interface NewRun {
  readonly id: string;
  readonly origin: "NIGHT" | "DEMAND";
  readonly night: string | null;
  readonly modelVersion: string;
}

/** Says that a run begins and what it goes through. False where one is going on, or tonight's has been. */
export async function beginRun(tx: Tx, { id, origin, night, modelVersion }: NewRun): Promise<boolean> {
  const begun = await tx.run(sql`
    insert into clean_up_run (id, origin, night, requested_by, model_version, state)
    values (${id}, ${origin}, ${night}::date, ${tx.actor.accountId}, ${modelVersion}, 'RUNNING') on conflict do nothing`);
  if (begun === 0) return false;
  await tx.run(sql`
    with cells as (
      insert into clean_up_cell (run_id, x, y, total)
      select ${id}::uuid, floor(ST_X(geom) / ${CELL}::float8)::int, floor(ST_Y(geom) / ${CELL}::float8)::int, count(*)
      from component c where ${TO_RANK} group by 2, 3 returning total
    ) update clean_up_run set total = (select coalesce(sum(total), 0) from cells) where id = ${id}`);
  return true;
}

export interface Cell extends Box {
  readonly runId: string;
  readonly x: number;
  readonly y: number;
}

/** Takes one cell that nobody holds; undefined where none is left, or all that are left are in somebody's hands. */
export async function takeCell(queries: Queries): Promise<Cell | undefined> {
  const taken = await queries.maybe<{ runId: string; x: number; y: number }>(sql`
    update clean_up_cell cell set held_until = ${REAL_NOW} + ${HOLD}::interval
    from (select run_id, x, y from clean_up_cell
          where done_at is null and (held_until is null or held_until < ${REAL_NOW}) and run_id in (select id from clean_up_run where state = 'RUNNING')
          order by run_id, x, y limit 1 for update skip locked) free
    where cell.run_id = free.run_id and cell.x = free.x and cell.y = free.y
    returning cell.run_id as "runId", cell.x, cell.y`);
  if (!taken) return undefined;
  const { runId, x, y } = taken;
  return { runId, x, y, west: x * CELL, south: y * CELL, east: (x + 1) * CELL, north: (y + 1) * CELL };
}

/** The components of a cell that are to be ranked: by id after `after`. Its west and south edges belong to it. */
export function inCell({ west, south, east, north, x, y }: Cell, after: string | null): Sql {
  return sql`c.geom && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4490)
    and floor(ST_X(c.geom) / ${CELL}::float8)::int = ${x} and floor(ST_Y(c.geom) / ${CELL}::float8)::int = ${y}
    and ${TO_RANK} and (${after}::uuid is null or c.id > ${after}::uuid)`;
}

/** Components of a cell that no duty area covers, the street's own ones included: somebody's duty is somebody to ask. */
export async function outsideDutyAreas(queries: Queries, cell: Cell): Promise<Set<string>> {
  const rows = await queries.rows<{ id: string }>(sql`
    select c.id from component c where ${inCell(cell, null)}
      and not exists (select from area where kind = 'DUTY' and area.geom && c.geom and ST_Intersects(area.geom, c.geom))`);
  return new Set(rows.map(({ id }) => id));
}

/** Writes rankings over what was known; answers how many came out differently. A component deleted meanwhile is left out. */
export async function writeSuggestions(tx: Tx, suggestions: readonly Suggestion[]): Promise<number> {
  if (suggestions.length === 0) return 0;
  const rows = suggestions.map(({ contentHash, ...row }) => ({
    ...row,
    contentHash: contentHash.toString("hex"),
  }));
  const { changed } = await tx.one<{ changed: number }>(sql`
    with given as (
      select g.* from jsonb_to_recordset(${json(rows)}::jsonb) as g ("componentId" uuid, "modelVersion" text, "contentHash" text, "unitId" uuid, permille int, "nonePermille" int, candidates jsonb, missing jsonb, gaps jsonb)
      join component c on c.id = g."componentId"
    ), known as (
      select given."componentId" as id from given join suggestion on component_id = given."componentId" and encode(content_hash, 'hex') = given."contentHash"
    ), written as (
      insert into suggestion (component_id, model_version, ranked_at, content_hash, unit_id, permille, none_permille, candidates, missing, gaps)
      select "componentId", "modelVersion", ${NOW}, decode("contentHash", 'hex'), "unitId", permille, "nonePermille", candidates, missing,
        array(select jsonb_array_elements_text(gaps)) from given
      on conflict (component_id) do update set model_version = excluded.model_version, ranked_at = excluded.ranked_at, content_hash = excluded.content_hash,
        unit_id = excluded.unit_id, permille = excluded.permille, none_permille = excluded.none_permille, candidates = excluded.candidates,
        missing = excluded.missing, gaps = excluded.gaps || array(select unnest(suggestion.gaps) intersect select 'CLUSTER')
      returning component_id
    )
    select count(*)::int as changed from written where component_id not in (select id from known)`);
  return changed;
}

export async function finishCell(
  tx: Tx,
  { runId, x, y }: Cell,
  ranked: number,
  changed: number,
): Promise<void> {
  await tx.run(sql`
    update clean_up_cell set done_at = ${NOW}, held_until = null, ranked = ${ranked}, changed = ${changed}
    where run_id = ${runId} and x = ${x} and y = ${y}`);
}

/** A run whose cells are all done and that nobody has closed. */
export async function runToClose(queries: Queries): Promise<string | undefined> {
  const row = await queries.maybe<{ id: string }>(sql`
    select id from clean_up_run where state = 'RUNNING'
      and not exists (select from clean_up_cell where run_id = clean_up_run.id and done_at is null)`);
  return row?.id;
}

/** What a run leaves behind: no suggestion for what has an owner by now, clusters, counts, and itself as done. */
export async function closeRun(tx: Tx, id: string): Promise<void> {
  const mine = await tx.maybe(
    sql`select id from clean_up_run where id = ${id} and state = 'RUNNING' for update skip locked`,
  );
  if (!mine) return;
  await tx.run(sql`
    delete from suggestion s using component c where c.id = s.component_id and not (${TO_RANK})`);
  await writeClusters(tx);
  await countShares(tx);
  await tx.run(sql`update clean_up_run set state = 'DONE', finished_at = ${NOW} where id = ${id}`);
  // The cells of the last runs say how long they took; of older ones the sums are enough, and those are not asked for.
  await tx.run(sql`
    delete from clean_up_run where state = 'DONE' and id not in (select id from clean_up_run order by started_at desc limit 30)`);
}

/** Farther apart than this, two ownerless components are two matters; fewer than this are no cluster. */
const CLUSTER_REACH_M = 40;
const CLUSTER_LEAST = 5;

/** Unresolved components side by side, within a community: they probably have one owner, or one forgotten hand-over. */
async function writeClusters(tx: Tx): Promise<void> {
  await tx.run(sql`
    with placed as (
      select c.id, c.division_code, ST_ClusterDBSCAN(ST_Transform(c.geom, 4547), ${CLUSTER_REACH_M}, ${CLUSTER_LEAST}) over (partition by c.division_code) as n
      from suggestion s join component c on c.id = s.component_id where c.ownership_status <> 'BACKSTOP'
    ), named as (
      select id, case when n is null then null else first_value(id) over (partition by division_code, n order by id) end as cluster from placed
    )
    update suggestion s set cluster_id = named.cluster,
      gaps = array_remove(s.gaps, 'CLUSTER') || case when named.cluster is null then '{}' else '{CLUSTER}'::text[] end
    from named where named.id = s.component_id and s.cluster_id is distinct from named.cluster`);
  await tx.run(sql`
    update suggestion s set cluster_id = null, gaps = array_remove(s.gaps, 'CLUSTER')
    from component c where c.id = s.component_id and c.ownership_status = 'BACKSTOP' and s.cluster_id is not null`);
}

/** Counted before the cells are ranked, so that all of them weigh the same shares as whoever ranks one component today. */
export async function countShares(tx: Tx): Promise<void> {
  await tx.run(sql`
    with counted as (
      select left(division_code, ${STREET_DIGITS}) as street_code, class_code, owner_unit_id as unit_id, count(*)::int as count
      from component where ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired group by 1, 2, 3
    ), gone as (
      delete from class_share s where not exists (select from counted c where (c.street_code, c.class_code, c.unit_id) = (s.street_code, s.class_code, s.unit_id))
    )
    insert into class_share select * from counted
    on conflict (street_code, class_code, unit_id) do update set count = excluded.count where class_share.count <> excluded.count`);
  await tx.run(sql`
    insert into unit_record (unit_id, record)
    select l.unit_id, jsonb_build_object('claims', count(*) filter (where l.answer = 'CLAIM'),
      'claimsRejected', count(*) filter (where l.answer = 'CLAIM' and c.ownership_status = 'CONFIRMED' and c.owner_unit_id is distinct from l.unit_id),
      'denials', count(*) filter (where l.answer = 'DENY'), 'denialsOverturned', count(*) filter (where l.answer = 'DENY' and c.owner_unit_id = l.unit_id))
    from inquiry_letter l join component c on c.id = l.component_id where l.answer in ('CLAIM', 'DENY') group by l.unit_id
    on conflict (unit_id) do update set record = excluded.record where unit_record.record <> excluded.record`);
}

/** The shape of a run, with how far it is. */
const RUN = sql`
  select run.id, run.origin, account.display_name as "requestedBy", run.model_version as "modelVersion", run.state,
    run.started_at as "startedAt", run.finished_at as "finishedAt", run.total,
    coalesce(sum(cell.ranked), 0)::int as ranked, coalesce(sum(cell.changed), 0)::int as changed
  from clean_up_run run left join clean_up_cell cell on cell.run_id = run.id left join account on account.id = run.requested_by`;

export async function runById(queries: Queries, id: string): Promise<CleanUpRun> {
  return await queries.one<CleanUpRun>(sql`${RUN} where run.id = ${id} group by run.id, account.id`);
}

/** The run that is going on, and the last one that ended. */
export async function runsNow(
  queries: Queries,
): Promise<{ running: CleanUpRun | null; last: CleanUpRun | null }> {
  const rows = await queries.rows<CleanUpRun>(sql`
    ${RUN} where run.id in (
      (select id from clean_up_run where state = 'RUNNING') union all
      (select id from clean_up_run where state = 'DONE' order by started_at desc limit 1))
    group by run.id, account.id`);
  return {
    running: rows.find(({ state }) => state === "RUNNING") ?? null,
    last: rows.find(({ state }) => state === "DONE") ?? null,
  };
}

/** Whether tonight's run is due: the hour has come in Shanghai and none was begun for this day; the very first one is due at once. */
export async function nightDue(database: Database, hour: number): Promise<string | null> {
  const { night, due } = await database.one<{ night: string; due: boolean }>(sql`
    select to_char(moment, 'YYYY-MM-DD') as night,
      not exists (select from clean_up_run) or (extract(hour from moment) >= ${hour} and not exists (select from clean_up_run where night = moment::date)) as due
    from (select ${NOW} at time zone 'Asia/Shanghai' as moment) today`);
  return due ? night : null;
}
