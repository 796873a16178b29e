import { describe, expect, test } from "vitest";
import { shippedYears } from "../../reference/holiday-files.ts";
import { calendarOf, type HolidayYear } from "./calendar.ts";
import { officeHoursProblem, tableChanges, tableProblems } from "./holiday-table.ts";
import { readHolidays } from "./holiday-text.ts";
import { OFFICE_HOURS } from "./working-time.ts";

/** As it was published on 4 November 2025. */
const NOTICE_2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
鼓励单位和个人结合落实带薪年休假等制度，实际形成较长假期，推动错峰出行。
国务院办公厅
2025年11月4日`;
const of = (year: number): HolidayYear => {
  const shipped = shippedYears().find((one) => one.year === year);
  if (!shipped) throw new Error(`no table of ${year}`);
  return { year, holidays: shipped.holidays, workdays: shipped.workdays };
};
const read = (text: string, year = 2026) => {
  const { holidays, workdays } = readHolidays(text, year);
  return { year, holidays, workdays };
};

describe("the holiday table is read", () => {
  test("from the notice itself, to the last day as it ships", () => {
    expect(read(NOTICE_2026)).toEqual(of(2026));
    expect(readHolidays(NOTICE_2026, 2026)).toMatchObject({
      unread: [],
      document: "国办发明电〔2025〕7号",
      publishedOn: "2025-11-04",
    });
  });

  test("from lines of day, kind and name, as the shipped file has them", () => {
    const { holidays, workdays } = of(2025);
    const lines = [
      "day,kind,name",
      ...holidays.map(({ day, name }) => `${day},HOLIDAY,${name}`),
      ...workdays.map(({ day, name }) => `${day}\t${name}\t班`),
    ];
    expect(read(lines.join("\r\n"), 2025)).toEqual(of(2025));
  });

  test("from a line whose name is itself a word for working", () => {
    expect(read("2026-01-04,WORKDAY,补班").workdays).toEqual([{ day: "2026-01-04", name: "补班" }]);
    expect(read("2026-01-04,班").workdays).toEqual([{ day: "2026-01-04", name: "班" }]);
  });

  test("from a calendar file, whose days end on the day after", () => {
    const event = (from: string, to: string, summary: string) =>
      `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${from}\nDTEND;VALUE=DATE:${to}\nSUMMARY:${summary}\nEND:VEVENT`;
    const ics = `BEGIN:VCALENDAR\n${event("20260101", "20260104", "元旦（休）")}\n${event("20260104", "20260105", "元旦（班）")}\nEND:VCALENDAR`;
    expect(read(ics)).toEqual({
      year: 2026,
      holidays: ["2026-01-01", "2026-01-02", "2026-01-03"].map((day) => ({ day, name: "元旦" })),
      workdays: [{ day: "2026-01-04", name: "元旦" }],
    });
  });

  test("over the turn of a year and of a month, and from a date without its month", () => {
    expect(read("元旦：2025年12月31日至2026年1月2日放假。1月3日、4日上班。")).toEqual({
      year: 2026,
      holidays: ["2025-12-31", "2026-01-01", "2026-01-02"].map((day) => ({ day, name: "元旦" })),
      workdays: ["2026-01-03", "2026-01-04"].map((day) => ({ day, name: "元旦" })),
    });
    expect(read("劳动节：4月29日至5月2日放假").holidays).toHaveLength(4);
  });

  test("and a line that is not understood is given back, never guessed", () => {
    const { unread, holidays } = readHolidays("元旦：1月1日照常\n春节前后另行通知\n2月3日值班", 2026);
    expect(unread).toEqual(["元旦：1月1日照常", "2月3日值班"]);
    expect(holidays).toEqual([]);
  });
});

describe("a table that cannot be right is not saved", () => {
  const good = of(2026);
  const [first, ...others] = good.holidays;
  if (!first) throw new Error("no holidays");

  test("what ships has no problem", () => {
    for (const { year } of shippedYears()) expect(tableProblems(of(year))).toEqual([]);
  });

  test.each<[string, Partial<HolidayYear>, ReturnType<typeof tableProblems>[number]]>([
    ["nothing in it", { holidays: [] }, { problem: "EMPTY", day: null }],
    [
      "a make-up day on a Monday",
      { workdays: [{ day: "2026-01-05", name: "元旦" }] },
      { problem: "MAKE_UP_ON_WEEKDAY", day: "2026-01-05" },
    ],
    ["a day twice", { holidays: [...good.holidays, first] }, { problem: "TWICE", day: "2026-01-01" }],
    [
      "a day off that is worked",
      { workdays: [{ day: "2026-01-03", name: "元旦" }] },
      { problem: "TWICE", day: "2026-01-03" },
    ],
    [
      "a day of another year",
      { workdays: [{ day: "2027-01-02", name: "元旦" }] },
      { problem: "OTHER_YEAR", day: "2027-01-02" },
    ],
    [
      "30 February",
      { holidays: [...good.holidays, { day: "2026-02-30", name: "春节" }] },
      { problem: "NOT_A_DAY", day: "2026-02-30" },
    ],
    ["no New Year", { holidays: others }, { problem: "FIXED_MISSING", day: "2026-01-01" }],
  ])("%s", (_, wrong, problem) => {
    expect(tableProblems({ ...good, ...wrong })).toEqual([problem]);
  });

  test("29 February is a day of a leap year", () => {
    const leap = (year: number) =>
      tableProblems({ year, holidays: [{ day: `${year}-02-29`, name: "x" }], workdays: [] }).map(
        ({ problem }) => problem,
      );
    expect(leap(2028)).not.toContain("NOT_A_DAY");
    expect(leap(2027)).toContain("NOT_A_DAY");
  });
});

test("the difference to the table before is said by day; a new name alone is none", () => {
  const before = of(2026);
  const holidays = before.holidays
    .filter(({ day }) => day !== "2026-10-07")
    .map(({ day }) => ({ day, name: "renamed" }));
  const workdays = [...before.workdays, { day: "2026-10-17", name: "国庆节" }];
  expect(tableChanges(before, { ...before, holidays, workdays })).toEqual([
    { day: "2026-10-07", name: "国庆节", kind: "HOLIDAY", change: "REMOVED" },
    { day: "2026-10-17", name: "国庆节", kind: "WORKDAY", change: "ADDED" },
  ]);
  expect(tableChanges(null, before)).toHaveLength(before.holidays.length + before.workdays.length);
  expect(calendarOf([before], OFFICE_HOURS).isWorkday("2026-10-10")).toBe(true);
});

test("office hours follow one another, within a day", () => {
  expect(officeHoursProblem(OFFICE_HOURS)).toBeNull();
  expect(officeHoursProblem([])).toBe("EMPTY");
  expect(officeHoursProblem([[600, 600]])).toBe("ORDER");
  expect(
    officeHoursProblem([
      [480, 840],
      [720, 1080],
    ]),
  ).toBe("ORDER");
  expect(officeHoursProblem([[480, 1500]])).toBe("ORDER");
});
