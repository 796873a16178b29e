import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { testServer, type TestPerson, type TestServer } from "../testing.ts";
import { asViewer } from "./as-viewer.ts";
import { hiddenFrom, makeRows, type Rows } from "./testing-rows.ts";

/**
 * The second line by itself: plain selects, without any condition, as an outsider. Every table is either closed to outsiders,
 * or open to everybody and named here, or under row security; a new table that is none of these fails by its name.
 */
const OPEN: Readonly<Record<string, string>> = {
  base_feature: "the base map",
  component_class: "code lists",
  division: "code lists",
  rule_pack: "the law that binds everybody",
  setting: "the street served",
  place_rule: "which department acts where",
  unit: "names and types of units are public",
  unit_lineage: "what became of a unit is public",
  unit_name: "what a unit was called is public",
  unit_succession: "what becomes of a unit is public",
  event_leaf: "places in the log, without what happened",
  map_change: "how often a layer changed",
};
/** The matter's own document, which the queries cut down for a unit column by column. */
const DOCUMENTS = ["state_json", "body", "body_json"];

let server: TestServer;
let rows: Rows;
let tables: { name: string; readable: boolean; secured: boolean; policies: number }[];
beforeAll(async () => {
  server = await testServer();
  rows = await makeRows(server);
  await server.app.sequencer.settle();
  tables = await server.database.rows(sql`
    select c.relname as name, has_table_privilege('youzhu_unit', c.oid, 'select') as readable, c.relrowsecurity as secured,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid and 'youzhu_unit'::regrole = any(p.polroles)) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1`);
});
afterAll(async () => {
  await server.close();
});

const everythingIn = (person: TestPerson, table: string) =>
  asViewer(server.database, person, (queries) =>
    queries.rows<{ row: unknown }>(
      sql`select to_jsonb(t) - ${DOCUMENTS}::text[] as row from ${sql.ident(table)} t`,
    ),
  );

test("what an outsider may read at all is under row security, unless it is open to everybody", () => {
  const readable = tables.filter((table) => table.readable);
  const unguarded = readable.filter((table) => !table.secured || table.policies === 0);
  expect(unguarded.map(({ name }) => name).toSorted()).toEqual(Object.keys(OPEN).toSorted());
  expect(readable.length).toBeGreaterThan(Object.keys(OPEN).length + 10);
});

describe.each(["water", "crew"] as const)("plain selects of %s", (who) => {
  test("show nothing of others in any table", async () => {
    const told: string[] = [];
    const hidden = hiddenFrom(rows)[who];
    for (const { name } of tables.filter(({ readable }) => readable)) {
      const text = JSON.stringify(await everythingIn(rows[who], name));
      told.push(...hidden.filter((word) => text.includes(word)).map((word) => `${name} tells ${word}`));
    }
    expect(told).toEqual([]);
  });

  test("show its own components, cases and photos", async () => {
    const idsIn = async (table: string) =>
      (await everythingIn(rows[who], table)).map(({ row }) => Reflect.get(Object(row), "id") as string);
    const { own, unresolved, noticed, told, sent, heard } = rows.things;
    const mine = who === "water" ? [own, unresolved, noticed, told, heard] : [unresolved, sent, heard];
    expect((await idsIn("component")).toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
    const known = mine.filter((thing) => thing !== noticed && thing !== told && thing !== heard);
    expect((await idsIn("case_file")).toSorted()).toEqual(known.map(({ caseId }) => caseId).toSorted());
    const photos = [rows.photos.street.id, rows.photos[who].id];
    expect((await idsIn("photo")).toSorted()).toEqual(photos.toSorted());
    expect(await idsIn("network_line")).toEqual(who === "water" ? [rows.lines.water] : []);
  });
});

test("an outsider whose account names no unit sees no component at all", async () => {
  for (const role of ["OWNER_UNIT", "CONTRACTOR"] as const) {
    const nobody = { ...rows.water, role, unitId: null };
    expect((await everythingIn(nobody, "component")).length).toBe(0);
  }
});
