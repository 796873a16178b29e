import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "./database.ts";
import { migrate, type MigrationFolders } from "./migrate.ts";
import { sql } from "./sql.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let town: TestDatabase;
let database: Database;
let folder: string;
let folders: MigrationFolders;
beforeAll(async () => {
  town = await testDatabase();
  database = town.database;
});
afterAll(async () => {
  await town.close();
});
beforeEach(async () => {
  // A database of this test's own making, inside one that has the product's tables.
  await database.script("drop table schema_migration; drop schema if exists m cascade; create schema m");
  folder = mkdtempSync(join(tmpdir(), "youzhu-migrations-"));
  folders = { migrations: join(folder, "migrations"), derived: join(folder, "derived") };
  mkdirSync(folders.migrations);
  mkdirSync(folders.derived);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function migration(name: string, text: string): void {
  writeFileSync(join(folders.migrations, name), text);
}

describe("migrating", () => {
  test("applies each file once, in order, and builds what is derived", async () => {
    migration(
      "0001_covers.sql",
      "create table m.cover (id int primary key); insert into m.cover values (1);",
    );
    migration("0002_name.sql", "alter table m.cover add name text; update m.cover set name = 'first';");
    writeFileSync(
      join(folders.derived, "10_view.sql"),
      "drop view if exists m.named; create view m.named as select name from m.cover;",
    );
    expect((await migrate(database, folders)).applied).toEqual(["0001_covers.sql", "0002_name.sql"]);
    expect((await migrate(database, folders)).applied).toEqual([]);
    expect(await database.rows(sql`select name from m.named`)).toEqual([{ name: "first" }]);

    writeFileSync(
      join(folders.derived, "10_view.sql"),
      "drop view if exists m.named; create view m.named as select upper(name) as name from m.cover;",
    );
    migration("0003_second.sql", "insert into m.cover values (2, 'second');");
    expect((await migrate(database, folders)).applied).toEqual(["0003_second.sql"]);
    expect(await database.rows(sql`select name from m.named order by 1`)).toEqual([
      { name: "FIRST" },
      { name: "SECOND" },
    ]);
  });

  test("refuses a file that was edited after it had been applied, but not other line ends", async () => {
    migration("0001_covers.sql", "create table m.cover (\nid int);");
    await migrate(database, folders);
    migration("0001_covers.sql", "create table m.cover (\r\nid int);");
    await migrate(database, folders);
    migration("0001_covers.sql", "create table m.cover (id bigint);");
    await expect(migrate(database, folders)).rejects.toThrow(
      "0001_covers.sql was changed after this database had applied it",
    );
  });

  test("refuses a database that is ahead, a number that comes too late and a name without a number", async () => {
    migration("0001_covers.sql", "select 1");
    migration("0003_third.sql", "select 1");
    await migrate(database, folders);
    migration("0002_second.sql", "select 1");
    await expect(migrate(database, folders)).rejects.toThrow("give it a higher number");
    rmSync(join(folders.migrations, "0002_second.sql"));
    rmSync(join(folders.migrations, "0003_third.sql"));
    await expect(migrate(database, folders)).rejects.toThrow(
      "0003_third.sql, which this program does not know",
    );
    migration("third.sql", "select 1");
    await expect(migrate(database, folders)).rejects.toThrow("third.sql: a migration is called");
  });

  test("stores nothing of a file that fails, and says where it failed", async () => {
    migration("0001_covers.sql", "create table m.cover (id int);");
    migration("0002_broken.sql", "insert into m.cover values (1);\n\nselect nonsense from m.cover;");
    await expect(migrate(database, folders)).rejects.toThrow(
      /^0002_broken.sql:3: column "nonsense" does not exist/,
    );
    expect(await database.one(sql`select count(*) as n from m.cover`)).toEqual({ n: 0 });
    migration("0002_broken.sql", "insert into m.cover values (1);");
    expect((await migrate(database, folders)).applied).toEqual(["0002_broken.sql"]);
  });

  test("by a login that may create no extension says which ones, which roles, and how", async () => {
    migration(
      "0001_needs.sql",
      "drop extension pgcrypto cascade; set local role youzhu_unit; create extension pgcrypto;",
    );
    const refused = await migrate(database, folders).catch((error: unknown) => String(error));
    expect(refused).toContain("permission denied to create extension");
    for (const needed of ["postgis", "btree_gist", "pg_trgm", "pgcrypto"])
      expect(refused).toContain(`create extension if not exists ${needed};`);
    expect(refused).toMatch(/create role youzhu_app nologin;[^]*grant youzhu_app, youzhu_unit to /);
  });

  test("on a server without an extension says what to install", async () => {
    migration("0001_needs.sql", "create extension no_such_extension;");
    await expect(migrate(database, folders)).rejects.toThrow(/PostGIS 3\.3\+.*apt-get install/s);
  });

  test("by two servers that start at once is done once", async () => {
    migration("0001_covers.sql", "create table m.cover (id int); select pg_sleep(0.2);");
    migration("0002_one.sql", "insert into m.cover values (1);");
    const reports = await Promise.all([migrate(database, folders), migrate(database, folders)]);
    expect(reports.flatMap(({ applied }) => applied).toSorted()).toEqual(["0001_covers.sql", "0002_one.sql"]);
    expect(await database.one(sql`select count(*) as n from m.cover`)).toEqual({ n: 1 });
  });

  test("lets owner units' map queries use the spatial index under row security", async () => {
    await database.script(`
      alter function geometry_overlaps(geometry, geometry) not leakproof;
      create table m.point (id int generated always as identity, geom geometry(Point, 4490), unit text);
      insert into m.point (geom, unit)
        select ST_SetSRID(ST_Point(113 + (i % 300) * 0.001, 23 + (i / 300) * 0.001), 4490), 'u' || i % 40
        from generate_series(0, 29999) i;
      create index on m.point using gist (geom);
      alter table m.point enable row level security;
      create policy own on m.point to youzhu_unit using (unit = (select current_setting('youzhu.unit', true)));
      grant usage on schema m to youzhu_unit; grant select on m.point to youzhu_unit;
      analyze m.point;`);
    const plan = async () => {
      const lines = await database.transaction(
        async (t) =>
          await t.rows<{ "QUERY PLAN": string }>(sql`
            explain select id from m.point where geom && ST_MakeEnvelope(113.01, 23.01, 113.02, 23.02, 4490)`),
        { readOnly: true, preamble: "set local role youzhu_unit" },
      );
      return lines.map((line) => line["QUERY PLAN"]).join("\n");
    };
    expect(await plan()).toContain("Seq Scan");
    expect((await migrate(database, folders)).leakproofOverlap).toBe(true);
    expect(await plan()).toContain("point_geom_idx");
  });
});
