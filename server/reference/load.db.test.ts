import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import { sql } from "../db/sql.ts";
import { loadReference } from "./load.ts";

let town: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "youzhu-reference-"));
const lists = pathToFileURL(`${folder}/`);
const shipped = new URL("../../data/reference/", import.meta.url);

beforeAll(async () => {
  cpSync(shipped, lists, { recursive: true });
  town = await testDatabase();
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Corrects one cell of a list, as a maintainer would. */
function correct(list: string, line: string, better: string): void {
  const text = readFileSync(new URL(list, shipped), "utf8");
  expect(text).toContain(`\n${line}\n`);
  writeFileSync(new URL(list, lists), text.replace(`\n${line}\n`, `\n${better}\n`));
}

const row = async (scheme: string, code: string) =>
  await town.database.one(sql`select * from component_class where scheme = ${scheme} and code = ${code}`);

test("the first start fills the lists and has nothing to say about it", async () => {
  expect(await loadReference(town.database, lists)).toEqual([]);
});

test("a start without a correction writes nothing", async () => {
  const touched = async () =>
    await town.database.rows(sql`select distinct xmin::text from component_class order by 1`);
  const before = await touched();
  expect(await loadReference(town.database, lists)).toEqual([]);
  expect(await touched()).toEqual(before);
});

const A = "class-scheme-a.csv";
const LINE = "A,0117,立杆,Pole,UNKNOWN_POLE,1,A,standard,,POLE";

describe("a correction of a class that is in the database reaches it at the next start, and the log", () => {
  test.each([
    [
      "Chinese name",
      "A,0117,杆件,Pole,UNKNOWN_POLE,1,A,standard,,POLE",
      { name_zh: "杆件" },
      "name_zh: 立杆 → 杆件",
    ],
    [
      "English name",
      "A,0117,立杆,Mast,UNKNOWN_POLE,1,A,standard,,POLE",
      { name_en: "Mast" },
      "name_en: Pole → Mast",
    ],
    [
      "owner type",
      "A,0117,立杆,Pole,POWER,1,A,standard,,POLE",
      { owner_type: "POWER" },
      "owner_type: UNKNOWN_POLE → POWER",
    ],
    [
      "owner type, taken away",
      "A,0117,立杆,Pole,,1,A,standard,,POLE",
      { owner_type: null },
      "owner_type: UNKNOWN_POLE → -",
    ],
    ["priority", "A,0117,立杆,Pole,UNKNOWN_POLE,3,A,standard,,POLE", { priority: 3 }, "priority: 1 → 3"],
    [
      "accuracy",
      "A,0117,立杆,Pole,UNKNOWN_POLE,1,C,standard,,POLE",
      { accuracy_class: "C" },
      "accuracy_class: A → C",
    ],
    [
      "group",
      "A,0117,立杆,Pole,UNKNOWN_POLE,1,A,standard,,OTHER",
      { class_group: "OTHER" },
      "class_group: POLE → OTHER",
    ],
  ])("its %s", async (_, line, column, told) => {
    correct(A, LINE, LINE);
    await loadReference(town.database, lists);
    correct(A, LINE, line);
    const corrections = await loadReference(town.database, lists);
    expect(await row("A", "0117")).toMatchObject(column);
    expect(corrections).toContain(`A 0117 ${told}`);
  });

  test("its counterpart in the other scheme, and what it takes from there", async () => {
    correct(A, LINE, LINE);
    await loadReference(town.database, lists);
    correct("class-scheme-b.csv", "B,0101,上水井盖,0101,", "B,0101,上水井盖,0118,");
    const corrections = await loadReference(town.database, lists);
    expect(await row("B", "0101")).toMatchObject({ maps_to_a: "0118", owner_type: "STREET_LIGHTING" });
    expect(corrections).toHaveLength(1);
    expect(corrections[0]).toContain("maps_to_a: 0101 → 0118");
  });

  test("and so does a class that is new in the list", async () => {
    correct(A, LINE, `${LINE}\nA,0180,智慧灯杆,Smart pole,STREET_LIGHTING,1,A,local,,POLE`);
    expect(await loadReference(town.database, lists)).toContain("A 0180 added");
    expect(await row("A", "0180")).toMatchObject({ name_en: "Smart pole", priority: 1 });
  });
});

describe("D21: holiday tables reach a database that runs already", () => {
  const nextYear = "2027,2026-11-05,国务院办公厅关于2027年部分节假日安排的通知";
  const table = async (year: number) =>
    await town.database.maybe<{ holidays: { day: string; name: string }[]; source: string }>(
      sql`select holidays, source from holiday_year where year = ${year}`,
    );
  const stamp = async () =>
    (
      await town.database.one<{ stamp: string }>(
        sql`select value ->> 'stamp' as stamp from setting where key = 'calendar'`,
      )
    ).stamp;

  test("a correction of a shipped day, and a year that a new version brings", async () => {
    correct(
      "holidays.csv",
      "2026-10-07,HOLIDAY,国庆节",
      "2026-10-08,HOLIDAY,国庆节\n2027-01-01,HOLIDAY,元旦",
    );
    const years = readFileSync(new URL("holiday-years.csv", shipped), "utf8");
    writeFileSync(new URL("holiday-years.csv", lists), `${years}${nextYear}\n`);
    const before = await stamp();
    expect(await loadReference(town.database, lists)).toEqual(
      expect.arrayContaining(["holidays of 2026", "holidays of 2027"]),
    );
    expect((await table(2026))?.holidays.at(-1)).toEqual({ day: "2026-10-08", name: "国庆节" });
    expect(await table(2027)).toEqual({
      holidays: [{ day: "2027-01-01", name: "元旦" }],
      source: nextYear.slice(16),
    });
    // Every process reads the calendar anew.
    expect(await stamp()).not.toBe(before);
  });

  test("what an administrator entered is never written over", async () => {
    await town.database.run(sql`
      insert into account (id, username, display_name, password_hash, role)
      values ('00000000-0000-4000-8000-000000000001', 'chen', 'Chen', 'no password', 'ADMIN')`);
    await town.database.run(sql`
      update holiday_year set source = 'by hand', holidays = '[]', entered_by = '00000000-0000-4000-8000-000000000001' where year = 2027`);
    expect(await loadReference(town.database, lists)).toEqual([]);
    expect(await table(2027)).toEqual({ holidays: [], source: "by hand" });
  });
});

test("a shipped rule pack is never changed under its version: cases are pinned to it", async () => {
  const name = "rule-packs/yuncheng.json";
  const text = readFileSync(new URL(name, lists), "utf8");
  writeFileSync(new URL(name, lists), text.replace('"minutes": 30', '"minutes": 31'));
  const rules = async () =>
    await town.database.one(sql`select rules from rule_pack where id = 'yuncheng' and version = 1`);
  const before = await rules();
  await loadReference(town.database, lists);
  expect(await rules()).toEqual(before);
});
