import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { danger, deskIn } from "../../../scripts/sample/testing/reports.ts";
import { testTown, type TestTown } from "../../../scripts/sample/testing/town.ts";
import { changed, succeeded, unitSince2020, type UnitChange } from "../../../scripts/sample/testing/units.ts";
import { sql } from "../../db/sql.ts";
import { dayOf } from "../../domain/clocks/working-time.ts";
import type { ComponentCommand } from "../../domain/component/commands.ts";
import { succession } from "../../jobs/succession.ts";
import { leafHashOf } from "../../store/append.ts";
import { loadDossier } from "../../store/dossier-queries.ts";
import { execute } from "../../store/execute.ts";
import { report } from "../../cases/commands.ts";
import { componentDetail } from "../component-queries.ts";
import { correct, register } from "../commands.ts";
import { unitsMatching } from "./queries.ts";

const today = dayOf(new Date().toISOString());
const yesterday = dayOf(new Date(Date.now() - 86_400_000).toISOString());
let town: TestTown;
beforeAll(async () => {
  town = await testTown(100);
}, 300_000);
afterAll(() => town.close());

const unit = (code: string) => unitSince2020(town, code);
/** A cover with a history of its own, held by a unit since 2020. */
async function cover(owner: string, n = 0): Promise<string> {
  const { id } = await town.by("seat", (tx) =>
    register(tx, {
      classCode: "0102",
      position: { lon: 113.0512 + n / 100_000, lat: 23.0301, crs: "EPSG:4490" },
      address: "继承路",
      provisional: false,
      attributes: {},
      photoIds: [],
      allocateCode: false,
    }),
  );
  const role = {
    type: "ASSIGN_ROLE",
    role: "owner",
    unitId: owner,
    from: "2020-01-01",
    basis: "HANDOVER",
    basisRef: "移交〔2020〕3号",
  } as const;
  await decided(id, role);
  return id;
}
/** What a determination makes of a component; nobody does it by hand. */
async function decided(id: string, command: ComponentCommand): Promise<void> {
  const commands = () => [{ on: "component", id, command }] as const;
  await town.by("seat", (tx) => execute(tx, { target: { component: id }, asSystem: true, commands }));
}
/** Covers as an import leaves them: rows and roles, no events of their own. */
async function imported(owner: string, count: number): Promise<void> {
  await town.database.run(sql`
    with made as (
      insert into component (id, division_code, class_code, class_group, geom, ownership_status, owner_unit_id)
      select gen_random_uuid(), '440604011', '0102', 'COVER', ST_SetSRID(ST_MakePoint(113.05 + n % 100 * 0.0001, 23.03 + n / 100 * 0.0001), 4490), 'CONFIRMED', ${owner}
      from generate_series(1, ${count}::int) n returning id)
    insert into component_role (component_id, role, unit_id, valid, basis) select id, 'owner', ${owner}, '[2020-01-01,)', 'IMPORT' from made`);
}
const decide = (id: string, body: UnitChange) => changed(town, id, body);
const job = () => succession(town.database, () => {}).run();
const untilDone = () => succeeded(town);
const roles = async (id: string) =>
  await town.database.rows<{
    role: string;
    unit: string;
    from: string;
    to: string | null;
    basis: string;
    ref: string | null;
  }>(sql`
    select role, unit_id as unit, lower(valid)::text as "from", upper(valid)::text as "to", basis, basis_ref as ref
    from component_role where component_id = ${id} order by lower(valid), role`);
const heldByTheClosed = async () =>
  (
    await town.database.one<{ n: number }>(sql`
      select count(*)::int as n from component c join unit u on u.id = c.owner_unit_id where u.valid_to <= ${today}::date`)
  ).n;
/** The row is the fold of the component's own events, read back from the stored bytes. */
async function isItsHistory(id: string): Promise<void> {
  const told = await town.retold(id);
  const { dossier } = await town.by("auditor", (tx) => loadDossier(tx, id, { component: id }));
  expect(dossier.component).toEqual(told.component);
}

describe("a merger", () => {
  test("moves what the unit holds from that day on, with one document, in each component's own history", async () => {
    const [gone, heir] = [await unit("M1"), await unit("M2")];
    const id = await cover(gone);
    const since = await cover(gone, 1);
    await decided(since, { type: "END_ROLE", role: "owner", on: today, basis: "ERROR" });
    await decided(since, {
      type: "ASSIGN_ROLE",
      role: "maintainer",
      unitId: gone,
      from: today,
      basis: "HANDOVER",
      basisRef: null,
    });
    const { componentsMoved, componentsLeft } = await decide(gone, {
      type: "MERGE_INTO",
      successorId: heir,
      on: yesterday,
      document: "禅府〔2026〕1号",
    });
    expect([componentsMoved, componentsLeft]).toEqual([2, false]);
    expect(await roles(id)).toEqual([
      {
        role: "owner",
        unit: gone,
        from: "2020-01-01",
        to: yesterday,
        basis: "HANDOVER",
        ref: "移交〔2020〕3号",
      },
      { role: "owner", unit: heir, from: yesterday, to: null, basis: "MERGER", ref: "禅府〔2026〕1号" },
    ]);
    expect((await roles(since)).filter(({ unit: holder }) => holder === heir)).toEqual([
      { role: "owner", unit: heir, from: yesterday, to: today, basis: "MERGER", ref: "禅府〔2026〕1号" },
      { role: "maintainer", unit: heir, from: today, to: null, basis: "MERGER", ref: "禅府〔2026〕1号" },
    ]);
    expect((await town.kinds(id)).at(-1)).toBe("HOLDER_SUCCEEDED");
    await isItsHistory(id);
    await isItsHistory(since);
    const onDay = async (day: string) =>
      (await unitsMatching(town.database, { on: day })).map((known) => known.id);
    expect(await onDay("2021-01-01")).toContain(gone);
    expect(await onDay(today)).not.toContain(gone);
    expect(await heldByTheClosed()).toBe(0);
  });

  test("of thousands of components goes on in chunks, each component's event chained and sealed as any other", async () => {
    const [gone, heir] = [await unit("B1"), await unit("B2")];
    const count = 1200;
    await imported(gone, count);
    const began = performance.now();
    const first = await decide(gone, {
      type: "MERGE_INTO",
      successorId: heir,
      on: today,
      document: "禅府〔2026〕2号",
    });
    expect(first).toMatchObject({ componentsMoved: 200, componentsLeft: true });
    const [listed] = (await unitsMatching(town.database, { q: "B1" })).filter((known) => known.id === gone);
    expect(listed?.toMove).toBe(count - 200);
    // Nobody is left pointing at a closed unit without being told so.
    const [left] = await town.database.rows<{ id: string }>(
      sql`select id from component where owner_unit_id = ${gone} limit 1`,
    );
    const waiting = await componentDetail(
      town.database,
      { ...town.as("seat"), role: "SEAT_OPERATOR", accountId: "" } as never,
      left?.id ?? "",
    );
    expect(waiting?.roles[0]).toMatchObject({ unit: { id: gone }, unitEndedOn: today });
    await untilDone();
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await heldByTheClosed()).toBe(0);
    const told = await town.database.rows<{ body: Buffer; leaf: string; seq: number }>(sql`
      select body, encode(leaf_hash, 'hex') as leaf, seq from event where kind = 'HOLDER_SUCCEEDED' and body_json #>> '{data,fromUnitId}' = ${gone}`);
    expect(told).toHaveLength(count);
    expect(told.filter(({ body, leaf }) => leafHashOf(body) !== leaf)).toEqual([]);
    const versions = await town.database.one(
      sql`select count(*)::int as n from component where owner_unit_id = ${heir} and version = 1`,
    );
    expect(versions).toEqual({ n: count });
    expect(await job()).toBe(0); // once more changes nothing
  });

  test("a role that somebody still gives to the closed unit follows by itself", async () => {
    const [gone, heir] = [await unit("L1"), await unit("L2")];
    const id = await cover(heir, 5);
    await decide(gone, { type: "MERGE_INTO", successorId: heir, on: today, document: "n" });
    const give = {
      type: "ASSIGN_ROLE",
      role: "maintainer",
      unitId: gone,
      from: today,
      basis: "HANDOVER",
      basisRef: null,
      photoIds: [] as string[],
    } as const;
    await expect(town.by("seat", (tx) => correct(tx, id, give, undefined))).rejects.toMatchObject({
      code: "unknown_reference",
    });
    await town.database.run(
      sql`insert into component_role (component_id, role, unit_id, valid, basis) values (${id}, 'maintainer', ${gone}, daterange(${today}, null), 'DETERMINATION')`,
    );
    await untilDone();
    expect((await roles(id)).find(({ role }) => role === "maintainer")?.unit).toBe(heir);
  });
});

describe("a split", () => {
  test("D4, guard 10: leaves the components with the parts together until two persons allocate them to one", async () => {
    const gone = await unit("S1");
    const id = await cover(gone, 10);
    const parts = ["S1-A", "S1-B"].map((code) => ({ code, nameZh: code, nameEn: code }));
    await decide(gone, { type: "SPLIT", successors: parts, on: today, document: "禅府〔2026〕3号" });
    const seat = { ...town.as("seat"), role: "SEAT_OPERATOR" } as never;
    const [owner] = (await componentDetail(town.database, seat, id))?.roles ?? [];
    expect(owner).toMatchObject({
      basis: "SPLIT_UNALLOCATED",
      jointWith: [{ nameZh: "S1-A" }, { nameZh: "S1-B" }],
    });
    const other = owner?.jointWith[1]?.id ?? "";
    const allocate = async (unitId: string, photoIds: string[]) =>
      await town.by("seat", (tx) =>
        correct(
          tx,
          id,
          {
            type: "ASSIGN_ROLE",
            role: "owner",
            unitId,
            from: today,
            basis: "ALLOCATION",
            basisRef: "分配表",
            photoIds,
          },
          undefined,
        ),
      );
    await isItsHistory(id);
    const { photo: paper } = await deskIn(town);
    await expect(allocate(await unit("S1-C"), [paper])).rejects.toMatchObject({
      extra: { reason: "NOT_A_PART" },
    });
    await expect(allocate(other, [])).rejects.toMatchObject({ extra: { reason: "DOCUMENT_NEEDED" } });
    await allocate(other, [paper]);
    expect((await componentDetail(town.database, seat, id))?.roles[0]?.basis).toBe("SPLIT_UNALLOCATED");
    await town.by("lead", (tx) => correct(tx, id, { type: "CONFIRM_ROLE" }, undefined));
    expect((await componentDetail(town.database, seat, id))?.roles[0]).toMatchObject({
      unit: { id: other },
      jointWith: [],
    });
    await isItsHistory(id);
  });
});

test("a new name is told to each component, and a list of a past day says the old one", async () => {
  const id = await unit("N1");
  const held = await cover(id, 15);
  await decide(id, { type: "RENAME", nameZh: "新名公司", nameEn: "New", on: today, document: null });
  const named = async (on: string) =>
    (await unitsMatching(town.database, { on })).find((known) => known.id === id)?.nameZh;
  expect([await named(yesterday), await named(today)]).toEqual(["N1公司", "新名公司"]);
  expect((await town.kinds(held)).at(-1)).toBe("HOLDER_SUCCEEDED");
  expect(await job()).toBe(0);
  await isItsHistory(held);
});

describe("a dissolution without a successor", () => {
  test("ends the owner that day, gives every component to the street and asks everybody else", async () => {
    const gone = await unit("D1");
    const id = await cover(gone, 20);
    const hole = await town.by("seat", (tx) =>
      report(tx, danger(id, { channel: "PATROL", dispatchTo: gone })),
    );
    await imported(gone, 150);
    const began = performance.now();
    await decide(gone, { type: "DISSOLVE", on: today, document: "注销〔2026〕4号" });
    await untilDone();
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await heldByTheClosed()).toBe(0);
    const stands = await town.database.rows<{
      status: string;
      inquiries: number;
      letters: number;
      n: number;
    }>(sql`
      select c.ownership_status as status, (select count(*)::int from inquiry i where i.component_id = c.id and i.open) as inquiries,
        count(*)::int as n
      from component c join component_role r on r.component_id = c.id and r.unit_id = ${gone} group by 1, 2`);
    // Care until the inquiry has an answer, and no backstop: nobody decided one.
    expect(stands.map(({ inquiries, status }) => [inquiries, status !== "BACKSTOP"])).toEqual(
      stands.map(() => [1, true]),
    );
    expect(stands.reduce((sum, { n }) => sum + n, 0)).toBe(151);
    const asked = await town.database.one<{ n: number; own: number }>(sql`
      select count(*)::int as n, (count(*) filter (where l.unit_id = ${gone}))::int as own from inquiry_letter l
      join component_role r on r.component_id = l.component_id and r.unit_id = ${gone}`);
    expect(asked.own).toBe(0);
    expect(asked.n).toBeGreaterThan(150);
    const custodian = (await roles(id)).find(({ role }) => role === "interim_custodian");
    expect(custodian).toMatchObject({
      from: today,
      to: null,
      basis: "UNIT_DISSOLVED",
      ref: "注销〔2026〕4号",
    });
    const file = await town.database.one<{ unit: string; substitute: boolean }>(
      sql`select unit_id as unit, substitute_handling as substitute from case_file where id = ${hole.id}`,
    );
    expect(file).toEqual({ unit: custodian?.unit, substitute: true });
    await isItsHistory(id);
  });

  test("waits for its day", async () => {
    const gone = await unit("D2");
    const id = await cover(gone, 30);
    const tomorrow = dayOf(new Date(Date.now() + 86_400_000).toISOString());
    await decide(gone, { type: "DISSOLVE", on: tomorrow, document: "n" });
    expect(await job()).toBe(0);
    expect((await roles(id)).map(({ unit: holder, to }) => [holder, to])).toEqual([[gone, null]]);
  });

  test("of a department that places depend on is refused", async () => {
    await expect(
      decide(town.as("dept").unitId ?? "", { type: "DISSOLVE", on: today, document: "n" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});
