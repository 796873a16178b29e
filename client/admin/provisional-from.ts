import { needsCalendar } from "../../server/domain/clocks/rules.ts";
import { useCalendar } from "../api/calendar.ts";

/** The year from which rules would hold on a holiday table that is not there; null where it is, or nothing asks for it. */
export function useProvisionalFrom(rules: Parameters<typeof needsCalendar>[0], year: number): number | null {
  const years = useCalendar().data?.years;
  if (!years || !needsCalendar(rules)) return null;
  return years.some((known) => known.year === year) ? null : year;
}
