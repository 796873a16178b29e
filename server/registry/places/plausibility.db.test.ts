import gcoordModule from "gcoord";
import { afterAll, beforeAll, expect, test } from "vitest";
import { danger, deskIn, type Desk } from "../../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../../scripts/sample/testing/town.ts";
import { sql } from "../../db/sql.ts";
import { doubtOf } from "./plausibility.ts";

const gcoord = gcoordModule as unknown as typeof gcoordModule.default;
let town: TestTown;
let desk: Desk;
let road: { name: string; lon: number; lat: number };
beforeAll(async () => {
  town = await testTown(60);
  desk = await deskIn(town);
  road = await town.database.one(sql`
    select name, ST_X(ST_PointOnSurface(geom)) as lon, ST_Y(ST_PointOnSurface(geom)) as lat from area
    where kind = 'ROAD' and length(name) >= 3 and exists (select from division d where d.level = 'STREET' and ST_Covers(d.geom, ST_PointOnSurface(area.geom)))
    order by name limit 1`);
}, 300_000);
afterAll(() => town.close());

/** What a mini-program sends of a place: numbers of GCJ-02. */
function sent(at: { lon: number; lat: number }) {
  const [lon, lat] = gcoord.transform<[number, number]>([at.lon, at.lat], gcoord.WGS84, gcoord.GCJ02);
  return { lon, lat };
}
const ask = (numbers: { lon: number; lat: number }, more: object = {}) =>
  doubtOf(town.database, { ...numbers, crs: "EPSG:4490", ...more });

test("D17: a point that lies where GCJ-02 would put the road that it names is doubted, and read as such it is there", async () => {
  const doubt = await ask(sent(road), { address: `${road.name}12号对面` });
  expect(doubt).toMatchObject({ against: "ADDRESS", crs: "GCJ02" });
  expect(doubt?.position?.lon).toBeCloseTo(road.lon, 5);
  expect(doubt?.position?.lat).toBeCloseTo(road.lat, 5);
  expect(await ask(road, { address: `${road.name}12号对面` })).toBeNull();
  expect(await ask(sent(road), { address: "某处" })).toBeNull();
});

test("D17: so is one that lies off its photo or the phone by what GCJ-02 lies off", async () => {
  const photo = { photoLon: road.lon, photoLat: road.lat };
  expect(await ask(sent(road), photo)).toMatchObject({ against: "PHOTO", crs: "GCJ02" });
  const phone = { phoneLon: road.lon, phoneLat: road.lat };
  expect(await ask(sent(road), phone)).toMatchObject({ against: "PHONE", crs: "GCJ02" });
  expect(await ask(road, { ...photo, ...phone })).toBeNull();
});

test("D17: and one that was said to be of GCJ-02 and is not", async () => {
  const doubt = await doubtOf(town.database, {
    ...road,
    crs: "GCJ02",
    photoLon: road.lon,
    photoLat: road.lat,
  });
  expect(doubt).toMatchObject({ against: "PHOTO", crs: "EPSG:4490" });
});

test("D17: one outside every street is doubted without a system that would explain it, and a photo from elsewhere is told", async () => {
  const edge = await town.database.one<{ lon: number; lat: number }>(sql`
    select ST_XMax(ST_Extent(geom)) + 0.03 as lon, ST_YMax(ST_Extent(geom)) + 0.03 as lat from division where geom is not null`);
  expect(await ask(edge)).toMatchObject({ against: "STREET", crs: null, position: null });
  expect(await ask(road, { photoLon: road.lon + 0.02, photoLat: road.lat })).toMatchObject({
    against: "PHOTO",
    crs: null,
  });
});

test("D17: what was sent is kept beside where it is", async () => {
  const position = { ...sent(road), crs: "GCJ02" as const };
  const made = await desk.file(
    danger(null, {
      newComponent: { classCode: "0102", position, address: road.name },
      position,
      file: false,
    }),
  );
  const told = await town.database.rows<{ kind: string; given: object }>(sql`
    select kind, body_json #> '{data,given}' as given from event where component_id = ${made.componentId} and kind in ('COMPONENT_REGISTERED', 'CASE_REPORTED') order by kind`);
  const given = {
    crs: "GCJ02",
    lonE7: Math.round(position.lon * 1e7),
    latE7: Math.round(position.lat * 1e7),
  };
  expect(told).toEqual([
    { kind: "CASE_REPORTED", given },
    { kind: "COMPONENT_REGISTERED", given },
  ]);
});
