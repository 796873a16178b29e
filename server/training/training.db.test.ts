import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { danger } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { clock } from "../clock.ts";
import { reportCase } from "../contract/cases.ts";
import { readSession } from "../contract/session.ts";
import { type ClockMove, moveTrainingClock, readTrainingClock } from "../contract/training.ts";
import { asActor } from "../db/actor.ts";
import { NOW, readClock } from "../db/clock.ts";
import { sql } from "../db/sql.ts";
import { leftMoves } from "../jobs/training.ts";
import { type TestPerson, type TestServer, testServer } from "../testing.ts";
import { beginMove } from "./commands.ts";

/** The training clock, over the API: time passes for everything alike, and for nobody whose city this is. */
let town: TestTown;
let server: TestServer;
let admin: TestPerson;
let seat: TestPerson;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The machine's own time passes, too, while a test waits. */
const SLACK = 60_000;

beforeAll(async () => {
  town = await testTown();
  server = await testServer({ town });
  admin = await server.as("admin");
  seat = await server.as("seat");
}, 300_000);
afterAll(async () => {
  await server.close();
  clock.setAhead(0);
});

const move = (body: ClockMove) => admin.call(moveTrainingClock, { body });
const refusal = async (work: Promise<unknown>) =>
  await work.then(
    () => "done",
    ({ code, extra }: { code: string; extra: { reason?: string } }) => extra.reason ?? code,
  );
const hole = () => seat.call(reportCase, { body: danger(town.ownerless()) });
const inDatabase = async () =>
  Date.parse((await server.database.one<{ now: string }>(sql`select ${NOW} as now`)).now);

test("time moves on for the server, the database and the pages alike, and the history says who moved it", async () => {
  const before = await admin.call(readTrainingClock);
  expect(before).toMatchObject({ movable: true, aheadMs: 0, goal: null });
  const after = await move({ hours: 1 });
  expect(after.goal).toBeNull();
  for (const now of [Date.parse(after.now), clock.now(), await inDatabase()]) {
    expect(now - Date.parse(before.now)).toBeGreaterThanOrEqual(HOUR);
    expect(now - Date.parse(before.now)).toBeLessThan(HOUR + SLACK);
  }
  const events = await server.database.rows(sql`
    select kind, body_json #>> '{actor,account}' as by, body_json #>> '{data,to}' as goal from event where stream_kind = 'clock'`);
  expect(events).toEqual([{ kind: "CLOCK_MOVED", by: admin.accountId, goal: expect.any(String) }]);
});

test("nobody is signed out by it, and everybody is told what time it is", async () => {
  const abort = new AbortController();
  const stream = await seat.fetch("/api/live", { signal: abort.signal });
  const reader = stream.body?.getReader();
  let told = "";
  const listening = (async () => {
    for (;;) {
      const next = await reader?.read();
      if (!next?.value) return;
      told += Buffer.from(next.value).toString();
    }
  })().catch(() => undefined);
  await move({ days: 10 });
  const last = () => told.split("event: clock\ndata: ").at(-1)?.split("\n")[0] ?? "";
  // The last one may still be on its way when the command has been answered.
  await expect.poll(last, { timeout: 20_000 }).toBe(JSON.stringify({ aheadMs: clock.ahead() }));
  expect(told.match(/event: clock\ndata: /g)?.length ?? 0).toBeGreaterThan(9);
  abort.abort();
  await listening;
  expect(await seat.call(readSession)).toMatchObject({ account: { username: "seat" } });
});

describe("moving three days", () => {
  let passed: { kind: string; due: string; at: string; told: string }[];
  let from: number;
  let cover: string;

  beforeAll(async () => {
    cover = (await hole()).componentId;
    from = clock.now();
    await move({ days: 3 });
    passed = await server.database.rows(sql`
      select d.kind, d.due_at as due, d.fired_at as at, min(e.recorded_at) as told from deadline d
      join event e on e.stream_id = d.stream_id and e.recorded_at >= d.due_at and e.actor_role = 'SYSTEM'
      where d.component_id = ${cover} and d.fired_at is not null group by d.id order by d.fired_at, d.due_at`);
  }, 120_000);

  test("lets every silence act at its own moment, in their order", () => {
    expect(passed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["ACKNOWLEDGE", "GUARD"]));
    for (const { due, at, told } of passed)
      for (const moment of [at, told]) {
        expect(Date.parse(moment)).toBeGreaterThanOrEqual(Date.parse(due));
        expect(Date.parse(moment) - Date.parse(due)).toBeLessThan(SLACK);
      }
    expect(passed.map(({ due }) => due)).toEqual(passed.map(({ due }) => due).toSorted());
  });

  test("goes three days and not further, and leaves nothing behind that was due", async () => {
    expect(clock.now() - from).toBeGreaterThanOrEqual(3 * DAY);
    expect(clock.now() - from).toBeLessThan(3 * DAY + SLACK);
    expect(
      await server.database.rows(
        sql`select kind from deadline where due_at <= ${NOW} and met_at is null and cancelled_at is null and fired_at is null`,
      ),
    ).toEqual([]);
  });

  test("goes on to the next deadline where that is asked for", async () => {
    await hole();
    const { nextDeadline } = await admin.call(readTrainingClock);
    const { now } = await move({ to: "NEXT_DEADLINE" });
    expect(nextDeadline).not.toBeNull();
    expect(Date.parse(now) - Date.parse(nextDeadline ?? "")).toBeGreaterThanOrEqual(0);
    expect(Date.parse(now) - Date.parse(nextDeadline ?? "")).toBeLessThan(SLACK);
  });
});

test("a restart keeps it, and a move that a stopped server left half way is finished", async () => {
  const ahead = clock.ahead();
  clock.setAhead(0);
  await readClock(server.database);
  expect(clock.ahead()).toBe(ahead);

  await asActor(
    server.database,
    { accountId: admin.accountId, role: "ADMIN", unitId: null, username: "admin" },
    (tx) => beginMove(tx, { hours: 5 }),
  );
  const job = leftMoves(server.database, () => {});
  await job.run();
  expect(await refusal(move({ hours: 1 }))).toBe("CLOCK_IS_MOVING");
  await server.database.run(sql`update training_clock set stepped_at = stepped_at - interval '1 minute'`);
  await job.run();
  expect(clock.ahead() - ahead).toBeGreaterThanOrEqual(5 * HOUR - SLACK);
  expect(await admin.call(readTrainingClock)).toMatchObject({ goal: null });
});

describe("time is moved by nobody", () => {
  afterEach(async () => {
    await readClock(server.database);
  });

  test("who is no administrator", async () => {
    for (const name of ["seat", "lead", "convener", "auditor", "water"]) {
      const person = await server.as(name);
      expect(await refusal(person.call(moveTrainingClock, { body: { hours: 1 } }))).toBe("forbidden");
    }
  });

  test("backwards: neither over the API nor by hand in the database", async () => {
    expect(await refusal(move({ hours: -1 }))).toBe("invalid_input");
    for (const statement of [
      sql`update training_clock set ahead = ahead - interval '1 second'`,
      sql`delete from training_clock`,
    ])
      await expect(server.database.run(statement)).rejects.toThrow("never turned back");
    await expect(server.database.script("truncate training_clock")).rejects.toThrow("never turned back");
  });

  test("once somebody has an account of his own there, and in a database that is no sample at all", async () => {
    const other = await testServer();
    const stranger = await other.person("ADMIN");
    expect(await refusal(stranger.call(moveTrainingClock, { body: { hours: 1 } }))).toBe(
      "NOT_A_TRAINING_TOWN",
    );
    expect(await stranger.call(readTrainingClock)).toMatchObject({ movable: false, nextDeadline: null });
    await other.close();

    await server.person("SEAT_OPERATOR");
    expect(await refusal(move({ hours: 1 }))).toBe("REAL_ACCOUNTS_HERE");
    expect(await admin.call(readTrainingClock)).toMatchObject({ movable: false });
  });
});
