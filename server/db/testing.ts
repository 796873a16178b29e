import { randomUUID } from "node:crypto";
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { Client } from "pg";
import { inject } from "vitest";
import { clock } from "../clock.ts";
import { openDatabase } from "./open.ts";
import type { Database, DatabaseOptions } from "./database.ts";
import { keepEngineCompiled } from "./testing-engine.ts";

export interface TestDatabase {
  readonly database: Database;
  /** With which a second process or a second pool opens the same database. */
  readonly options: DatabaseOptions;
  /** Closes and removes it. */
  close(): Promise<void>;
}

/**
 * A fresh, migrated, empty database of the suite's engine: a copy of the template that testing-setup.ts made.
 * Costs about 0.1 s on PostgreSQL and 2 s on the embedded engine, so one per test file:
 *
 *     const town = await testDatabase();
 *     afterAll(() => town.close());
 */
export async function testDatabase(overrides: DatabaseOptions = {}): Promise<TestDatabase> {
  return await opened(await copyOf(inject("testDatabases").template), overrides);
}

/**
 * A fresh copy of a database that whoever first asked for this `name` in this run has filled, and what that answered. For what
 * several files need and takes long to write: the sample town.
 */
export async function preparedDatabase<T>(
  name: string,
  fill: (database: Database) => Promise<T>,
): Promise<TestDatabase & { readonly filled: T }> {
  const { template, filled } = await preparedTemplate(name, fill);
  return { ...(await opened(await copyOf(template), {})), filled };
}

/** The same, closed and to be copied: a folder of the embedded engine, or the name of a database of PostgreSQL. */
export async function preparedTemplate<T>(
  name: string,
  fill: (database: Database) => Promise<T>,
): Promise<{ readonly template: string; readonly filled: T }> {
  const { engine, template: empty, run } = inject("testDatabases");
  const template = engine === "embedded" ? join(run, name) : `${empty}_${name}`;
  const answered = join(run, `${name}.filled`);
  await once(answered, async () => {
    const options = await copyOf(empty, template);
    const database = await openDatabase(options);
    try {
      writeFileSync(`${answered}.part`, serialize(await fill(database)));
    } catch (error) {
      await database.close();
      await remove(options);
      throw error;
    }
    await database.close();
    renameSync(`${answered}.part`, answered);
  });
  return { template, filled: deserialize(readFileSync(answered)) as T };
}

/** Runs `make`, which leaves the file `made`, unless that is there; whoever comes meanwhile, in whichever process, waits. */
async function once(made: string, make: () => Promise<void>): Promise<void> {
  const making = `${made}.making`;
  while (!existsSync(made)) {
    try {
      mkdirSync(making);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    try {
      if (!existsSync(made)) await make();
    } finally {
      rmdirSync(making);
    }
  }
}

/** Copies a closed database; the copy's name is any that is free where none is given. */
async function copyOf(template: string, name?: string): Promise<DatabaseOptions> {
  const source = inject("testDatabases");
  const fresh = `youzhu_test_${randomUUID().replaceAll("-", "")}`;
  if (source.engine === "embedded") {
    const dataDir = name ?? join(source.run, fresh);
    cpSync(template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return { dataDir, snapshotMinutes: 0 };
  }
  await maintain(source.url, `create database ${name ?? fresh} template ${template}`);
  const url = new URL(source.url);
  url.pathname = `/${name ?? fresh}`;
  return { url: url.href };
}

async function opened(copy: DatabaseOptions, overrides: DatabaseOptions): Promise<TestDatabase> {
  // Files share a process: what an earlier one's training clock had added is over with its database.
  clock.setAhead(0);
  if (copy.dataDir) await keepEngineCompiled();
  const options = { ...copy, ...overrides };
  const database = await openDatabase(options);
  return {
    database,
    options,
    async close() {
      await database.close();
      await remove(copy);
    },
  };
}

async function remove({ dataDir, url }: DatabaseOptions): Promise<void> {
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  const source = inject("testDatabases");
  if (url && source.engine === "postgis")
    await maintain(source.url, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

async function maintain(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
