import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asActor, type Actor } from "../db/actor.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import { STREAM_KINDS } from "../domain/names.ts";
import { loadReference } from "../reference/load.ts";
import { record } from "./append.ts";

/** What the history is made of, and what the database itself refuses whoever asks. */
let town: TestDatabase;
const admin: Actor = { accountId: newId(), role: "ADMIN", unitId: null, username: "admin" };
const unit = newId();
const component = newId();

beforeAll(async () => {
  town = await testDatabase();
  await loadReference(town.database);
  await town.database.run(sql`insert into unit (id, code, name_zh, name_en, unit_type, valid_from) values
    (${unit}, 'W', '供水公司', 'Water', 'WATER_SUPPLY', '2020-01-01'), (${newId()}, 'P', '供电局', 'Power', 'POWER', '2020-01-01')`);
  await town.database.run(sql`insert into component (id, division_code, class_code, class_group, geom) values
    (${component}, '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490))`);
  await asActor(town.database, admin, (tx) => tell(tx, "UNIT_RENAMED", { n: 1 }));
});
afterAll(() => town.close());

type Recorder = Parameters<typeof record>[0];
const tell = (tx: Recorder, kind: string, data: object, notes?: Record<string, string>, streamId = unit) =>
  record(tx, [
    {
      stream: "unit",
      streamId,
      kind,
      data,
      componentId: null,
      divisionCode: null,
      occurredAt: new Date().toISOString(),
      ...(notes && { notes }),
    },
  ]);
const constraint = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return String(Reflect.get(error as object, "constraint") ?? Reflect.get(error as object, "code"));
  }
  throw new Error("the database allowed it");
};

describe("history", () => {
  test("has a place for every kind of stream that the program knows, and for no other", async () => {
    const { definition } = await town.database.one<{ definition: string }>(
      sql`select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'event_stream_kind_check'`,
    );
    const allowed = [...definition.matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind);
    expect(new Set(allowed)).toEqual(new Set<string>(STREAM_KINDS));
  });

  test.each(["update event set kind = 'X'", "delete from event", "truncate event cascade"])(
    "refuses its owner: %s",
    async (statement) => {
      expect(await constraint(town.database.script(statement))).toBe("history_append_only");
    },
  );

  test.each([
    "update event set kind = 'X'",
    "delete from event",
    "truncate event cascade",
    "update event_leaf set idx = 0",
    "delete from event_leaf",
    "delete from stream",
  ])("is not even the application's to touch: %s", async (statement) => {
    expect(await constraint(asActor(town.database, admin, (tx) => tx.script(statement)))).toBe("42501");
  });

  test("takes nothing without an author", async () => {
    const anonymous = sql`
      insert into event (event_id, stream_kind, stream_id, seq, kind, occurred_at, recorded_at, actor_role, body, body_json, leaf_hash)
      select gen_random_uuid(), 'unit', gen_random_uuid(), 1, 'X', now(), now(), 'ADMIN', convert_to('{}', 'UTF8'), '{}', sha256('\\x00'::bytea || convert_to('{}', 'UTF8'))`;
    expect(await constraint(town.database.run(anonymous))).toBe("event_has_author");
    expect(await constraint(town.database.transaction((t) => t.run(anonymous)))).toBe("event_has_author");
  });

  test("takes no event whose hash is not that of its bytes, and none whose readable copy says something else", async () => {
    const forged = (json: string, hash: string) =>
      asActor(town.database, admin, (tx) =>
        tx.run(sql`
          insert into event (event_id, stream_kind, stream_id, seq, kind, occurred_at, recorded_at, actor_role, body, body_json, leaf_hash)
          values (gen_random_uuid(), 'unit', gen_random_uuid(), 1, 'X', now(), now(), 'ADMIN', convert_to('{"a":1}', 'UTF8'), ${json}::jsonb, decode(${hash}, 'hex'))`),
      );
    const right = createHash("sha256").update(Buffer.of(0)).update('{"a":1}').digest("hex");
    expect(await constraint(forged('{"a":1}', "00".repeat(32)))).toBe("event_leaf_matches_body");
    expect(await constraint(forged('{"a":2}', right))).toBe("event_json_matches_body");
    await forged('{"a":1}', right);
  });

  test("chains the events of a stream by their hashes", async () => {
    const streamId = randomUUID();
    for (const n of [1, 2, 3])
      await asActor(town.database, admin, (tx) => tell(tx, "UNIT_RENAMED", { n }, undefined, streamId));
    const rows = await town.database.rows<{
      seq: number;
      prev: string | null;
      leaf: string;
      body: string;
    }>(sql`
      select seq, body_json ->> 'prev' as prev, encode(leaf_hash, 'hex') as leaf, convert_from(body, 'UTF8') as body from event where stream_id = ${streamId} order by seq`);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows.map(({ prev }) => prev)).toEqual([null, rows[0]?.leaf, rows[1]?.leaf]);
    for (const { body, leaf } of rows)
      expect(createHash("sha256").update(Buffer.of(0)).update(body).digest("hex")).toBe(leaf);
    const { queued } = await town.database.one<{ queued: number }>(sql`
      select count(*)::int as queued from event join event_queue using (id) where stream_id = ${streamId}`);
    const { logged } = await town.database.one<{ logged: number }>(sql`
      select count(*)::int as logged from event join event_leaf using (id) where stream_id = ${streamId}`);
    expect(queued + logged).toBe(3);
  });

  test("of one stream written by many at once has no gap and no fork", async () => {
    const streamId = randomUUID();
    await asActor(town.database, admin, (tx) => tell(tx, "UNIT_RENAMED", { n: 0 }, undefined, streamId));
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        asActor(town.database, admin, (tx) => tell(tx, "UNIT_RENAMED", { n }, undefined, streamId)),
      ),
    );
    const seqs = await town.database.rows<{ seq: number }>(
      sql`select seq from event where stream_id = ${streamId} order by seq`,
    );
    expect(seqs.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("holds a digest of what people wrote, which can be forgotten without breaking a proof", async () => {
    const streamId = randomUUID();
    await asActor(town.database, admin, (tx) =>
      tell(tx, "UNIT_RENAMED", {}, { remark: "陈先生来电" }, streamId),
    );
    const row = await town.database.one<{
      body: string;
      digest: string;
      disclosure: string;
      leaf: string;
    }>(sql`
      select convert_from(body, 'UTF8') as body, digest, disclosure, encode(leaf_hash, 'hex') as leaf
      from event join disclosure using (event_id) where stream_id = ${streamId}`);
    expect(row.body).not.toContain("陈先生");
    expect(row.body).toContain(row.digest);
    expect(createHash("sha256").update(row.disclosure).digest("base64url")).toBe(row.digest);
    await asActor(town.database, admin, (tx) =>
      tx.run(sql`delete from disclosure where digest = ${row.digest}`),
    );
    expect(createHash("sha256").update(Buffer.of(0)).update(row.body).digest("hex")).toBe(row.leaf);
  });
});

describe("a role", () => {
  const hold = (role: string, unitId: string, valid: string) =>
    town.database.run(
      sql`insert into component_role (component_id, role, unit_id, valid, basis) values (${component}, ${role}, ${unitId}, ${valid}::daterange, 'TEST')`,
    );
  // docs/domain.md#guard-5
  test("has one holder a day, whoever writes it", async () => {
    const { id: other } = await town.database.one<{ id: string }>(sql`select id from unit where code = 'P'`);
    await hold("owner", unit, "[2020-01-01,2024-01-01)");
    await hold("owner", other, "[2024-01-01,)");
    await hold("maintainer", unit, "[2020-01-01,)");
    expect(await constraint(hold("owner", unit, "[2023-12-31,2024-01-02)"))).toBe("component_role_overlap");
    expect(await constraint(hold("owner", unit, "[2030-01-01,)"))).toBe("component_role_overlap");
    expect(await constraint(hold("regulator", unit, "empty"))).toMatch(/check/);
  });
});

test("one inquiry is open on a component at a time, whoever writes it", async () => {
  const open = (number: string) =>
    town.database
      .run(sql`insert into inquiry (id, number, component_id, division_code, state, open, danger, opened_at, urgency, state_json, version)
      values (gen_random_uuid(), ${number}, ${component}, '440604011', 'OPENED', true, false, now(), now(), '{}', 1)`);
  await open("Q1");
  expect(await constraint(open("Q2"))).toBe("inquiry_one_open");
});

test("class 0130 is restricted, whoever writes it", async () => {
  const bare = sql`insert into component (id, division_code, class_code, class_group, geom) values
    (gen_random_uuid(), '440604011', '0130', 'COVER', ST_SetSRID(ST_MakePoint(113.05, 23.03), 4490))`;
  expect(await constraint(town.database.run(bare))).toBe("component_restricted_class");
});

test("the reference data is the same after every start", async () => {
  const state = () =>
    town.database
      .one(sql`select (select count(*)::int from component_class) as classes, (select count(*)::int from rule_pack) as packs,
      (select id from rule_pack where in_force_from <= now()) as enabled, (select maps_to_a from component_class where scheme = 'B' and code = '0114') as landscape`);
  const before = await state();
  await loadReference(town.database);
  expect(await state()).toEqual(before);
  expect(before).toMatchObject({ packs: 5, enabled: "yuncheng", landscape: "0198" });
});
