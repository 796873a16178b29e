import { describe, expect, test } from "vitest";
import { readHolidays } from "../../server/domain/clocks/holiday-text.ts";
import { hoursFrom, hoursText, linesOf, noticeOf, runsOf } from "./calendar-form.ts";

describe("office hours as they are typed", () => {
  test("in either alphabet's marks, and shown as they were", () => {
    const hours: [number, number][] = [
      [480, 720],
      [840, 1080],
    ];
    expect(hoursText(hours)).toBe("08:00-12:00, 14:00-18:00");
    expect(hoursFrom("08:00-12:00, 14:00-18:00")).toEqual(hours);
    expect(hoursFrom("8：00至12：00；14:00–18:00")).toEqual(hours);
    expect(hoursFrom(hoursText([[0, 1440]]))).toEqual([[0, 1440]]);
  });

  test.each([
    "",
    "8-12",
    "12:00-08:00",
    "08:00-12:00, 11:00-18:00",
    "08:60-12:00",
    "08:00-25:00",
    "08:00-12:00,",
  ])("%j is refused", (text) => expect(hoursFrom(text)).toBeNull());
});

const days = (name: string, ...list: string[]) => list.map((day) => ({ day, name }));

test("days in a row under one name are said as one", () => {
  const holidays = [
    ...days("春节", "2026-02-28", "2026-03-01"),
    ...days("清明节", "2026-03-02", "2026-03-04"),
  ];
  expect(runsOf(holidays)).toEqual([
    { name: "春节", from: "2026-02-28", to: "2026-03-01" },
    { name: "清明节", from: "2026-03-02", to: "2026-03-02" },
    { name: "清明节", from: "2026-03-04", to: "2026-03-04" },
  ]);
});

test("a table that is edited as lines is read as what it was", () => {
  const holidays = days("元旦", "2026-01-01", "2026-01-02");
  const workdays = days("元旦", "2026-01-04");
  expect(readHolidays(linesOf(holidays, workdays), 2026)).toMatchObject({ holidays, workdays, unread: [] });
  expect(noticeOf(2027, "国办发明电〔2026〕7号")).toContain("2027年");
});
