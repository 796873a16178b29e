import { describe, expect, it } from "vitest";
import { officeDay } from "./office-day.ts";

const day = (now: string) => officeDay(Date.parse(now)).format("YYYY-MM-DD");

describe("the day that a calendar starts from is the one in the street", () => {
  it("a new year begins at midnight in Shanghai, while London still has eight hours to go", () => {
    expect(day("2026-12-31T15:59:59Z")).toBe("2026-12-31");
    expect(day("2026-12-31T16:00:00Z")).toBe("2027-01-01");
  });

  it("a leap year has its 29 February, another year has none", () => {
    expect(day("2028-02-28T16:00:00Z")).toBe("2028-02-29");
    expect(day("2027-02-28T16:00:00Z")).toBe("2027-03-01");
  });
});
