import { z } from "zod";
import { officeHoursProblem, tableProblems, type TableProblem } from "../domain/clocks/holiday-table.ts";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { DayText, InstantText } from "./shapes.ts";

const NamedDay = z.object({ day: z.string(), name: z.string() });
const GivenDay = z.strictObject({ day: z.string().max(10), name: z.string().trim().max(40) });

export const HolidayTable = z.object({
  year: z.int(),
  holidays: z.array(NamedDay),
  /** 调休: Saturdays and Sundays on which offices work. */
  workdays: z.array(NamedDay),
  source: z.string(),
  publishedOn: DayText.nullable(),
  enteredAt: InstantText,
  /** Null where it came with the program. */
  enteredBy: z.string().nullable(),
});
export type HolidayTable = z.infer<typeof HolidayTable>;

/** From and to, in minutes after midnight. */
const Session = z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)]);

export const CalendarAnswer = z.object({
  /** For `If-Match`; 0 before anybody has set anything. */
  version: z.int(),
  hours: z.array(Session),
  years: z.array(HolidayTable),
  /** Years whose table is missed today: the present one, and from 1 November on the next. */
  missing: z.array(z.int()),
  /** How many deadlines that run are provisional, by year. */
  provisional: z.array(z.object({ year: z.int(), deadlines: z.int() })),
});
export type CalendarAnswer = z.infer<typeof CalendarAnswer>;

export const readCalendar = endpoint({
  name: "readCalendar",
  method: "GET",
  path: "/api/calendar",
  tag: "reference",
  summary: "Office hours, the holiday tables of each year with their source, and which table is missed.",
  access: MAY.seeCalendar,
  answer: CalendarAnswer,
});

const SENTENCE: Readonly<Record<TableProblem["problem"], string>> = {
  EMPTY: "没有放假日期 | no day off in it",
  NOT_A_DAY: "不是有效日期 | no such day",
  OTHER_YEAR: "不属于该年 | a day of another year",
  TWICE: "出现两次 | named twice",
  MAKE_UP_ON_WEEKDAY: "调休上班日不在周末 | a make-up day that is no Saturday or Sunday",
  FIXED_MISSING: "缺少固定节日 | a fixed holiday is missing",
};
const Told = z.object({ version: z.int() });

export const enterHolidays = endpoint({
  name: "enterHolidays",
  method: "PUT",
  path: "/api/calendar/years",
  tag: "admin",
  summary:
    "Enters or corrects the holiday table of a year. Provisional deadlines that run through it are computed again; no other moves.",
  access: MAY.keepCalendar,
  precondition: "IF_MATCH",
  body: z
    .strictObject({
      year: z.int().min(2000).max(2100),
      holidays: z.array(GivenDay).max(120),
      workdays: z.array(GivenDay).max(60),
      source: z.string().trim().min(1, "须写明依据 | say what it rests on").max(300),
      publishedOn: DayText.nullable().default(null),
    })
    .superRefine((table, context) => {
      for (const { problem, day } of tableProblems(table))
        context.addIssue({
          code: "custom",
          path: [problem === "MAKE_UP_ON_WEEKDAY" ? "workdays" : "holidays"],
          message: [day, SENTENCE[problem]].filter(Boolean).join(": "),
        });
    }),
  answer: Told,
});

export const setOfficeHours = endpoint({
  name: "setOfficeHours",
  method: "PUT",
  path: "/api/calendar/hours",
  tag: "admin",
  summary: "Sets the office hours for deadlines that are set from now on; those that run keep theirs.",
  access: MAY.keepCalendar,
  precondition: "IF_MATCH",
  body: z.strictObject({
    hours: z
      .array(Session)
      .max(4)
      .refine(
        (hours) => officeHoursProblem(hours) === null,
        "时段须依次排列、互不重叠 | one session after another, none of them empty",
      ),
  }),
  answer: Told,
});
