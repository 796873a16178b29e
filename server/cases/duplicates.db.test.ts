import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { sql } from "../db/sql.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { danger, deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { caseDetail, likelyDuplicates } from "./queries.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

describe("the same hole reported again", () => {
  test("is offered as a duplicate: the same component, or its like within ten metres (D5)", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const at = await town.database.one<{ lon: number; lat: number }>(
      sql`select ST_X(geom) as lon, ST_Y(geom) as lat from component where id = ${cover}`,
    );
    const seat = town.as("seat");
    const asked = (metres: number, more: object = {}) =>
      likelyDuplicates(town.database, seat as never, {
        lon: at.lon,
        lat: at.lat + metres / 111_195,
        group: "COVER",
        ...more,
      });
    const ids = async (found: ReturnType<typeof asked>) => (await found).map(({ id }) => id);
    expect(await ids(asked(9))).toContain(made.id);
    expect(await ids(asked(11))).not.toContain(made.id);
    expect(await ids(asked(25, { accuracyM: 20 }))).toContain(made.id);
    expect(await ids(asked(9, { group: "LAMP" }))).not.toContain(made.id);
    expect(await ids(asked(500, { componentId: cover }))).toContain(made.id);
    await town.database.run(
      sql`update case_file set reported_at = now() - interval '73 hours' where id = ${made.id}`,
    );
    expect(await ids(asked(9))).not.toContain(made.id);
    expect(await ids(asked(9, { componentId: cover }))).toContain(made.id);
  });

  test("merged, it counts as one case with two reports", async () => {
    const cover = town.owned("drainage");
    const first = await desk.file(danger(cover));
    const second = await desk.file(danger(cover, { channel: "WECHAT", file: false }));
    await desk.onCase("seat", second.id, { type: "MERGE", into: first.id });
    const rows = await town.database.rows(
      sql`select state, open, merged_into as into, (state_json -> 'reportCount')::int as reports from case_file where component_id = ${cover} order by number`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ open: true, into: null, reports: 2 }),
      expect.objectContaining({ state: "MERGED", open: false, into: first.id, reports: 1 }),
    ]);
    expect((await desk.componentRow(cover)).cases).toBe(1);
  });

  test("taken apart by the lead it counts as two again, each with its number, its channel and its own clocks", async () => {
    const cover = town.owned("drainage");
    const noisy = { danger: false, defect: "NOISY", file: false } as const;
    const first = await desk.file(danger(cover, { ...noisy, channel: "POLICE_NON_EMERGENCY" }));
    const second = await desk.file(
      danger(cover, { ...noisy, channel: "WECHAT", reporterPhone: "13800000000" }),
    );
    const clocks = () =>
      town.database.rows<{ id: string; began: string; due: string }>(
        sql`select stream_id as id, started_at as began, due_at as due from deadline where component_id = ${cover} and met_at is null and cancelled_at is null order by stream_id`,
      );
    const before = await clocks();
    await desk.onCase("seat", first.id, { type: "MERGE", into: second.id });
    const [only, ...others] = await clocks();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: second.id, due: before.find((clock) => clock.id === first.id)?.due });
    const seat = town.as("seat") as never;
    expect(await caseDetail(town.database, seat, second.id)).toMatchObject({
      reportCount: 2,
      merged: [{ id: first.id, number: first.number, channel: "POLICE_NON_EMERGENCY", repliedAt: null }],
    });
    const filed = () =>
      town.database.one<{ cases: number; reports: number }>(sql`
        select (count(*) filter (where state <> 'MERGED'))::int as cases,
               (sum((state_json -> 'reportCount')::int) filter (where state <> 'MERGED'))::int as reports
        from case_file where component_id = ${cover}`);
    expect(await filed()).toEqual({ cases: 1, reports: 2 });
    await desk.onCase("seat", first.id, { type: "REPLY", channel: "WECHAT" }); // each reporter is answered
    expect((await refusal(desk.onCase("seat", first.id, { type: "UNMERGE" }))).extra.reason).toBe(
      "ROLE_MAY_NOT",
    );
    await desk.onCase("lead", first.id, { type: "UNMERGE" });
    expect(await clocks()).toEqual(before);
    expect(await filed()).toEqual({ cases: 2, reports: 2 });
    expect((await desk.componentRow(cover)).cases).toBe(2);
    const told = await town.retold(cover);
    const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, cover, { case: first.id }));
    expect(dossier.cases).toEqual(told.cases);
  });

  test("is taken apart also when the case it went into is closed", async () => {
    const cover = town.owned("drainage");
    const first = await desk.file(danger(cover, { danger: false, defect: "NOISY", file: false }));
    const second = await desk.file(danger(cover, { danger: false, defect: "NOISY" }));
    await desk.onCase("seat", first.id, { type: "MERGE", into: second.id });
    await desk.onCase("seat", second.id, { type: "REQUEST_FORCED_CLOSE", reasonCode: "OTHER" });
    await desk.onCase("lead", second.id, { type: "CONFIRM_FORCED_CLOSE" });
    await desk.onCase("lead", first.id, { type: "UNMERGE" });
    expect(await caseDetail(town.database, town.as("seat") as never, second.id)).toMatchObject({
      reportCount: 1,
      merged: [],
    });
  });

  test("after the closing is a new case that names the old one", async () => {
    const cover = town.owned("drainage");
    const first = await desk.file(
      danger(cover, { danger: false, defect: "NOISY", dispatchTo: town.unit("drainage") }),
    );
    await desk
      .onCase("drainage", first.id, {
        type: "REPAIR",
        photoIds: [],
        measure: "x",
        material: null,
        loadClass: null,
      })
      .catch(() => {});
    const [own] = await town.database.rows<{ id: string }>(sql`
      insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id)
      values (gen_random_uuid(), sha256('y'), 'y', 'y', 1, 1, ${town.unit("drainage")}) returning id`);
    await desk.onCase("drainage", first.id, {
      type: "REPAIR",
      photoIds: [own?.id ?? ""],
      measure: "x",
      material: null,
      loadClass: null,
    });
    await desk.onCase("grid", first.id, { type: "PASS_CHECK", photoIds: [desk.photo] });
    await desk.onCase("lead", first.id, { type: "CLOSE" });
    const again = await desk.file(danger(cover));
    expect(
      await town.database.one(sql`select recurrence_of as first from case_file where id = ${again.id}`),
    ).toEqual({ first: first.id });
  });
});
