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
  /** It was finished once, and something was given to the closed unit since. */
  readonly again: boolean;
}

export type NewSuccession = Omit<Succession, "reached" | "again">;

export async function insertSuccession(tx: Tx, given: NewSuccession): Promise<void> {
  await tx.run(sql`
    insert into unit_succession (id, unit_id, successor_id, how, effective_on, document, joint)
    values (${given.id}, ${given.unitId}, ${given.successorId}, ${given.how}, ${given.on}, ${given.document}, ${given.joint}::uuid[])`);
}

const ROLES_LEFT = sql`r.unit_id = s.unit_id and (upper(r.valid) is null or upper(r.valid) > s.effective_on)`;

/**
 * What still waits for it, whatever it held: a letter, a claim, a proposal. Its cases are asked for in the first pass only: where no
 * department acts, one may have nobody to fall to.
 */
const ASKED_LEFT = sql`
  select l.component_id from inquiry_letter l join inquiry i on i.id = l.inquiry_id and i.open where l.unit_id = s.unit_id and (l.answer is null or l.answer = 'UNSEEN' or (l.answer = 'NEED_SITE_VISIT' and l.subject is null and l.round = (i.state_json ->> 'round')::int))
  union all select i.component_id from inquiry_claim c join inquiry i on i.id = c.inquiry_id and i.open
    where c.unit_id = s.unit_id and i.state_json -> 'claims' @> jsonb_build_array(jsonb_build_object('unitId', s.unit_id, 'status', 'OPEN'))
  union all select i.component_id from inquiry i where i.open and s.unit_id::text in (
    i.state_json #>> '{proposal,unitId}', i.state_json #>> '{proposal,custodianUnitId}', i.state_json #>> '{proposal,managerUnitId}')
  union all select i.component_id from inquiry i where i.open and i.state_json -> 'candidates' @> jsonb_build_array(jsonb_build_object('unitId', s.unit_id))
  union all select c.id from component c where c.street_decided ->> 'unitId' = s.unit_id::text
  union all select p.component_id from component_proposal p
    where p.body ->> 'unitId' = s.unit_id::text or p.body #> '{correction,asked}' @> to_jsonb(s.unit_id::text)`;

/**
 * A succession that has begun and still has something to move: one that is not finished, or one whose unit was given a
 * role after it was (a determination that waited for its second signature). A dissolution waits for its day.
 */
export async function successionToGoOn(queries: Queries): Promise<string | null> {
  const row = await queries.maybe<{ id: string }>(sql`
    select s.id from unit_succession s
    where (s.how <> 'DISSOLVED' or s.effective_on <= ${TODAY})
      and (s.finished_at is null or (s.how <> 'RENAME' and (exists (select from component_role r where ${ROLES_LEFT}) or exists (${ASKED_LEFT}))))
    order by s.began_at limit 1`);
  return row?.id ?? null;
}

/** Undefined where another instance has it in hand. */
export async function lockSuccession(tx: Tx, id: string): Promise<Succession | undefined> {
  return await tx.maybe<Succession>(sql`
    select id, unit_id as "unitId", successor_id as "successorId", how, effective_on as "on", document, to_jsonb(joint) as joint, reached, finished_at is not null as again
    from unit_succession where id = ${id} for update skip locked`);
}

/**
 * The next components in which the old unit holds a role on that day or later, is sent, is asked, claims or is named; of a new name,
 * those not told of it yet. In the order of their ids, so that one whose case nobody can take is passed by once.
 */
export async function componentsToMove(tx: Tx, succession: Succession, limit: number): Promise<string[]> {
  const { id, how, reached, again } = succession;
  const beyond =
    reached !== null && (how === "RENAME" || !again) ? sql`left_over.id > ${reached}::uuid` : sql`true`;
  const asked = how === "RENAME" ? sql`` : sql`union all ${ASKED_LEFT}`;
  const sent =
    how === "RENAME" || again
      ? sql``
      : sql`union all select f.component_id from case_file f where f.open and f.unit_id = s.unit_id
          union all select f.component_id from case_file f where f.open and f.beside_unit_ids <> '{}' and f.beside_unit_ids @> array[s.unit_id]`;
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct left_over.id from unit_succession s cross join lateral (
      select r.component_id as id from component_role r where ${ROLES_LEFT} ${asked} ${sent}) left_over
    where s.id = ${id} and ${beyond} order by left_over.id limit ${limit}`);
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

/**
 * What a unit has shown, its lines and its areas are its successor's: who takes over its covers must go on seeing what they rest on.
 * Answers of long ago stay in the history under the name they were given in.
 */
export async function moveHoldings(tx: Tx, from: string, to: string): Promise<void> {
  await tx.run(sql`update evidence set unit_id = ${to} where unit_id = ${from}`);
  await tx.run(sql`update evidence set collected_by_unit_id = ${to} where collected_by_unit_id = ${from}`);
  await tx.run(sql`update photo set uploaded_by_unit_id = ${to} where uploaded_by_unit_id = ${from}`);
  await tx.run(sql`update network_line set unit_id = ${to} where unit_id = ${from}`);
  await tx.run(sql`update area set unit_id = ${to} where unit_id = ${from}`);
}

export async function accountsOf(tx: Tx, unitId: string): Promise<{ id: string; username: string }[]> {
  return await tx.rows(
    sql`select id, username from account where unit_id = ${unitId} and disabled_at is null order by id for update`,
  );
}

/** `to` null: nobody speaks for a unit that is no more. */
export async function moveAccount(tx: Tx, accountId: string, to: string | null): Promise<void> {
  await tx.run(
    to === null
      ? sql`update account set disabled_at = ${NOW} where id = ${accountId}`
      : sql`update account set unit_id = ${to} where id = ${accountId}`,
  );
}
