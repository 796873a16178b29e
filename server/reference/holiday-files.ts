import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { calendarOf, type HolidayYear } from "../domain/clocks/calendar.ts";
import { OFFICE_HOURS, type Calendar } from "../domain/clocks/working-time.ts";

const REFERENCE = new URL("../../data/reference/", import.meta.url);

export interface ShippedYear extends HolidayYear {
  readonly source: string;
  readonly publishedOn: string;
}

/** The years whose notice had been published when this version was made. */
export function shippedYears(folder: URL = REFERENCE): ShippedYear[] {
  const days = rowsOf(new URL("holidays.csv", folder));
  return rowsOf(new URL("holiday-years.csv", folder)).map(({ year, source, published_on }) => {
    const of = (kind: string) =>
      days
        .filter((row) => row.kind === kind && row.day?.startsWith(`${year}-`))
        .map(({ day = "", name = "" }) => ({ day, name }));
    return {
      year: Number(year),
      holidays: of("HOLIDAY"),
      workdays: of("WORKDAY"),
      source: source ?? "",
      publishedOn: published_on ?? "",
    };
  });
}

let calendar: Calendar | undefined;

/** What a new installation reckons with. */
export function shippedCalendar(): Calendar {
  calendar ??= calendarOf(shippedYears(), OFFICE_HOURS);
  return calendar;
}

function rowsOf(file: URL): Record<string, string>[] {
  return parse(readFileSync(file), { columns: true, comment: "#", comment_no_infix: true });
}
