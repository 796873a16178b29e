import { TODAY } from "../db/clock.ts";
import { asActor, type Actor } from "../db/actor.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { restate } from "../store/execute.ts";
import type { Job } from "./schedule.ts";

const CALENDAR: Actor = { accountId: null, role: "SYSTEM", unitId: null, username: "calendar" };
const AT_ONCE = 200;

/**
 * A role may begin or end on a day to come. When the day is there, the component's colour and owner are stated anew;
 * the fact itself was recorded when somebody decided it, so this is no event. Safe to run twice and anywhere.
 */
export function dayTurn(database: Database, onCommitted: () => void): Job {
  return {
    name: "turn of the day",
    everyMs: 15 * 60_000,
    run: async () => {
      const turned = await turnedToday(database);
      for (const { id } of turned) await asActor(database, CALENDAR, (tx) => restate(tx, id));
      if (turned.length > 0) onCommitted();
      return turned.length;
    },
  };
}

/** Components with a role that has begun or ended, in Shanghai's days, since their row was last written. */
async function turnedToday(database: Database): Promise<{ id: string }[]> {
  return await database.rows(sql`
    select distinct c.id from component_role r
    join component c on c.id = r.component_id
    cross join lateral (values (lower(r.valid)), (upper(r.valid))) as boundary (day)
    where boundary.day <= ${TODAY}
      and boundary.day > (c.changed_at at time zone 'Asia/Shanghai')::date
    limit ${AT_ONCE}`);
}
