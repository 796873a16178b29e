import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import { atTheBorder } from "./border.ts";

const Cover = z.object({
  code: z.string(),
  place: z.object({ lon: z.number() }),
  tags: z.array(z.object({ k: z.string() })).default([]),
});

function issuesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError && error.code === "invalid_input")
      return (error.extra.issues ?? []).map((issue) => issue.path);
    throw error;
  }
  return [];
}

describe("the border", () => {
  test("lets through what the contract describes, with its defaults", () => {
    expect(atTheBorder(Cover, { code: "1", place: { lon: 113 } }, "body")).toEqual({
      code: "1",
      place: { lon: 113 },
      tags: [],
    });
  });

  test("names every field that is wrong", () => {
    expect(issuesOf(() => atTheBorder(Cover, { code: 1, place: {} }, "body"))).toEqual([
      "body.code",
      "body.place.lon",
    ]);
  });

  test("refuses fields nobody asked for, at any depth, even where the schema would drop them", () => {
    const given = {
      code: "1",
      owner: "me",
      place: { lon: 1, lat: 2 },
      tags: [{ k: "a" }, { k: "b", v: "c" }],
    };
    expect(issuesOf(() => atTheBorder(Cover, given, "body"))).toEqual([
      "body.owner",
      "body.place.lat",
      "body.tags.1.v",
    ]);
  });

  test("refuses keys that would reach a prototype", () => {
    for (const text of [
      '{"code":"1","place":{"lon":1},"__proto__":{"role":"ADMIN"}}',
      '{"code":"1","place":{"lon":1,"constructor":{"prototype":{"x":1}}}}',
    ]) {
      expect(issuesOf(() => atTheBorder(Cover.loose(), JSON.parse(text), "body"))).toHaveLength(1);
    }
    expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
  });

  test("refuses 100,000 levels of nesting without overflowing the stack", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
    expect(issuesOf(() => atTheBorder(z.unknown(), deep, "body"))).toEqual(["body"]);
  });

  test("refuses text that no database can store", () => {
    for (const text of ["a\u0000b", "\ud800"]) {
      expect(issuesOf(() => atTheBorder(Cover, { code: text, place: { lon: 1 } }, "body"))).toEqual([
        "body.code",
      ]);
    }
    expect(issuesOf(() => atTheBorder(z.object({ q: z.string() }), { q: "\u0000" }, "query"))).toEqual([
      "query.q",
    ]);
  });

  test("refuses a query where the operation takes none", () => {
    expect(issuesOf(() => atTheBorder(undefined, { debug: "1" }, "query"))).toEqual(["query.debug"]);
  });
});
