import type { Tx } from "../db/actor.ts";
import { NOW, REAL_NOW } from "../db/clock.ts";
import type { Queries } from "../db/database.ts";
import { clockRuns } from "../db/fragments.ts";
import { sql } from "../db/sql.ts";

export interface Town {
  /** The sample was seeded here. */
  readonly sample: boolean;
  /** Somebody has an account that is none of the sample's. */
  readonly inUse: boolean;
}

/** What a database must be, for time to be moved or everything to be thrown away. */
export async function townOf(database: Queries): Promise<Town> {
  return await database.one<Town>(sql`
    select coalesce(bool_or(sample.value <> 'false'), false) as sample,
      exists (select from account
              where not coalesce((select value -> 'accounts' from setting where key = 'sample') ? account.id::text, false)) as "inUse"
    from setting sample where key = 'sample'`);
}

export interface ClockRow {
  readonly now: string;
  readonly aheadMs: number;
  readonly goal: string | null;
  readonly nextDeadline: string | null;
}

const WAITING = sql`${clockRuns(sql`deadline`)} and fired_at is null`;

/** `seeDeadlines`: false where time cannot be moved, so that nobody reads there when something is due. */
export async function clockRow(database: Queries, seeDeadlines: boolean): Promise<ClockRow> {
  return await database.one<ClockRow>(sql`
    select ${NOW} as now, (extract(epoch from ahead) * 1000)::int8 as "aheadMs", ${REAL_NOW} + goal as goal,
      case when ${seeDeadlines} then (select min(due_at) from deadline where due_at > ${NOW} and ${WAITING}) end as "nextDeadline"
    from training_clock`);
}

/** Takes the clock's row for the transaction; whether somebody is moving it already. */
export async function lockClock(tx: Queries): Promise<{ moving: boolean }> {
  return await tx.one<{ moving: boolean }>(
    sql`select goal is not null as moving from training_clock for update`,
  );
}

export async function headFor(tx: Tx, goal: string): Promise<void> {
  await tx.run(sql`
    update training_clock set goal = greatest(ahead, ${goal}::timestamptz - ${REAL_NOW}), moved_by = ${tx.actor.accountId}, stepped_at = ${REAL_NOW}`);
}

export interface Step {
  /** A day has begun in Shanghai on the way. */
  readonly newDay: boolean;
  readonly arrived: boolean;
}

/**
 * On to the next moment at which something becomes due, to midnight, or to the goal, whichever comes first. Undefined where
 * no move is under way.
 */
export async function stepOn(t: Queries): Promise<Step | undefined> {
  const { moving } = await lockClock(t);
  if (!moving) return undefined;
  return await t.one<Step>(sql`
    with here as (
      select ahead, goal, ${NOW} as now, least(
        goal,
        (select min(due_at) from deadline where due_at > ${NOW} and ${WAITING}) - ${REAL_NOW},
        (((${NOW} at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai') - ${REAL_NOW}) as stop
      from training_clock),
    moved as (
      update training_clock set ahead = greatest(training_clock.ahead, here.stop), stepped_at = ${REAL_NOW},
        goal = case when here.stop >= here.goal then null else training_clock.goal end
      from here),
    told as (select pg_notify('youzhu_clock', '') from here)
    select here.stop >= here.goal as arrived,
      ((${REAL_NOW} + here.stop) at time zone 'Asia/Shanghai')::date > (here.now at time zone 'Asia/Shanghai')::date as "newDay"
    from here, told`);
}

/** A move that nobody has carried on for so long: its server was stopped. */
export async function moveWasLeft(database: Queries, seconds: number): Promise<boolean> {
  const { left } = await database.one<{ left: boolean }>(sql`
    select coalesce(goal is not null and stepped_at < ${REAL_NOW} - make_interval(secs => ${seconds}), false) as left from training_clock`);
  return left;
}
