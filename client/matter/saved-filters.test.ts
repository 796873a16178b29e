import { describe, expect, test } from "vitest";
import { readDay } from "./moment.ts";
import { readSaved, sameFilter, writeSaved } from "./saved-filters.ts";

describe("saved filters", () => {
  test("come back as they were kept, and a damaged store is an empty one", () => {
    const filters = [{ name: "张槎大道险情", query: "queue=danger&q=%E5%BC%A0" }];
    expect(readSaved(writeSaved(filters))).toEqual(filters);
    for (const damaged of ["", "{", "null", '{"a":1}', '[1,null,{"name":1,"query":"x"}]'])
      expect(readSaved(damaged)).toEqual([]);
  });

  test("are recognised in whatever order the address says them", () => {
    expect(sameFilter("queue=open&overdue=1", "overdue=1&queue=open")).toBe(true);
    expect(sameFilter("queue=open", "queue=open&overdue=1")).toBe(false);
  });
});

describe("the moment that is shown", () => {
  const now = Date.parse("2026-11-23T01:00:00Z");
  test("is a day of the past, or now", () => {
    expect(readDay("2017-01-15", now)).toBe("2017-01-15");
    for (const no of [null, "", "2026-11-23", "2030-01-01", "2017-13-45", "yesterday"])
      expect(readDay(no, now)).toBeNull();
  });
});
