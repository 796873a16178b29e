import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { DatabaseUnavailable } from "../db/database.ts";
import { referredTo, refusalOfDatabase } from "./database-refusals.ts";

const codeOf = (error: unknown) => refusalOfDatabase(error)?.code;

test("a shape that GEOS gives up over is the shape's fault, on either engine", () => {
  const silent = new DatabaseUnavailable(
    "the engine gave no answer to: select\n ST_Union(geom) from area",
    "XX000",
  );
  const loud = Object.assign(new Error("TopologyException: side location conflict at 113 23"), {
    code: "XX000",
  });
  expect([codeOf(silent), codeOf(loud)]).toEqual(["geometry_invalid", "geometry_invalid"]);
});

test("an engine that stopped for another reason is away for a moment", () => {
  const stopped = new DatabaseUnavailable("the embedded database stopped: out of memory", "XX000");
  const unstored = new DatabaseUnavailable(
    "the transaction was not stored: a statement in it failed",
    "XX000",
  );
  const slow = new DatabaseUnavailable("a statement took more than 30000 ms", "57014");
  expect([stopped, unstored, slow].map(codeOf)).toEqual(["unavailable", "unavailable", "unavailable"]);
  expect(codeOf(Object.assign(new Error("cache lookup failed"), { code: "XX000" }))).toBeUndefined();
});

const NAMES: Readonly<Record<string, string>> = {
  unit: "unit",
  component: "component",
  case_file: "case",
  inquiry: "inquiry",
  division: "division",
  account: "account",
  import_batch: "import batch",
};

test("what a foreign key missed is named in words, for every foreign key of the schema", () => {
  const schema = readFileSync(new URL("../../data/schema.sql", import.meta.url), "utf8");
  const keys = [...schema.matchAll(/constraint (\w+) FOREIGN KEY \([\w, ]+\) REFERENCES (\w+)/g)];
  expect(keys.length).toBeGreaterThan(40);
  for (const [, name = "", table = ""] of keys) {
    const [zh, en] = referredTo(name);
    expect([name, en]).toEqual([name, NAMES[table] ?? "record"]);
    expect(zh).toMatch(/^[一-龥]+$/);
  }
});

test.each([
  ["unitId", "单位"],
  ["classCode", "部件类别"],
  ["divisionCode", "行政区划"],
  ["somethingElse", "记录"],
])("the field %s refers to a %s", (field, zh) => {
  expect(referredTo(field)[0]).toBe(zh);
});
