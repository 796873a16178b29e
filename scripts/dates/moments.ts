export interface Moment {
  readonly name: string;
  readonly at: string;
  readonly why: string;
  /** Where not every suite can live there: which can, and why the others cannot. */
  readonly only?: { readonly suites: readonly string[]; readonly because: string };
}

/** Days and hours at which something that holds today does not: the clock of a test run is moved to them. */
export const MOMENTS: readonly Moment[] = [
  {
    name: "month-end",
    at: "2026-12-24T15:59:00Z",
    why: "nine days ahead is another month, and another year",
  },
  { name: "new-year-shanghai", at: "2026-12-31T16:02:00Z", why: "2027 in Shanghai, 2026 in UTC" },
  {
    name: "new-year-utc",
    at: "2026-12-31T23:59:00Z",
    why: "midnight in UTC, a holiday's morning in Shanghai",
  },
  {
    name: "before-holiday",
    at: "2027-02-04T09:55:00Z",
    why: "five minutes of office before the Spring Festival",
  },
  { name: "february", at: "2027-02-28T15:59:00Z", why: "a February without a 29th ends, on a Sunday" },
  { name: "weekend", at: "2027-03-06T06:00:00Z", why: "a Saturday afternoon" },
  { name: "lunch", at: "2026-12-02T04:30:00Z", why: "half past twelve in Shanghai: nobody's time runs" },
  {
    name: "leap-day",
    at: "2028-02-29T02:00:00Z",
    why: "29 February, in a year whose holidays nobody has published",
  },
];

/** The two that `npm test` visits; the others come round in `npm run test:dates`. */
export const IN_THE_GATE: readonly string[] = ["month-end", "new-year-shanghai"];

/**
 * What the gate runs there: of the rules and the client every test that could ask what day it is (asking.ts), and the scenarios
 * in which time passes.
 */
export const SHORT = {
  unit: ["server/domain/", "server/jobs/", "server/inference/odds/", "scripts/sample/history/", "client/"],
  database: [
    "server/cases/mechanism.db.test.ts",
    "server/cases/late-entry.db.test.ts",
    "server/jobs/sweep.db.test.ts",
    "server/inquiries/disclaim.db.test.ts",
    "server/registry/registry.db.test.ts",
    "server/registry/units/succession.db.test.ts",
  ],
} as const;

/** Processes that are killed and statements that hang: libfaketime moves PostgreSQL's timers, too, and no date is in them. */
export const NOT_UNDER_A_MOVED_CLOCK = ["**/crash.db.test.ts", "**/process-killed.db.test.ts"];
