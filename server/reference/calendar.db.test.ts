import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { enterHolidays, readCalendar, setOfficeHours } from "../contract/calendar.ts";
import { getCase, reportCase } from "../contract/cases.ts";
import { ApiError } from "../contract/errors.ts";
import { clock } from "../clock.ts";
import { sql } from "../db/sql.ts";
import { holidaysKnown } from "../jobs/holidays-known.ts";
import { sweep } from "../jobs/sweep.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { CALENDAR } from "./calendar-commands.ts";
import { shippedYears } from "./holiday-files.ts";
import { upsertShippedYears } from "./holiday-queries.ts";
import { loadReference } from "./load.ts";

/** The calendar as an administrator keeps it, and what follows; time is moved for the server and its database alike. */
let server: TestServer;
let admin: TestPerson;
let seat: TestPerson;
beforeAll(async () => {
  server = await testServer();
  await loadReference(server.database);
  admin = await server.person("ADMIN");
  seat = await server.person("SEAT_OPERATOR");
});
afterAll(async () => {
  clock.setAhead(0);
  await server.close();
});
/** Each story with the tables that ship, and nothing open from the one before. */
beforeEach(async () => {
  await server.database.run(sql`delete from holiday_year`);
  await server.database.run(sql`update deadline set met_at = due_at where met_at is null`);
  await upsertShippedYears(server.database, shippedYears());
});

/** By the wall clock of Foshan. Only forward, as the registry's clock goes. */
async function moveTo(local: string): Promise<void> {
  const ms = Date.parse(`${local}:00+08:00`) - Date.now();
  await server.database.run(
    sql`update training_clock set ahead = greatest(ahead, make_interval(secs => ${ms / 1000}))`,
  );
  clock.setAhead(ms);
}
const wall = (instant: string | undefined) =>
  instant && new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const calendar = () => admin.call(readCalendar);
const named = (...days: string[]) => days.map((day) => ({ day, name: "元旦" }));
const always = (year: number) => named(`${year}-01-01`, `${year}-05-01`, `${year}-10-01`);
const table = (year: number, more: string[] = [], workdays: string[] = []) => ({
  year,
  holidays: [...always(year), ...named(...more)],
  workdays: named(...workdays),
  source: `国务院办公厅关于${year}年部分节假日安排的通知`,
  publishedOn: `${year - 1}-11-04`,
});
/** Monday to Friday are off, Saturday the 8th is worked. */
const OFF_FOR_A_WEEK = table(
  2028,
  ["2028-01-03", "2028-01-04", "2028-01-05", "2028-01-06", "2028-01-07"],
  ["2028-01-08"],
);
const enter = async (body: ReturnType<typeof table>, by = admin) =>
  by.call(enterHolidays, { ifMatch: (await calendar()).version, body });
async function refusal(attempt: Promise<unknown>): Promise<ApiError> {
  const error = await attempt.then(
    () => new Error("it was taken"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw error;
}
/** A cover that rattles: its repair has two work days. */
async function rattling(): Promise<string> {
  const { id } = await seat.call(reportCase, {
    body: {
      newComponent: {
        classCode: "0102",
        position: { lon: 113.06, lat: 23.02, crs: "EPSG:4490" },
        address: "",
      },
      defect: "NOISY",
      danger: false,
      channel: "HOTLINE_12345",
      file: true,
    } as never,
  });
  return id;
}
const repairOf = async (id: string) => {
  const found = (await seat.call(getCase, { params: { id } })).deadlines.find(
    ({ kind }) => kind === "REPAIR",
  );
  if (!found) throw new Error("no repair clock");
  return found;
};
const recompute = () => holidaysKnown(server.database, () => {}).run();
const events = (streamId: string) =>
  server.database.rows<{
    id: string;
    kind: string;
    data: Record<string, unknown>;
    account: string | null;
  }>(sql`
    select event_id as id, kind, body_json -> 'data' as data, actor_account_id as account from event where stream_id = ${streamId}::uuid order by seq`);

describe("D21: an administrator enters the table of a year", () => {
  test("is reminded of the next year's from 1 November on, of the present one's at any time", async () => {
    await server.database.run(sql`delete from holiday_year where year > 2026`);
    clock.setAhead(Date.parse("2026-10-31T15:59:00Z") - Date.now());
    expect((await calendar()).missing).toEqual([]);
    clock.setAhead(Date.parse("2026-10-31T16:01:00Z") - Date.now());
    expect((await calendar()).missing).toEqual([2027]);
    clock.setAhead(0);
  });

  test("and what cannot be right is refused with its day, in the words of a form", async () => {
    await moveTo("2027-11-10T10:00");
    const wrong = table(2028, ["2028-01-01", "2027-12-31", "2028-02-30"], ["2028-01-03"]);
    const { code, extra } = await refusal(enter(wrong));
    expect(code).toBe("invalid_input");
    const said = JSON.stringify(extra);
    for (const part of ["2028-01-01: ", "2027-12-31: ", "2028-02-30: ", "2028-01-03: "])
      expect(said).toContain(part);
    expect((await calendar()).years.map(({ year }) => year)).not.toContain(2028);
  });

  test("nobody else does, and nobody over what another has entered meanwhile", async () => {
    expect((await refusal(enter(table(2028), seat))).code).toBe("forbidden");
    const { version } = await calendar();
    await enter(table(2028));
    const late = admin.call(enterHolidays, { ifMatch: version, body: table(2028, ["2028-01-03"]) });
    expect((await refusal(late)).code).toBe("stale_version");
    expect((await calendar()).years[0]).toMatchObject({
      year: 2028,
      enteredBy: "ADMIN",
      publishedOn: "2027-11-04",
    });
    expect((await events(CALENDAR)).at(-1)).toMatchObject({
      kind: "HOLIDAYS_ENTERED",
      account: admin.accountId,
      data: { year: 2028, replaces: null, source: expect.stringContaining("2028") },
    });
  });

  test("what ships never writes over it, and what shipped may be corrected by hand", async () => {
    await enter(table(2026));
    await upsertShippedYears(server.database, shippedYears());
    expect((await calendar()).years.find(({ year }) => year === 2026)?.holidays).toHaveLength(3);
    expect((await events(CALENDAR)).at(-1)?.data.replaces).toBe("SHIPPED");
  });
});

describe("D21: the table arrives, and provisional deadlines are computed again", () => {
  test("each with an event of the registry in its own stream that names what caused it; once", async () => {
    await moveTo("2027-12-31T17:00");
    const id = await rattling();
    const before = await repairOf(id);
    expect(before.provisional).toEqual([2027, 2028]);
    expect(wall(before.dueAt)).toBe("2028-01-04T17:00");
    expect((await calendar()).provisional.map(({ year }) => year)).toEqual([2027, 2028]);
    expect(await recompute()).toBe(0);

    await enter(table(2027));
    await enter(OFF_FOR_A_WEEK);
    const cause = (await events(CALENDAR)).at(-1)?.id;
    // The case, and the inquiry that it opened.
    expect(await recompute()).toBe(2);
    const after = await repairOf(id);
    expect(wall(after.dueAt)).toBe("2028-01-10T17:00");
    expect(after.provisional).toBeUndefined();
    expect(after.recomputed).toEqual({ before: before.dueAt, after: after.dueAt, kept: false });
    expect((await events(id)).at(-1)).toMatchObject({
      kind: "DEADLINE_RECOMPUTED",
      account: null,
      data: {
        kind: "REPAIR",
        before: before.dueAt,
        after: after.dueAt,
        table: { years: [2027, 2028], event: cause },
      },
    });
    const { due, next } = await server.database.one<{ due: string; next: string }>(sql`
      select d.due_at as due, f.next_due_at as next from deadline d join case_file f on f.id = d.stream_id where d.stream_id = ${id} and d.kind = 'REPAIR'`);
    expect(new Date(due).toISOString()).toBe(after.dueAt);
    expect(new Date(next).toISOString() <= after.dueAt).toBe(true);
    expect(await recompute()).toBe(0);
    expect((await calendar()).provisional).toEqual([]);
  });

  test("also where it came with a new version of the program", async () => {
    await enter(table(2027));
    const id = await rattling();
    const { dueAt } = await repairOf(id);
    const shipped = table(2028, ["2028-01-03"]);
    await upsertShippedYears(server.database, [shipped]);
    expect(await recompute()).toBe(2);
    const { recomputed } = await repairOf(id);
    expect(recomputed).toMatchObject({ before: dueAt, kept: false });
    expect((await events(id)).at(-1)?.data).toMatchObject({ table: { years: [2028], event: null } });
  });

  test("by two servers at once, nothing happens twice", async () => {
    const ids = [await rattling(), await rattling(), await rattling()];
    await enter(table(2028, ["2028-01-03"]));
    await enter(table(2027));
    await Promise.all([recompute(), recompute()]);
    for (const id of ids)
      expect(
        (await events(id)).filter(
          ({ kind, data }) => kind === "DEADLINE_RECOMPUTED" && data.kind === "REPAIR",
        ),
      ).toHaveLength(1);
    expect((await calendar()).provisional).toEqual([]);
  });

  test("what has run out stays run out: the other moment only stands beside it, and no clock fires twice", async () => {
    const id = await rattling();
    const before = await repairOf(id);
    await moveTo("2028-01-08T10:00");
    for (let acted = 1; acted > 0;) acted = await sweep(server.database, () => {}).run();
    expect((await repairOf(id)).firedAt).not.toBeNull();
    await enter(table(2027));
    await enter(OFF_FOR_A_WEEK);
    expect(await recompute()).toBeGreaterThan(0);
    const { dueAt, recomputed, provisional } = await repairOf(id);
    expect({ dueAt, provisional }).toEqual({ dueAt: before.dueAt, provisional: undefined });
    expect(recomputed).toEqual({
      before: before.dueAt,
      after: expect.stringMatching(/^2028-01-10/),
      kept: true,
    });
    await moveTo("2028-01-12T10:00");
    for (let acted = 1; acted > 0;) acted = await sweep(server.database, () => {}).run();
    const passed = (await events(id)).filter(
      ({ kind, data }) => kind === "DEADLINE_PASSED" && data.kind === "REPAIR",
    );
    expect(passed).toHaveLength(1);
  });
});

describe("office hours", () => {
  test("hold for what is set from then on; what runs keeps its own", async () => {
    await moveTo("2028-02-29T08:30");
    const old = await rattling();
    const before = await repairOf(old);
    const { version } = await calendar();
    const hours = [
      [9 * 60, 12 * 60],
      [13 * 60, 17 * 60],
    ] as [number, number][];
    await admin.call(setOfficeHours, { ifMatch: version, body: { hours } });
    expect((await calendar()).hours).toEqual(hours);
    expect((await events(CALENDAR)).at(-1)).toMatchObject({
      kind: "OFFICE_HOURS_SET",
      data: {
        before: [
          [480, 720],
          [840, 1080],
        ],
        after: hours,
      },
    });
    const next = await repairOf(await rattling());
    expect(wall(before.dueAt)).toBe("2028-03-02T08:30");
    expect(wall(next.dueAt)).toBe("2028-03-01T17:00");
    await enter(table(2028, ["2028-03-01"]));
    expect(await recompute()).toBeGreaterThan(1);
    expect(wall((await repairOf(old)).dueAt)).toBe("2028-03-03T08:30");
    expect(
      (
        await refusal(
          admin.call(setOfficeHours, { ifMatch: (await calendar()).version, body: { hours: [[600, 600]] } }),
        )
      ).code,
    ).toBe("invalid_input");
  });
});
