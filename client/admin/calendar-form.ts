import type { NamedDay } from "../../server/domain/clocks/calendar.ts";
import { officeHoursProblem } from "../../server/domain/clocks/holiday-table.ts";
import { addDays } from "../../server/domain/clocks/working-time.ts";

/** `08:00-12:00, 14:00-18:00`, as it is typed and shown. */
export function hoursText(hours: readonly (readonly number[])[]): string {
  return hours.map(([from = 0, to = 0]) => `${wall(from)}-${wall(to)}`).join(", ");
}

/** Sessions in minutes after midnight; null for what is none, or not one after another. */
export function hoursFrom(text: string): [number, number][] | null {
  const parts = text.split(/[,，;；、]/).map((part) => part.trim());
  const hours = parts.map((part): [number, number] | null => {
    const [, h = "", m = "", untilH = "", untilM = ""] =
      /^(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})$/.exec(part) ?? [];
    const [from, to] = [minutes(h, m), minutes(untilH, untilM)];
    return from === null || to === null ? null : [from, to];
  });
  const read = hours.flatMap((one) => (one ? [one] : []));
  return read.length === parts.length && officeHoursProblem(read) === null ? read : null;
}

function minutes(h: string, m: string): number | null {
  return h === "" || Number(m) > 59 ? null : Number(h) * 60 + Number(m);
}

const wall = (at: number) =>
  `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;

export interface Run {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Days in a row under one name, as one: 15 to 23 February. */
export function runsOf(days: readonly NamedDay[]): Run[] {
  const runs: Run[] = [];
  for (const { day, name } of days.toSorted((one, other) => one.day.localeCompare(other.day))) {
    const last = runs.at(-1);
    if (last?.name === name && addDays(last.to, 1) === day) runs[runs.length - 1] = { ...last, to: day };
    else runs.push({ name, from: day, to: day });
  }
  return runs;
}

/** A table as lines that can be edited and read again. */
export function linesOf(holidays: readonly NamedDay[], workdays: readonly NamedDay[]): string {
  const line =
    (kind: string) =>
    ({ day, name }: NamedDay) => ({ day, text: `${day},${kind},${name}` });
  return [...holidays.map(line("HOLIDAY")), ...workdays.map(line("WORKDAY"))]
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .map(({ text }) => text)
    .join("\n");
}

/** How the notice of a year is called. */
export function noticeOf(year: number, document: string | null): string {
  return `国务院办公厅关于${year}年部分节假日安排的通知${document ? `（${document}）` : ""}`;
}
