import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clock } from "../../clock.ts";
import { asActor } from "../../db/actor.ts";
import { readClock } from "../../db/clock.ts";
import { newId } from "../../db/id.ts";
import { openDatabase } from "../../db/open.ts";
import { sql } from "../../db/sql.ts";
import { testTown, type TestTown } from "../../../scripts/sample/testing/town.ts";
import { rankingOf } from "../commands.ts";
import { gaps } from "./gaps.ts";
import { busyOpening, openingById, problemsOf } from "./opening-queries.ts";
import { openingStep, request, requestUndo, toldProblem } from "./openings.ts";
import { begin, beginAtNight, CLEAN_UP, step } from "./run.ts";
import { runById, runsNow, takeCell } from "./run-queries.ts";
import { worklist } from "./worklist.ts";
import { countWork, lettersOf, workPoints } from "./worklist-queries.ts";

let town: TestTown;
beforeAll(async () => {
  town = await testTown(900);
});
afterAll(async () => {
  clock.setAhead(0);
  await town.close();
});

const start = () => asActor(town.database, CLEAN_UP, (tx) => begin(tx, "DEMAND", null));
const runAll = async (database = town.database) => {
  while (await step(database));
};
/** Moves the town to an hour of Shanghai, so many days on: what the night does must not depend on when the tests run. */
const moveTo = async (days: number, time: string) => {
  await town.database.run(sql`
    update training_clock set ahead = (youzhu_today() + ${days}::int + ${time}::time) at time zone 'Asia/Shanghai' - youzhu_real_now()`);
  await readClock(town.database);
};
const ownerless = async () =>
  (
    await town.database.one<{ n: number }>(sql`
      select count(*)::int as n from component where ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED', 'BACKSTOP') and not retired`)
  ).n;

describe("a clean-up run", () => {
  test("ranks every ownerless component, and each exactly as the detail panel does", async () => {
    const id = await start();
    await runAll();
    const run = await runById(town.database, id ?? "");
    const n = await ownerless();
    expect(n).toBeGreaterThan(20);
    expect(run).toMatchObject({ state: "DONE", total: n, ranked: n, changed: n });
    const stored = await town.database.rows<{ id: string; permille: number; unitId: string }>(
      sql`select component_id as id, permille, unit_id as "unitId" from suggestion order by component_id limit 25`,
    );
    for (const { id: componentId, permille, unitId } of stored) {
      const first = (await rankingOf(town.database, componentId))?.ranking.candidates[0];
      expect(first?.unitId).toBe(unitId);
      expect(Math.abs((first?.probability ?? 0) * 1000 - permille)).toBeLessThanOrEqual(1);
    }
  });

  test("finds nothing to change when nothing has changed", async () => {
    const id = await start();
    await runAll();
    expect(await runById(town.database, id ?? "")).toMatchObject({ state: "DONE", changed: 0 });
  });

  test("is one at a time, and goes on in another process where one has died", async () => {
    const id = await start();
    expect(await start()).toBeUndefined();
    const lost = await takeCell(town.database);
    expect(lost).toBeDefined();
    // The cell is still held by the process that died; everything else is done meanwhile.
    await runAll();
    expect(await runById(town.database, id ?? "")).toMatchObject({ state: "RUNNING" });
    await town.database.run(
      sql`update clean_up_cell set held_until = youzhu_now() - interval '1 second' where done_at is null`,
    );
    await runAll();
    const run = await runById(town.database, id ?? "");
    expect(run).toMatchObject({ state: "DONE", ranked: run.total, changed: 0 });
  });

  test("may be carried on by two processes at once", async () => {
    // The embedded engine has one process; two loops of it take turns in the same way.
    const second = town.database.engine === "postgis" ? await openDatabase(town.options) : town.database;
    try {
      await town.database.run(sql`delete from suggestion`);
      const id = await start();
      await Promise.all([runAll(), runAll(second)]);
      // The one that finds no free cell may stop before the other has written its last.
      await runAll();
      const run = await runById(town.database, id ?? "");
      expect(run).toMatchObject({ state: "DONE", ranked: run.total });
      const { n } = await town.database.one<{ n: number }>(sql`select count(*)::int as n from suggestion`);
      expect(n).toBe(run.total);
    } finally {
      if (second !== town.database) await second.close();
    }
  });

  test("begins by itself once a night, when its hour has come, whoever asks first", async () => {
    await moveTo(1, "02:59");
    expect(await beginAtNight(town.database, 3)).toBe(false);
    await moveTo(0, "03:00");
    expect(await beginAtNight(town.database, 3)).toBe(true);
    await runAll();
    expect(await beginAtNight(town.database, 3)).toBe(false);
    await moveTo(0, "23:59");
    expect(await beginAtNight(town.database, 3)).toBe(false);
    await moveTo(1, "02:59");
    expect(await beginAtNight(town.database, 3)).toBe(false);
    const { running, last } = await runsNow(town.database);
    expect(running).toBeNull();
    expect(last).toMatchObject({ origin: "NIGHT", requestedBy: null });
  });

  test("forgets what has got an owner", async () => {
    const [first] = await worklist(town.database, {}, null, 1);
    const id = first?.id ?? "";
    await town.database.run(
      sql`update component set ownership_status = 'CONFIRMED', owner_unit_id = ${town.unit("water")} where id = ${id}`,
    );
    expect((await worklist(town.database, {}, null, 500)).some((row) => row.id === id)).toBe(false);
    await start();
    await runAll();
    expect(
      await town.database.maybe(sql`select 1 as one from suggestion where component_id = ${id}`),
    ).toBeUndefined();
    await town.database.run(
      sql`update component set ownership_status = 'UNKNOWN', owner_unit_id = null where id = ${id}`,
    );
    await start();
    await runAll();
  });
});

describe("the worklist", () => {
  test("begins with the most certain, in pages that neither repeat nor lose a row", async () => {
    const all = await worklist(town.database, {}, null, 1000);
    const sureness = all.map(({ candidates }) => candidates[0]?.probability ?? 0);
    expect(sureness).toEqual(sureness.toSorted((a, b) => b - a));
    const paged = [];
    let after: [number, string] | null = null;
    for (;;) {
      const page = await worklist(town.database, {}, after, 7);
      paged.push(...page.slice(0, 7));
      const last = page[6];
      if (page.length <= 7 || !last) break;
      after = [Math.round((last.candidates[0]?.probability ?? 0) * 1000), last.id];
    }
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(await countWork(town.database, {})).toMatchObject({ total: all.length });
    expect((await workPoints(town.database, {}, 10_000)).points).toHaveLength(all.length);
  });

  test("says the first reason of each candidate in both languages", async () => {
    const [row] = await worklist(town.database, {}, null, 1);
    expect(row?.candidates.length).toBeGreaterThan(1);
    expect(row?.candidates[0]?.reason?.zh).toMatch(/[\u4E00-\u9FFF]/);
    expect(row?.candidates[0]?.reason?.en).not.toMatch(/[{}]/);
  });

  test("holds what every filter says, and only that", async () => {
    const all = await worklist(town.database, {}, null, 1000);
    const [first] = all;
    if (!first) throw new Error("nothing ownerless");
    const unitId = first.candidates[0]?.unit.id ?? "";
    const ids = async (filter: Parameters<typeof worklist>[1]) =>
      (await worklist(town.database, filter, null, 1000)).map(({ id }) => id);
    const expected = (keep: (row: (typeof all)[number]) => boolean) => all.filter(keep).map(({ id }) => id);
    expect(await ids({ unitId })).toEqual(expected((row) => row.candidates[0]?.unit.id === unitId));
    expect(await ids({ group: ["LAMP", "POLE"] })).toEqual(
      expected(({ classGroup }) => classGroup === "LAMP" || classGroup === "POLE"),
    );
    expect(await ids({ division: first.divisionCode })).toEqual(
      expected(({ divisionCode }) => divisionCode === first.divisionCode),
    );
    expect(await ids({ atLeast: 90 })).toEqual(
      expected((row) => (row.candidates[0]?.probability ?? 0) >= 0.9),
    );
    expect(await ids({ below: 90 })).toEqual(expected((row) => (row.candidates[0]?.probability ?? 0) < 0.9));
    expect(await ids({ grid: first.gridCode ?? "" })).toEqual(
      expected(({ gridCode }) => gridCode === first.gridCode),
    );
  });

  test("says which rows have become old", async () => {
    const [row] = await worklist(town.database, {}, null, 1);
    expect(row?.stale).toBe(false);
    await town.database.run(sql`update component set changed_at = youzhu_now() where id = ${row?.id ?? ""}`);
    expect((await worklist(town.database, {}, null, 1))[0]?.stale).toBe(true);
    await start();
    await runAll();
    expect((await worklist(town.database, {}, null, 1))[0]?.stale).toBe(false);
  });
});

describe("gaps of responsibility", () => {
  test("are places where no duty area, no network or too many ownerless components are", async () => {
    const { items } = await gaps(town.database, null);
    for (const { kind, filter, count, reason } of items) {
      const matching = await countWork(town.database, {
        gap: kind,
        division: filter.division,
        ...(filter.cluster ? { cluster: filter.cluster } : {}),
        ...(filter.road !== null ? { road: filter.road } : {}),
      });
      expect({ kind, total: matching.total }).toEqual({ kind, total: count });
      expect(reason.en).toContain(kind === "CLUSTER" ? "luster" : kind === "NO_DUTY" ? "duty" : "network");
    }
  });

  test("appear where the networks and the duty areas are taken away", async () => {
    const lines = await town.database.one<{ n: number }>(sql`select count(*)::int as n from network_line`);
    expect(lines.n).toBeGreaterThan(0);
    await town.database.run(sql`delete from network_line`);
    await town.database.run(sql`delete from area where kind = 'DUTY'`);
    await start();
    await runAll();
    const total = await ownerless();
    expect(await countWork(town.database, { gap: "NO_NETWORK" })).toMatchObject({ total });
    expect(await countWork(town.database, { gap: "NO_DUTY" })).toMatchObject({ total });
    const { items } = await gaps(town.database, "NO_NETWORK");
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(items[0]?.reason.zh).toContain("30 米内没有任何单位的管线");
  });
});

describe("inquiries opened for many at once", () => {
  const work = async () => {
    while (await openingStep(town.database));
  };

  test("are ordinary inquiries in the name of whoever asked, each with its letters, and nothing is opened twice", async () => {
    const filter = { below: 100, group: ["COVER" as const], withoutInquiry: true };
    const { openable } = await countWork(town.database, filter);
    expect(openable).toBeGreaterThan(5);
    const before = await lettersOf(town.database, filter);
    const [spared] = await worklist(town.database, filter, null, 1);
    const id = await town.by("seat", (tx) =>
      request(tx, { filter, except: [spared?.id ?? ""], expected: openable }),
    );
    await work();
    expect(await busyOpening(town.database)).toBeUndefined();
    const opening = await openingById(town.database, id);
    expect(opening).toMatchObject({ state: "DONE", total: openable - 1, opened: openable - 1, failed: 0 });
    const facts = await town.database.one<{
      inquiries: number;
      authors: number;
      letters: number;
      versions: number;
    }>(sql`
      select count(*)::int as inquiries, count(distinct e.actor_account_id)::int as authors, count(distinct e.body_json #>> '{data,modelVersion}')::int as versions,
        (select count(*)::int from inquiry_letter l join bulk_opening_item i on i.inquiry_id = l.inquiry_id where i.opening_id = ${id}) as letters
      from bulk_opening_item item join event e on e.stream_id = item.inquiry_id and e.kind = 'INQUIRY_OPENED' where item.opening_id = ${id}`);
    expect(facts).toMatchObject({ inquiries: openable - 1, authors: 1, versions: 1 });
    expect(facts.letters).toBeGreaterThan(before.letters - 40);
    // The same question again: only the spared one is left.
    expect(await countWork(town.database, filter)).toEqual({ total: 1, openable: 1 });
  });

  test("say of each component that could not be done why, and go on with the others", async () => {
    const open = await worklist(town.database, {}, null, 1000);
    const taken = open.find(({ inquiry }) => inquiry !== null);
    const free = open.find(({ inquiry }) => inquiry === null);
    const owned = town.owned("water");
    const ids = [taken?.id ?? "", owned, free?.id ?? ""];
    const id = await town.by("seat", (tx) => request(tx, { ids }));
    await work();
    expect(await openingById(town.database, id)).toMatchObject({
      state: "DONE",
      total: 3,
      opened: 1,
      failed: 2,
    });
    const problems = await problemsOf(town.database, id, 10);
    expect(problems.map(({ componentId }) => componentId)).toEqual(ids.slice(0, 2));
    expect(problems.map((problem) => toldProblem(problem).en)).toEqual([
      "This component already has an open inquiry.",
      "The component is not ownerless any more; one in backstop is reopened by the shift lead or the convener.",
    ]);
    expect(toldProblem(problems[0]!).zh).toBe("该部件已有进行中的确权案。");
  });

  test("are refused where more would be opened than somebody was shown", async () => {
    await expect(
      town.by("seat", (tx) => request(tx, { filter: {}, except: [], expected: 1 })),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("are withdrawn by the shift lead, but not where a unit has claimed meanwhile", async () => {
    const rows = await worklist(town.database, { withoutInquiry: true, status: ["UNKNOWN"] }, null, 3);
    const ids = rows.slice(0, 3).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    const id = await town.by("lead", (tx) => request(tx, { ids }));
    await work();
    const [claimed] = await town.database.rows<{ inquiryId: string; unitId: string }>(sql`
      select l.inquiry_id as "inquiryId", l.unit_id as "unitId" from bulk_opening_item i join inquiry_letter l on l.inquiry_id = i.inquiry_id
      where i.opening_id = ${id} and i.n = 1 limit 1`);
    if (!claimed) throw new Error("no letter was written");
    await town.tell("seat", { inquiry: claimed.inquiryId }, [
      {
        on: "inquiry",
        id: claimed.inquiryId,
        command: {
          type: "ANSWER",
          unitId: claimed.unitId,
          answer: "CLAIM",
          reasonCode: null,
          evidence: [{ kind: "WRITTEN_ADMISSION", photoIds: [newId()] }],
        },
      },
    ]);
    await town.by("lead", (tx) => requestUndo(tx, id));
    await work();
    expect(await openingById(town.database, id)).toMatchObject({ state: "UNDONE", withdrawn: 2, kept: 1 });
    const [kept] = await problemsOf(town.database, id, 10);
    expect(kept).toMatchObject({ state: "KEPT", inquiryId: claimed.inquiryId });
    await expect(town.by("lead", (tx) => requestUndo(tx, id))).rejects.toMatchObject({ code: "conflict" });
  });

  test("stop where the account that asked has been closed", async () => {
    const [row] = await worklist(town.database, { withoutInquiry: true, status: ["UNKNOWN"] }, null, 1);
    const id = await town.by("seat", (tx) => request(tx, { ids: [row?.id ?? ""] }));
    await town.database.run(sql`update account set disabled_at = now() where username = 'seat'`);
    await work();
    expect(await openingById(town.database, id)).toMatchObject({ state: "DONE", opened: 0, failed: 1 });
    await town.database.run(sql`update account set disabled_at = null where username = 'seat'`);
  });
});
