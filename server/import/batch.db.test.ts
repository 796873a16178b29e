import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ImportOptions } from "../contract/imports.ts";
import type { ApiError } from "../contract/errors.ts";
import { type Actor, asActor } from "../db/actor.ts";
import { loadReference } from "../reference/load.ts";
import { correct } from "../registry/commands.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { type TestDatabase, testDatabase } from "../db/testing.ts";
import { type BatchRow, findBatch, rowsPage } from "./batch-queries.ts";
import { applyBatch, beginApply, createBatch, discardBatch, undoBatch } from "./commands.ts";
import { COMMAND_LINE_LIMITS } from "./read/limits.ts";
import { merkleRoot } from "../store/merkle.ts";
import { dryRun } from "./check/stage.ts";
import { testFolder, write } from "./read/testing-files.ts";
import { keepReaderCompiled } from "./read/testing-reader.ts";

const folder = testFolder();
keepReaderCompiled();
const admin: Actor = { accountId: null, role: "ADMIN", unitId: null, username: "test" };
const drainage = newId();
let town: TestDatabase;

beforeAll(async () => {
  town = await testDatabase();
  await loadReference(town.database);
  await town.database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values (${drainage}, 'DRAIN', '排水公司', 'Drainage', 'DRAINAGE', '2020-01-01')`);
  await town.database.run(sql`
    insert into division (code, name_zh, name_en, level, geom) values
    ('440604011', '张槎街道', 'Zhangcha', 'STREET', ST_Multi(ST_MakeEnvelope(113.0, 23.0, 113.1, 23.1, 4490)))`);
  await town.database.run(sql`insert into setting (key, value) values ('home_division', '"440604011"')`);
});
afterAll(() => town.close());

/** A dry run of a small file; the batch as it stands afterwards. */
async function tryOut(name: string, content: string, given: object): Promise<BatchRow> {
  const options = ImportOptions.parse(given);
  const batchId = await asActor(town.database, admin, (tx) => createBatch(tx, options, name));
  await dryRun(town.database, admin, {
    batchId,
    path: write(folder, name, content),
    fileName: name,
    options,
    limits: COMMAND_LINE_LIMITS,
  });
  return (await findBatch(town.database, batchId)) as BatchRow;
}

async function apply(
  batch: BatchRow,
  options = { acceptRefusals: false, acceptNeighbours: false, acceptOutside: false },
): Promise<BatchRow> {
  await asActor(town.database, admin, (tx) => beginApply(tx, batch.id, options, batch.version));
  await applyBatch(town.database, admin, batch.id, options);
  return (await findBatch(town.database, batch.id)) as BatchRow;
}

const counts = (batch: BatchRow) => batch.summary.counts;
const HEADER = "lon,lat,ObjID,class,权属单位,ObjState,material";
const components = { subject: "COMPONENTS", crs: "EPSG:4490", scheme: "A" };
const covers = [
  HEADER,
  "113.05,23.05,4406040102000001,0102,排水公司,完好,铸铁",
  "113.051,23.051,4406040114000002,0114,排水公司,破损,",
  "113.052,23.052,4406040103000003,0103,某某公司,,",
  "116.4,39.9,4406040103000004,0103,,,",
  "23.05,113.05,4406040103000005,0103,,,",
  "113.053,23.053,4406040103000006,9999,,,",
  "113.054,23.054,4406040102000001,0102,,,",
].join("\n");

describe("a survey of components", () => {
  let batch: BatchRow;

  test("is only looked at by a dry run: counts, reasons, samples, nothing registered", async () => {
    batch = await tryOut("covers.csv", covers, components);
    expect(batch.state).toBe("CHECKED");
    expect(counts(batch)).toEqual({ read: 7, new: 3, duplicate: 0, refused: 3, outside: 1 });
    const rows = await rowsPage(town.database, batch.id, null, 0, 50);
    expect(rows.map((row) => [row.line, row.verdict, row.problemCode])).toEqual([
      [2, "NEW", null],
      [3, "NEW", null],
      [4, "NEW", "owner-unknown"],
      [5, "OUTSIDE", "outside-area"],
      [6, "REFUSED", "coordinate-swapped"],
      [7, "REFUSED", "class-unknown"],
      [8, "REFUSED", "code-twice"],
    ]);
    expect(await town.database.rows(sql`select 1 as one from component`)).toEqual([]);
  });

  test("is not registered past its refused rows until somebody says so", async () => {
    const refusal = await apply(batch).catch((error: ApiError) => error.code);
    expect(refusal).toBe("import_has_refusals");
  });

  test("is registered with codes, owners and places by one event that carries the root of its rows", async () => {
    const applied = await apply(batch, {
      acceptRefusals: true,
      acceptNeighbours: false,
      acceptOutside: true,
    });
    expect(applied.state).toBe("APPLIED");
    const rows = await town.database.rows(sql`
      select class_code as class, ownership_status as status, owner_unit_id as owner, division_code as division, physical_state as state,
        code, attributes, round((ST_X(geom) * 1e7)::numeric)::bigint as lon
      from component left join component_code on component_id = id where import_batch_id = ${batch.id} order by code`);
    expect(rows).toEqual([
      {
        class: "0102",
        status: "CONFIRMED",
        owner: drainage,
        division: "440604011",
        state: "INTACT",
        code: "4406040102000001",
        attributes: { material: "CAST_IRON" },
        lon: 1130500000,
      },
      {
        class: "0103",
        status: "UNKNOWN",
        owner: null,
        division: "440604011",
        state: "INTACT",
        code: "4406040103000003",
        attributes: {},
        lon: 1130520000,
      },
      {
        class: "0103",
        status: "UNKNOWN",
        owner: null,
        division: "440604011",
        state: "INTACT",
        code: "4406040103000004",
        attributes: {},
        lon: 1164000000,
      },
      {
        class: "0199",
        status: "UNKNOWN",
        owner: null,
        division: "440604011",
        state: "DAMAGED",
        code: "4406040114000002",
        attributes: {},
        lon: 1130510000,
      },
    ]);
    const [event] = await town.database.rows<{
      kind: string;
      data: { rows: number; merkleRoot: string };
    }>(sql`
      select kind, body_json -> 'data' as data from event where stream_id = ${batch.id}`);
    expect(event).toMatchObject({
      kind: "IMPORT_APPLIED",
      data: { rows: 4, merkleRoot: applied.merkleRoot },
    });
    const bodies = await town.database.rows<{ body: Buffer; target: string; leaf: number }>(sql`
      select body, target_id as target, leaf_index as leaf from import_row where batch_id = ${batch.id} and leaf_index is not null order by leaf_index`);
    const leaves = bodies.map(({ body }) => createHash("sha256").update(Buffer.of(0)).update(body).digest());
    expect(merkleRoot(leaves).toString("hex")).toBe(applied.merkleRoot);
    expect(bodies.map(({ leaf }) => leaf)).toEqual([0, 1, 2, 3]);
    expect(JSON.parse(bodies[0]?.body.toString() ?? "")).toMatchObject({
      id: bodies[0]?.target,
      raw: ["113.05", "23.05"],
      lonE7: 1130500000,
    });
  });

  // docs/domain.md#d27
  test("tried again, is full of duplicates; a lid within the surveys' accuracies may be let in as another one", async () => {
    const again = await tryOut(
      "again.csv",
      [
        HEADER,
        "113.05,23.05,4406040102000001,0102,,,",
        "113.050005,23.05,4406040103000009,0103,,,",
        "113.06,23.06,4406040103000010,0103,,,",
      ].join("\n"),
      components,
    );
    expect(counts(again)).toEqual({ read: 3, new: 1, duplicate: 2, refused: 0, outside: 0 });
    const rows = await rowsPage(town.database, again.id, "DUPLICATE", 0, 50);
    expect(rows.map((row) => [row.problemCode, row.problemParams])).toEqual([
      ["duplicate-code", { code: "4406040102000001" }],
      ["duplicate-near", { code: "4406040102000001", distance: 0.51 }],
    ]);
    const applied = await apply(again, {
      acceptRefusals: false,
      acceptNeighbours: true,
      acceptOutside: true,
    });
    const { n } = await town.database.one<{ n: number }>(
      sql`select count(*)::int as n from component where import_batch_id = ${again.id}`,
    );
    expect(n).toBe(2);
    const leaves = await town.database.rows<{ leaf: number | null }>(
      sql`select leaf_index as leaf from import_row where batch_id = ${again.id} order by line`,
    );
    expect(leaves.map(({ leaf }) => leaf)).toEqual([null, 0, 1]);
    expect((await undoBatch(town.database, admin, again.id, applied.version)).removed).toBe(2);
  });

  test("is taken back as one, unless something of it has a history of its own", async () => {
    const { id } = await town.database.one<{ id: string }>(
      sql`select id from component where class_code = '0102' and import_batch_id = ${batch.id}`,
    );
    await asActor(town.database, admin, (tx) =>
      correct(tx, id, { type: "SET_PHYSICAL_STATE", physicalState: "DAMAGED" }, 0),
    );
    const refusal = await undoBatch(town.database, admin, batch.id).catch((error: ApiError) => error);
    expect(refusal).toMatchObject({
      code: "import_in_use",
      params: { count: 1 },
      extra: { changed: ["4406040102000001"] },
    });
  });

  test("that nobody has touched since goes as it came", async () => {
    const second = await apply(
      await tryOut("second.csv", covers.replaceAll("44060401", "44060402"), components),
      {
        acceptRefusals: true,
        acceptNeighbours: true,
        acceptOutside: true,
      },
    );
    const before = await town.database.one(sql`select count(*)::int as n from component`);
    expect(before).toEqual({ n: 8 });
    await undoBatch(town.database, admin, second.id);
    expect(await town.database.one(sql`select count(*)::int as n from component`)).toEqual({ n: 4 });
    const kinds = await town.database.rows<{ kind: string }>(
      sql`select kind from event where stream_id = ${second.id} order by seq`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["IMPORT_APPLIED", "IMPORT_UNDONE"]);
    // What was imported stays provable after it was taken back.
    expect((await findBatch(town.database, second.id))?.merkleRoot).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("what cannot be taken", () => {
  test("a file without a declared class scheme, a coordinate system or a known unit says what is missing", async () => {
    const failed = async (given: object) => {
      const batch = await tryOut("bad.csv", covers, given);
      expect(batch.state).toBe("FAILED");
      return (batch.error ? (JSON.parse(batch.error) as { code: string }) : null)?.code;
    };
    expect(await failed({ subject: "COMPONENTS", crs: "EPSG:4490" })).toBe("scheme-missing");
    expect(await failed({ subject: "COMPONENTS", scheme: "A" })).toBe("crs-missing");
    expect(await failed({ ...components, owner: "NOBODY" })).toBe("unit-missing");
    expect(await failed({ ...components, map: { class: "nowhere" } })).toBe("column-unknown");
    expect(await failed({ subject: "AREAS", crs: "EPSG:4490" })).toBe("area-kind-missing");
  });

  test("a batch that is not wanted is forgotten, and cannot be applied any more", async () => {
    const batch = await tryOut("covers.csv", covers, components);
    await asActor(town.database, admin, (tx) => discardBatch(tx, batch.id));
    expect(await rowsPage(town.database, batch.id, null, 0, 10)).toEqual([]);
    const refusal = await asActor(town.database, admin, (tx) =>
      beginApply(tx, batch.id, { acceptRefusals: true, acceptNeighbours: true, acceptOutside: true }),
    ).catch((error: ApiError) => error.code);
    expect(refusal).toBe("conflict");
  });

  test("a batch that was discarded while it was read stays discarded", async () => {
    const options = ImportOptions.parse(components);
    const batchId = await asActor(town.database, admin, (tx) => createBatch(tx, options, "gone.csv"));
    await asActor(town.database, admin, (tx) => discardBatch(tx, batchId));
    const path = write(folder, "gone.csv", covers);
    await dryRun(town.database, admin, {
      batchId,
      path,
      fileName: "gone.csv",
      options,
      limits: COMMAND_LINE_LIMITS,
    });
    expect((await findBatch(town.database, batchId))?.state).toBe("DISCARDED");
    expect(await rowsPage(town.database, batchId, null, 0, 10)).toEqual([]);
  });

  // docs/domain.md#d17
  test("a survey that lies off as GCJ-02 does is noticed by the components it knows", async () => {
    const places = Array.from({ length: 8 }, (_, n) => [113.02 + n / 500, 23.02 + n / 700] as const);
    const file = (shift: readonly [number, number]) =>
      [
        HEADER,
        ...places.map(([x, y], n) => `${x + shift[0]},${y + shift[1]},44060401030001${n}0,0103,,,`),
      ].join("\n");
    const first = await apply(await tryOut("first.csv", file([0, 0]), components));
    // AMap's numbers for these places: 560 m east and 283 m south of the survey's.
    const shifted = await tryOut("shifted.csv", file([0.00546, -0.00255]), components);
    expect(shifted.summary.notes).toEqual([
      { code: "looks-gcj02", params: { count: 8, metres: expect.closeTo(627, -1) as number } },
    ]);
    await undoBatch(town.database, admin, first.id);
  });
});

describe("networks and areas", () => {
  const collection = (...features: { properties: object; geometry: object }[]) =>
    JSON.stringify({
      type: "FeatureCollection",
      features: features.map((feature) => ({ type: "Feature", ...feature })),
    });

  test("lines come in with their medium and unit, all parts of them", async () => {
    const line = (coordinates: unknown, properties: object) => ({
      properties,
      geometry: { type: "MultiLineString", coordinates },
    });
    const file = collection(
      line(
        [
          [
            [113.01, 23.01],
            [113.02, 23.01],
          ],
          [
            [113.03, 23.01],
            [113.04, 23.02],
          ],
        ],
        { theme: "rioolVrijverval", owner: "DRAIN", DN: 300 },
      ),
      line(
        [
          [
            [113.01, 23.02],
            [113.02, 23.02],
          ],
        ],
        { theme: "datatransport" },
      ),
      line(
        [
          [
            [113.01, 23.03],
            [113.02, 23.03],
          ],
        ],
        { theme: "abracadabra" },
      ),
    );
    const batch = await tryOut("lines.geojson", file, { subject: "NETWORKS" });
    expect(counts(batch)).toMatchObject({ new: 3, refused: 0 });
    await apply(batch);
    const rows = await town.database.rows(sql`
      select medium, unit_id as unit, diameter_mm as diameter, ST_AsText(geom, 7) as line from network_line order by ST_Y(ST_StartPoint(geom)), ST_X(ST_StartPoint(geom))`);
    expect(rows).toEqual([
      { medium: "SEWAGE", unit: drainage, diameter: 300, line: "LINESTRING(113.01 23.01,113.02 23.01)" },
      { medium: "SEWAGE", unit: drainage, diameter: 300, line: "LINESTRING(113.03 23.01,113.04 23.02)" },
      { medium: "TELECOM", unit: null, diameter: null, line: "LINESTRING(113.01 23.02,113.02 23.02)" },
      { medium: "UNKNOWN", unit: null, diameter: null, line: "LINESTRING(113.01 23.03,113.02 23.03)" },
    ]);
    expect((await undoBatch(town.database, admin, batch.id)).removed).toBe(4);
  });

  test("compounds come in with their company; a polygon that is none is refused by its number", async () => {
    const square = [
      [113.01, 23.01],
      [113.02, 23.01],
      [113.02, 23.02],
      [113.01, 23.02],
      [113.01, 23.01],
    ];
    const hole = square.map(([x = 0, y = 0]) => [x + 0.5, y]);
    const file = collection(
      {
        properties: { 名称: "岭南天地", 物业公司: "排水公司" },
        geometry: { type: "Polygon", coordinates: [square] },
      },
      { properties: { 名称: "洞在外面" }, geometry: { type: "Polygon", coordinates: [square, hole] } },
      { properties: { 名称: "" }, geometry: { type: "Polygon", coordinates: [square] } },
    );
    const batch = await tryOut("compounds.geojson", file, { subject: "AREAS", areaKind: "COMPOUND" });
    expect(
      (await rowsPage(town.database, batch.id, "REFUSED", 0, 9)).map((row) => [row.line, row.problemCode]),
    ).toEqual([
      [2, "geometry-invalid"],
      [3, "name-missing"],
    ]);
    await apply(batch, { acceptRefusals: true, acceptNeighbours: false, acceptOutside: false });
    const rows = await town.database.rows(
      sql`select kind, name, unit_id as unit, division_code as division, ST_IsValid(geom) as valid from area`,
    );
    expect(rows).toEqual([
      { kind: "COMPOUND", name: "岭南天地", unit: drainage, division: "440604011", valid: true },
    ]);
    await undoBatch(town.database, admin, batch.id);
  });
});
