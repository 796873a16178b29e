import { clock } from "../clock.ts";
import type { Database, Queries } from "./database.ts";
import { sql } from "./sql.ts";

/*
 * The time in SQL: the registry's, which a training town may have moved on, and the machine's for what is technical. Each is a
 * function of the database (data/migrations); queries write these fragments. `now()` and its brothers stand nowhere else, and
 * scripts/borders/clock.ts sees to it.
 */

/** Asked once a statement and not once a row: 2 ms instead of 26 over 6,000 rows. */
export const NOW = sql`(select youzhu_now())`;
/** The day it is in Shanghai. */
export const TODAY = sql`(select youzhu_today())`;
/** The database machine's own time: sessions, leases, keys of idempotency. */
export const REAL_NOW = sql`youzhu_real_now()`;

/** Brings this process into the hour that its database is in. */
export async function readClock(database: Queries): Promise<void> {
  const { ms } = await database.one<{ ms: number }>(
    sql`select (extract(epoch from ahead) * 1000)::float8 as ms from training_clock`,
  );
  clock.setAhead(Math.round(ms));
}

/** Keeps this process in it, whoever moves it; `onMoved` hears of each move. What it returns ends that. */
export async function followClock(database: Database, onMoved: () => void): Promise<() => Promise<void>> {
  const unlisten = await database.listen("youzhu_clock", () => {
    readClock(database).then(onMoved, () => {
      // Closed meanwhile; a connection that comes back wakes everybody once more.
    });
  });
  await readClock(database);
  return unlisten;
}
