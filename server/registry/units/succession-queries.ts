import { NOW, TODAY } from "../../db/clock.ts";
import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { HolderSucceeded } from "../../domain/component/events.ts";

export interface Succession {
  readonly id: string;
  readonly unitId: string;
  readonly successorId: string | null;
  readonly how: HolderSucceeded["how"];
  readonly on: string;
  readonly document: string | null;
  readonly joint: string[];
  readonly reached: string | null;
}

export type NewSuccession = Omit<Succession, "reached">;

export async function insertSuccession(tx: Tx, given: NewSuccession): Promise<void> {
  await tx.run(sql`
    insert into unit_succession (id, unit_id, successor_id, how, effective_on, document, joint)
    values (${given.id}, ${given.unitId}, ${given.successorId}, ${given.how}, ${given.on}, ${given.document}, ${given.joint}::uuid[])`);
}

const ROLES_LEFT = sql`r.unit_id = s.unit_id and (upper(r.valid) is null or upper(r.valid) > s.effective_on)`;

/**
 * A succession that has begun and still has something to move: one that is not finished, or one whose unit was given a
 * role after it was (a determination that waited for its second signature). A dissolution waits for its day.
 */
export async function successionToGoOn(queries: Queries): Promise<string | null> {
  const row = await queries.maybe<{ id: string }>(sql`
    select s.id from unit_succession s
    where (s.how <> 'DISSOLVED' or s.effective_on <= ${TODAY})
      and (s.finished_at is null or (s.how <> 'RENAME' and exists (select from component_role r where ${ROLES_LEFT})))
    order by s.began_at limit 1`);
  return row?.id ?? null;
}

/** Undefined where another instance has it in hand. */
export async function lockSuccession(tx: Tx, id: string): Promise<Succession | undefined> {
  return await tx.maybe<Succession>(sql`
    select id, unit_id as "unitId", successor_id as "successorId", how, effective_on as "on", document, to_jsonb(joint) as joint, reached
    from unit_succession where id = ${id} for update skip locked`);
}

/** Components with a role that is still the old unit's on that day or later; of a new name, those not told of it yet. */
export async function componentsToMove(tx: Tx, succession: Succession, limit: number): Promise<string[]> {
  const { id, how, reached } = succession;
  const beyond = how === "RENAME" && reached !== null ? sql`and r.component_id > ${reached}::uuid` : sql``;
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct r.component_id as id from unit_succession s join component_role r on ${ROLES_LEFT}
    where s.id = ${id} ${beyond} order by r.component_id limit ${limit}`);
  return rows.map((row) => row.id);
}

export async function noteProgress(
  tx: Tx,
  id: string,
  { moved, reached, finished }: { moved: number; reached: string | null; finished: boolean },
): Promise<void> {
  await tx.run(sql`
    update unit_succession set moved = moved + ${moved}, reached = coalesce(${reached}::uuid, reached),
      finished_at = case when ${finished} then ${NOW} else finished_at end where id = ${id}`);
}

/** Where the street's department for a kind of place was this unit, it is its successor. */
export async function moveDuties(tx: Tx, from: string, to: string): Promise<void> {
  await tx.run(sql`update place_rule set unit_id = ${to} where unit_id = ${from}`);
}

/** Without a successor nobody would handle a danger at these places. */
export async function hasDuties(queries: Queries, unitId: string): Promise<boolean> {
  return (
    (await queries.maybe(sql`select id from place_rule where unit_id = ${unitId} limit 1`)) !== undefined
  );
}
