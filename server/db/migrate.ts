import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Database, Queries } from "./database.ts";
import { readClock } from "./clock.ts";
import { remedyFor } from "./missing-rights.ts";
import { sql } from "./sql.ts";

export interface Script {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export interface MigrationFolders {
  readonly migrations: string;
  readonly derived: string;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  /** Whether the spatial index can be used under row security; only a superuser can arrange it. */
  readonly leakproofOverlap: boolean;
}

export const MIGRATION_FOLDERS: MigrationFolders = {
  migrations: fileURLToPath(new URL("../../data/migrations", import.meta.url)),
  derived: fileURLToPath(new URL("../../data/derived", import.meta.url)),
};

const NUMBERED = /^\d{4}_[a-z0-9_]+\.sql$/;
/** Building indexes over a city takes a while. */
const PATIENCE = 3_600_000;
/** The row of schema_migration that stands for all of `derived`. */
const DERIVED = "derived";
/** Any number, as long as every version of this program uses the same. */
const LOCK = 7_265_411;

export function scriptsIn(folder: string): Script[] {
  // An empty folder is not in a clone: `derived` may hold nothing.
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const checksum = createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
    return { name, text, checksum };
  });
}

/**
 * Brings a database to the present: applies each numbered file of `migrations` that it has not seen, in a transaction
 * of its own, then builds everything in `derived` anew (those files drop what they create). Two processes that start
 * at once take turns. Refuses, with a sentence that says what to do, a migration that was edited or removed after it
 * had been applied, and a database that is ahead of this program.
 */
export async function migrate(
  database: Database,
  folders: MigrationFolders = MIGRATION_FOLDERS,
): Promise<MigrationReport> {
  const scripts = scriptsIn(folders.migrations);
  const misnamed = scripts.find(({ name }) => !NUMBERED.test(name));
  if (misnamed) throw new Error(`${misnamed.name}: a migration is called 0001_what_it_does.sql`);
  await alone(database, async (t) => {
    await t.script(`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  });
  const applied: string[] = [];
  for (const script of scripts) {
    const apply = alone(database, async (t) => {
      if (await wasApplied(t, script, scripts)) return false;
      await run(t, script);
      await t.run(
        sql`insert into schema_migration (name, checksum) values (${script.name}, ${script.checksum})`,
      );
      return true;
    });
    const isNew = await apply.catch(async (error: unknown) => {
      const remedy = await remedyFor(database, error instanceof Error ? error.cause : undefined);
      throw remedy && error instanceof Error
        ? new Error(`${error.message}\n\n${remedy}`, { cause: error })
        : error;
    });
    if (isNew) applied.push(script.name);
  }
  await alone(database, async (t) => await rebuildDerived(t, scriptsIn(folders.derived), applied.length > 0));
  if (folders === MIGRATION_FOLDERS) await readClock(database);
  return { applied, leakproofOverlap: await allowIndexUnderRowSecurity(database) };
}

async function alone<T>(database: Database, work: (t: Queries) => Promise<T>): Promise<T> {
  return await database.transaction(
    async (t) => {
      await t.rows(sql`select pg_advisory_xact_lock(${LOCK}::bigint)::text as locked`);
      return await work(t);
    },
    { patience: PATIENCE },
  );
}

/** Skipped when nothing changed, so that one more server process does not lock the others' views while it starts. */
async function rebuildDerived(t: Queries, scripts: readonly Script[], tablesChanged: boolean): Promise<void> {
  const checksum = createHash("sha256");
  for (const script of scripts) checksum.update(script.checksum);
  const state = checksum.digest("hex");
  const last = await t.maybe<{ checksum: string }>(
    sql`select checksum from schema_migration where name = ${DERIVED}`,
  );
  if (!tablesChanged && last?.checksum === state) return;
  for (const script of scripts) await run(t, script);
  await t.run(sql`
    insert into schema_migration (name, checksum) values (${DERIVED}, ${state})
    on conflict (name) do update set checksum = excluded.checksum, applied_at = excluded.applied_at`);
}

async function wasApplied(t: Queries, script: Script, known: readonly Script[]): Promise<boolean> {
  const rows = await t.rows<{ name: string; checksum: string }>(sql`
    select name, checksum from schema_migration where name <> ${DERIVED}`);
  const stranger = rows.find(({ name }) => !known.some((one) => one.name === name));
  if (stranger) {
    throw new Error(
      `The database has the migration ${stranger.name}, which this program does not know. ` +
        "It was last used by a newer version (or the file was removed); run that version.",
    );
  }
  const row = rows.find(({ name }) => name === script.name);
  if (!row) {
    const later = rows.find(({ name }) => name > script.name);
    if (later) throw new Error(`${script.name} would run after ${later.name}; give it a higher number`);
    return false;
  }
  if (row.checksum !== script.checksum) {
    throw new Error(
      `${script.name} was changed after this database had applied it. ` +
        "Restore the file and put the change into a new migration.",
    );
  }
  return true;
}

async function run(t: Queries, script: Script): Promise<void> {
  try {
    await t.script(script.text);
  } catch (error) {
    const position = Number((error as { position?: string }).position);
    const line = Number.isFinite(position) ? `:${script.text.slice(0, position).split("\n").length}` : "";
    throw new Error(`${script.name}${line}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Under row security PostgreSQL applies only leakproof functions before the policy, and PostGIS marks none, so every
 * map query of an owner unit would read the whole table (1 M points: 288 ms instead of 0.5 ms). `&&` compares cached
 * boxes; its only data-dependent error is a mixed SRID, which a column with an SRID excludes. Marking it takes a
 * superuser; without one the answer is recorded and owner units' queries take the route through the function
 * that finds ids by box.
 */
async function allowIndexUnderRowSecurity(database: Database): Promise<boolean> {
  const { superuser } = await database.one<{ superuser: boolean }>(
    sql`select rolsuper as superuser from pg_roles where rolname = current_user`,
  );
  if (superuser) {
    await database.script("alter function geometry_overlaps(geometry, geometry) leakproof");
  }
  const { leakproof } = await database.one<{ leakproof: boolean }>(
    sql`select coalesce(bool_or(proleakproof), false) as leakproof from pg_proc where proname = 'geometry_overlaps'`,
  );
  return leakproof;
}
