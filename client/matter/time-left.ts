/** How a running clock stands. `share` is what is left of the whole, 1 at the start, 0 at the end and below when over. */
export interface TimeLeft {
  readonly over: boolean;
  readonly share: number;
  /** Length to or from the end, in the two largest units that matter. */
  readonly parts: { readonly days: number; readonly hours: number; readonly minutes: number };
  readonly tone: "calm" | "soon" | "now" | "over";
}

const MINUTE = 60_000;

/** Milliseconds as days, hours and minutes, at most two of them: a person acts on 2 days 3 hours, not on the minutes then. */
export function lengthParts(milliseconds: number): TimeLeft["parts"] {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return { days, hours: days >= 10 ? 0 : hours, minutes: days > 0 ? 0 : minutes % 60 };
}

export function timeLeft(startedAt: string, dueAt: string, now: number): TimeLeft {
  const due = Date.parse(dueAt);
  const whole = Math.max(MINUTE, due - Date.parse(startedAt));
  const left = due - now;
  const share = Math.min(1, left / whole);
  const tone = left <= 0 ? "over" : share <= 0.15 ? "now" : share <= 0.4 ? "soon" : "calm";
  return { over: left <= 0, share, parts: lengthParts(left), tone };
}
