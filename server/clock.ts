/**
 * What time it is, for everything on the server that is no test: nobody else asks the machine (scripts/borders/clock.ts). On a
 * training database time can be moved on (server/training); what was added is kept in the database, where SQL adds the same
 * (server/db/clock.ts), and this process is told of it. Everywhere else nothing is ever added.
 */
let ahead = 0;

export const clock = {
  /** The time of the registry, in ms. */
  now: (): number => Date.now() + ahead,
  /** The same as `2026-11-22T22:01:00.000Z`. */
  iso: (): string => new Date(Date.now() + ahead).toISOString(),
  /** The machine's time, for what is technical: ages of files, retries, leases, log lines. Never for a deadline or an event. */
  realNow: (): number => Date.now(),
  /** By how many ms the registry is ahead of the machine. */
  ahead: (): number => ahead,
  setAhead(ms: number): void {
    ahead = ms;
  },
};
