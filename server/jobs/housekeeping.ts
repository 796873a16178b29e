import { forgetEndedSessions } from "../auth/queries.ts";
import type { Database } from "../db/database.ts";
import { forgetOldKeys } from "../http/idempotency-queries.ts";
import { foldCells } from "../tiles/commands.ts";
import type { Job } from "./schedule.ts";

const HOUR = 3_600_000;

/** Forgets sessions that ended and idempotency keys nobody can still be repeating; keeps the map's counts folded. */
export function housekeeping(database: Database): Job[] {
  const quietly = (forget: (d: Database) => Promise<number>) => async () => {
    await forget(database);
    return 0;
  };
  return [
    { name: "forget ended sessions", everyMs: HOUR, run: quietly(forgetEndedSessions) },
    { name: "forget old idempotency keys", everyMs: 6 * HOUR, run: quietly(forgetOldKeys) },
    { name: "fold map cells", everyMs: 5_000, run: () => foldCells(database) },
  ];
}
