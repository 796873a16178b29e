import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTown, type TestTown } from "../../scripts/testing-town.ts";
import { ApiError } from "../contract/errors.ts";
import type { InquiryCommandBody } from "../contract/inquiries.ts";
import type { CaseCommandBody } from "../contract/cases.ts";
import { asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clock.ts";
import { likelyOwners } from "../inference/commands.ts";
import * as inquiries from "../inquiries/commands.ts";
import { inquiryDetail } from "../inquiries/queries.ts";
import { loadDossier } from "../store/dossier-queries.ts";
import { componentDetail } from "../registry/component-queries.ts";
import { command, report, type Report } from "./commands.ts";
import { likelyDuplicates } from "./queries.ts";

let town: TestTown;
let photo = "";
beforeAll(async () => {
  town = await testTown();
  photo = (
    await town.database.one<{ id: string }>(sql`
    insert into photo (id, sha256, content, thumbnail, width, height) values (gen_random_uuid(), sha256('x'), 'x', 'x', 1, 1) returning id`)
  ).id;
}, 300_000);
afterAll(() => town.close());

const danger = (componentId: string | null, more: Partial<Report> = {}): Report => ({
  componentId,
  newComponent: null,
  position: null,
  defect: "MISSING",
  danger: true,
  channel: "HOTLINE_12345",
  photoIds: [],
  file: true,
  dispatchTo: null,
  ...more,
});
type Name = Parameters<TestTown["by"]>[0];
const file = (given: Report, name: Name = "seat") => town.by(name, (tx) => report(tx, given));
const onCase = (name: Name, id: string, body: CaseCommandBody, version?: number) =>
  town.by(name, (tx) => command(tx, id, body, version));
/** Whichever department of the street the place rule has dispatched. */
const asDispatched = async (id: string, body: CaseCommandBody) => {
  const { unitId } = await town.database.one<{ unitId: string }>(
    sql`select unit_id as "unitId" from case_file where id = ${id}`,
  );
  return await asActor(town.database, { ...town.as("dept"), unitId }, (tx) =>
    command(tx, id, body, undefined),
  );
};
const onInquiry = (name: Name, id: string, body: InquiryCommandBody, version?: number) =>
  town.by(name, (tx) => inquiries.command(tx, id, body, version));
const componentRow = (id: string) =>
  town.database.one<{
    status: string;
    danger: boolean;
    cases: number;
    owner: string | null;
    state: string;
    provisional: boolean;
  }>(
    sql`select ownership_status as status, open_danger as danger, open_case_count as cases, owner_unit_id as owner, physical_state as state, provisional from component where id = ${id}`,
  );
const refusal = async (work: Promise<unknown>): Promise<ApiError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("it was allowed");
};

describe("a danger on an ownerless cover, reported and filed in one gesture", () => {
  let cover: string;
  let made: Awaited<ReturnType<typeof report>>;
  beforeAll(async () => {
    cover = town.ownerless();
    made = await file(
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
    expect(await componentRow(cover)).toEqual({
      status: expect.stringMatching(/UNKNOWN|SUSPECTED/),
      danger: true,
      cases: 1,
      owner: null,
      state: "LOST",
      provisional: false,
    });
  });

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
  const made = await file(
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
  expect(await componentRow(made.componentId)).toMatchObject({
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
    const made = await file(
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
    await onInquiry("water", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "PIPE_MAP", photoIds: [] }],
    });
    await asDispatched(made.id, {
      type: "GUARD",
      photoIds: [photo],
      position: { lon: 113.0537, lat: 23.0292, crs: "EPSG:4490" },
    });
    await same();
    await onInquiry("seat", inquiryId, {
      type: "PROPOSE_DETERMINATION",
      unitId: town.unit("water"),
      from: dayOf(new Date().toISOString()),
    });
    await onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
    await asDispatched(made.id, { type: "MAKE_SAFE", photoIds: [], measure: "钢板" });
    await asDispatched(made.id, {
      type: "REPAIR",
      photoIds: [photo],
      measure: "换盖",
      material: "DUCTILE_IRON",
      loadClass: "D400",
    });
    await onCase("grid", made.id, { type: "PASS_CHECK", photoIds: [] });
    await onCase("lead", made.id, { type: "CLOSE" });
    await same();
    expect(await componentRow(made.componentId)).toMatchObject({
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
    const made = await file(danger(cover));
    const inquiryId = made.inquiryId ?? "";
    const work: [CaseCommandBody, Name][] = [
      [{ type: "ACKNOWLEDGE" }, "dept"],
      [{ type: "GUARD", photoIds: [photo], position: null }, "dept"],
      [{ type: "MAKE_SAFE", photoIds: [photo], measure: "钢板" }, "dept"],
      [{ type: "REPAIR", photoIds: [photo], measure: "换盖", material: null, loadClass: "D400" }, "dept"],
      [{ type: "PASS_CHECK", photoIds: [photo] }, "grid"],
      [{ type: "CLOSE" }, "lead"],
    ];
    for (const [body, name] of work) await onCase(name, made.id, body);
    const letters = await town.database.rows<{ unit: string }>(
      sql`select unit_id as unit from inquiry_letter where inquiry_id = ${inquiryId}`,
    );
    for (const { unit } of letters)
      await onInquiry("seat", inquiryId, {
        type: "ANSWER",
        unitId: unit,
        answer: "DENY",
        reasonCode: "NOT_ON_OUR_MAP",
        evidence: [],
      });
    await onInquiry("grid", inquiryId, {
      type: "RECORD_SITE_SURVEY",
      photoIds: [photo],
      observation: { lettering: "无" },
    });
    await onInquiry("seat", inquiryId, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null });
    const custodianUnitId = town.as("dept").unitId ?? "";
    const propose = {
      type: "PROPOSE_BACKSTOP",
      custodianUnitId,
      inspectionIntervalDays: 30,
      reviewOn: null,
      overridesPrivate: false,
    } as const;
    await onInquiry("seat", inquiryId, { ...propose, emergencyReason: null });
    expect((await refusal(onInquiry("convener", inquiryId, { type: "SIGN_BACKSTOP" }))).extra.reason).toBe(
      "NOTICE_NOT_OVER",
    );
    await onInquiry("lead", inquiryId, { type: "REFUSE_PROPOSAL" });
    await onInquiry("seat", inquiryId, { ...propose, emergencyReason: "台风季节" });
    const signed = await onInquiry("convener", inquiryId, { type: "SIGN_BACKSTOP" });
    expect(signed.state).toBe("BACKSTOP");
    expect(await componentRow(cover)).toMatchObject({ status: "BACKSTOP", owner: null });

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
    expect(await componentRow(cover)).toMatchObject({ status: "CLAIM_PENDING" });
    await onInquiry("seat", inquiryId, {
      type: "PROPOSE_DETERMINATION",
      unitId: late,
      from: dayOf(new Date().toISOString()),
    });
    await onInquiry("convener", inquiryId, { type: "CONFIRM_DETERMINATION" });
    expect(await componentRow(cover)).toMatchObject({ status: "CONFIRMED", owner: late });
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
    const made = await file(danger(cover));
    expect(made.inquiryId).toBeNull();
    expect((await town.kinds(cover)).includes("CASE_DISPATCHED")).toBe(false);
    const other = await file(danger(town.owned("water"), { dispatchTo: town.unit("water") }));
    const row = await town.database.one(
      sql`select state, unit_id as unit, version from case_file where id = ${other.id}`,
    );
    expect(row).toMatchObject({ state: "DISPATCHED", unit: town.unit("water"), version: other.version });
  });

  test("what a caller saw days ago is filed now: nobody's time has run out before they were asked", async () => {
    const cover = town.ownerless();
    const occurredAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
    const made = await file(danger(cover, { occurredAt }));
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
    expect((await refusal(file(danger(cover), "grid"))).code).toBe("forbidden");
    const made = await file(danger(cover, { file: false }), "grid");
    expect(await town.kinds(cover)).toEqual(["CASE_REPORTED", "DEADLINE_SET"]);
    const filed = await onCase(
      "seat",
      made.id,
      { type: "FILE", danger: true, defect: "MISSING" },
      made.version,
    );
    expect(filed.state).toBe("DISPATCHED");
    expect((await componentRow(cover)).state).toBe("LOST");
  });
});

describe("two people at once", () => {
  test("who saw an old version is told what has changed, and nothing is written", async () => {
    const cover = town.ownerless();
    const made = await file(danger(cover));
    const before = (await town.kinds(cover)).length;
    await onCase("grid", made.id, { type: "ADD_NOTE", photoIds: [] });
    const stale = await refusal(onCase("seat", made.id, { type: "ADD_NOTE", photoIds: [] }, made.version));
    expect(stale.code).toBe("stale_version");
    expect(stale.extra.changed).toEqual(["NOTE_ADDED"]);
    expect((await town.kinds(cover)).length).toBe(before + 1);
  });

  test("eight units claim at the same moment: all are heard, in one order, and it is disputed", async () => {
    const cover = town.ownerless();
    const made = await file(danger(cover));
    const claimants = [
      "water",
      "drainage",
      "power",
      "telecom",
      "gas",
      "lighting",
      "traffic",
      "property",
    ] as const;
    await Promise.all(
      claimants.map((name) =>
        onInquiry(name, made.inquiryId ?? "", {
          type: "ANSWER",
          answer: "CLAIM",
          reasonCode: null,
          evidence: [],
        }),
      ),
    );
    const row = await town.database.one<{ claims: number }>(
      sql`select jsonb_array_length(state_json -> 'claims') as claims from inquiry where id = ${made.inquiryId}`,
    );
    expect(row.claims).toBe(8);
    expect((await componentRow(cover)).status).toBe("DISPUTED");
    const chain = await town.database.rows<{ seq: number; prev: string | null; leaf: string }>(sql`
      select seq, body_json ->> 'prev' as prev, encode(leaf_hash, 'hex') as leaf from event where stream_id = ${made.inquiryId} order by seq`);
    for (const [n, { seq, prev }] of chain.entries()) {
      expect(seq).toBe(n + 1);
      expect(prev).toBe(n === 0 ? null : chain[n - 1]?.leaf);
    }
  });

  test("a command that is refused leaves no trace", async () => {
    const cover = town.ownerless();
    const made = await file(danger(cover));
    const before = await town.kinds(cover);
    expect((await refusal(onCase("lead", made.id, { type: "CLOSE" }))).extra.reason).toBe("WRONG_STATE");
    expect(
      (
        await refusal(
          onCase("dept", made.id, {
            type: "REPAIR",
            photoIds: [photo],
            measure: "x",
            material: null,
            loadClass: null,
          }),
        )
      ).extra.reason,
    ).toBe("DANGER_NOT_MADE_SAFE");
    expect(await town.kinds(cover)).toEqual(before);
  });
});

describe("the same hole reported again", () => {
  test("is offered as a duplicate: the same component, or its like within ten metres (D5)", async () => {
    const cover = town.ownerless();
    const made = await file(danger(cover));
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
    const first = await file(danger(cover));
    const second = await file(danger(cover, { channel: "WECHAT", file: false }));
    await onCase("seat", second.id, { type: "MERGE", into: first.id });
    const rows = await town.database.rows(
      sql`select state, open, merged_into as into, (state_json -> 'reportCount')::int as reports from case_file where component_id = ${cover} order by number`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ open: true, into: null, reports: 2 }),
      expect.objectContaining({ state: "MERGED", open: false, into: first.id, reports: 1 }),
    ]);
    expect((await componentRow(cover)).cases).toBe(1);
  });

  test("after the closing is a new case that names the old one", async () => {
    const cover = town.owned("drainage");
    const first = await file(
      danger(cover, { danger: false, defect: "NOISY", dispatchTo: town.unit("drainage") }),
    );
    await onCase("drainage", first.id, {
      type: "REPAIR",
      photoIds: [],
      measure: "x",
      material: null,
      loadClass: null,
    }).catch(() => {});
    const [own] = await town.database.rows<{ id: string }>(sql`
      insert into photo (id, sha256, content, thumbnail, width, height, uploaded_by_unit_id)
      values (gen_random_uuid(), sha256('y'), 'y', 'y', 1, 1, ${town.unit("drainage")}) returning id`);
    await onCase("drainage", first.id, {
      type: "REPAIR",
      photoIds: [own?.id ?? ""],
      measure: "x",
      material: null,
      loadClass: null,
    });
    await onCase("grid", first.id, { type: "PASS_CHECK", photoIds: [] });
    await onCase("lead", first.id, { type: "CLOSE" });
    const again = await file(danger(cover));
    expect(
      await town.database.one(sql`select recurrence_of as first from case_file where id = ${again.id}`),
    ).toEqual({ first: first.id });
  });
});

describe("what a unit sees of an inquiry before anything is determined (guard 7)", () => {
  test("its own letter, answer and evidence, and nobody else's", async () => {
    const cover = town.ownerless();
    const made = await file(danger(cover));
    const inquiryId = made.inquiryId ?? "";
    await onInquiry("seat", inquiryId, {
      type: "ADD_EVIDENCE",
      kind: "PIPE_MAP",
      unitId: town.unit("gas"),
      direction: "FOR",
      photoIds: [],
      observation: { distanceCm: 40 },
    });
    await onInquiry("gas", inquiryId, {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [{ kind: "PERMIT", photoIds: [] }],
    });
    await onInquiry("water", inquiryId, { type: "ANSWER", answer: "CLAIM", reasonCode: null, evidence: [] });
    // What one unit brings against another is the first one's evidence, not the second one's.
    await onInquiry("gas", inquiryId, {
      type: "ADD_EVIDENCE",
      kind: "AS_BUILT_DRAWING",
      unitId: town.unit("water"),
      direction: "AGAINST",
      photoIds: [],
      observation: {},
    });
    const as = (name: Name) => inquiryDetail(town.database, town.as(name) as never, inquiryId);
    const staff = await as("seat");
    const water = await as("water");
    expect(staff?.claims.length).toBe(2);
    expect(staff?.evidence.length).toBe(5);
    expect(water?.claims.map(({ unit }) => unit.id)).toEqual([town.unit("water")]);
    expect(water?.evidence.map(({ kind }) => kind)).toEqual(["WRITTEN_ADMISSION"]);
    expect(water?.candidates).toEqual([]);
    expect(water?.lettersSent.every(({ unit }) => unit.id === town.unit("water"))).toBe(true);
    expect(JSON.stringify(water)).not.toContain(town.unit("gas"));
    expect(JSON.stringify(water)).not.toContain(town.as("gas").accountId);
    expect(water?.file).toMatchObject({ evidence: [{ kind: "WRITTEN_ADMISSION" }] });
  });

  test("nothing at all of a restricted component (class 0130)", async () => {
    const cover = town.ownerless();
    await town.database.run(
      sql`update component set class_code = '0130', restricted = true where id = ${cover}`,
    );
    const made = await file(danger(cover));
    expect(await componentDetail(town.database, town.as("water") as never, cover)).toBeUndefined();
    expect(
      await inquiryDetail(town.database, town.as("water") as never, made.inquiryId ?? ""),
    ).toBeUndefined();
    const answer = onInquiry("water", made.inquiryId ?? "", {
      type: "ANSWER",
      answer: "CLAIM",
      reasonCode: null,
      evidence: [],
    });
    expect((await refusal(answer)).code).toBe("not_found");
    expect(await componentDetail(town.database, town.as("seat") as never, cover)).toBeDefined();
  });
});
