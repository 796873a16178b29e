import type { Actor } from "../../../server/domain/names.ts";

/** The people who act in the year's stories: one account a role, and one for each owner unit that has one. */
export interface Cast {
  readonly seat: Actor;
  readonly lead: Actor;
  readonly grid: Actor;
  readonly dept: Actor;
  readonly contractor: Actor;
  readonly convener: Actor;
  readonly auditor: Actor;
  /** Accounts of owner units, by unit. */
  readonly units: ReadonlyMap<string, Actor>;
}

const MINUTE = 60_000;

export function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * MINUTE).toISOString();
}

/** The next moment at or after `at` in office hours, Asia/Shanghai, Monday to Friday: people sign papers then. */
export function inOffice(at: string): string {
  let time = Date.parse(at);
  for (;;) {
    const local = new Date(time + 8 * 60 * MINUTE);
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
    if (!weekend && minute >= 8 * 60 + 30 && minute <= 17 * 60 + 30) return new Date(time).toISOString();
    time +=
      weekend || minute > 17 * 60 + 30
        ? ((24 * 60 - minute + 8 * 60 + 30) % (24 * 60) || 24 * 60) * MINUTE
        : (8 * 60 + 30 - minute) * MINUTE;
  }
}

/** The same where that moment is not after `limit`, else one of the days before it. */
export function lastInOffice(at: string, limit: string): string {
  let time = inOffice(at);
  for (let days = 1; time > limit; days++) time = inOffice(later(at, -days * 1440));
  return time;
}
