import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAST_CELL_ZOOM } from "../contract/map.ts";
import { sql } from "../db/sql.ts";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import type { Viewer } from "../access/viewer.ts";
import { foldCells } from "./commands.ts";
import type { TileAddress } from "./mercator.ts";
import { mapVersion } from "./queries.ts";
import { tileOf } from "./sets.ts";
import { countInBox } from "./summary-queries.ts";
import { hoverOf } from "./hover-queries.ts";

const WATER = "00000000-0000-7000-8000-0000000000a1";
const GAS = "00000000-0000-7000-8000-0000000000a2";
const BUILDERS = "00000000-0000-7000-8000-0000000000a3";
const PLACE: readonly [number, number] = [113.0505, 23.0205];

const viewer = (role: Viewer["role"], unitId: string | null = null): Viewer => ({
  accountId: "00000000-0000-7000-8000-00000000ffff",
  username: "somebody",
  displayName: "Somebody",
  role,
  unitId,
  divisionCode: null,
});
const SEAT = viewer("SEAT_OPERATOR");
/** Sees restricted covers, too. */
const LEAD = viewer("SHIFT_LEAD");
const WATER_USER = viewer("OWNER_UNIT", WATER);
const GAS_USER = viewer("OWNER_UNIT", GAS);

let town: TestDatabase;
let serial = 0;
const idOf = (n: number) => `00000000-0000-7000-9000-${n.toString(16).padStart(12, "0")}`;

interface Given {
  status?: string;
  owner?: string | null;
  danger?: boolean;
  classCode?: string;
  at?: readonly [number, number];
}

async function place({
  status = "CONFIRMED",
  owner = null,
  danger = false,
  classCode = "0102",
  at = PLACE,
}: Given) {
  const id = idOf(++serial);
  await town.database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id, open_danger, restricted)
    values (${id}::uuid, '440604', ${classCode}, 'COVER', ST_SetSRID(ST_MakePoint(${at[0]}, ${at[1]}), 4490), ${status},
      ${owner}::uuid, ${danger}, ${classCode === "0130"})`);
  return id;
}

function tileAt(z: number, [lon, lat] = PLACE): TileAddress {
  const radians = (lat * Math.PI) / 180;
  const size = 2 ** z;
  return {
    z,
    x: Math.floor(((lon + 180) / 360) * size),
    y: Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * size),
  };
}

type Seen = Record<
  string,
  { tags: Record<string, unknown>; id?: number | undefined; type: number; geometry: unknown }[]
>;

async function look(who: Viewer, set: Parameters<typeof tileOf>[1], tile: TileAddress): Promise<Seen> {
  // Without row security on purpose: the condition in the query must hide things by itself, the policies are a second net.
  const bytes = await tileOf(town.database, set, tile, who);
  expect(bytes.length).toBeLessThan(500_000);
  const decoded = new VectorTile(new PbfReader(bytes));
  const list = (name: string): VectorTileFeature[] => {
    const layer = decoded.layers[name];
    return layer ? Array.from({ length: layer.length }, (_, n) => layer.feature(n)) : [];
  };
  return Object.fromEntries(
    Object.keys(decoded.layers).map((name) => [
      name,
      list(name).map((f) => ({ tags: f.properties, id: f.id, type: f.type, geometry: f.loadGeometry() })),
    ]),
  );
}

const sorted = (list: readonly unknown[]) => list.map(String).sort((a, b) => (a < b ? -1 : 1));
const idsIn = (seen: Seen) => sorted((seen["components"] ?? []).map(({ tags }) => tags["id"]));
const sumOf = (seen: Seen, name: string) =>
  (seen["cells"] ?? []).reduce((sum, { tags }) => sum + Number(tags[name]), 0);

beforeAll(async () => {
  town = await testDatabase();
  for (const [id, code, type] of [
    [WATER, "W", "WATER_SUPPLY"],
    [GAS, "G", "GAS"],
    [BUILDERS, "B", "CONTRACTOR"],
  ] as const) {
    await town.database.run(sql`
      insert into unit (id, code, name_zh, name_en, unit_type, valid_from)
      values (${id}::uuid, ${code}, ${code}, ${code}, ${type}, '2020-01-01')`);
  }
});
afterAll(() => town.close());

describe("a change of a component", () => {
  test("its new status is in the next tile, near and far", async () => {
    const id = await place({ status: "UNKNOWN" });
    const near = tileAt(16);
    const far = tileAt(12);
    const before = await look(SEAT, "components", far);
    expect(idsIn(await look(SEAT, "components", near))).toContain(id);

    await town.database.run(sql`update component set ownership_status = 'CONFIRMED' where id = ${id}::uuid`);

    const after = await look(SEAT, "components", near);
    expect(after["components"]?.find(({ tags }) => tags["id"] === id)?.tags["status"]).toBe("CONFIRMED");
    const afterFar = await look(SEAT, "components", far);
    expect(sumOf(afterFar, "unresolved")).toBe(sumOf(before, "unresolved") - 1);
    expect(sumOf(afterFar, "confirmed")).toBe(sumOf(before, "confirmed") + 1);
    expect(sumOf(afterFar, "total")).toBe(sumOf(before, "total"));
  });

  test("changes the version of the tiles that show it, also while changes are being folded", async () => {
    const id = await place({});
    const first = await mapVersion(town.database, "components");
    await foldCells(town.database);
    expect(await mapVersion(town.database, "components")).toBe(first);
    await town.database.run(sql`update component set open_danger = true where id = ${id}::uuid`);
    expect(await mapVersion(town.database, "components")).toBeGreaterThan(first);
    await town.database.run(sql`update component set open_danger = false where id = ${id}::uuid`);
  });

  test("a rolled back change leaves no count behind", async () => {
    const tile = tileAt(10);
    const before = await look(SEAT, "components", tile);
    await expect(
      town.database.transaction(async (t) => {
        await t.run(sql`update component set ownership_status = 'DISPUTED'`);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await look(SEAT, "components", tile)).toEqual(before);
  });

  test("moving, retiring and deleting it moves and removes its count", async () => {
    const elsewhere: readonly [number, number] = [115.5, 24.5];
    const id = await place({ status: "DISPUTED", at: elsewhere });
    const there = tileAt(13, elsewhere);
    const further: readonly [number, number] = [116.5, 24.5];
    expect(sumOf(await look(SEAT, "components", there), "disputed")).toBe(1);
    await town.database.run(sql`
      update component set geom = ST_SetSRID(ST_MakePoint(${further[0]}, ${further[1]}), 4490) where id = ${id}::uuid`);
    expect(await look(SEAT, "components", there)).toEqual({});
    expect(sumOf(await look(SEAT, "components", tileAt(13, further)), "disputed")).toBe(1);
    await town.database.run(sql`update component set retired = true where id = ${id}::uuid`);
    expect(await look(SEAT, "components", tileAt(13, further))).toEqual({});
    await town.database.run(sql`delete from component where id = ${id}::uuid`);
    await foldCells(town.database);
    expect(await look(SEAT, "components", tileAt(13, further))).toEqual({});
  });
});

test("counts per cell equal the components at every zoom, folded or not, however they were written", async () => {
  await town.database.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, ownership_status, open_danger)
    select gen_random_uuid(), '440604', '0102', 'COVER',
      ST_SetSRID(ST_MakePoint(113.0 + (n * 7919 % 1000) / 10000.0, 23.0 + (n * 104729 % 1000) / 10000.0), 4490),
      (array['UNKNOWN','SUSPECTED','CLAIM_PENDING','DISPUTED','BACKSTOP','CONFIRMED','PRIVATE','ABANDONED'])[1 + n % 8], n % 50 = 0
    from generate_series(1, 3000) n`);
  const { total, danger } = await town.database.one<{ total: number; danger: number }>(sql`
    select count(*)::int as total, count(*) filter (where open_danger)::int as danger from component where not retired`);
  for (const folded of [false, true]) {
    if (folded) await foldCells(town.database);
    for (let z = 0; z <= 9; z++) {
      const seen = await look(SEAT, "components", tileAt(z));
      expect(sumOf(seen, "total"), `zoom ${z}`).toBe(total);
      expect(sumOf(seen, "danger"), `zoom ${z}`).toBe(danger);
      const marks = (seen["dangers"] ?? []).reduce((sum, { tags }) => sum + Number(tags["count"]), 0);
      expect(marks, `dangers at zoom ${z}`).toBe(danger);
    }
  }
  // What is stored and what is counted live for units come from different statements; they must agree.
  await town.database.run(
    sql`update component set owner_unit_id = ${WATER}::uuid where ownership_status = 'CONFIRMED'`,
  );
  const own = sumOf(await look(WATER_USER, "components", tileAt(8)), "confirmed");
  const all = sumOf(await look(SEAT, "components", tileAt(8)), "confirmed");
  expect(own).toBe(all);
  await town.database.run(sql`delete from component where owner_unit_id = ${WATER}::uuid`);
});

describe("an owner unit", () => {
  let own: string;
  let foreign: string;
  let restricted: string;
  let unresolved: string;
  let outside: string;
  let asked: string;
  const spot: readonly [number, number] = [110.0505, 21.0205];

  beforeAll(async () => {
    own = await place({ owner: WATER, at: spot });
    foreign = await place({ owner: GAS, at: spot, danger: true });
    restricted = await place({ status: "UNKNOWN", classCode: "0130", at: spot, danger: true });
    unresolved = await place({ status: "UNKNOWN", at: spot });
    outside = await place({ status: "UNKNOWN", at: [110.0805, 21.0205] });
    asked = await place({ status: "BACKSTOP", at: spot });
    await town.database.run(sql`
      update unit set service_area = ST_Multi(ST_MakeEnvelope(110.04, 21.01, 110.06, 21.03, 4490)) where id = ${WATER}::uuid`);
    await town.database.run(sql`
      insert into inquiry (id, number, component_id, division_code, state, open, danger, opened_at, urgency, state_json, version)
      values (${idOf(900_001)}::uuid, 'Q1', ${asked}::uuid, '440604', 'BACKSTOP', true, false, now(), now(), '{}', 1)`);
    await town.database.run(sql`
      insert into inquiry_letter (id, inquiry_id, component_id, unit_id, round, sent_at, due_at)
      values (${idOf(900_002)}::uuid, ${idOf(900_001)}::uuid, ${asked}::uuid, ${WATER}::uuid, 1, now(), now())`);
  });

  test("sees its own, the unresolved in its service area and those it was asked about; the seat sees all but the restricted (D26)", async () => {
    const tile = tileAt(15, spot);
    expect(idsIn(await look(WATER_USER, "components", tile))).toEqual(sorted([own, unresolved, asked]));
    expect(idsIn(await look(GAS_USER, "components", tile))).toEqual(sorted([foreign, unresolved]));
    expect(idsIn(await look(LEAD, "components", tile))).toEqual(
      sorted([own, foreign, restricted, unresolved, asked]),
    );
    expect(idsIn(await look(SEAT, "components", tile))).toEqual(sorted([own, foreign, unresolved, asked]));
    expect(idsIn(await look(WATER_USER, "components", tileAt(15, [110.0805, 21.0205])))).toEqual([]);
    expect(idsIn(await look(GAS_USER, "components", tileAt(15, [110.0805, 21.0205])))).toEqual([outside]);
  });

  // docs/domain.md#d26
  test("finds nothing foreign or restricted in the counts of any zoom either", async () => {
    for (let z = 8; z <= LAST_CELL_ZOOM; z++) {
      const seen = await look(WATER_USER, "components", tileAt(z, spot));
      expect(sumOf(seen, "total"), `zoom ${z}`).toBe(3);
      expect(seen["dangers"] ?? [], `zoom ${z}`).toEqual([]);
      const byGas = await look(GAS_USER, "components", tileAt(z, spot));
      expect(
        byGas["dangers"]?.map(({ tags }) => tags["id"]),
        `zoom ${z}`,
      ).toEqual([foreign]);
    }
    const box = [110, 21, 110.1, 21.1] as const;
    const counts = await countInBox(town.database, box, WATER_USER);
    expect(counts).toMatchObject({ unknown: 1, confirmed: 1, backstop: 1, danger: 0 });
    expect(await countInBox(town.database, box, SEAT)).toMatchObject({ unknown: 2, confirmed: 2, danger: 1 });
    expect(await countInBox(town.database, box, LEAD)).toMatchObject({ unknown: 3, confirmed: 2, danger: 2 });
    // Far away they are in nobody's count: how many a cell holds would tell where the line runs.
    expect(sumOf(await look(LEAD, "components", tileAt(8, spot)), "unknown")).toBe(
      sumOf(await look(SEAT, "components", tileAt(8, spot)), "unknown"),
    );
  });

  test("gets no card of a component that it may not see", async () => {
    for (const [id, seen] of [
      [own, true],
      [asked, true],
      [foreign, false],
      [restricted, false],
      [outside, false],
    ] as const) {
      const card = await hoverOf(town.database, id, WATER_USER);
      expect(card !== undefined, id).toBe(seen);
      expect(await hoverOf(town.database, id, LEAD)).toMatchObject({ id });
      expect((await hoverOf(town.database, id, SEAT)) === undefined, id).toBe(id === restricted);
    }
  });

  test("sees cases only where it sees the component, and only its own pipes", async () => {
    for (const [n, component] of [own, foreign, restricted].entries()) {
      await town.database.run(sql`
        insert into case_file (id, number, component_id, division_code, state, open, danger, defect, channel, geom, reported_at, urgency, state_json, version)
        values (${idOf(910_000 + n)}::uuid, ${`C${n}`}, ${component}::uuid, '440604', 'FILED', true, true, 'MISSING', 'PATROL',
          ST_SetSRID(ST_MakePoint(${spot[0]}, ${spot[1]}), 4490), now(), now(), '{}', 1)`);
    }
    for (const unit of [WATER, GAS]) {
      await town.database.run(sql`
        insert into network_line (id, unit_id, medium, geom)
        values (gen_random_uuid(), ${unit}::uuid, 'WATER',
          ST_GeomFromText('LINESTRING(110.05 21.02, 110.0505 21.0205, 110.051 21.021)', 4490))`);
    }
    const numbers = (seen: Seen) => (seen["cases"] ?? []).map(({ tags }) => tags["number"]);
    const owners = (seen: Seen) => sorted((seen["networks"] ?? []).map(({ tags }) => tags["unit"]));
    expect(numbers(await look(WATER_USER, "cases", tileAt(12, spot)))).toEqual(["C0"]);
    expect(numbers(await look(LEAD, "cases", tileAt(12, spot)))).toEqual(["C0", "C1", "C2"]);
    expect(numbers(await look(SEAT, "cases", tileAt(12, spot)))).toEqual(["C0", "C1"]);
    // A hole is a hole: while a case is open there, whoever works on it sees what it is.
    await town.database.run(sql`update component set open_case_count = 1 where id = ${restricted}::uuid`);
    expect(numbers(await look(SEAT, "cases", tileAt(12, spot)))).toEqual(["C0", "C1", "C2"]);
    expect(owners(await look(WATER_USER, "networks", tileAt(15, spot)))).toEqual([WATER]);
    expect(owners(await look(SEAT, "networks", tileAt(15, spot)))).toEqual([WATER, GAS]);
    expect(await look(viewer("CONTRACTOR", BUILDERS), "networks", tileAt(15, spot))).toEqual({});
  });

  test("and a contractor sees the unresolved and what it was sent to", async () => {
    await town.database.run(sql`update case_file set unit_id = ${BUILDERS}::uuid where number = 'C1'`);
    const seen = await look(viewer("CONTRACTOR", BUILDERS), "components", tileAt(15, spot));
    expect(idsIn(seen)).toEqual(sorted([foreign, unresolved]));
  });
});

test("the same rows give the same tile on both engines", async () => {
  const at: readonly [number, number] = [10.0005, 50.0005];
  for (let n = 0; n < 40; n++) {
    await place({
      status: ["UNKNOWN", "CONFIRMED", "BACKSTOP"][n % 3] ?? "UNKNOWN",
      danger: n % 7 === 0,
      at: [at[0] + (n % 8) * 0.0007, at[1] + Math.floor(n / 8) * 0.0006],
    });
  }
  await town.database.run(sql`
    insert into base_feature (kind, name, min_zoom, geom) values
      ('water', '河', 0, ST_GeomFromText('POLYGON((9.9 49.9, 10.1 49.9, 10.1 50.1, 9.9 50.1, 9.9 49.9),(10 50, 10 50.001, 10.002 50.001, 10.002 50, 10 50))', 4490)),
      ('road_label', '路', 14, ST_GeomFromText('LINESTRING(9.99 50, 10 50.0003, 10.01 50)', 4490)),
      ('place', '村', 10, ST_GeomFromText('POINT(10.0005 50.0005)', 4490))`);
  const tiles: Record<string, unknown> = {};
  for (const [set, z] of [
    ["components", 6],
    ["components", 14],
    ["components", 16],
    ["base", 9],
    ["base", 15],
  ] as const) {
    const seen = await look(SEAT, set, tileAt(z, at));
    for (const layer of Object.values(seen)) {
      for (const feature of layer) delete feature.tags["id"];
      layer.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    // Feature ids of the base map are row numbers, which depend on what ran before.
    if (set === "base")
      for (const layer of Object.values(seen)) for (const feature of layer) delete feature.id;
    tiles[`${set} ${z}`] = seen;
  }
  expect(JSON.stringify(tiles, undefined, 1)).toMatchSnapshot();
  expect(Object.keys(tiles["base 9"] as object)).toEqual(["water"]);
  expect(sorted(Object.keys(tiles["base 15"] as object))).toEqual(["place", "road_label", "water"]);
});

test("a tile says near what the description puts into it, and leaves out what nobody recorded", async () => {
  const id = await place({ danger: true });
  const bare = await place({});
  await town.database.run(
    sql`update component set attributes = '{"material":"STEEL","lettering":"雨"}' where id = ${id}::uuid`,
  );
  const { components = [] } = await look(SEAT, "components", tileAt(16));
  const tagsOf = (which: string) => components.find(({ tags }) => tags["id"] === which)?.tags;
  const alike = { class: "0102", group: "COVER", status: "CONFIRMED", provisional: 0 };
  expect(tagsOf(id)).toEqual({ id, ...alike, danger: 1, material: "STEEL" });
  expect(tagsOf(bare)).toEqual({ id: bare, ...alike, danger: 0 });
  await town.database.run(
    sql`update component set open_danger = false, attributes = '{}' where id = ${id}::uuid`,
  );
});

test("a retired component is on no tile, near or far, not even as a danger", async () => {
  const spot: readonly [number, number] = [117.5, 24.5];
  const id = await place({ status: "UNKNOWN", at: spot });
  await town.database.run(sql`update component set open_danger = true where id = ${id}::uuid`);
  const zooms = [12, 14, 15, 16];
  const drawn = async (who: Viewer) =>
    await Promise.all(
      zooms.map(async (z) => Object.keys(await look(who, "components", tileAt(z, spot))).length > 0),
    );
  const everywhere = zooms.map(() => true);
  expect([await drawn(SEAT), await drawn(viewer("CONTRACTOR", BUILDERS))]).toEqual([everywhere, everywhere]);
  await town.database.run(sql`update component set retired = true where id = ${id}::uuid`);
  const nowhere = zooms.map(() => false);
  expect([await drawn(SEAT), await drawn(viewer("CONTRACTOR", BUILDERS))]).toEqual([nowhere, nowhere]);
});
