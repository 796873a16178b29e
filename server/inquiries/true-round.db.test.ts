import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskIn, type Desk, refusal } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import type { InquiryCommandBody } from "../contract/inquiries.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { likelyOwners } from "../inference/commands.ts";
import { register } from "../registry/commands.ts";
import { historyOf } from "../store/history-queries.ts";
import { open } from "./commands.ts";
import { inquiryDetail } from "./queries.ts";

let town: TestTown;
let desk: Desk;
beforeAll(async () => {
  town = await testTown(60);
  desk = await deskIn(town);
}, 300_000);
afterAll(() => town.close());

const WORDS = { notes: { reason: "现场核对过管线走向，与登记的线网不符" } };
let covers = 0;

/** A cover that nobody knows, on ground where the town has nothing; `at` is where. */
async function cover(): Promise<{ id: string; lon: number; lat: number }> {
  const [lon, lat] = [113.1211, 23.0611 + ++covers / 1000];
  const { id } = await town.by("seat", (tx) =>
    register(tx, {
      classCode: "0102",
      position: { lon, lat, crs: "EPSG:4490" },
      address: "征询路",
      provisional: false,
      attributes: {},
      photoIds: [],
      allocateCode: false,
    }),
  );
  return { id, lon, lat };
}

async function unitOf(type: string): Promise<string> {
  const id = newId();
  await town.database.run(sql`
    insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values (${id}, ${id}, '新单位', 'A new unit', ${type}, '2020-01-01')`);
  return id;
}

async function lineOf(unitId: string, { lon, lat }: { lon: number; lat: number }): Promise<void> {
  await town.database.run(sql`
    insert into network_line (id, unit_id, medium, geom) values (${newId()}, ${unitId}, 'HEATING',
      ST_SetSRID(ST_MakeLine(ST_MakePoint(${lon - 0.001}, ${lat}), ST_MakePoint(${lon + 0.001}, ${lat})), 4490))`);
}

async function areaAround(kind: string, unitId: string | null, at: { lon: number; lat: number }) {
  const id = newId();
  await town.database.run(sql`
    insert into area (id, kind, name, unit_id, geom) values (${id}, ${kind}, '征询花园', ${unitId}::uuid,
      ST_Multi(ST_MakeEnvelope(${at.lon - 0.0002}, ${at.lat - 0.0002}, ${at.lon + 0.0002}, ${at.lat + 0.0002}, 4490)))`);
  return id;
}

const seen = (name: "convener" | "water", inquiryId: string) =>
  inquiryDetail(
    town.database,
    { ...town.as(name), username: name, displayName: name, divisionCode: null } as never,
    inquiryId,
  );
const opened = (componentId: string, unitIds?: string[]) =>
  town.by("seat", (tx) => open(tx, { componentId, origin: "REGISTRY", ...(unitIds && { unitIds }) }));
const refusedTo = async (inquiryId: string, body: InquiryCommandBody, name: "seat" | "convener" = "seat") =>
  (await refusal(desk.onInquiry(name, inquiryId, body))).extra.reason;
const askedBy = async (inquiryId: string): Promise<string[]> =>
  (
    await town.database.rows<{ id: string }>(
      sql`select unit_id as id from inquiry_letter where inquiry_id = ${inquiryId}`,
    )
  ).map(({ id }) => id);

/** Everybody who was asked denies on paper, somebody was there, the ground is public. */
async function readyBut(inquiryId: string): Promise<void> {
  for (const unitId of await askedBy(inquiryId))
    await desk.onInquiry("seat", inquiryId, {
      type: "ANSWER",
      unitId,
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
}
const propose = (custodianUnitId: string, more: object = {}): InquiryCommandBody => ({
  type: "PROPOSE_BACKSTOP",
  custodianUnitId,
  inspectionIntervalDays: 30,
  reviewOn: null,
  emergencyReason: "CROWDED_PLACE",
  overridesPrivate: false,
  ...WORDS,
  ...more,
});
const department = () => town.as("dept").unitId ?? "";

describe("guard 3: a round asks everybody whom the ranking or the map names", () => {
  test("a line and a duty area within the error of the point are asked by themselves, one a street away is not", async () => {
    const at = await cover();
    const [line, duty, far] = [await unitOf("HEATING"), await unitOf("OTHER"), await unitOf("BROADCAST")];
    await lineOf(line, at);
    await areaAround("DUTY", duty, at);
    await lineOf(far, { lon: at.lon, lat: at.lat + 0.0004 });
    const { candidates } = await town.by("seat", (tx) => likelyOwners(tx, at.id, null));
    const nearby = candidates.filter((candidate) => candidate.nearby);
    expect(nearby.map((candidate) => [candidate.unitId, candidate.nearby])).toEqual(
      expect.arrayContaining([
        [line, "LINE"],
        [duty, "DUTY"],
      ]),
    );
    expect(nearby.map(({ unitId }) => unitId)).not.toContain(far);
    const { id } = await opened(at.id);
    expect(await askedBy(id)).toEqual(expect.arrayContaining([line, duty]));
  });

  test("who is left out by hand takes a reason; signer and auditor read it in words, a unit does not", async () => {
    const at = await cover();
    const line = await unitOf("HEATING");
    await lineOf(line, at);
    const { id } = await opened(at.id, [town.unit("water")]);
    expect(await askedBy(id)).toEqual([town.unit("water")]);
    const others = (await seen("convener", id))?.candidates.map(({ unit }) => unit.id) ?? [];
    expect(others).toContain(line);
    const shorter: InquiryCommandBody = {
      type: "SEND_LETTERS",
      unitIds: others.filter((unitId) => unitId !== line),
    };
    expect(await refusedTo(id, shorter)).toBe("ROUND_SHORT");
    await desk.onInquiry("seat", id, { ...shorter, reasonCode: "MAP_OUTDATED", ...WORDS });
    expect((await askedBy(id)).sort()).toEqual(others.filter((unitId) => unitId !== line).sort());
    const stated = {
      kind: "UNITS_LEFT_OUT",
      reasonCode: "MAP_OUTDATED",
      unitIds: [line],
      text: WORDS.notes.reason,
    };
    expect((await seen("convener", id))?.stated).toMatchObject([stated]);
    const unitsView = await seen("water", id);
    expect(unitsView?.stated).toEqual([]);
    expect(unitsView?.file).toMatchObject({ leftOut: [] });
    const auditors = await historyOf(
      town.database,
      { role: "AUDITOR", unitId: null },
      { streamId: id, twoPersons: true },
      { limit: 10 },
    );
    expect(auditors.items).toMatchObject([
      { kind: "UNITS_LEFT_OUT", data: { unitIds: [line] }, notes: WORDS.notes },
    ]);
  });

  test("a line that was imported since is asked before the notice and the backstop", async () => {
    const at = await cover();
    const { id } = await opened(at.id);
    await readyBut(id);
    const line = await unitOf("HEATING");
    await lineOf(line, at);
    expect(await refusedTo(id, { type: "PUBLISH_NOTICE", channel: "SITE" })).toBe("ROUND_SHORT");
    expect(await refusedTo(id, propose(department()))).toBe("ROUND_SHORT");
    await desk.onInquiry("seat", id, { type: "SEND_LETTERS", unitIds: [line] });
    await desk.onInquiry("seat", id, {
      type: "ANSWER",
      unitId: line,
      answer: "DENY",
      reasonCode: "NOT_OUR_KIND",
      evidence: [{ kind: "WRITTEN_DENIAL", photoIds: [desk.photo] }],
    });
    await desk.onInquiry("seat", id, propose(department()));
    const later = await unitOf("HEATING");
    await lineOf(later, at);
    expect(await refusedTo(id, { type: "SIGN_BACKSTOP" }, "convener")).toBe("ROUND_SHORT");
    await desk.onInquiry("seat", id, {
      type: "SEND_LETTERS",
      unitIds: [],
      reasonCode: "ASKED_OTHERWISE",
      ...WORDS,
    });
    const signed = await desk.onInquiry("convener", id, { type: "SIGN_BACKSTOP" });
    expect(signed.state).toBe("BACKSTOP");
    expect((await seen("convener", id))?.stated.map(({ kind, reasonCode }) => [kind, reasonCode])).toEqual([
      ["BACKSTOP_PROPOSED", "CROWDED_PLACE"],
      ["UNITS_LEFT_OUT", "ASKED_OTHERWISE"],
    ]);
  });
});

test("guard 3: public inside a compound of the map takes a reason, which signer and auditor read", async () => {
  const at = await cover();
  const { id } = await opened(at.id);
  await readyBut(id);
  await desk.onInquiry("seat", id, propose(department()));
  const compound = await areaAround("COMPOUND", null, at);
  expect(await refusedTo(id, { type: "SIGN_BACKSTOP" }, "convener")).toBe("MAP_SAYS_OTHERWISE");
  const check = { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null } as const;
  expect(await refusedTo(id, check)).toBe("MAP_CONTRADICTED");
  await desk.onInquiry("seat", id, { ...check, reasonCode: "OPEN_COMPOUND", ...WORDS });
  const detail = await seen("convener", id);
  expect(detail?.parcelCheck).toEqual({ result: "PUBLIC", areaName: null, contradicts: "INSIDE" });
  expect(detail?.stated.at(-1)).toMatchObject({
    kind: "PARCEL_CHECKED",
    reasonCode: "OPEN_COMPOUND",
    text: WORDS.notes.reason,
  });
  const listed = await historyOf(
    town.database,
    { role: "AUDITOR", unitId: null },
    { streamId: id, twoPersons: true },
    { limit: 10 },
  );
  expect(listed.items.map(({ kind }) => kind)).toEqual(["PARCEL_CHECKED", "BACKSTOP_PROPOSED"]);
  await desk.onInquiry("convener", id, { type: "SIGN_BACKSTOP" });

  const other = await cover();
  const { id: second } = await opened(other.id);
  expect(await refusedTo(second, { ...check, result: "PRIVATE", areaId: compound })).toBe("MAP_CONTRADICTED");
});

test("guard 3: a private factory is custodian only with its consent on file", async () => {
  const at = await cover();
  const { id } = await opened(at.id);
  await readyBut(id);
  const factory = await unitOf("PRIVATE");
  expect(await refusedTo(id, propose(factory))).toBe("CUSTODIAN_UNSIGNED");
  const consent = desk.photo;
  await desk.onInquiry("seat", id, propose(factory, { photoIds: [consent] }));
  await desk.onInquiry("convener", id, { type: "SIGN_BACKSTOP" });
  expect((await seen("convener", id))?.backstop).toMatchObject({
    custodian: { id: factory },
    photoIds: [consent],
  });
  const { component } = await town.database.one<{ component: string }>(
    sql`select component_id as component from photo where id = ${consent}`,
  );
  expect(component).toBe(at.id);
});
