import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import type { CaseCommandBody } from "../contract/cases.ts";
import { asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { likelyOwners } from "../inference/commands.ts";
import * as inquiries from "../inquiries/commands.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { report } from "./commands.ts";
import { danger, deskIn, type Desk, refusal, type Name } from "../../scripts/sample/testing/reports.ts";
let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown();
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

describe("a danger on an ownerless cover, reported and filed in one gesture", () => {
  let cover: string;
  let made: Awaited<ReturnType<typeof report>>;
  beforeAll(async () => {
    cover = town.ownerless();
    made = await desk.file(
      danger(cover, { description: "井盖不见了", reporterName: "陈先生", reporterPhone: "13800000000" }),
    );
  });

  test("is dispatched to the street's department, with its inquiry and a letter to every candidate, in one transaction", async () => {
    const row = await town.database.one<{
      state: string;
      unit: string;
      substitute: boolean;
      notices: number;
    }>(
      sql`select state, unit_id as unit, substitute_handling as substitute, (state_json -> 'noticeAttempts')::int as notices from case_file where id = ${made.id}`,
    );
    expect(row).toMatchObject({ state: "DISPATCHED", substitute: true, notices: 1 });
    const unitType = await town.database.one(sql`select unit_type as type from unit where id = ${row.unit}`);
    expect(unitType).toEqual({ type: "STREET_DEPT" });
    const letters = await town.database.rows<{ unit: string }>(
      sql`select unit_id as unit from inquiry_letter where inquiry_id = ${made.inquiryId} and answer is null and round = 1`,
    );
    const { candidates } = await likelyOwners(town.database, cover, null);
    expect(candidates.length).toBeGreaterThan(0);
    expect(letters.map(({ unit }) => unit).toSorted()).toEqual(
      candidates.map(({ unitId }) => unitId).toSorted(),
    );
    const clocks = await town.database.rows<{ kind: string }>(
      sql`select kind from deadline where component_id = ${cover} and met_at is null and cancelled_at is null order by kind`,
    );
    expect(clocks.map(({ kind }) => kind)).toEqual([
      "ACKNOWLEDGE",
      "CONSULT",
      "GUARD",
      "MAKE_SAFE",
      "REPAIR",
    ]);
    const transactions = await town.database.one(sql`
      select count(distinct x)::int as n from (
        select xmin::text as x from event where component_id = ${cover} union all select xmin::text from case_file where id = ${made.id}
        union all select xmin::text from inquiry where id = ${made.inquiryId} union all select xmin::text from inquiry_letter where inquiry_id = ${made.inquiryId}) written`);
    expect(transactions).toEqual({ n: 1 });
  });

  test("shows on the map as a red ring on a component that is lost", async () => {
    expect(await desk.componentRow(cover)).toEqual({
      status: expect.stringMatching(/UNKNOWN|SUSPECTED/),
      danger: true,
      cases: 1,
      owner: null,
      state: "LOST",
      provisional: false,
    });
  });

  // docs/domain.md#guard-9
  test("keeps the caller's name and phone out of the history's bytes", async () => {
    const told = await town.database.rows<{ body: string }>(
      sql`select convert_from(body, 'UTF8') as body from event where component_id = ${cover}`,
    );
    expect(told.some(({ body }) => /陈先生|13800000000|井盖不见了/.test(body))).toBe(false);
    const beside = await town.database.one(sql`
      select count(*)::int as n from disclosure where event_id in (select event_id from event where stream_id = ${made.id} and kind = 'CASE_REPORTED')`);
    expect(beside).toEqual({ n: 3 });
  });
});

test("a provisional component is made in the same gesture, from a phone's GCJ-02, within a metre of the spot", async () => {
  const [west, south] = [113.0512, 23.0308];
  const made = await desk.file(
    danger(null, {
      newComponent: {
        classCode: "0102",
        position: { lon: west, lat: south, crs: "GCJ02" },
        address: "海口村口",
      },
    }),
  );
  const at = await town.database.one<{ lon: number; lat: number; crs: string }>(
    sql`select ST_X(geom) as lon, ST_Y(geom) as lat, source_crs as crs from component where id = ${made.componentId}`,
  );
  expect(at.crs).toBe("GCJ02");
  // Read as WGS-84 it would lie 600 m away.
  const shift = await town.database.one<{ m: number }>(sql`
    select ST_DistanceSphere(ST_SetSRID(ST_MakePoint(${west}, ${south}), 4490), ST_SetSRID(ST_MakePoint(${at.lon}, ${at.lat}), 4490)) as m`);
  expect(shift.m).toBeGreaterThan(500);
  expect(shift.m).toBeLessThan(700);
  expect(await desk.componentRow(made.componentId)).toMatchObject({
    provisional: true,
    state: "LOST",
    danger: true,
    cases: 1,
  });
});

describe("the rows are the fold of the events", () => {
  const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

  test("from the registration of a component to the end of both tracks", async () => {
    const made = await desk.file(
      danger(null, {
        newComponent: {
          classCode: "0103",
          position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" },
          address: "",
        },
      }),
    );
    const inquiryId = made.inquiryId ?? "";
    const same = async (): Promise<void> => {
      const told = await town.retold(made.componentId);
      const { dossier } = await town.by("auditor", (tx) =>
        loadDossier(tx, made.componentId, { case: made.id }),
      );
      const inquiry = await town.by("auditor", (tx) =>
        loadDossier(tx, made.componentId, { inquiry: inquiryId }),
      );
      expect(dossier.component).toEqual(told.component);
      expect(dossier.cases).toEqual(told.cases);
      expect(sorted(inquiry.dossier.inquiries)).toEqual(sorted(told.inquiries));
    };
    await same();
    await desk.onInquiry("water", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
    });
    await desk.asDispatched(made.id, {
      type: "GUARD",
      photoIds: [desk.photo],
      position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" },
    });
    await same();
    await desk.onInquiry("seat", inquiryId, {
      type: "PROPOSE_DETERMINATION",
      unitId: town.unit("water"),
      from: dayOf(new Date().toISOString()),
    });
    await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
    await desk.asDispatched(made.id, { type: "MAKE_SAFE", photoIds: [desk.photo], measure: "钢板" });
    await desk.asDispatched(made.id, {
      type: "REPAIR",
      photoIds: [desk.photo],
      measure: "换盖",
      material: "DUCTILE_IRON",
      loadClass: "D400",
    });
    await desk.onCase("grid", made.id, { type: "PASS_CHECK", photoIds: [desk.photo] });
    await desk.onCase("lead", made.id, { type: "CLOSE" });
    await same();
    expect(await desk.componentRow(made.componentId)).toMatchObject({
      status: "CONFIRMED",
      owner: town.unit("water"),
      danger: false,
      cases: 0,
      state: "INTACT",
    });
  });
});

describe("the whole mechanism", () => {
  test("handle first, ask meanwhile, fall back, and take a late claim from that day on", async () => {
    const cover = town.ownerless();
    const made = await desk.file(danger(cover));
    const inquiryId = made.inquiryId ?? "";
    const work: [CaseCommandBody, Name][] = [
      [{ type: "ACKNOWLEDGE" }, "dept"],
      [{ type: "GUARD", photoIds: [desk.photo], position: null }, "dept"],
      [{ type: "MAKE_SAFE", photoIds: [desk.photo], measure: "钢板" }, "dept"],
      [
        { type: "REPAIR", photoIds: [desk.photo], measure: "换盖", material: null, loadClass: "D400" },
        "dept",
      ],
      [{ type: "PASS_CHECK", photoIds: [desk.photo] }, "grid"],
      [{ type: "CLOSE" }, "lead"],
    ];
    for (const [body, name] of work) await desk.onCase(name, made.id, body);
    const letters = await town.database.rows<{ unit: string }>(
      sql`select unit_id as unit from inquiry_letter where inquiry_id = ${inquiryId}`,
    );
    for (const { unit } of letters)
      await desk.onInquiry("seat", inquiryId, {
        type: "ANSWER",
        unitId: unit,
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [{ kind: "WRITTEN_DENIAL", photoIds: [desk.photo] }],
      });
    await desk.onInquiry("grid", inquiryId, {
      type: "RECORD_SITE_SURVEY",
      photoIds: [desk.photo],
      observation: { lettering: "无" },
    });
    await desk.onInquiry("seat", inquiryId, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    const custodianUnitId = town.as("dept").unitId ?? "";
    const propose = {
      type: "PROPOSE_BACKSTOP",
      custodianUnitId,
      inspectionIntervalDays: 30,
      reviewOn: null,
      overridesPrivate: false,
    } as const;
    await desk.onInquiry("seat", inquiryId, { ...propose, emergencyReason: null });
    expect(
      (await refusal(desk.onInquiry("convener", inquiryId, { type: "SIGN_BACKSTOP" }))).extra.reason,
    ).toBe("NOTICE_NOT_OVER");
    await desk.onInquiry("lead", inquiryId, { type: "REFUSE_PROPOSAL" });
    await desk.onInquiry("seat", inquiryId, {
      ...propose,
      emergencyReason: "SEVERE_WEATHER",
      notes: { reason: "台风季节，不能等公告" },
    });
    const signed = await desk.onInquiry("convener", inquiryId, { type: "SIGN_BACKSTOP" });
    expect(signed.state).toBe("BACKSTOP");
    expect(await desk.componentRow(cover)).toMatchObject({ status: "BACKSTOP", owner: null });

    // Eight months later somebody who had been asked finds a drawing.
    const late = letters[0]?.unit ?? "";
    const claimant = { ...town.as("water"), unitId: late };
    await asActor(town.database, claimant, (tx) =>
      inquiries.command(
        tx,
        inquiryId,
        {
          type: "ANSWER",
          answer: "CLAIM",
          reasonCode: null,
          evidence: [{ kind: "AS_BUILT_DRAWING", photoIds: [] }],
        },
        undefined,
      ),
    );
    expect(await desk.componentRow(cover)).toMatchObject({ status: "CLAIM_PENDING" });
    await desk.onInquiry("seat", inquiryId, {
      type: "PROPOSE_DETERMINATION",
      unitId: late,
      from: dayOf(new Date().toISOString()),
    });
    await desk.onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
    expect(await desk.componentRow(cover)).toMatchObject({ status: "CONFIRMED", owner: late });
    const kinds = await town.kinds(cover);
    expect(kinds).toEqual(
      expect.arrayContaining([
        "BACKSTOP_SIGNED",
        "INQUIRY_REOPENED",
        "OWNER_DETERMINED",
        "BACKSTOP_ENDED",
        "ROLE_ENDED",
      ]),
    );
    const causes = await town.database.one<{ n: number }>(sql`
      select count(*)::int as n from event e where component_id = ${cover} and kind = 'ROLE_ASSIGNED'
        and exists (select from event c where c.event_id::text = e.body_json ->> 'cause' and c.kind in ('BACKSTOP_SIGNED', 'OWNER_DETERMINED'))`);
    expect(causes.n).toBe(2);
  });

  test("a case on a confirmed component waits for its dispatch, and no inquiry opens", async () => {
    const cover = town.owned("water");
    const made = await desk.file(danger(cover));
    expect(made.inquiryId).toBeNull();
    expect((await town.kinds(cover)).includes("CASE_DISPATCHED")).toBe(false);
    const other = await desk.file(danger(town.owned("water"), { dispatchTo: town.unit("water") }));
    const row = await town.database.one(
      sql`select state, unit_id as unit, version from case_file where id = ${other.id}`,
    );
    expect(row).toMatchObject({ state: "DISPATCHED", unit: town.unit("water"), version: other.version });
  });

  test("what a caller saw days ago is filed now: nobody's time has run out before they were asked", async () => {
    const cover = town.ownerless();
    const occurredAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
    const made = await desk.file(danger(cover, { occurredAt }));
    const row = await town.database.one<{ reported: string; filed: string }>(
      sql`select reported_at as reported, filed_at as filed from case_file where id = ${made.id}`,
    );
    expect(row.reported).toBe(occurredAt);
    expect(Date.parse(row.filed)).toBeGreaterThan(Date.now() - 60_000);
    const overdue = await town.database.one<{ n: number }>(
      sql`select count(*)::int as n from deadline where component_id = ${cover} and kind <> 'ACCEPT' and due_at < now()`,
    );
    expect(overdue.n).toBe(0);
  });

  test("a grid worker reports and does not file", async () => {
    const cover = town.ownerless();
    expect((await refusal(desk.file(danger(cover), "grid"))).code).toBe("forbidden");
    const made = await desk.file(danger(cover, { file: false }), "grid");
    expect(await town.kinds(cover)).toEqual(["CASE_REPORTED", "DEADLINE_SET"]);
    const filed = await desk.onCase(
      "seat",
      made.id,
      { type: "FILE", danger: true, defect: "MISSING" },
      made.version,
    );
    expect(filed.state).toBe("DISPATCHED");
    expect((await desk.componentRow(cover)).state).toBe("LOST");
  });
});
