import { NOW } from "../../db/clock.ts";
import type { BulkOpening } from "../../contract/clean-up.ts";
import type { Actor, Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { json, sql } from "../../db/sql.ts";
import type { ErrorCode, ErrorParams } from "../../contract/errors.ts";

export async function insertOpening(tx: Tx, id: string, filter: object): Promise<void> {
  await tx.run(sql`
    insert into bulk_opening (id, state, requested_by, filter, total)
    values (${id}, 'OPENING', ${tx.actor.accountId}, ${json(filter)}::jsonb, 0)`);
}

/** The given components, in the given order; ids of nothing that exists are left out. */
export async function listGiven(tx: Tx, openingId: string, ids: readonly string[]): Promise<number> {
  return await tx.run(sql`
    insert into bulk_opening_item (opening_id, n, component_id)
    select ${openingId}::uuid, row_number() over (order by min(n)), c.id
    from unnest(${[...ids]}::uuid[]) with ordinality as given (id, n) join component c on c.id = given.id group by c.id`);
}

export async function setTotal(tx: Tx, id: string, total: number): Promise<void> {
  await tx.run(sql`update bulk_opening set total = ${total} where id = ${id}`);
}

export interface Busy {
  readonly id: string;
  readonly state: "OPENING" | "UNDOING";
  /** In whose name; null where that account has been closed since. */
  readonly actor: Actor | null;
}

/** The oldest opening that is not finished. */
export async function busyOpening(queries: Queries): Promise<Busy | undefined> {
  const row = await queries.maybe<{ id: string; state: Busy["state"]; actor: Actor; closed: boolean }>(sql`
    select o.id, o.state, a.disabled_at is not null as closed,
      jsonb_build_object('accountId', a.id, 'role', a.role, 'unitId', a.unit_id, 'username', a.username) as actor
    from bulk_opening o join account a on a.id = case o.state when 'UNDOING' then o.undone_by else o.requested_by end
    where o.state in ('OPENING', 'UNDOING') order by o.requested_at limit 1`);
  return row && { id: row.id, state: row.state, actor: row.closed ? null : row.actor };
}

export interface Item {
  readonly n: number;
  readonly componentId: string;
  readonly inquiryId: string | null;
}

/** The next item to work at, locked; another process takes another one. */
export async function takeItem(
  tx: Tx,
  openingId: string,
  state: "WAITING" | "OPENED",
): Promise<Item | undefined> {
  return await tx.maybe<Item>(sql`
    select n, component_id as "componentId", inquiry_id as "inquiryId" from bulk_opening_item
    where opening_id = ${openingId} and state = ${state} order by n limit 1 for update skip locked`);
}

export type ItemState = "OPENED" | "FAILED" | "WITHDRAWN" | "KEPT";

/** What an item was before: one that another process has settled meanwhile is left as that process said. */
const BEFORE: Readonly<Record<ItemState, string>> = {
  OPENED: "WAITING",
  FAILED: "WAITING",
  WITHDRAWN: "OPENED",
  KEPT: "OPENED",
};

export async function settleItem(
  tx: Tx,
  openingId: string,
  n: number,
  state: ItemState,
  inquiryId: string | null,
  problem: { readonly code: ErrorCode; readonly params: ErrorParams; readonly reason?: string } | null,
): Promise<void> {
  await tx.run(sql`
    update bulk_opening_item set state = ${state}, inquiry_id = coalesce(${inquiryId}::uuid, inquiry_id), problem_code = ${problem?.code ?? null},
      problem_params = ${problem ? json({ ...problem.params, ...(problem.reason && { reason: problem.reason }) }) : null}::jsonb
    where opening_id = ${openingId} and n = ${n} and state = ${BEFORE[state]}`);
}

/** Says that an opening is done once nothing of it waits any more. False while something does. */
export async function finishOpening(tx: Tx, { id, state }: Busy): Promise<boolean> {
  const [left, next] = state === "OPENING" ? ["WAITING", "DONE"] : ["OPENED", "UNDONE"];
  const finished = await tx.run(sql`
    update bulk_opening set state = ${next}, finished_at = ${NOW}
    where id = ${id} and state = ${state} and not exists (select from bulk_opening_item where opening_id = ${id} and state = ${left})`);
  return finished > 0;
}

/** Begins to take an opening back, what still waits included. False where it is not done, or was taken back already. */
export async function beginUndo(tx: Tx, id: string): Promise<boolean> {
  const begun = await tx.run(sql`
    update bulk_opening set state = 'UNDOING', undone_by = ${tx.actor.accountId}, undone_at = ${NOW}, finished_at = null
    where id = ${id} and state in ('OPENING', 'DONE')`);
  if (begun === 0) return false;
  await tx.run(sql`
    update bulk_opening_item set state = 'WITHDRAWN' where opening_id = ${id} and state = 'WAITING'`);
  return true;
}

const OPENING = sql`
  select o.id, o.state, a.display_name as "requestedBy", o.requested_at as "requestedAt", o.finished_at as "finishedAt", o.total,
    count(i.n) filter (where i.state = 'WAITING')::int as waiting, count(i.n) filter (where i.state = 'OPENED')::int as opened,
    count(i.n) filter (where i.state = 'FAILED')::int as failed, count(i.n) filter (where i.state = 'WITHDRAWN')::int as withdrawn,
    count(i.n) filter (where i.state = 'KEPT')::int as kept
  from bulk_opening o join account a on a.id = o.requested_by left join bulk_opening_item i on i.opening_id = o.id`;

export async function openingById(queries: Queries, id: string): Promise<BulkOpening | undefined> {
  return await queries.maybe<BulkOpening>(sql`${OPENING} where o.id = ${id} group by o.id, a.id`);
}

export async function newestOpenings(queries: Queries, most: number): Promise<BulkOpening[]> {
  return await queries.rows<BulkOpening>(sql`
    ${OPENING} where o.id in (select id from bulk_opening order by requested_at desc limit ${most})
    group by o.id, a.id order by o.requested_at desc`);
}

export interface ProblemRow {
  readonly componentId: string;
  readonly code: string | null;
  readonly address: string;
  readonly state: "FAILED" | "KEPT";
  readonly inquiryId: string | null;
  readonly problemCode: string | null;
  readonly params: Readonly<Record<string, string | number>> | null;
}

export async function problemsOf(queries: Queries, id: string, most: number): Promise<ProblemRow[]> {
  return await queries.rows<ProblemRow>(sql`
    select i.component_id as "componentId", c.address, i.state, i.inquiry_id as "inquiryId", i.problem_code as "problemCode", i.problem_params as params,
      (select code from component_code where component_id = c.id order by valid_to nulls first, scheme, code limit 1) as code
    from bulk_opening_item i join component c on c.id = i.component_id
    where i.opening_id = ${id} and i.state in ('FAILED', 'KEPT') order by i.n limit ${most}`);
}

/** What a proactive inquiry needs to know of a component, under its lock. */
export async function lockForOpening(
  tx: Tx,
  componentId: string,
): Promise<{ status: string; retired: boolean } | undefined> {
  return await tx.maybe(sql`
    select ownership_status as status, retired from component where id = ${componentId} for no key update`);
}
