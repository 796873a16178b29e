import { randomUUID } from "node:crypto";
import { constants, cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { openDatabase } from "./open.ts";
import type { Database, DatabaseOptions } from "./database.ts";

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
  const source = inject("testDatabases");
  const name = `youzhu_test_${randomUUID().replaceAll("-", "")}`;
  if (source.engine === "embedded") {
    const dataDir = join(source.cache, name);
    cpSync(source.template, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const options = { dataDir, snapshotMinutes: 0, ...overrides };
    const database = await openDatabase(options);
    return {
      database,
      options,
      async close() {
        await database.close();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  }
  await maintain(source.url, `create database ${name} template ${source.template}`);
  const url = new URL(source.url);
  url.pathname = `/${name}`;
  const options = { url: url.href, ...overrides };
  const database = await openDatabase(options);
  return {
    database,
    options,
    async close() {
      await database.close();
      await maintain(source.url, `drop database if exists ${name} with (force)`);
    },
  };
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
