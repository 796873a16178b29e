import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asActor } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import type { Role } from "../domain/names.ts";
import { append, seal, type NewEvent } from "./append.ts";
import { historyOf, type HistoryFilter } from "./history-queries.ts";

const water = randomUUID();
const power = randomUUID();
const seat = randomUUID();
const clerk = randomUUID();
const component = randomUUID();
const restricted = randomUUID();
const caseId = randomUUID();
const inquiryId = randomUUID();
let town: TestDatabase;

const event = (
  stream: NewEvent["stream"],
  streamId: string,
  kind: string,
  data: object,
  more: Partial<NewEvent> = {},
): NewEvent => ({
  stream,
  streamId,
  kind,
  data,
  componentId: component,
  divisionCode: "440604011",
  occurredAt: "2026-03-02T01:00:00.000Z",
  ...more,
});

async function tell(
  accountId: string | null,
  role: Role | "SYSTEM",
  unitId: string | null,
  recordedAt: string,
  events: NewEvent[],
) {
  const actor = { accountId, role, unitId, username: "test" };
  await asActor(town.database, actor, async (tx) => {
    const ids = [...new Set(events.map((one) => one.streamId))];
    const heads = await tx.rows<{ id: string; seq: number; head: string }>(
      sql`select id, seq, encode(head, 'hex') as head from stream where id = any(${ids}::uuid[])`,
    );
    await append(tx, seal(events, new Map(heads.map((head) => [head.id, head])), actor, recordedAt));
  });
}

beforeAll(async () => {
  town = await testDatabase();
  const { database } = town;
  await database.run(sql`insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values
    (${water}, 'W', '供水公司', 'Water', 'WATER_SUPPLY', '2020-01-01'), (${power}, 'P', '供电局', 'Power', 'POWER', '2020-01-01')`);
  await database.run(sql`insert into account (id, username, display_name, password_hash, role, unit_id) values
    (${seat}, 'seat', '陈座席', '-', 'SEAT_OPERATOR', null), (${clerk}, 'water', '王文员', '-', 'OWNER_UNIT', ${water})`);
  await database.run(sql`insert into component (id, division_code, class_code, class_group, geom, restricted) values
    (${component}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490), false),
    (${restricted}, '440604011', '0130', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490), true)`);
  await tell(seat, "SEAT_OPERATOR", null, "2026-03-02T01:00:00.000Z", [
    event(
      "case",
      caseId,
      "CASE_REPORTED",
      { danger: true },
      { notes: { description: "井盖缺失", reporterPhone: "13800000000" } },
    ),
    event("case", caseId, "CASE_FILED", { danger: true }),
    event("inquiry", inquiryId, "INQUIRY_OPENED", { candidates: [{ unitId: water, permille: 700 }] }),
    event("inquiry", inquiryId, "EVIDENCE_ADDED", { unitId: power, direction: "FOR" }),
  ]);
  await tell(clerk, "OWNER_UNIT", water, "2026-03-02T16:30:00.000Z", [
    event(
      "inquiry",
      inquiryId,
      "ANSWER_RECORDED",
      { unitId: water, answer: "DENY" },
      { notes: { remark: "不在我司图上" } },
    ),
  ]);
  await tell(null, "SYSTEM", null, "2026-03-04T01:00:00.000Z", [
    event("inquiry", inquiryId, "BACKSTOP_SIGNED", { custodianUnitId: power }),
    event("account", randomUUID(), "ACCOUNT_ADDED", { role: "AUDITOR" }, { componentId: null }),
    event("component", restricted, "PHOTO_ADDED", { photoId: randomUUID() }, { componentId: restricted }),
  ]);
}, 120_000);
afterAll(() => town.close());

const kindsSeen = async (role: Role, unitId: string | null, filter: HistoryFilter = {}) =>
  (await historyOf(town.database, { role, unitId }, filter, { limit: 50 })).items.map((entry) => entry.kind);

test("the history of a component tells its case and its inquiry, newest first", async () => {
  expect(await kindsSeen("AUDITOR", null, { componentId: component })).toEqual([
    "BACKSTOP_SIGNED",
    "ANSWER_RECORDED",
    "EVIDENCE_ADDED",
    "INQUIRY_OPENED",
    "CASE_FILED",
    "CASE_REPORTED",
  ]);
});

test("pages follow each other without a gap or a repetition", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await historyOf(town.database, { role: "ADMIN", unitId: null }, {}, { cursor, limit: 3 });
    seen.push(...page.items.map((entry) => entry.eventId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.length).toBe(8);
  expect(new Set(seen).size).toBe(8);
});

test("every entry names its author, the author's unit and its leaf", async () => {
  const { items } = await historyOf(
    town.database,
    { role: "AUDITOR", unitId: null },
    { kind: "ANSWER_RECORDED" },
    { limit: 5 },
  );
  expect(items[0]).toMatchObject({
    actor: {
      accountId: clerk,
      role: "OWNER_UNIT",
      displayName: "王文员",
      unit: { id: water, nameZh: "供水公司" },
    },
    data: { unitId: water, answer: "DENY" },
    notes: { remark: "不在我司图上" },
    seq: 3,
    leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("guard 9: only the seat reads who reported a danger, and in what words", async () => {
  const reported = async (role: Role) =>
    (await historyOf(town.database, { role, unitId: null }, { kind: "CASE_REPORTED" }, { limit: 1 })).items[0]
      ?.notes;
  expect(await reported("SEAT_OPERATOR")).toEqual({ description: "井盖缺失", reporterPhone: "13800000000" });
  for (const role of ["AUDITOR", "ADMIN", "CONVENER", "STREET_DEPT", "GRID_WORKER"] as const)
    expect(await reported(role), role).toEqual({});
});

test("a unit reads its own steps and the decisions, but nobody else's evidence and no candidates", async () => {
  await town.database
    .run(sql`insert into case_file (id, number, component_id, division_code, state, open, danger, defect, channel, geom, reported_at, urgency, state_json, version)
    select ${caseId}, 'C1', id, division_code, 'FILED', true, true, 'MISSING', 'PATROL', geom, now(), now(), '{}', 2 from component where id = ${component}`);
  await town.database
    .run(sql`insert into inquiry (id, number, component_id, division_code, state, open, danger, opened_at, urgency, state_json, version)
    values (${inquiryId}, 'Q1', ${component}, '440604011', 'BACKSTOP', false, true, now(), now(), '{}', 4)`);
  await town.database.run(
    sql`insert into inquiry_letter (id, inquiry_id, component_id, unit_id, round, sent_at, due_at) values (${randomUUID()}, ${inquiryId}, ${component}, ${water}, 1, now(), now())`,
  );
  expect(await kindsSeen("OWNER_UNIT", water)).toEqual([
    "BACKSTOP_SIGNED",
    "ANSWER_RECORDED",
    "CASE_FILED",
    "CASE_REPORTED",
  ]);
  const { items } = await historyOf(
    town.database,
    { role: "OWNER_UNIT", unitId: water },
    { kind: "CASE_REPORTED" },
    { limit: 1 },
  );
  expect(items[0]?.notes).toEqual({});
  expect(items[0]?.actor.displayName).toBeNull();
});

test("a restricted component has no history for a unit, and accounts have one for administrators and auditors only", async () => {
  expect(await kindsSeen("OWNER_UNIT", power, { componentId: restricted })).toEqual([]);
  expect(await kindsSeen("CONVENER", null, { streamKind: "account" })).toEqual([]);
  expect(await kindsSeen("AUDITOR", null, { streamKind: "account" })).toEqual(["ACCOUNT_ADDED"]);
  expect(await kindsSeen("ADMIN", null, { streamKind: "account" })).toEqual(["ACCOUNT_ADDED"]);
});

test("a day is a day in Shanghai: half past midnight belongs to the next one", async () => {
  expect(await kindsSeen("AUDITOR", null, { from: "2026-03-03", to: "2026-03-03" })).toEqual([
    "ANSWER_RECORDED",
  ]);
});

// docs/domain.md#guard-10
test("decisions of two persons are a list of their own", async () => {
  expect(await kindsSeen("AUDITOR", null, { twoPersons: true })).toEqual(["BACKSTOP_SIGNED"]);
});

test("guard 10: what one person does by hand and others lean on is on the list, what follows by itself is not", async () => {
  const point = { position: { lonE7: 1130500000, latE7: 230300000 }, accuracyCm: 100 };
  const role = { role: "regulator", unitId: water, from: "2026-03-05", basis: "n", basisRef: null };
  await tell(seat, "SEAT_OPERATOR", null, "2026-03-05T01:00:00.000Z", [
    event("component", component, "POSITION_CORRECTED", point),
    event("component", component, "ROLE_ASSIGNED", role),
    event("inquiry", inquiryId, "CLAIM_REJECTED", { unitId: water, reasonCode: "NO_PROOF" }),
    event("inquiry", inquiryId, "CLAIM_REJECTED", { unitId: power, reasonCode: "OTHER_OWNER_DETERMINED" }),
    event("inquiry", inquiryId, "REFERRED_TO_COURT", { court: "禅城区人民法院", reference: "n" }),
  ]);
  await tell(seat, "SEAT_OPERATOR", null, "2026-03-05T02:00:00.000Z", [
    event("component", component, "PHYSICAL_STATE_CHANGED", {}),
    event("component", component, "ROLE_ASSIGNED", { ...role, role: "owner" }, { cause: 0 }),
  ]);
  await tell(null, "SYSTEM", null, "2026-03-05T03:00:00.000Z", [
    event("component", component, "POSITION_CORRECTED", point),
  ]);
  expect(await kindsSeen("AUDITOR", null, { twoPersons: true, from: "2026-03-05" })).toEqual([
    "REFERRED_TO_COURT",
    "CLAIM_REJECTED",
    "ROLE_ASSIGNED",
    "POSITION_CORRECTED",
  ]);
});
