import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { ImportOptions } from "../contract/imports.ts";
import { type Actor, asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { type TestDatabase, testDatabase } from "../db/testing.ts";
import { loadReference } from "../reference/load.ts";
import { type BatchRow, findBatch } from "./batch-queries.ts";
import { applyBatch, beginApply, createBatch } from "./commands.ts";
import { COMMAND_LINE_LIMITS } from "./read/limits.ts";
import { dryRun } from "./check/stage.ts";
import { testFolder } from "./read/testing-files.ts";
import { byGdal, csvInGb18030, dxf, geoJson, kml, SURVEYED } from "./read/testing-formats.ts";

// Each file gets a reader thread of its own: 0.6 s on a quiet machine, many times that on a busy one.
vi.setConfig({ testTimeout: 180_000 });

const folder = testFolder();
const admin: Actor = { accountId: null, role: "ADMIN", unitId: null, username: "test" };
let town: TestDatabase;

beforeAll(async () => {
  town = await testDatabase();
  await loadReference(town.database);
});
afterAll(() => town.close());

async function bring(path: string, given: object): Promise<BatchRow> {
  const { database } = town;
  const fileName = basename(path);
  const options = ImportOptions.parse({
    subject: "COMPONENTS",
    scheme: "map",
    classMap: { 雨水井盖: "0102", 路灯: "0118" },
    ...given,
  });
  const batchId = await asActor(database, admin, (tx) => createBatch(tx, options, fileName));
  await dryRun(database, admin, { batchId, path, fileName, options, limits: COMMAND_LINE_LIMITS });
  const choice = { acceptRefusals: false, acceptNeighbours: true, acceptOutside: false };
  await asActor(database, admin, (tx) => beginApply(tx, batchId, choice));
  await applyBatch(database, admin, batchId, choice);
  return (await findBatch(database, batchId)) as BatchRow;
}

/** What was registered, in the order of the file, and how far it lies from where it was surveyed. */
async function registered(batch: BatchRow): Promise<{ classCode: string; metres: number }[]> {
  const places = SURVEYED.map(({ lon, lat }, at) => sql`(${at + 1}::int, ${lon}::float8, ${lat}::float8)`);
  return await town.database.rows(sql`
    select class_code as "classCode", ST_DistanceSphere(geom, ST_SetSRID(ST_MakePoint(lon, lat), 4490)) as metres
    from import_row join component on component.id = target_id
      join (values ${sql.join(places)}) as place (n, lon, lat)
        on n = (select count(*) from import_row before where before.batch_id = ${batch.id} and before.line <= import_row.line)
    where batch_id = ${batch.id} order by line`);
}

/** The survey in EPSG:4547, by PostGIS and not by the reader that is tested. */
const inMetres = async () =>
  await Promise.all(
    SURVEYED.map(async ({ lon, lat }): Promise<[number, number]> => {
      const { x, y } = await town.database.one<{ x: number; y: number }>(sql`
        select ST_X(p) as x, ST_Y(p) as y
        from ST_Transform(ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490), 4547) as p`);
      return [x, y];
    }),
  );

describe("a survey is registered where it was surveyed, whatever it was saved as", () => {
  const asSaved: [string, () => Promise<string>, object][] = [
    ["GeoJSON", async () => geoJson(folder), { map: { class: "kind", code: "no" } }],
    [
      "CSV in GB18030",
      async () => csvInGb18030(folder),
      { crs: "EPSG:4490", map: { class: "kind", code: "no" } },
    ],
    ["GeoPackage in metres", () => byGdal(folder, "GPKG"), { map: { class: "kind", code: "no" } }],
    [
      "zipped Shapefile in metres",
      () => byGdal(folder, "ESRI Shapefile"),
      { map: { class: "kind", code: "no" } },
    ],
    ["KML", async () => kml(folder), { map: { class: "Name" } }],
    [
      "DXF in metres",
      async () => dxf(folder, await inMetres()),
      { crs: "EPSG:4547", map: { class: "Layer" } },
    ],
  ];

  test.each(asSaved)("%s", async (_format, made, options) => {
    const batch = await bring(await made(), options);
    expect(batch.summary.counts).toEqual({ read: 3, new: 3, duplicate: 0, refused: 0, outside: 0 });
    const found = await registered(batch);
    expect(found.map(({ classCode }) => classCode)).toEqual(["0102", "0102", "0118"]);
    expect(Math.max(...found.map(({ metres }) => metres))).toBeLessThan(0.02);
    // The next format brings the same things: they must not find these.
    await town.database.script("truncate component cascade");
  });
});
