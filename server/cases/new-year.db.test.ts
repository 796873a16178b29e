import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { danger, deskIn, type Desk } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import * as inquiries from "../inquiries/commands.ts";

/** What crosses into a year whose holidays nobody has published. The clock of this process is moved. */
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());
afterEach(() => void vi.useRealTimers());

const moveTo = (local: string) => vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${local}:00+08:00`) });
/** Clocks of a component, with the years that they guess. */
const clocks = async (cover: string): Promise<Record<string, number[] | null>> => {
  const rows = await town.database.rows<{ kind: string; provisional: number[] | null }>(
    sql`select kind, provisional from deadline where component_id = ${cover}`,
  );
  return Object.fromEntries(rows.map(({ kind, provisional }) => [kind, provisional]));
};

describe.each([
  ["the last evening of a year", "2027-12-31T17:40", [2027, 2028]],
  ["the leap day", "2028-02-29T10:00", [2028]],
  ["an ordinary day in May", "2028-05-09T10:00", [2028]],
])("D21: on %s without a holiday table", (_, moment, years) => {
  test("a danger is filed with its letters; its own clocks guess nothing, those of the owners say so", async () => {
    moveTo(moment);
    const cover = town.ownerless();
    const { inquiryId } = await desk.file(danger(cover));
    expect(inquiryId).not.toBeNull();
    const set = await clocks(cover);
    expect(set).toMatchObject({ GUARD: null, MAKE_SAFE: null, ACKNOWLEDGE: null, CONSULT: years });
    // What the case shows and what the row says is the same, so that the table finds it when it comes.
    const { deadlines } = await town.database.one<{ deadlines: { kind: string; provisional?: number[] }[] }>(
      sql`select state_json -> 'deadlines' as deadlines from inquiry where id = ${inquiryId}`,
    );
    expect(deadlines.find(({ kind }) => kind === "CONSULT")?.provisional).toEqual(years);
  });

  test("a noise is filed, and an inquiry opened", async () => {
    moveTo(moment);
    const cover = town.ownerless();
    await desk.file(danger(cover, { danger: false, defect: "NOISY" }));
    expect((await clocks(cover)).REPAIR).toEqual(years);
    const other = town.ownerless();
    await town.by("seat", (tx) =>
      inquiries.open(tx, { componentId: other, origin: "ROUTINE", unitIds: [town.unit("gas")] } as never),
    );
    expect((await clocks(other)).CONSULT).toEqual(years);
  });
});

test("a component that is registered with the report has its clocks, too", async () => {
  moveTo("2028-02-29T10:00");
  const known = town.ownerless();
  const { lon, lat } = await town.database.one<{ lon: number; lat: number }>(
    sql`select ST_X(geom) as lon, ST_Y(geom) as lat from component where id = ${known}`,
  );
  const made = await desk.file({
    ...danger(known),
    componentId: null,
    newComponent: { classCode: "0102", position: { lon, lat, crs: "EPSG:4490" }, address: "" },
  } as never);
  expect((await clocks(made.componentId)).CONSULT).toEqual([2028]);
  const [inquiry] = (await town.retold(made.componentId)).inquiries;
  expect(inquiry?.deadlines.map(({ provisional }) => provisional)).toEqual([[2028]]);
});
