import { forgetEndedSessions } from "../auth/queries.ts";
import type { Database } from "../db/database.ts";
import { forgetOldKeys } from "../http/idempotency-queries.ts";
import { recoverImports } from "../import/apply/recovery.ts";
import { foldCells } from "../tiles/commands.ts";
import type { Job } from "./schedule.ts";

const HOUR = 3_600_000;

/** An import that has not moved for so long has lost its process; opening a large file may be silent for minutes. */
const IDLE_SECONDS = 900;

/**
 * Forgets sessions that ended and idempotency keys nobody can still be repeating; keeps the map's counts folded; finishes
 * imports that a crash interrupted.
 */
export function housekeeping(database: Database): Job[] {
  const quietly = (forget: (d: Database) => Promise<number>) => async () => {
    await forget(database);
    return 0;
  };
  // The embedded engine has one process: whatever is under way when it starts is nobody's.
  let idleSeconds = database.engine === "embedded" ? 0 : IDLE_SECONDS;
  const recover = async () => {
    const seconds = idleSeconds;
    idleSeconds = IDLE_SECONDS;
    return await recoverImports(database, seconds);
  };
  return [
    { name: "recover interrupted imports", everyMs: 60_000, run: recover },
    { name: "forget ended sessions", everyMs: HOUR, run: quietly(forgetEndedSessions) },
    { name: "forget old idempotency keys", everyMs: 6 * HOUR, run: quietly(forgetOldKeys) },
    { name: "fold map cells", everyMs: 5_000, run: () => foldCells(database) },
  ];
}
