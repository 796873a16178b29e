import { describe, expect, test } from "vitest";
import { shippedCalendar, shippedYears } from "../../reference/holiday-files.ts";
import { calendarOf, missingYears, weekend } from "./calendar.ts";
import {
  addDays,
  dayOf,
  dueAt,
  minutesBetween,
  OFFICE_HOURS,
  yearsUnknown,
  type ClockKind,
  type OfficeHours,
} from "./working-time.ts";

const calendar = shippedCalendar();

/** Local time of Foshan, as it stands on the wall. */
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
const wall = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const due = (start: string, clock: ClockKind, minutes: number): string =>
  wall(dueAt(at(start), { clock, minutes }, calendar));

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
test("D21: two urgent hours and four work hours from Friday 17:40 before the holiday are nine days apart", () => {
  expect(due("2025-09-30T17:40", "URGENT_HOUR", 120)).toBe("2025-09-30T19:40");
  expect(due("2025-09-30T17:40", "WORK_HOUR", 240)).toBe("2025-10-09T11:40");
});

test("three work days from a Friday end on the Wednesday, fifteen natural days do not mind the weekend", () => {
  expect(due("2026-03-06T10:00", "WORK_DAY", 3 * 480)).toBe("2026-03-11T10:00");
  expect(due("2026-03-06T10:00", "NATURAL_DAY", 15 * 1440)).toBe("2026-03-21T10:00");
});

describe("D21: a year whose holidays are not published stops nobody", () => {
  test("weekends and the holidays that the law fixes hold until the table is there, in any year", () => {
    expect(calendar.covers(2026)).toBe(true);
    for (const year of [2027, 2028, 2049]) {
      expect(calendar.covers(year)).toBe(false);
      const days = Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n)).filter((day) =>
        day.startsWith(`${year}`),
      );
      const free = days.filter((day) => !weekend(day) && !calendar.isWorkday(day)).map((day) => day.slice(5));
      const fixed = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];
      expect(free).toEqual(fixed.filter((day) => !weekend(`${year}-${day}`)));
      expect(days.some((day) => weekend(day) && calendar.isWorkday(day))).toBe(false);
    }
  });

  test("limits that cross into it, or begin on its leap day, are computed and say which years they guess", () => {
    const years = (start: string, clock: ClockKind, minutes: number) => {
      const end = dueAt(at(start), { clock, minutes }, calendar);
      return [wall(end), yearsUnknown(at(start), end, clock, calendar)];
    };
    expect(years("2026-12-31T17:30", "WORK_HOUR", 30)).toEqual(["2026-12-31T18:00", []]);
    expect(years("2026-12-31T17:30", "WORK_HOUR", 60)).toEqual(["2027-01-04T08:30", [2027]]);
    expect(years("2027-12-31T17:30", "WORK_DAY", 480)).toEqual(["2028-01-03T17:30", [2027, 2028]]);
    expect(years("2028-02-29T10:00", "WORK_DAY", 480)).toEqual(["2028-03-01T10:00", [2028]]);
    // What never stops never asks: 2 urgent hours and 15 natural days over any New Year.
    expect(years("2027-12-31T23:00", "URGENT_HOUR", 120)).toEqual(["2028-01-01T01:00", []]);
    expect(years("2028-02-20T10:00", "NATURAL_DAY", 15 * 1440)).toEqual(["2028-03-06T10:00", []]);
  });

  test("the next year is missed from 1 November on, the present one at any time", () => {
    expect(missingYears([2026], "2026-10-31")).toEqual([]);
    expect(missingYears([2026], "2026-11-01")).toEqual([2027]);
    expect(missingYears([2026, 2027], "2026-12-31")).toEqual([]);
    expect(missingYears([2026], "2027-01-01")).toEqual([2027]);
    expect(missingYears([2026], "2028-02-29")).toEqual([2028]);
  });
});

test("what ships is what the notices say: weekends are made up, every year has its seven holidays", () => {
  for (const { year, holidays, workdays } of shippedYears()) {
    expect(new Set(holidays.map(({ name }) => name))).toEqual(
      new Set(["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]),
    );
    expect(workdays.every(({ day }) => weekend(day))).toBe(true);
    expect([...holidays, ...workdays].every(({ day }) => day.startsWith(`${year}-`))).toBe(true);
  }
});

describe("office hours are configuration", () => {
  const SHORT: OfficeHours = [
    [9 * 60, 12 * 60],
    [14 * 60, 17 * 60],
  ];
  const short = calendarOf(shippedYears(), SHORT);
  const ends = (start: string, clock: ClockKind, minutes: number) =>
    wall(dueAt(at(start), { clock, minutes }, short));

  test("a work hour is an hour of them, a work day a whole day of them", () => {
    expect(ends("2026-03-03T09:00", "WORK_HOUR", 240)).toBe("2026-03-03T15:00");
    expect(ends("2026-03-03T09:00", "WORK_DAY", 480)).toBe("2026-03-03T17:00");
    expect(ends("2026-03-03T14:00", "WORK_DAY", 3 * 480)).toBe("2026-03-06T12:00");
    expect(ends("2026-03-03T18:30", "URGENT_HOUR", 60)).toBe("2026-03-03T19:30");
  });

  test("minutes that a clock ran are counted by the same measure", () => {
    const start = at("2026-03-03T10:10");
    for (const clock of ["WORK_HOUR", "WORK_DAY"] as const)
      expect(minutesBetween(start, dueAt(start, { clock, minutes: 960 }, short), clock, short)).toBe(960);
    expect(
      minutesBetween(
        start,
        dueAt(start, { clock: "WORK_DAY", minutes: 960 }, calendar),
        "WORK_DAY",
        calendar,
      ),
    ).toBe(960);
    expect(OFFICE_HOURS).toEqual(calendar.hours);
  });
});

test("the minutes that a clock ran are those that it was given", () => {
  const start = at("2025-09-30T17:40");
  for (const minutes of [1, 20, 21, 240, 481, 2400]) {
    const end = dueAt(start, { clock: "WORK_HOUR", minutes }, calendar);
    expect(minutesBetween(start, end, "WORK_HOUR", calendar)).toBe(minutes);
  }
  expect(minutesBetween(at("2025-09-30T18:00"), at("2025-10-09T08:00"), "WORK_HOUR", calendar)).toBe(0);
  expect(minutesBetween(start, start, "URGENT_HOUR", calendar)).toBe(0);
});

test("a day begins at midnight in Foshan", () => {
  expect(dayOf("2026-03-02T15:59:59.999Z")).toBe("2026-03-02");
  expect(dayOf("2026-03-02T16:00:00.000Z")).toBe("2026-03-03");
});
