import type { Day } from "../names.ts";
import type { NamedDay } from "./calendar.ts";
import { addDays } from "./working-time.ts";

/** What was understood of a text that somebody pasted. */
export interface ReadHolidays {
  readonly holidays: readonly NamedDay[];
  readonly workdays: readonly NamedDay[];
  /** Lines that name a day and were not understood. */
  readonly unread: readonly string[];
  /** Under which number and on which day it was published, where the text says so. */
  readonly document: string | null;
  readonly publishedOn: Day | null;
}

type Kind = "HOLIDAY" | "WORKDAY";
interface Found extends NamedDay {
  readonly kind: Kind;
}

/**
 * Reads a year's holidays from what the administrator has at hand: the notice itself (`一、元旦：1月1日（周四）至3日（周六）放假
 * 调休，共3天。1月4日（周日）上班。`), a calendar file (ICS), or lines of `day, kind, name`. Nothing is guessed: a line with a day in it that
 * says neither is given back.
 */
export function readHolidays(text: string, year: number): ReadHolidays {
  const given = text.replaceAll(/\r\n?/g, "\n");
  const read = given.includes("BEGIN:VEVENT") ? fromIcs(given) : fromLines(given, year);
  const of = (kind: Kind) =>
    read.found
      .filter((one) => one.kind === kind)
      .map(({ day, name }) => ({ day, name }))
      .toSorted((one, other) => one.day.localeCompare(other.day));
  return {
    holidays: of("HOLIDAY"),
    workdays: of("WORKDAY"),
    unread: read.unread,
    document: /[\u4e00-\u9fa5]+〔\d{4}〕\d+号/.exec(given)?.[0] ?? null,
    publishedOn: read.publishedOn,
  };
}

interface Read {
  readonly found: readonly Found[];
  readonly unread: readonly string[];
  readonly publishedOn: Day | null;
}

function fromLines(text: string, year: number): Read {
  const found: Found[] = [];
  const unread: string[] = [];
  let publishedOn: Day | null = null;
  for (const line of text.split("\n").map((one) => one.trim())) {
    const signed = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(line);
    const days = signed ? null : (fromCsv(line) ?? fromNotice(line, year));
    if (signed) publishedOn = dayOf(signed[1], signed[2], signed[3]);
    else if (days) found.push(...days);
    else if (namesDay(line)) unread.push(line);
  }
  return { found, unread, publishedOn };
}

/** `2027-02-06,HOLIDAY,春节`; the kind may be missing or in words, and stand behind the name. */
function fromCsv(line: string): Found[] | null {
  const [first = "", ...rest] = line.split(/[,，;；\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, ""));
  const day = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(first);
  if (!day) return null;
  const kinds = rest.map(kindOf);
  // Only one cell says the kind: a holiday may be called by the same word (补班).
  const says = kinds.findIndex((one) => one !== null);
  const kind = kinds[says] ?? "HOLIDAY";
  const name = rest.find((cell, n) => cell !== "" && n !== says) ?? rest[says] ?? "";
  return [{ kind, day: dayOf(day[1], day[2], day[3]), name }];
}

const WORK = /^(workday|work|make-?up.*|班|上班|补班|调休上班|工作日)$/i;
const OFF = /^(holiday|off|休|放假|休息|节假日|假)$/i;
const kindOf = (cell: string): Kind | null =>
  WORK.test(cell) ? "WORKDAY" : OFF.test(cell) ? "HOLIDAY" : null;

const DATE = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`;
const SPAN = new RegExp(`${DATE}(?:[至到~～—–-]+${DATE})?`, "g");

/** One numbered sentence of the notice: the name before the colon, then what is off and what is worked. */
function fromNotice(line: string, year: number): Found[] | null {
  const plain = line.replaceAll(/[（(][^）)]*[）)]/g, "");
  const [, name = "", said = ""] =
    /^(?:[一二三四五六七八九十\d]+[、.．\s]+)?([^：:]{1,20})[：:](.*)$/.exec(plain) ?? [];
  const clauses = said.split(/[。；;]/).filter((clause) => namesDay(clause));
  if (name === "" || clauses.length === 0) return null;
  const read = clauses.map((clause) => daysOf(clause, year, name.trim()));
  return read.some((days) => days === null) ? null : read.flatMap((days) => days ?? []);
}

function daysOf(clause: string, year: number, name: string): Found[] | null {
  const kind: Kind | null = /上班/.test(clause) ? "WORKDAY" : /放假|休/.test(clause) ? "HOLIDAY" : null;
  if (kind === null) return null;
  let month: string | undefined;
  const found: Found[] = [];
  for (const [, y, m, d, untilYear, untilMonth, untilDay] of clause.matchAll(SPAN)) {
    month = m ?? month;
    const from = dayOf(y ?? String(year), month, d);
    const to = untilDay ? dayOf(untilYear ?? y ?? String(year), untilMonth ?? month, untilDay) : from;
    month = untilMonth ?? month;
    found.push(...daysFrom(from, to).map((day) => ({ kind, day, name })));
  }
  return found.length > 0 ? found : null;
}

function fromIcs(text: string): Read {
  const events = text
    .replaceAll(/\n[ \t]/g, "")
    .split("BEGIN:VEVENT")
    .slice(1);
  const read = events.map((event) => {
    const field = (name: string) => new RegExp(`^${name}[^:\n]*:(.*)$`, "m").exec(event)?.[1]?.trim() ?? "";
    const [from, until, summary] = [icsDay(field("DTSTART")), icsDay(field("DTEND")), field("SUMMARY")];
    if (from === null) return { days: null, line: summary };
    const kind: Kind = /班|work/i.test(summary) ? "WORKDAY" : "HOLIDAY";
    const name = summary
      .replaceAll(/[（(【[].*?[）)】\]]/g, "")
      .replace(/(放假|补班|上班|调休|休|班)$/, "")
      .trim();
    // The end of a day-long event is the day after it.
    const to = until !== null && until > from ? addDays(until, -1) : from;
    return { days: daysFrom(from, to).map((day) => ({ kind, day, name: name || summary })), line: summary };
  });
  return {
    found: read.flatMap(({ days }) => days ?? []),
    unread: read.filter(({ days }) => days === null).map(({ line }) => line),
    publishedOn: null,
  };
}

function icsDay(value: string): Day | null {
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})/.exec(value) ?? [];
  return y ? dayOf(y, m, d) : null;
}

const namesDay = (text: string): boolean => /\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text);

function dayOf(year = "", month = "", day = ""): Day {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Longest 连休 by far; a slip of the pen (1月1日至12月3日) must not make a year of holidays. */
const MOST_DAYS = 31;

function daysFrom(from: Day, to: Day): Day[] {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (Number.isNaN(length) || length < 0 || length > MOST_DAYS) return [from, ...(to === from ? [] : [to])];
  return Array.from({ length: length + 1 }, (_, n) => addDays(from, n));
}
