import type zh from "./calendar-strings.zh.ts";

const calendar: typeof zh = {
  intro:
    "Work hours and work days are counted by these holidays and office hours; urgent hours and calendar days by neither. The General Office of the State Council publishes the next year's in November as a rule: enter them here.",
  missing_one:
    "The holidays of {{years}} have not been entered. Everything is filed all the same; deadlines that run through that year take weekends and the fixed public holidays and are marked provisional.",
  missing_other:
    "The holidays of {{years}} have not been entered. Everything is filed all the same; deadlines that run through those years take weekends and the fixed public holidays and are marked provisional.",
  missingShort: "missing",
  enterNow: "Enter them now",
  waiting: "{{year}}: {{count}} running deadlines are provisional",
  following: "{{year}}: {{count}} provisional deadlines are being computed again",
  years: "Holidays by year",
  enter: "Enter a year",
  none: "No year's holidays have been entered",
  noneHow:
    "Paste the notice of the General Office to enter one; until then every deadline in work time is provisional.",
  yearOf: "{{year}}",
  days: "{{holidays}} days off, {{workdays}} make-up work days",
  off: "Off",
  worked: "Worked",
  noWorked: "none",
  shipped: "came with the program",
  by: "entered by {{who}}, {{at}}",
  published: "published {{day}}",
  correct: "Correct",
  formTitle: "Enter a year's holidays",
  formCorrect: "Correct the holidays of {{year}}",
  year: "Year",
  text: "Text of the notice",
  textHint:
    "Paste the whole notice, or lines of “day,HOLIDAY or WORKDAY,name”, or the content of a calendar file (ICS)",
  source: "Source",
  sourceNeeded: "Say what it rests on",
  publishedOn: "Published on",
  nothingRead: "The days that are read from it appear here",
  unread: "These lines have a date in them and were not understood; change or remove them:",
  difference: "Compared with the present table",
  same: "The same as the present table",
  allNew: "There is no table of this year yet; all of it is new",
  added: { HOLIDAY: "now off", WORKDAY: "now worked" },
  removed: { HOLIDAY: "no longer off", WORKDAY: "no longer worked" },
  willMove:
    "{{count}} provisional deadlines will be computed again from where they started; moments that have passed stay, and so do deadlines that are not provisional.",
  noneMoves: "No provisional deadline is concerned; what is not provisional does not move.",
  save: "Save",
  cancel: "Cancel",
  saved: "Holidays of {{year}} saved",
  problem: {
    EMPTY: "No day off was found in it",
    NOT_A_DAY: "{{day}} is no day",
    OTHER_YEAR: "{{day}} lies in another year",
    TWICE: "{{day}} is named twice",
    MAKE_UP_ON_WEEKDAY: "{{day}} is a weekday and no make-up work day",
    FIXED_MISSING: "{{day}} is missing, a holiday that the law fixes: was all of it pasted?",
  },
  hours: "Office hours",
  hoursWhat:
    "For deadlines that are set from now on; those that run keep the hours of the day they were set.",
  hoursField: "Sessions",
  hoursHint: "for example 08:00-12:00, 14:00-18:00",
  hoursWrong: "Write hh:mm-hh:mm, with commas between, one after another and none overlapping",
  saveHours: "Save office hours",
  hoursSaved: "Office hours saved",
  provisionalFrom:
    "The holidays of {{year}} have not been entered: the rules may be enabled, and deadlines in work hours and work days are provisional until they are.",
};

export default calendar;
