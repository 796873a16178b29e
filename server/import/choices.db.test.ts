import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ImportOptions } from "../contract/imports.ts";
import { type Actor, asActor } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { type TestDatabase, testDatabase } from "../db/testing.ts";
import { loadReference } from "../reference/load.ts";
import { type BatchRow, findBatch, rowsPage } from "./batch-queries.ts";
import { type ApplyOptions, applyBatch, beginApply, beginUndo, createBatch } from "./commands.ts";
import { COMMAND_LINE_LIMITS } from "./read/limits.ts";
import { recoverImports } from "./apply/recovery.ts";
import { dryRun } from "./check/stage.ts";
import { testFolder, write } from "./read/testing-files.ts";
import { keepReaderCompiled } from "./read/testing-reader.ts";

const folder = testFolder();
keepReaderCompiled();
const admin: Actor = { accountId: null, role: "ADMIN", unitId: null, username: "test" };
const [owner, bureau, crew] = [newId(), newId(), newId()];
const CAUTIOUS: ApplyOptions = { acceptRefusals: false, acceptNeighbours: false, acceptOutside: false };
let town: TestDatabase;

beforeAll(async () => {
  town = await testDatabase();
  await loadReference(town.database);
  await town.database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values
    (${owner}, 'DRAIN', '排水公司', 'Drainage', 'DRAINAGE', '2020-01-01'), (${bureau}, 'BUREAU', '水利局', 'Water bureau', 'OTHER', '2020-01-01'),
    (${crew}, 'CREW', '养护队', 'Crew', 'CONTRACTOR', '2020-01-01')`);
  await town.database.run(sql`
    insert into division (code, name_zh, name_en, level, geom) values
    ('440604011', '张槎街道', 'Zhangcha', 'STREET', ST_Multi(ST_MakeEnvelope(113.0, 23.0, 113.1, 23.1, 4490)))`);
  await town.database.run(sql`insert into setting (key, value) values ('home_division', '"440604011"')`);
});
afterAll(() => town.close());

async function tryOut(name: string, content: string, given: object): Promise<BatchRow> {
  const options = ImportOptions.parse({ subject: "COMPONENTS", crs: "EPSG:4490", scheme: "A", ...given });
  const batchId = await asActor(town.database, admin, (tx) => createBatch(tx, options, name));
  const path = write(folder, name, content);
  const run = { batchId, path, fileName: name, options, limits: COMMAND_LINE_LIMITS };
  await dryRun(town.database, admin, run);
  return (await findBatch(town.database, batchId)) as BatchRow;
}

async function apply(batch: BatchRow, options: Partial<ApplyOptions> = {}): Promise<number> {
  const choice = { ...CAUTIOUS, ...options };
  await asActor(town.database, admin, (tx) => beginApply(tx, batch.id, choice));
  return (await applyBatch(town.database, admin, batch.id, choice)).imported;
}

const registered = async (batch: BatchRow) =>
  (
    await town.database.one<{ n: number }>(
      sql`select count(*)::int as n from component where import_batch_id = ${batch.id}`,
    )
  ).n;
const notes = (batch: BatchRow) => (batch.summary.notes ?? []).map(({ code }) => code);

describe("rows outside the street", () => {
  const file = "lon,lat,class\n113.01,23.01,0102\n113.02,23.02,0102\n113.6,23.4,0102\n";

  test("are held back and told with their number, and the rest is registered", async () => {
    const batch = await tryOut("some.csv", file, {});
    expect(batch.summary.counts).toEqual({ read: 3, new: 2, duplicate: 0, refused: 0, outside: 1 });
    const [note] = (batch.summary.notes ?? []).filter(({ code }) => code === "outside-some");
    expect(note?.params).toMatchObject({ count: 1, read: 3, place: "张槎街道" });
    expect(await apply(batch)).toBe(2);
    expect(await registered(batch)).toBe(2);
    const { stretched } = await town.database.one<{ stretched: boolean }>(
      sql`select bool_or(ST_X(geom) > 113.1) as stretched from component where import_batch_id = ${batch.id}`,
    );
    expect(stretched).toBe(false);
  });

  test("are registered where somebody says that they are right", async () => {
    const batch = await tryOut("kept.csv", file.replaceAll("3.0", "3.05").replaceAll("0102", "0103"), {});
    expect(await apply(batch, { acceptOutside: true })).toBe(3);
  });

  test("that are all rows of a file point at its coordinate system", async () => {
    const batch = await tryOut("all.csv", "lon,lat,class\n5.88,51.16,0102\n5.881,51.161,0102\n", {});
    const [note] = (batch.summary.notes ?? []).filter(({ code }) => code === "outside-all");
    expect(Number(note?.params["kilometres"])).toBeGreaterThan(9000);
    expect(batch.summary.counts?.new).toBe(0);
    const lines = await tryOut(
      "lines.geojson",
      '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[5.8,51.1],[5.9,51.2]]}}',
      { subject: "NETWORKS", scheme: undefined, medium: "WATER" },
    );
    expect(notes(lines)).toContain("elsewhere");
  });
});

describe("a component that stands in the file twice", () => {
  const file = [
    "lon,lat,class,note",
    "113.03,23.03,0102,a",
    "113.03,23.03,0102,a",
    "113.030003,23.03,0102,b",
    "113.030003,23.03,0103,a",
    "113.04,23.04,0102,a",
  ].join("\n");

  test("is held back where every word is the same, and marked where it only stands near", async () => {
    const batch = await tryOut("repeated.csv", file, {});
    const rows = await rowsPage(town.database, batch.id, null, 0, 9);
    expect(rows.map((row) => [row.line, row.verdict, row.problemCode, row.problemParams])).toEqual([
      [2, "NEW", null, null],
      [3, "DUPLICATE", "recorded-twice", { first: 2 }],
      [4, "NEW", "recorded-near", { first: 2, distance: 0.31 }],
      [5, "NEW", null, null],
      [6, "NEW", null, null],
    ]);
    expect(await apply(batch)).toBe(4);
  });
});

describe("who looks after a component", () => {
  test("is registered beside its owner, from the columns of the standard or those that were named", async () => {
    const batch = await tryOut(
      "roles.csv",
      "lon,lat,class,DeptName1,DeptName2,crew\n113.05,23.01,0102,水利局,排水公司,CREW\n113.051,23.01,0102,某局,排水公司,\n",
      { map: { maintainer: "crew" } },
    );
    expect(await apply(batch)).toBe(2);
    const roles = await town.database.rows(sql`
      select role, unit_id as unit from component_role join component on id = component_id
      where import_batch_id = ${batch.id} order by ST_X(geom), role`);
    expect(roles).toEqual([
      { role: "maintainer", unit: crew },
      { role: "owner", unit: owner },
      { role: "regulator", unit: bureau },
      { role: "owner", unit: owner },
    ]);
    expect(batch.summary.words).toEqual([{ of: "unit", word: "某局", count: 1 }]);
  });
});

describe("components drawn as surfaces", () => {
  const file = JSON.stringify({
    type: "Feature",
    properties: { class: "0102" },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [113.06, 23.06],
          [113.061, 23.06],
          [113.061, 23.0601],
          [113.0601, 23.0601],
          [113.0601, 23.061],
          [113.06, 23.061],
          [113.06, 23.06],
        ],
      ],
    },
  });

  test("are refused with what to do about it, or stand at a point inside", async () => {
    const refused = await tryOut("surface.geojson", file, {});
    expect((await rowsPage(town.database, refused.id, "REFUSED", 0, 9))[0]?.problemCode).toBe(
      "geometry-surface",
    );
    const batch = await tryOut("surface.geojson", file, { surfaces: "point" });
    expect(await apply(batch)).toBe(1);
    const [place] = await town.database.rows(sql`
      select ST_Contains(ST_GeomFromGeoJSON(${JSON.stringify((JSON.parse(file) as { geometry: object }).geometry)}::text),
        ST_SetSRID(geom, 4326)) as inside from component where import_batch_id = ${batch.id}`);
    expect(place).toEqual({ inside: true });
  });
});

describe("a table without any class", () => {
  test("is refused as a whole, with its columns", async () => {
    const batch = await tryOut("classless.csv", "lon,lat,kind of thing\n113.01,23.09,x\n", {});
    expect(batch.state).toBe("FAILED");
    expect(batch.error).toContain("class-column-missing");
    expect(batch.error).toContain("kind of thing (x)");
  });
});

describe("work that a crash interrupted", () => {
  const file = (y: number) =>
    `lon,lat,class,code\n113.07,23.0${y},0102,LEFT${y}1\n113.08,23.0${y},0102,LEFT${y}2\n`;

  test("an undo that had begun is done when the server is back", async () => {
    const batch = await tryOut("undo.csv", file(1), {});
    await apply(batch);
    await asActor(town.database, admin, (tx) => beginUndo(tx, batch.id));
    expect((await findBatch(town.database, batch.id))?.progress?.step).toBe("UNDOING");
    expect(await recoverImports(town.database, 0)).toBe(1);
    const after = await findBatch(town.database, batch.id);
    expect([after?.state, after?.progress, await registered(batch)]).toEqual(["UNDONE", null, 0]);
    expect(await recoverImports(town.database, 0)).toBe(0);
  });

  test("a registration that had begun can be asked for again, and a reading says that the file is needed again", async () => {
    const applying = await tryOut("apply.csv", file(2), {});
    await asActor(town.database, admin, (tx) => beginApply(tx, applying.id, CAUTIOUS));
    const reading = await asActor(town.database, admin, (tx) =>
      createBatch(tx, ImportOptions.parse({ subject: "AREAS" }), "gone.csv"),
    );
    // Somebody may still be at it.
    expect(await recoverImports(town.database, 60)).toBe(0);
    expect(await recoverImports(town.database, 0)).toBe(2);
    expect((await findBatch(town.database, applying.id))?.state).toBe("CHECKED");
    expect((await findBatch(town.database, reading))?.state).toBe("FAILED");
    expect(await apply(applying)).toBe(2);
  });

  test("facts that the database lost with its unlogged tables come back from the canonical rows", async () => {
    const batch = await tryOut("lost.csv", file(3), {});
    await town.database.run(sql`delete from import_fact`);
    expect(await apply(batch)).toBe(2);
    expect(await registered(batch)).toBe(2);
    expect(await town.database.rows(sql`select line from import_fact where batch_id = ${batch.id}`)).toEqual(
      [],
    );
  });
});
