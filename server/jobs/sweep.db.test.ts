import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingLid } from "../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../scripts/sample/testing/town.ts";
import { openDatabase } from "../db/open.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import type { CaseCommand } from "../domain/case/commands.ts";
import type { InquiryCommand } from "../domain/inquiry/commands.ts";
import { dayTurn } from "./day-turn.ts";
import { sweep } from "./sweep.ts";

/** Silence acts. What is told to have happened hours or weeks ago is due now. */
let town: TestTown;
const HOUR = 60;
const DAY = 24 * HOUR;
beforeAll(async () => {
  town = await testTown();
}, 300_000);
afterAll(() => town.close());

/** A danger that was reported and filed so many minutes ago; nobody has done anything since. */
async function filed(ago: number, cover = town.ownerless()) {
  const id = newId();
  const report = await missingLid(town, cover, `C-${id}`);
  await town.tell(
    "seat",
    { component: cover },
    [
      { on: "case", id, command: report },
      { on: "case", id, command: { type: "FILE", danger: true, defect: "MISSING" } },
    ],
    ago,
  );
  const inquiry = await town.database.maybe<{ id: string }>(
    sql`select id from inquiry where component_id = ${cover} and open`,
  );
  return { cover, id, inquiryId: inquiry?.id ?? "" };
}
const onInquiry = (name: "seat" | "grid", id: string, command: InquiryCommand, ago: number) =>
  town.tell(name, { inquiry: id }, [{ on: "inquiry", id, command }], ago);
const run = () => sweep(town.database, () => {}).run();
/** As the schedule does: until there is nothing left. */
const runAll = async (): Promise<number> => {
  let acted = 0;
  for (let last = await run(); last > 0; last = await run()) acted += last;
  return acted;
};
const stateOf = (cover: string) =>
  town.database.one<{ events: number; rows: string }>(sql`
    select (select count(*)::int from event where component_id = ${cover}) as events,
      md5((select coalesce(string_agg(state_json::text, '|' order by id), '') from case_file where component_id = ${cover})
       || (select coalesce(string_agg(state_json::text, '|' order by id), '') from inquiry where component_id = ${cover})
       || (select coalesce(string_agg(d::text, '|' order by d.id), '') from deadline d where component_id = ${cover})
       || (select coalesce(string_agg(l::text, '|' order by l.id), '') from inquiry_letter l where component_id = ${cover})) as rows`);
const escalated = async (cover: string): Promise<string[]> =>
  (
    await town.database.rows<{ clock: string }>(
      sql`select body_json #>> '{data,deadline}' as clock from event where component_id = ${cover} and kind = 'CASE_ESCALATED' order by event.id`,
    )
  ).map(({ clock }) => clock);

test("a hole that nobody guarded in half an hour is escalated, by nobody's account", async () => {
  const { cover, id } = await filed(40);
  await runAll();
  expect(await escalated(cover)).toContain("GUARD");
  expect(await escalated(cover)).not.toContain("MAKE_SAFE");
  const author = await town.database.one(sql`
    select actor_role as role, actor_account_id as account from event where stream_id = ${id} and kind = 'CASE_ESCALATED' limit 1`);
  expect(author).toEqual({ role: "SYSTEM", account: null });
});

test("what is not due is left alone", async () => {
  const { cover } = await filed(5);
  const before = await stateOf(cover);
  await runAll();
  expect(await stateOf(cover)).toEqual(before);
});

test("the silence of a dispatched unit gives its case to the street's department", async () => {
  const cover = town.owned("water");
  const { id } = await filed(60, cover);
  const dispatch: CaseCommand = {
    type: "DISPATCH",
    unitId: town.unit("water"),
    substituteHandling: false,
    emergencyReason: null,
  };
  await town.tell("seat", { case: id }, [{ on: "case", id, command: dispatch }], 45);
  await runAll();
  const row = await town.database.one<{ type: string; substitute: boolean }>(sql`
    select unit.unit_type as type, substitute_handling as substitute from case_file join unit on unit.id = unit_id where case_file.id = ${id}`);
  expect(row).toEqual({ type: "STREET_DEPT", substitute: true });
});

// docs/domain.md#d28
describe("an inquiry that nobody answers", () => {
  let asked: Awaited<ReturnType<typeof filed>>;
  beforeAll(async () => {
    asked = await filed(40 * DAY);
    await runAll();
  });

  test("has its silence on record as neither claim nor denial, and goes to the spot", async () => {
    const letters = await town.database.rows(
      sql`select distinct answer from inquiry_letter where inquiry_id = ${asked.inquiryId}`,
    );
    expect(letters).toEqual([{ answer: "NO_REPLY" }]);
    expect(await town.database.one(sql`select state from inquiry where id = ${asked.inquiryId}`)).toEqual({
      state: "SITE_SURVEY",
    });
  });

  test("is announced, and when the notice is over its backstop waits for a signature", async () => {
    const { inquiryId, cover } = asked;
    await onInquiry(
      "grid",
      inquiryId,
      { type: "RECORD_SITE_SURVEY", photoIds: [], observation: { lettering: "无" } },
      30 * DAY,
    );
    await onInquiry("seat", inquiryId, { type: "CHECK_PARCEL", result: "PUBLIC", areaId: null }, 30 * DAY);
    await onInquiry("seat", inquiryId, { type: "PUBLISH_NOTICE", channel: "现场" }, 30 * DAY);
    await runAll();
    const row = await town.database.one<{ state: string; proposal: object }>(
      sql`select state, state_json -> 'proposal' as proposal from inquiry where id = ${inquiryId}`,
    );
    expect(row).toMatchObject({ state: "NOTICE", proposal: { kind: "BACKSTOP", byAccountId: null } });
    const { status } = await town.database.one<{ status: string }>(
      sql`select ownership_status as status from component where id = ${cover}`,
    );
    expect(status).not.toBe("BACKSTOP");
  });
});

test("a suspended case wakes by itself, with a clock", async () => {
  const { id } = await filed(10 * DAY);
  const unit = await town.database.one<{ id: string }>(
    sql`select unit_id as id from case_file where id = ${id}`,
  );
  const tell = (name: "dept" | "seat" | "lead" | "grid", command: CaseCommand, ago: number) =>
    town.tell(name, { case: id }, [{ on: "case", id, command }], ago);
  expect(unit.id).not.toBeNull();
  await tell("grid", { type: "MAKE_SAFE", photoIds: [randomUUID()], measure: "钢板" }, 9 * DAY);
  const until = new Date(Date.now() - DAY * 60_000).toISOString();
  await tell("seat", { type: "REQUEST_SUSPENSION", until, reasonCode: "ROAD_WORKS" }, 8 * DAY);
  await tell("lead", { type: "CONFIRM_SUSPENSION" }, 8 * DAY);
  await runAll();
  expect(await town.database.one(sql`select state from case_file where id = ${id}`)).toEqual({
    state: "MADE_SAFE",
  });
  const repairs = await town.database.one(
    sql`select count(*)::int as n from deadline where stream_id = ${id} and kind = 'REPAIR' and cancelled_at is null`,
  );
  expect(repairs).toEqual({ n: 1 });
});

test("sweeping again changes nothing", async () => {
  const { cover } = await filed(3 * DAY);
  await runAll();
  const before = await stateOf(cover);
  expect(before.events).toBeGreaterThan(8);
  expect(await runAll()).toBe(0);
  expect(await stateOf(cover)).toEqual(before);
});

test("two sweeps at once act once on each deadline", async () => {
  const covers = await Promise.all([filed(3 * DAY), filed(3 * DAY), filed(3 * DAY)]);
  await Promise.all([runAll(), runAll()]);
  await runAll();
  for (const { cover } of covers) {
    const twice = await town.database.rows(sql`
      select body_json -> 'data' as data from event where component_id = ${cover} and kind = 'DEADLINE_PASSED'
      group by stream_id, body_json -> 'data' having count(*) > 1`);
    expect(twice).toEqual([]);
    expect((await escalated(cover)).toSorted()).toEqual([...new Set(await escalated(cover))].toSorted());
  }
});

test("one deadline that cannot be acted on keeps no other one waiting", async () => {
  const broken = await filed(5 * DAY);
  await runAll();
  // A row that no case stands behind, older than everything else, as a damaged register could have it.
  await town.database.run(sql`
    insert into deadline (id, stream_kind, stream_id, component_id, kind, clock, minutes, rule_id, started_at, due_at)
    select gen_random_uuid(), 'case', gen_random_uuid(), ${broken.cover}, 'GUARD', 'URGENT_HOUR', 30, 'x', now() - interval '9 days' + n * interval '1 second', now() - interval '8 days'
    from generate_series(1, 30) n`);
  const { cover } = await filed(2 * HOUR);
  await expect(run()).rejects.toThrow("30 deadlines could not be acted on");
  expect(await escalated(cover)).toContain("GUARD");
  await town.database.run(sql`delete from deadline where rule_id = 'x'`);
});

test("somebody who holds the component does not hold the sweep up: it comes back", async () => {
  if (town.database.engine === "embedded") return; // one connection: nobody else can hold anything
  const { cover } = await filed(40);
  await town.database.transaction(async (t) => {
    await t.one(sql`select id from component where id = ${cover} for update`);
    expect(await elsewhere()).toBe(0);
  });
  await runAll();
  expect(await escalated(cover)).toContain("GUARD");

  async function elsewhere(): Promise<number> {
    const other = await openDatabase(town.options);
    try {
      return await sweep(other, () => {}).run();
    } finally {
      await other.close();
    }
  }
});

describe("on the day on which a role begins or ends", () => {
  let cover = "";
  beforeAll(() => {
    cover = town.ownerless();
  });
  const standingNow = () =>
    town.database.one<{ status: string; owner: string | null }>(
      sql`select ownership_status as status, owner_unit_id as owner from component where id = ${cover}`,
    );
  const turn = () => dayTurn(town.database, () => {}).run();
  /** As if somebody had entered it three days ago. */
  const entered = async (valid: ReturnType<typeof sql>): Promise<void> => {
    await town.database.run(sql`delete from component_role where component_id = ${cover}`);
    await town.database.run(sql`
      insert into component_role (component_id, role, unit_id, valid, basis) values (${cover}, 'owner', ${town.unit("gas")}, ${valid}, 'HANDOVER')`);
    await town.database.run(
      sql`update component set changed_at = now() - interval '3 days' where id = ${cover}`,
    );
  };
  const today = sql`(now() at time zone 'Asia/Shanghai')::date`;

  test("the component is not shown as its new owner's a day too early", async () => {
    await entered(sql`daterange(${today} + 1, null)`);
    expect(await turn()).toBe(0);
    expect((await standingNow()).owner).toBeNull();
  });

  test("it is from this day on, once, and the history has nothing to add", async () => {
    await entered(sql`daterange(${today}, null)`);
    expect(await turn()).toBe(1);
    expect(await standingNow()).toEqual({ status: "CONFIRMED", owner: town.unit("gas") });
    expect(await turn()).toBe(0);
    expect(await town.kinds(cover)).toEqual([]);
  });

  test("it is nobody's when the owner's time is over", async () => {
    await entered(sql`daterange(${today} - 30, ${today})`);
    expect(await turn()).toBe(1);
    expect(await standingNow()).toMatchObject({
      owner: null,
      status: expect.stringMatching(/UNKNOWN|SUSPECTED/),
    });
  });
});
