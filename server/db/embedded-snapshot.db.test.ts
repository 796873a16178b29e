import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "./open.ts";
import type { Database } from "./database.ts";
import { Snapshots } from "./embedded-snapshot.ts";
import { sql } from "./sql.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

describe.runIf(process.env["YOUZHU_TEST_ENGINE"] === "embedded")(
  "a snapshot of the embedded database",
  () => {
    let town: TestDatabase;
    let database: Database;
    let dataDir: string;
    beforeAll(async () => {
      town = await testDatabase();
      database = town.database;
      dataDir = town.options.dataDir ?? "";
      await database.script("create table entry (id int primary key)");
    });
    afterAll(async () => {
      await town.close();
      rmSync(`${dataDir}.snapshots`, { recursive: true, force: true });
    });

    test("is taken while others write, opens like the original, and holds whole transactions only", async () => {
      const snapshots = new Snapshots(dataDir);
      const stop = new AbortController();
      const writer = (async () => {
        for (let n = 0; !stop.signal.aborted; n += 2) {
          await database.transaction(async (t) => {
            await t.run(sql`insert into entry values (${n})`);
            await t.run(sql`insert into entry values (${n + 1})`);
          });
        }
      })();
      await new Promise((resolve) => setTimeout(resolve, 200));
      const before = await database.one<{ n: number }>(sql`select count(*) as n from entry`);
      const taken = await snapshots.take(database, new Date("2026-11-23T02:00:00Z"));
      stop.abort();
      await writer;
      expect(taken).toBe(join(`${dataDir}.snapshots`, "2026-11-23T02-00-00.000Z"));

      const restored = mkdtempSync(join(tmpdir(), "youzhu-restored-"));
      try {
        cpSync(taken ?? "", join(restored, "database"), { recursive: true });
        const copy = await openDatabase({ dataDir: join(restored, "database"), snapshotMinutes: 0 });
        const { n } = await copy.one<{ n: number }>(sql`select count(*) as n from entry`);
        expect(n).toBeGreaterThanOrEqual(before.n);
        expect(n % 2).toBe(0);
        await copy.close();
      } finally {
        rmSync(restored, { recursive: true, force: true });
      }
    });

    test("is not repeated when nothing was written, and only the last two are kept", async () => {
      const snapshots = new Snapshots(dataDir);
      for (const minute of [10, 20, 30]) {
        await database.run(sql`insert into entry values (${-minute})`);
        expect(await snapshots.take(database, new Date(Date.UTC(2026, 10, 23, 2, minute)))).toBeDefined();
      }
      expect(await snapshots.take(database, new Date("2026-11-23T02:40:00Z"))).toBeUndefined();
      expect(readdirSync(`${dataDir}.snapshots`).toSorted()).toEqual([
        "2026-11-23T02-20-00.000Z",
        "2026-11-23T02-30-00.000Z",
      ]);
    });

    test("is left at every clean stop", async () => {
      const second = await testDatabase({ snapshotMinutes: 60 });
      const folder = `${second.options.dataDir}.snapshots`;
      expect(existsSync(folder)).toBe(false);
      await second.close();
      expect(readdirSync(folder)).toHaveLength(1);
      rmSync(folder, { recursive: true, force: true });
    });
  },
);
