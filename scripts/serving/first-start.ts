import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../../server/db/database.ts";
import { lockFolder } from "../../server/db/embedded-lock.ts";
import { sql } from "../../server/db/sql.ts";
import type { Settings } from "../../server/http/settings.ts";
import type { Terminal } from "./terminal.ts";

const markerOf = (settings: Settings) => join(settings.dataDir, "sample-unfinished");

/**
 * Somebody stopped the first start while the sample town was being written. The embedded folder then holds nothing but
 * half a town, so it is removed and the start begins anew. Throws when another process is writing it at this moment.
 */
export function clearUnfinishedSample(settings: Settings, terminal: Terminal): void {
  if (settings.databaseUrl !== undefined || !existsSync(markerOf(settings))) return;
  const folder = join(settings.dataDir, "database");
  const lock = lockFolder(folder);
  try {
    terminal.line("the first start was interrupted; writing the sample town again");
    rmSync(folder, { recursive: true, force: true });
    rmSync(markerOf(settings));
  } finally {
    lock.release();
  }
}

/** Seeds the sample town where the database is empty; nobody's own data gets demo accounts beside it. */
export async function seedWhereEmpty(
  database: Database,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  const state = await database.one<{ used: boolean; unfinished: boolean }>(sql`
    select exists (select from account) or exists (select from component) or exists (select from setting where key = 'sample') as used,
           exists (select from setting where key = 'sample_unfinished') as unfinished`);
  if (state.unfinished) {
    throw new Error(
      `This database holds half a sample town: its first start was interrupted, or still runs elsewhere. Nothing else is in it. Empty it and start again:
  psql "$DATABASE_URL" -c "drop schema public cascade; create schema public" && npm start`,
    );
  }
  if (state.used) return;
  mkdirSync(settings.dataDir, { recursive: true });
  if (settings.databaseUrl === undefined) writeFileSync(markerOf(settings), "");
  await database.run(sql`insert into setting (key, value) values ('sample_unfinished', 'true')`);
  const { seedSample } = await import("../sample/seed.ts"); // the whole town, which later starts do not need
  await seedSample(database, { onProgress: (step, done, total) => terminal.progress(step, done, total) });
  await database.run(sql`delete from setting where key = 'sample_unfinished'`);
  rmSync(markerOf(settings), { force: true });
  terminal.settle();
}

export async function sampleIsHere(database: Database): Promise<boolean> {
  return (await database.rows(sql`select 1 as one from setting where key = 'sample'`)).length > 0;
}
