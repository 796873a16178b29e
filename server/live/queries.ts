import type { Happened } from "../contract/live.ts";
import type { Database, Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { scopedTo } from "../access/scoped.ts";
import type { Viewer } from "../access/viewer.ts";
import { concerning, visibleTo } from "../access/visibility.ts";

/** As many as one batch indexes; a longer queue takes several. */
export const BATCH = 5000;

/**
 * Gives the queued events their places in the log. Undefined when another instance holds the head. One statement, so that
 * the head is locked only for its duration: 5,000 events took 60 ms on the embedded engine.
 */
export async function sequenceBatch(t: Queries): Promise<{ size: number; added: number } | undefined> {
  const head = await t.maybe<{ size: number }>(sql`select size from event_head for update skip locked`);
  if (!head) return undefined;
  // By its last id and not by a list of ids: a queue has statistics of when it was empty, from which a join may be planned row by row.
  const added = await t.run(sql`
    with taken as (
      delete from event_queue where id <= (
        select max(id) from (select id from event_queue order by id limit ${BATCH}) as batch)
      returning id)
    insert into event_leaf (idx, id)
    select ${head.size} + row_number() over (order by id) - 1, id from taken order by id`);
  if (added > 0) await t.run(sql`update event_head set size = ${head.size + added}`);
  return { size: head.size + added, added };
}

/** One wake-up per batch, never one per writer: NOTIFY takes a database-wide lock at commit. */
export async function announce(t: Queries, size: number): Promise<void> {
  await t.rows(sql`select pg_notify('youzhu_log', ${String(size)})`);
}

export async function logSize(database: Queries): Promise<number> {
  return (await database.one<{ size: number }>(sql`select size from event_head`)).size;
}

export async function anythingQueued(database: Queries): Promise<boolean> {
  return (await database.rows(sql`select 1 as one from event_queue limit 1`)).length > 0;
}

/** What happened at `from` and after, oldest first. */
export async function happenedFrom(database: Queries, from: number, limit: number): Promise<Happened[]> {
  return await database.rows<Happened>(sql`
    select l.idx, e.kind, e.stream_kind as "streamKind", e.stream_id as "streamId",
           e.component_id as "componentId", e.division_code as "divisionCode"
    from event_leaf l join event e on e.id = l.id
    where l.idx >= ${from} order by l.idx limit ${limit}`);
}

/** What a viewer may know of what happened. */
export interface Seen {
  /** The components; true where it may know all steps of their inquiries too. */
  readonly components: ReadonlyMap<string, boolean>;
  readonly cases: ReadonlySet<string>;
}

/** Of these components and cases, the ones that the viewer may know about. */
export async function seenAmong(
  database: Database,
  viewer: Viewer,
  componentIds: readonly string[],
  caseIds: readonly string[],
): Promise<Seen> {
  const rows = await scopedTo(viewer, database).rows<{ id: string; what: string; concerns: boolean }>(sql`
    select id, 'component' as what, ${concerning(viewer)} as concerns from component
    where id = any(${componentIds}::uuid[]) and ${visibleTo(viewer)}
    union all
    select case_file.id, 'case', true from case_file join component on component.id = case_file.component_id
    where case_file.id = any(${caseIds}::uuid[]) and ${concerning(viewer)}`);
  return {
    components: new Map(rows.flatMap((row) => (row.what === "component" ? [[row.id, row.concerns]] : []))),
    cases: new Set(rows.flatMap((row) => (row.what === "case" ? [row.id] : []))),
  };
}
