import { describe, expect, test } from "vitest";
import { chinaCalendar, holidayTableHas } from "../../store/calendar.ts";
import { CalendarYearMissing, dayOf, dueAt, minutesBetween, type ClockKind } from "./working-time.ts";

/** Local time of Foshan, as it stands on the wall. */
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
const wall = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const due = (start: string, clock: ClockKind, minutes: number): string =>
  wall(dueAt(at(start), { clock, minutes }, chinaCalendar));

describe("an urgent hour never stops", () => {
  test.each([
    ["2026-09-30T17:40", 120, "2026-09-30T19:40"],
    ["2026-09-30T23:30", 120, "2026-10-01T01:30"],
    ["2026-12-31T23:50", 30, "2027-01-01T00:20"],
  ])("a limit from %s of %i minutes ends at %s", (start, minutes, end) => {
    expect(due(start, "URGENT_HOUR", minutes)).toBe(end);
  });
});

describe("a work hour runs from 8 to 12 and from 14 to 18 on work days", () => {
  test.each([
    // Friday before National Day 2025 (1-8 October); Sunday 28 September is a make-up work day.
    ["the evening before a make-up Sunday", "2025-09-27T20:00", 240, "2025-09-28T12:00"],
    ["the last office minutes before National Day", "2025-09-30T17:40", 240, "2025-10-09T11:40"],
    ["a make-up Saturday", "2025-10-11T08:00", 480, "2025-10-11T18:00"],
    ["exactly to 18:00", "2026-03-03T14:00", 240, "2026-03-03T18:00"],
    ["exactly to 12:00", "2026-03-03T08:00", 240, "2026-03-03T12:00"],
    ["one minute beyond 18:00", "2026-03-03T14:00", 241, "2026-03-04T08:01"],
    ["the lunch break", "2026-03-03T12:30", 60, "2026-03-03T15:00"],
    ["an ordinary weekend", "2026-03-06T17:00", 120, "2026-03-09T09:00"],
    ["midnight", "2026-03-03T23:59", 1, "2026-03-04T08:01"],
  ])("over %s", (_, start, minutes, end) => {
    expect(due(start, "WORK_HOUR", minutes)).toBe(end);
  });
});

// docs/domain.md#d21
test("two urgent hours and four work hours from Friday 17:40 before the holiday are nine days apart", () => {
  expect(due("2025-09-30T17:40", "URGENT_HOUR", 120)).toBe("2025-09-30T19:40");
  expect(due("2025-09-30T17:40", "WORK_HOUR", 240)).toBe("2025-10-09T11:40");
});

test("three work days from a Friday end on the Wednesday, fifteen natural days do not mind the weekend", () => {
  expect(due("2026-03-06T10:00", "WORK_DAY", 3 * 480)).toBe("2026-03-11T10:00");
  expect(due("2026-03-06T10:00", "NATURAL_DAY", 15 * 1440)).toBe("2026-03-21T10:00");
});

// docs/domain.md#d21
test("a year without a holiday table is an error, not a guess", () => {
  const known = { ...chinaCalendar, covers: (year: number) => year <= 2026 };
  expect(() => dueAt(at("2026-12-31T17:30"), { clock: "WORK_HOUR", minutes: 60 }, known)).toThrow(
    new CalendarYearMissing(2027),
  );
  expect(wall(dueAt(at("2026-12-31T17:30"), { clock: "URGENT_HOUR", minutes: 60 }, known))).toBe(
    "2026-12-31T18:30",
  );
  expect(holidayTableHas(2026)).toBe(true);
  expect(holidayTableHas(2049)).toBe(false);
  expect(() => dueAt(at("2049-03-01T09:00"), { clock: "WORK_DAY", minutes: 480 }, chinaCalendar)).toThrow(
    CalendarYearMissing,
  );
});

test("the minutes that a clock ran are those that it was given", () => {
  const start = at("2025-09-30T17:40");
  for (const minutes of [1, 20, 21, 240, 481, 2400]) {
    const end = dueAt(start, { clock: "WORK_HOUR", minutes }, chinaCalendar);
    expect(minutesBetween(start, end, "WORK_HOUR", chinaCalendar)).toBe(minutes);
  }
  expect(minutesBetween(at("2025-09-30T18:00"), at("2025-10-09T08:00"), "WORK_HOUR", chinaCalendar)).toBe(0);
  expect(minutesBetween(start, start, "URGENT_HOUR", chinaCalendar)).toBe(0);
});

test("a day begins at midnight in Foshan", () => {
  expect(dayOf("2026-03-02T15:59:59.999Z")).toBe("2026-03-02");
  expect(dayOf("2026-03-02T16:00:00.000Z")).toBe("2026-03-03");
});
