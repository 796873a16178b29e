import { afterAll, beforeAll, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { historyOf } from "../store/history-queries.ts";
import { correct } from "./commands.ts";
import { searchEverything } from "./search-queries.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown(60);
}, 300_000);
afterAll(() => town.close());

const codesOf = (id: string) =>
  town.database.rows<{ code: string; present: boolean }>(
    sql`select code, valid_to is null as present from component_code where component_id = ${id} order by valid_to nulls last, code`,
  );

test("D12: a cover that road works moved and made another kind stays itself, with both points in its history and both codes", async () => {
  const cover = town.owned("drainage");
  const at = () =>
    town.database.one<{ lon: number; lat: number; classCode: string }>(
      sql`select ST_X(geom) as lon, ST_Y(geom) as lat, class_code as "classCode" from component where id = ${cover}`,
    );
  const before = await at();
  const [old] = await codesOf(cover);
  const lead = { ...town.as("lead"), username: "lead", displayName: "lead", divisionCode: null } as never;

  const moved = { lon: before.lon + 0.00005, lat: before.lat + 0.00005 };
  await town.by("lead", (tx) =>
    correct(
      tx,
      cover,
      { type: "CORRECT_POSITION", position: { ...moved, crs: "EPSG:4490" } } as never,
      undefined,
    ),
  );
  await town.by("lead", (tx) =>
    correct(
      tx,
      cover,
      {
        type: "RECLASSIFY",
        classCode: before.classCode === "0103" ? "0102" : "0103",
        reasonCode: null,
        photoIds: [],
      },
      undefined,
    ),
  );

  const after = await at();
  expect(after.lon).toBeCloseTo(moved.lon, 6);
  expect(after.classCode).not.toBe(before.classCode);
  const { items } = await historyOf(town.database, lead, { componentId: cover }, { limit: 50 });
  const correction = items.find(({ kind }) => kind === "POSITION_CORRECTED");
  const told = JSON.stringify(correction);
  for (const point of [before, moved]) expect(told).toContain(String(Math.round(point.lon * 1e7)));
  const codes = await codesOf(cover);
  expect(codes.length).toBeGreaterThan(1);
  for (const code of [old?.code, codes.at(-1)?.code]) {
    const found = await searchEverything(town.database, lead, code ?? "", 5, null);
    expect(
      found.map(({ id }) => id),
      code,
    ).toContain(cover);
  }
});
