import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readComponentHover, readMapSummary, readTileJson } from "../contract/map.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { boundsOf, cellsOf, type TileAddress } from "./mercator.ts";

const UNKNOWN = newId();
const FOREIGN = newId();
const RESTRICTED = newId();
const OTHER_UNIT = newId();
const TILE: TileAddress = { z: 16, x: 53_344, y: 28_418 };
const url = (set: string, { z, x, y }: TileAddress) => `/tiles/${set}/${z}/${x}/${y}.mvt`;

let server: TestServer;
let seat: TestPerson;
let lead: TestPerson;
let unit: TestPerson;

beforeAll(async () => {
  server = await testServer();
  seat = await server.person("SEAT_OPERATOR");
  lead = await server.person("SHIFT_LEAD");
  unit = await server.person("OWNER_UNIT");
  await server.database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from)
    values (${OTHER_UNIT}::uuid, 'OTHER', '别家', 'Other', 'GAS', '2020-01-01')`);
  const { west, south, east, north } = boundsOf(TILE);
  for (const [id, classCode, status, owner] of [
    [UNKNOWN, "0102", "UNKNOWN", null],
    [FOREIGN, "0107", "CONFIRMED", OTHER_UNIT],
    [RESTRICTED, "0130", "UNKNOWN", null],
  ] as const) {
    await server.database.run(sql`
      insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, restricted)
      values (${id}::uuid, '440604011', ${classCode}, 'COVER',
        ST_SetSRID(ST_MakePoint(${(west + east) / 2}, ${(south + north) / 2}), 4490), ${status}, ${owner}::uuid,
        ${classCode === "0130"})`);
  }
});
afterAll(() => server.close());

describe("a tile over HTTP", () => {
  test("is asked for again with its ETag and costs nothing until something changes", async () => {
    const first = await seat.fetch(url("components", TILE));
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const etag = first.headers.get("etag") ?? "";
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.includes(UNKNOWN)).toBe(true);

    const again = await seat.fetch(url("components", TILE), { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
    await server.database.run(
      sql`update component set ownership_status = 'SUSPECTED' where id = ${UNKNOWN}::uuid`,
    );
    const changed = await seat.fetch(url("components", TILE), { headers: { "If-None-Match": etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect(Buffer.from(await changed.arrayBuffer()).includes("SUSPECTED")).toBe(true);
  });

  test("is another one for an owner unit and for the seat, also right after the lead has asked for the same (D26)", async () => {
    for (const [person, sees] of [
      [lead, [true, true, true]],
      [seat, [true, true, false]],
      [unit, [true, false, false]],
    ] as const) {
      const tile = Buffer.from(await (await person.fetch(url("components", TILE))).arrayBuffer());
      expect([UNKNOWN, FOREIGN, RESTRICTED].map((id) => tile.includes(id))).toEqual(sees);
    }
  });

  test("that cannot exist is a clear problem", async () => {
    const status = async (path: string) => (await seat.fetch(path)).status;
    expect(await status("/tiles/components/18/0/0.mvt")).toBe(404);
    expect(await status("/tiles/components/3/8/0.mvt")).toBe(404);
    expect(await status("/tiles/networks/5/1/1.mvt")).toBe(404);
    expect(await status("/tiles/components/99/0/0.mvt")).toBe(422);
    expect(await status("/tiles/components/3/-1/0.mvt")).toBe(422);
    expect(await status("/tiles/components/3/a/0.mvt")).toBe(422);
    expect(await status("/tiles/secrets/3/0/0.mvt")).toBe(422);
    expect((await fetch(server.origin + url("components", TILE))).status).toBe(401);
  });

  test("of any set is described by TileJSON, whose addresses work", async () => {
    for (const set of ["components", "cases", "networks", "areas", "base"] as const) {
      const described = await seat.call(readTileJson, { params: { set } });
      const path = described.tiles[0]
        ?.replace("{z}", String(described.minzoom))
        .replace("{x}", "0")
        .replace("{y}", "0");
      expect((await seat.fetch(path ?? "")).status, set).toBe(200);
    }
  });
});

test("the legend counts and the card describe only what the viewer may see", async () => {
  const { west, south, east, north } = boundsOf(TILE);
  const query = { bbox: [west, south, east, north].join(",") as never };
  expect(await lead.call(readMapSummary, { query })).toMatchObject({ total: 3, exact: true });
  expect(await seat.call(readMapSummary, { query })).toMatchObject({ total: 2, exact: true });
  expect(await unit.call(readMapSummary, { query })).toMatchObject({ total: 1, statuses: { CONFIRMED: 0 } });
  expect(await unit.call(readComponentHover, { params: { id: UNKNOWN } })).toMatchObject({
    classCode: "0102",
  });
  for (const id of [FOREIGN, RESTRICTED, newId()]) {
    await expect(unit.call(readComponentHover, { params: { id } })).rejects.toMatchObject({
      code: "not_found",
    });
  }
});

test("the wide legend, counted from cells, agrees with the narrow one", async () => {
  const narrow = await seat.call(readMapSummary, { query: { bbox: "112.9,22.9,113.1,23.1" as never } });
  const wide = await seat.call(readMapSummary, { query: { bbox: "110,20,116,26" as never } });
  expect(narrow.exact).toBe(true);
  expect(wide).toMatchObject({ exact: false, total: 2 });
});

test("the database and the server cut the world into the same cells", async () => {
  for (const tile of [TILE, { z: 3, x: 6, y: 2 }, { z: 14, x: 100, y: 16_000 }, { z: 0, x: 0, y: 0 }]) {
    const level = Math.min(tile.z, 14);
    const { west, south, east, north } = boundsOf(tile);
    const row = await server.database.one<{ x: number; y: number }>(sql`
      select mercator_cell(mercator_column(${(west + east) / 2}::float8), ${level}) as x,
        mercator_cell(mercator_row(${(south + north) / 2}::float8), ${level}) as y`);
    const shift = tile.z - level;
    const cells = cellsOf({ z: level, x: tile.x >> shift, y: tile.y >> shift });
    expect(row.x >= cells.x0 && row.x <= cells.x1 && row.y >= cells.y0 && row.y <= cells.y1).toBe(true);
  }
});
