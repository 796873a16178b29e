import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { danger, deskIn } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import { append, seal, type NewEvent } from "../store/append.ts";
import { countLimits } from "./limit-queries.ts";
import {
  countByMonth,
  countByUnit,
  countCases,
  countComponents,
  countInquiries,
  minutesToSafety,
} from "./queries.ts";

const water = randomUUID();
const power = randomUUID();
const component = randomUUID();
const inquiryId = randomUUID();
const spring = { from: "2026-03-01", to: "2026-04-30" };
let town: TestDatabase;

/** Filed at 09:00 Shanghai time on `day`; guarded and made safe so many minutes later. */
async function fileCase(
  day: string,
  file: {
    danger: boolean;
    guard?: number;
    safe?: number;
    ownerless?: boolean;
    reworks?: number;
    closed?: boolean;
  },
) {
  const filed = Date.parse(`${day}T09:00:00+08:00`);
  const after = (minutes: number | undefined) =>
    minutes === undefined ? null : new Date(filed + minutes * 60_000).toISOString();
  const state = {
    guardedAt: after(file.guard),
    madeSafeAt: after(file.safe),
    reworks: file.reworks ?? 0,
    emergencyReason: file.ownerless ? "DANGER_WITHOUT_CONFIRMED_OWNER" : null,
  };
  const id = randomUUID();
  await town.database.run(sql`
    insert into case_file (id, number, component_id, division_code, state, open, danger, defect, channel, geom, reported_at, filed_at, closed_at, urgency, state_json, version)
    select ${id}, ${id}, id, division_code, ${file.closed ? "CLOSED" : "MADE_SAFE"}, ${!file.closed}, ${file.danger}, 'MISSING', 'PATROL', geom,
           ${new Date(filed)}, ${new Date(filed)}, ${file.closed ? after(2000) : null}, now(), ${JSON.stringify(state)}::jsonb, 1
    from component where id = ${component}`);
  return { id, filed };
}

async function stepLimit(
  caseId: string,
  day: string,
  took: { met?: string; cancelled?: boolean; kind?: "GUARD" | "MAKE_SAFE"; start?: string },
) {
  await town.database.run(sql`
    insert into deadline (id, stream_kind, stream_id, component_id, kind, clock, minutes, rule_id, started_at, due_at, met_at, cancelled_at)
    values (${randomUUID()}, 'case', ${caseId}, ${component}, ${took.kind ?? "REPAIR"}, 'WORK_HOUR', 240, 'R', ${`${day}T${took.start ?? "01"}:00:00Z`}, ${`${day}T09:00:00Z`}, ${took.met ?? null}, ${took.cancelled ? `${day}T02:00:00Z` : null})`);
}

beforeAll(async () => {
  town = await testDatabase();
  const { database } = town;
  await database.run(sql`insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values
    (${water}, 'W', '供水公司', 'Water', 'WATER_SUPPLY', '2020-01-01'), (${power}, 'P', '供电局', 'Power', 'POWER', '2020-01-01')`);
  await database.run(sql`insert into component (id, division_code, class_code, class_group, geom, ownership_status, retired) values
    (${component}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490), 'BACKSTOP', false),
    (${randomUUID()}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490), 'CONFIRMED', false),
    (${randomUUID()}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490), 'CONFIRMED', true)`);
  const first = await fileCase("2026-03-02", {
    danger: true,
    guard: 10,
    safe: 60,
    ownerless: true,
    closed: true,
  });
  const second = await fileCase("2026-03-03", { danger: true, guard: 30, safe: 100, reworks: 1 });
  const third = await fileCase("2026-04-01", { danger: false });
  // Reported twice and merged: one case, two reports. Its repair was in time and told a day late.
  const twice = await fileCase("2026-04-01", { danger: false });
  await database.run(sql`update case_file set state = 'MERGED', open = false where id = ${twice.id}`);
  await database.run(
    sql`update case_file set state_json = state_json || '{"reportCount": 2}' where id = ${third.id}`,
  );
  await fileCase("2026-04-02", { danger: true, guard: 20, ownerless: true });
  await fileCase("2026-05-01", { danger: true, guard: 500 });
  await stepLimit(first.id, "2026-03-02", { met: "2026-03-02T08:00:00Z" });
  await database.run(
    sql`update deadline set told_at = '2026-03-05T08:00:00Z' where stream_id = ${first.id} and kind = 'REPAIR'`,
  );
  await stepLimit(second.id, "2026-03-03", { met: "2026-03-04T08:00:00Z" });
  await stepLimit(third.id, "2026-04-01", { cancelled: true });
  // In time; taken away by two persons and begun again, and then in time; never.
  await stepLimit(first.id, "2026-03-02", { kind: "GUARD", met: "2026-03-02T02:00:00Z" });
  await stepLimit(second.id, "2026-03-03", { kind: "GUARD", cancelled: true });
  await stepLimit(second.id, "2026-03-04", { kind: "GUARD", met: "2026-03-04T02:00:00Z" });
  await stepLimit(third.id, "2026-04-01", { kind: "GUARD" });
  await stepLimit(first.id, "2026-03-02", { kind: "MAKE_SAFE", met: "2026-03-02T02:00:00Z" });
  // A danger that came back in the same case: the first time counts, and the later one runs.
  await stepLimit(first.id, "2026-03-02", { kind: "MAKE_SAFE", start: "03" });
  await database.run(sql`insert into inquiry (id, number, component_id, division_code, state, open, danger, opened_at, urgency, state_json, version)
    values (${inquiryId}, 'Q1', ${component}, '440604011', 'DETERMINED', false, true, '2026-03-02T01:00:00Z', now(), '{}', 1)`);
  const letter = (unitId: string, answer: string | null, sent: string) =>
    database.run(sql`
    insert into inquiry_letter (id, inquiry_id, component_id, unit_id, round, sent_at, due_at, answer)
    values (${randomUUID()}, ${inquiryId}, ${component}, ${unitId}, ${sent.length + Number(sent.slice(5, 7))}, ${sent}, ${sent}, ${answer})`);
  await letter(water, "DENY", "2026-03-02T01:00:00Z");
  await letter(water, "CLAIM", "2026-04-02T01:00:00Z");
  await letter(power, "NO_REPLY", "2026-03-02T01:00:00Z");
  await letter(power, null, "2026-05-02T01:00:00Z");
  const actor = { accountId: null, role: "SYSTEM", unitId: null, username: "test" } as const;
  const told = (kind: string, occurredAt: string, data: object): NewEvent => ({
    stream: "inquiry",
    streamId: inquiryId,
    kind,
    data,
    componentId: component,
    divisionCode: null,
    occurredAt,
  });
  const events = [
    told("BACKSTOP_SIGNED", "2026-03-12T01:00:00.000Z", {}),
    told("INQUIRY_REOPENED", "2026-04-02T01:00:00.000Z", { cause: "LATE_CLAIM" }),
    told("INQUIRY_REOPENED", "2026-04-03T01:00:00.000Z", { cause: "REVIEW" }),
    told("OWNER_DETERMINED", "2026-04-11T01:00:00.000Z", { unitId: water }),
    told("OWNER_DETERMINED", "2026-05-11T01:00:00.000Z", { unitId: water }),
  ];
  const returned: NewEvent = {
    ...told("CASE_RETURNED", "2026-03-05T01:00:00.000Z", { unitId: power }),
    stream: "case",
    streamId: second.id,
  };
  await asActor(database, actor, (tx) =>
    append(tx, seal([...events, returned], new Map(), actor, "2026-06-01T00:00:00.000Z")),
  );
}, 120_000);
afterAll(() => town.close());

test("a retired component counts no more", async () => {
  expect(await countComponents(town.database)).toEqual({
    total: 2,
    byStatus: [
      { status: "BACKSTOP", count: 1 },
      { status: "CONFIRMED", count: 1 },
    ],
  });
});

test("dangers are counted by the day of filing, and D22: a limit that was cancelled is due in the raw figure and named in the one after exemption", async () => {
  expect(await countCases(town.database, spring)).toEqual({
    filed: 4,
    reports: 5,
    closed: 1,
    dangers: 3,
    dangersOver: 0,
    ownerlessDangers: 2,
    ownerlessDangersMadeSafe: 1,
    ownerlessDangersOver: 0,
    reworked: 1,
    due: 3,
    onTime: 1,
    onTimeAsTold: 0,
    dueExempted: 2,
    onTimeExempted: 1,
    exemptions: [{ kind: "OTHER", count: 1 }],
  });
});

test("D22: guarding and making safe are counted raw by the first limit, and after exemption", async () => {
  expect(await countLimits(town.database, spring, "GUARD")).toEqual({
    due: 3,
    onTime: 1,
    onTimeAsTold: 1,
    dueExempted: 3,
    onTimeExempted: 2,
    exemptions: [{ kind: "OTHER", count: 1 }],
  });
  expect(await countLimits(town.database, spring, "MAKE_SAFE")).toEqual({
    due: 1,
    onTime: 1,
    onTimeAsTold: 1,
    dueExempted: 1,
    onTimeExempted: 1,
    exemptions: [],
  });
});

test("the minutes to safety leave out what was never made safe", async () => {
  expect(await minutesToSafety(town.database, spring)).toEqual({
    guardMedian: 20,
    guardP90: 28,
    safeMedian: 80,
    safeP90: 96,
  });
});

// docs/domain.md#d10
test("a late claim is a figure of its own and takes no backstop away", async () => {
  expect(await countInquiries(town.database, spring)).toEqual({
    opened: 1,
    determined: 1,
    backstop: 1,
    private: 0,
    lateClaims: 1,
    medianDaysToOwner: 40,
  });
});

test("a period without anything answers zeros and nothing to divide", async () => {
  const empty = { from: "2020-01-01", to: "2020-01-31" };
  expect(await minutesToSafety(town.database, empty)).toEqual({
    guardMedian: null,
    guardP90: null,
    safeMedian: null,
    safeP90: null,
  });
  expect((await countInquiries(town.database, empty)).medianDaysToOwner).toBeNull();
  expect(await countByMonth(town.database, empty)).toEqual([
    { month: "2020-01", filed: 0, dangers: 0, determined: 0, backstop: 0 },
  ]);
});

test("every month of the period has its line", async () => {
  expect(await countByMonth(town.database, { from: "2026-02-15", to: "2026-04-30" })).toEqual([
    { month: "2026-02", filed: 0, dangers: 0, determined: 0, backstop: 0 },
    { month: "2026-03", filed: 2, dangers: 2, determined: 0, backstop: 1 },
    { month: "2026-04", filed: 2, dangers: 1, determined: 1, backstop: 0 },
  ]);
});

test("a unit's silence is neither a claim nor a denial", async () => {
  expect(await countByUnit(town.database, spring)).toEqual([
    {
      unitId: water,
      nameZh: "供水公司",
      nameEn: "Water",
      asked: 2,
      claimed: 1,
      denied: 1,
      silent: 0,
      returned: 0,
    },
    {
      unitId: power,
      nameZh: "供电局",
      nameEn: "Power",
      asked: 1,
      claimed: 0,
      denied: 0,
      silent: 1,
      returned: 1,
    },
  ]);
});

describe("D22: a danger that two persons found to be none stays in every figure", () => {
  let real: TestTown;
  beforeAll(async () => {
    real = await testTown(60);
  }, 300_000);
  afterAll(() => real.close());

  test("guarded and called over, it is dealt with and not made safe", async () => {
    const desk = await deskIn(real);
    const { id } = await desk.file(danger(real.ownerless()));
    await desk.asDispatched(id, { type: "GUARD", photoIds: [desk.photo], position: null });
    const today = dayOf(new Date().toISOString());
    const period = { from: today, to: today };
    const figures = async () => {
      const { dangers, ownerlessDangers, ownerlessDangersMadeSafe } = await countCases(real.database, period);
      const minutes = await minutesToSafety(real.database, period);
      const byMonth = (await countByMonth(real.database, period)).map((row) => row.dangers);
      return { dangers, ownerlessDangers, ownerlessDangersMadeSafe, minutes, byMonth };
    };
    const before = await figures();
    expect(before).toMatchObject({
      dangers: 1,
      ownerlessDangers: 1,
      ownerlessDangersMadeSafe: 0,
      minutes: { guardMedian: expect.any(Number) },
      byMonth: [1],
    });
    await desk.onCase("grid", id, {
      type: "REQUEST_DANGER_OVER",
      reasonCode: "LID_PRESENT",
      photoIds: [desk.photo],
      notes: { note: "到场查看，井盖完好，没有坠落危险" },
    });
    await desk.onCase("seat", id, { type: "CONFIRM_DANGER_OVER" });
    expect(await figures()).toEqual(before);
    expect(await countCases(real.database, period)).toMatchObject({
      dangersOver: 1,
      ownerlessDangersOver: 1,
    });
  });
});
