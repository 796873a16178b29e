import { useNow } from "../ui/now.ts";
import { useSelection } from "./selection.ts";
import { dayIn } from "../ui/time.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the past out of the address; null for now, and for what is no day or not past. */
export function readDay(text: string | null, now: number): string | null {
  if (text === null || !DAY.test(text) || Number.isNaN(Date.parse(text))) return null;
  return text < dayIn(now) ? text : null;
}

/** The moment that the page shows: a day of the past, or null for now. The address says it, so that it can be sent to somebody. */
export function useMoment(): { day: string | null; show: (day: string | null) => void } {
  const { params, setParam } = useSelection();
  return { day: readDay(params.get("day"), useNow()), show: (day) => setParam("day", day) };
}
