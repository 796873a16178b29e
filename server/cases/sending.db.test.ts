import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  danger,
  deskIn,
  missingLid,
  refusal,
  type Desk,
  type Name,
} from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { asViewer } from "../access/as-viewer.ts";
import { sql } from "../db/sql.ts";
import { newId } from "../db/id.ts";
import { sweep } from "../jobs/sweep.ts";
import type { CaseCommand } from "../domain/case/commands.ts";
import { caseDetail, casesPage } from "./queries.ts";

/** Whoever is sent beside another sees the case and works on it; whoever was sent once hands in what it did then. */
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const run = () => sweep(town.database, () => {}).run();
const seenBy = (name: Name, id: string) =>
  asViewer(town.database, town.as(name) as never, (queries) =>
    caseDetail(queries, town.as(name) as never, id),
  );
const worklist = (name: Name) =>
  asViewer(town.database, town.as(name) as never, async (queries) =>
    (await casesPage(queries, town.as(name) as never, { queue: "mine" }, null, 50)).map(({ id }) => id),
  );
const dispatchTo = (unitId: string): CaseCommand => ({
  type: "DISPATCH",
  unitId,
  substituteHandling: false,
  emergencyReason: null,
});

/** A danger on a cover of the water company, filed so long ago and sent to somebody at once. */
async function filed(minutes: number, cover: string, sentTo: string | null): Promise<string> {
  const id = newId();
  const report = await missingLid(town, cover, `C-${id}`);
  const commands: CaseCommand[] = [
    report,
    { type: "FILE", danger: true, defect: "MISSING" },
    ...(sentTo === null ? [] : [dispatchTo(sentTo)]),
  ];
  await town.tell(
    "seat",
    { component: cover },
    commands.map((command) => ({ on: "case", id, command })),
    minutes,
  );
  return id;
}

test("guard 8: sent as a noise and again as a hole in the same moment, both clocks of coming stay on record", async () => {
  const [id, cover] = [newId(), town.owned("water")];
  const commands: CaseCommand[] = [
    { ...(await missingLid(town, cover, `C-${id}`)), danger: false, defect: "NOISY" },
    { type: "FILE", danger: false, defect: "NOISY" },
    dispatchTo(town.unit("water")),
    { type: "REASSESS_DANGER", danger: true },
    { type: "RECORD_NOTICE", unitIds: [town.unit("water")], channel: "PHONE" },
    { ...dispatchTo(town.unit("gas")), substituteHandling: true },
  ] as CaseCommand[];
  await town.tell(
    "seat",
    { component: cover },
    commands.map((command) => ({ on: "case", id, command })),
  );
  const clocks = await town.database.rows<{ rule: string; runs: boolean }>(sql`
    select rule_id as rule, cancelled_at is null as runs from deadline
    where stream_id = ${id} and kind = 'ACKNOWLEDGE' order by runs`);
  expect(clocks.map(({ runs }) => runs)).toEqual([false, true]);
  expect(new Set(clocks.map(({ rule }) => rule)).size).toBe(2);
});

describe("the owner never comes", () => {
  test("guard 7: the street is sent beside it; both see the case in their work, and a rival does not", async () => {
    const id = await filed(45, town.owned("water"), town.unit("water"));
    await run();
    const detail = await seenBy("water", id);
    // Two clocks run out at once; either may be the first that is looked at.
    expect(detail?.substituteHandling).toBe(true);
    expect(["NOT_GUARDED_IN_TIME", "NO_ACKNOWLEDGEMENT"]).toContain(detail?.emergencyReason);
    expect(detail?.unit?.id).not.toBe(town.unit("water"));
    expect(detail?.beside.map((unit) => unit.id)).toEqual([town.unit("water")]);
    expect(await worklist("water")).toContain(id);
    expect(await seenBy("gas", id)).toBeUndefined();
    const photoIds = [await desk.photoOf("water")];
    await desk.onCase("water", id, { type: "MAKE_SAFE", photoIds, measure: "钢板" });
    expect((await seenBy("water", id))?.state).toBe("MADE_SAFE");
  });

  test("nobody dispatches: the owner is sent by itself, and the street when the hole is open still", async () => {
    const id = await filed(240, town.owned("water"), null);
    await run();
    expect((await seenBy("water", id))?.beside.map((unit) => unit.id)).toEqual([town.unit("water")]);
  });

  test("a unit that does not own the cover finds the place that it was sent to", async () => {
    const cover = town.owned("water");
    const id = await filed(5, cover, town.unit("gas"));
    expect((await seenBy("gas", id))?.componentId).toBe(cover);
  });
});

describe("an owner's work without a network", () => {
  const guard = async (occurredAt: string) => ({
    type: "GUARD" as const,
    photoIds: [await desk.photoOf("water")],
    position: null,
    occurredAt,
  });
  test("is taken in after the case has fallen to the department, and its clocks are met by when it was done", async () => {
    const cover = town.owned("water");
    const id = await filed(60, cover, town.unit("water"));
    await run();
    await desk.onCase("water", id, await guard(ago(40)));
    const detail = await seenBy("water", id);
    expect(detail?.state).toBe("GUARDED");
    const clock = (kind: string) => detail?.deadlines.find((deadline) => deadline.kind === kind);
    for (const kind of ["GUARD", "ACKNOWLEDGE"]) {
      const { metAt, dueAt, toldAt } = clock(kind) ?? {};
      expect(metAt && dueAt && metAt < dueAt, kind).toBe(true);
      expect(toldAt, kind).toBeDefined();
    }
  });

  test("is taken in from a unit that was relieved by hand, which sees nothing more of the case", async () => {
    const cover = town.owned("water");
    const id = await filed(60, cover, town.unit("gas"));
    await desk.onCase("seat", id, dispatchTo(town.unit("water")) as never);
    expect(await seenBy("gas", id)).toBeUndefined();
    expect((await refusal(desk.onCase("gas", id, { type: "ADD_NOTE", photoIds: [] }))).extra.reason).toBe(
      "NOT_YOUR_UNIT",
    );
    await desk.onCase("gas", id, {
      type: "MAKE_SAFE",
      photoIds: [await desk.photoOf("gas")],
      measure: "钢板",
      occurredAt: ago(40),
    });
    expect((await seenBy("water", id))?.madeSafeAt).not.toBeNull();
    expect((await refusal(desk.onCase("power", id, { type: "ADD_NOTE", photoIds: [] }))).code).toBe(
      "not_found",
    );
  });
});

describe("D6: a point outside every street", () => {
  const flagged = async (id: string) =>
    (
      await town.database.one<{ outside: boolean }>(
        sql`select coalesce((state_json ->> 'outside')::boolean, false) as outside from case_file where id = ${id}`,
      )
    ).outside;
  const nextStreet = async () =>
    (await town.database.one<{ id: string }>(sql`select id from unit where code = 'SW-OFFICE'`)).id;
  const atNobodysSide = async () => {
    const { lon, lat } = await town.database.one<{ lon: number; lat: number }>(sql`
      select ST_XMax(ST_Extent(geom)) + 0.01 as lon, ST_YMax(ST_Extent(geom)) + 0.01 as lat from division where geom is not null`);
    return await desk.file({
      componentId: null,
      newComponent: { classCode: "0102", position: { lon, lat, crs: "EPSG:4490" }, address: "界外" },
      position: null,
      defect: "NOISY",
      danger: false,
      channel: "HOTLINE_12345",
      photoIds: [],
      file: true,
      dispatchTo: null,
    });
  };

  test("is flagged, stands on top of the seat's list, and is handed over once, to a street that is known", async () => {
    const { id } = await atNobodysSide();
    expect(await flagged(id)).toBe(true);
    const list = await casesPage(
      town.database,
      town.as("seat") as never,
      { queue: "open", danger: false },
      null,
      50,
    );
    expect(list[0]?.id).toBe(id);
    await town.database.run(sql`
      insert into division (code, name_zh, name_en, level) values ('440604999', '邻街', 'Next street', 'STREET') on conflict do nothing`);
    const over = async (divisionCode: string) =>
      await desk.onCase("seat", id, {
        type: "HAND_OVER",
        divisionCode,
        unitId: await nextStreet(),
        reasonCode: "OTHER_STREET",
      });
    const company = desk.onCase("seat", id, {
      type: "HAND_OVER",
      divisionCode: "440604999",
      unitId: town.unit("gas"),
      reasonCode: "OTHER_STREET",
    });
    expect((await refusal(company)).extra.reason).toBe("NO_AUTHORITY");
    expect((await refusal(over("440604998"))).code).toBe("unknown_reference");
    await over("440604999");
    expect(await seenBy("seat", id)).toMatchObject({
      divisionCode: "440604999",
      unit: { id: await nextStreet() },
    });
    expect((await refusal(over("440604011"))).extra.reason).toBe("HANDED_OVER_ONCE");
  });

  test("inside a street nothing is flagged", async () => {
    const { id } = await desk.file(danger(town.owned("water")));
    expect(await flagged(id)).toBe(false);
  });

  test("D6: within five metres of the street's boundary, or nearer than it is accurate, it is flagged as well", async () => {
    const near = async (metres: number, accuracyM?: number) => {
      const { lon, lat } = await town.database.one<{ lon: number; lat: number }>(sql`
        with edge as (select geom, ST_Boundary(geom) as line, ST_PointOnSurface(geom) as inside from division where level = 'STREET' and geom is not null order by code limit 1),
          foot as (select inside, ST_ClosestPoint(line, inside) as foot from edge),
          along as (select inside, foot, ST_DistanceSphere(inside, foot) as metres from foot)
        select ST_X(ST_LineInterpolatePoint(ST_MakeLine(foot, inside), ${metres}::float8 / metres)) as lon,
          ST_Y(ST_LineInterpolatePoint(ST_MakeLine(foot, inside), ${metres}::float8 / metres)) as lat from along`);
      const { id } = await desk.file({
        ...danger(null, { danger: false, defect: "NOISY" }),
        newComponent: {
          classCode: "0102",
          position: { lon, lat, crs: "EPSG:4490", ...(accuracyM && { accuracyM }) },
          address: "界边",
        },
      });
      const row = await town.database.one<{ boundary: boolean; outside: boolean }>(sql`
        select coalesce((state_json ->> 'boundary')::boolean, false) as boundary, coalesce((state_json ->> 'outside')::boolean, false) as outside from case_file where id = ${id}`);
      return row;
    };
    expect(await near(4)).toEqual({ boundary: true, outside: false });
    expect(await near(8, 1)).toEqual({ boundary: false, outside: false });
    expect(await near(8, 20)).toEqual({ boundary: true, outside: false });
  });

  test("D6: what the superior has decided is the convener's to enter, and holds for the next report", async () => {
    const { id, componentId } = await atNobodysSide();
    await town.database.run(sql`
      insert into division (code, name_zh, name_en, level) values ('440604999', '邻街', 'Next street', 'STREET') on conflict do nothing`);
    const next = await nextStreet();
    await desk.onCase("seat", id, {
      type: "HAND_OVER",
      divisionCode: "440604999",
      unitId: next,
      reasonCode: "OTHER_STREET",
    });
    const mine = async () =>
      (await casesPage(town.database, town.as("convener") as never, { queue: "mine" }, null, 50)).map(
        (row) => row.id,
      );
    expect(await mine()).not.toContain(id);
    await desk.asDispatched(id, { type: "RETURN", reasonCode: "NOT_OURS", namesUnitId: null });
    expect(await mine()).toContain(id);
    await desk.onCase("convener", id, {
      type: "DECIDE_STREET",
      divisionCode: "440604999",
      unitId: next,
      document: "禅数〔2026〕3号",
      from: "2026-01-01",
      until: null,
      photoIds: [desk.photo],
    });
    expect(await mine()).not.toContain(id);
    const later = await desk.file(danger(componentId));
    expect(await flagged(later.id)).toBe(false);
    expect(await seenBy("seat", later.id)).toMatchObject({ divisionCode: "440604999", unit: { id: next } });
  });
});
