import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "./open.ts";
import { migrate, MIGRATION_FOLDERS, scriptsIn } from "./migrate.ts";
import { findPostgres, startCluster } from "./test-cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where fresh databases come from; `run` is a folder that goes with this run. */
    testDatabases:
      | { engine: "embedded"; template: string; run: string }
      | { engine: "postgis"; url: string; template: string; run: string };
  }
}

const CACHE = fileURLToPath(new URL("../../.cache/test-databases", import.meta.url));
const KEPT_FOR_MS = 12 * 3_600_000;

/** Run once per suite by vitest: makes the migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = (project.config.env as Record<string, string | undefined>)["YOUZHU_TEST_ENGINE"];
  return engine === "postgis" ? await setUpPostgis(project) : await setUpEmbedded(project);
}

/** What a template depends on: every script, and the engine's own version. */
function stateOfScripts(): string {
  const hash = createHash("sha256");
  for (const folder of [MIGRATION_FOLDERS.migrations, MIGRATION_FOLDERS.derived]) {
    for (const { name, checksum } of scriptsIn(folder)) hash.update(`${name} ${checksum}\n`);
  }
  const lockFile = fileURLToPath(
    new URL("../../node_modules/@electric-sql/pglite/package.json", import.meta.url),
  );
  hash.update(readFileSync(lockFile));
  return hash.digest("hex").slice(0, 16);
}

async function setUpEmbedded(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(CACHE, { recursive: true });
  const copies = mkdtempSync(join(CACHE, "run-"));
  const kept = join(CACHE, `template-${stateOfScripts()}`);
  // Under a moved clock (scripts/test-dates.ts) nothing is made for other runs, and nothing is old.
  const moved = Boolean(process.env["YOUZHU_TEST_AHEAD_MS"]);
  const template = moved && !existsSync(kept) ? join(copies, "template") : kept;
  if (!existsSync(template)) {
    await build(template);
    if (!moved) forgetOld();
  }
  project.provide("testDatabases", { engine: "embedded", template, run: copies });
  return async () => {
    rmSync(copies, { recursive: true, force: true });
  };
}

async function build(target: string): Promise<void> {
  const part = mkdtempSync(join(CACHE, "part-"));
  const dataDir = join(part, "database");
  try {
    const database = await openDatabase({ dataDir, snapshotMinutes: 0 });
    try {
      await migrate(database);
    } finally {
      await database.close();
    }
    try {
      renameSync(dataDir, target);
    } catch (error) {
      // Another run may have been quicker; its folder is as good.
      if (!existsSync(target)) throw error;
    }
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** Templates of earlier migrations, and what a run that was killed left behind; nothing that may still be in use. */
function forgetOld(): void {
  const born = (name: string) =>
    statSync(join(CACHE, name), { throwIfNoEntry: false })?.birthtimeMs ?? Date.now();
  const old = readdirSync(CACHE).filter((name) => Date.now() - born(name) > KEPT_FOR_MS);
  for (const name of old) rmSync(join(CACHE, name), { recursive: true, force: true });
}

async function setUpPostgis(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const bin = findPostgres();
  if (!given && !bin) throw new Error("no PostgreSQL with PostGIS on this machine, and no TEST_DATABASE_URL");
  const cluster = given ? undefined : await startCluster(bin ?? "");
  const url = given ?? cluster?.url ?? "";
  const template = `youzhu_template_${process.pid}`;
  const maintenance = new Client({ connectionString: url });
  try {
    await maintenance.connect();
    await maintenance.query(`create database ${template}`);
    const database = await openDatabase({ url: databaseUrl(url, template) });
    try {
      for (const name of ["postgis", "btree_gist", "pg_trgm", "pgcrypto"]) {
        await database.script(`create extension if not exists ${name}`);
      }
      await migrate(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    await maintenance.end();
    await cluster?.stop();
    throw error;
  }
  mkdirSync(CACHE, { recursive: true });
  const run = mkdtempSync(join(CACHE, "run-"));
  project.provide("testDatabases", { engine: "postgis", url, template, run });
  return async () => {
    rmSync(run, { recursive: true, force: true });
    if (!cluster) await dropAll(maintenance, template);
    await maintenance.end();
    await cluster?.stop();
  };
}

/** The template, and what was made of it for several files (testing.ts, preparedDatabase). */
async function dropAll(maintenance: Client, template: string): Promise<void> {
  const { rows } = await maintenance.query<{ name: string }>(
    "select datname as name from pg_database where datname = $1 or starts_with(datname, $1 || '_')",
    [template],
  );
  for (const { name } of rows) await maintenance.query(`drop database if exists ${name} with (force)`);
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
