import { describe, expect, test } from "vitest";
import { json, sql, type SqlValue } from "./sql.ts";

describe("the sql tag", () => {
  test("turns values into numbered parameters and never into text", () => {
    const name = "'; drop table component; --";
    const query = sql`select id from unit where name_zh = ${name} and status = ${"ACTIVE"}`;
    expect(query.text).toBe("select id from unit where name_zh = $1 and status = $2");
    expect(query.values).toEqual([name, "ACTIVE"]);
  });

  test("composes fragments, wherever they stand, and numbers across them", () => {
    const seen = sql`division_code = ${"440604"}`;
    const box = sql`geom && ST_MakeEnvelope(${1}, ${2}, ${3}, ${4}, 4490)`;
    const query = sql`select ${seen} as seen from component where ${box} and ${seen} limit ${10}`;
    expect(query.text).toBe(
      "select division_code = $1 as seen from component where geom && ST_MakeEnvelope($2, $3, $4, $5, 4490) " +
        "and division_code = $6 limit $7",
    );
    expect(query.values).toEqual(["440604", 1, 2, 3, 4, "440604", 10]);
  });

  test("joins conditions and lists, and an empty list is empty text", () => {
    expect(sql`where ${sql.join([sql`a = ${1}`, sql`b = ${2}`], " and ")}`.text).toBe(
      "where a = $1 and b = $2",
    );
    expect(sql`in (${sql.join(["x", "y", "z"])})`.text).toBe("in ($1, $2, $3)");
    expect(sql`select 1${sql.join([])}${sql.empty}`.text).toBe("select 1");
    expect(() => sql.join([sql`a`, sql`b`], "; drop table unit")).toThrow("not a separator");
  });

  test("quotes identifiers that are identifiers and refuses everything else", () => {
    expect(sql`select * from ${sql.ident("ledger.event")}`.text).toBe('select * from "ledger"."event"');
    for (const name of ['x"; drop table unit', "", "Component", "a.b.c", "1a", "a b", "a".repeat(64)]) {
      expect(() => sql.ident(name)).toThrow("not an identifier");
    }
  });

  test("takes dates as instants and arrays as arrays", () => {
    const query = sql`${new Date("2026-11-23T06:01:00+08:00")} ${[1, null, [new Date(0)]]}`;
    expect(query.values).toEqual(["2026-11-22T22:01:00.000Z", [1, null, ["1970-01-01T00:00:00.000Z"]]]);
  });

  test("refuses what would silently become something else", () => {
    for (const value of [
      undefined,
      { a: 1 },
      Number.NaN,
      Number.POSITIVE_INFINITY,
      [undefined],
      new Date("x"),
    ]) {
      expect(() => sql`select ${value as SqlValue}`).toThrow();
    }
    expect(() => json(undefined)).toThrow("no JSON form");
    expect(json({ a: [1, "x"] })).toBe('{"a":[1,"x"]}');
  });

  test("of ten thousand values is put together at once", () => {
    const query = sql`values ${sql.join(Array.from({ length: 10_000 }, (_, n) => sql`(${n}::int)`))}`;
    expect(query.text.endsWith("($10000::int)")).toBe(true);
    expect(query.values).toHaveLength(10_000);
  });
});
