import type { Breach } from "./breaches.ts";

/**
 * Time can be moved on a training town, so there is one clock a side and everybody asks it. What asks the machine past it would
 * live in another hour than the rest of the town.
 */
const SERVER_CLOCK = "server/clock.ts";
const CLIENT_CLOCK = "client/ui/clock.ts";
/** The migration that made SQL's own clock; those before it are history. */
const CLOCK_MIGRATION = "data/migrations/0017_clock.sql";
/** Makes the table of migrations, before the first of them has made a function. */
const BOOTSTRAP = "server/db/migrate.ts";

export const CLOCK_RULES = {
  server: `The server asks no clock but its own: clock.now(), clock.iso() or, for what is technical, clock.realNow() of ${SERVER_CLOCK}.`,
  client: `The pages ask no clock but their own: clock.now(), clock.iso() or, for what is technical, clock.realNow() of ${CLIENT_CLOCK}.`,
  sql: "A query asks for the time by NOW, TODAY or, for what is technical, REAL_NOW of server/db/clock.ts: never PostgreSQL's now() or its brothers.",
  migration:
    "A migration asks for the time by youzhu_now(), youzhu_today() or, for what is technical, youzhu_real_now(): never PostgreSQL's now() or its brothers.",
} as const;

/** A test plants rows as it pleases; a journey lives outside the product. */
const TEST = /\.test\.tsx?$|\/testing[a-z-]*\.ts$|\/(testing|fault-tests|journeys)\//;
/** Without an argument each of these is "now". */
const MACHINE =
  /\bnew Date\b(?:\s*\(\s*\)|(?!\s*\())|\bDate\.now\b|(?<!new )\bDate\(\s*\)|\bdayjs\(\s*\)|\bTemporal\.Now\b/g;
const SQL =
  /(?<![\w.])(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\s*\(\s*\)|\b(?:current_date|current_timestamp|current_time|localtimestamp|localtime)\b|'(?:now|today|tomorrow|yesterday)'::/gi;

/** Every line of these files (path from the root, text) that asks a clock that is not the registry's. */
export function clockBreachesIn(files: ReadonlyMap<string, string>): Breach[] {
  return [...files].flatMap(([path, given]) => {
    const text = withoutComments(path, given);
    return rulesFor(path).flatMap(([pattern, rule]) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        rule,
        where: `${path}:${text.slice(0, index).split("\n").length} → ${found}`,
      })),
    );
  });
}

function rulesFor(path: string): [RegExp, string][] {
  if (path.endsWith(".sql"))
    return path > CLOCK_MIGRATION || path.startsWith("data/derived/") ? [[SQL, CLOCK_RULES.migration]] : [];
  if (TEST.test(path) || !/\.tsx?$/.test(path)) return [];
  if (path.startsWith("client/")) return path === CLIENT_CLOCK ? [] : [[MACHINE, CLOCK_RULES.client]];
  if (!path.startsWith("server/")) return [];
  return [
    ...(path === SERVER_CLOCK ? [] : [[MACHINE, CLOCK_RULES.server] as [RegExp, string]]),
    ...(path === BOOTSTRAP ? [] : [[SQL, CLOCK_RULES.sql] as [RegExp, string]]),
  ];
}

/** Lines stay where they are, so that a breach is found at its number. */
function withoutComments(path: string, text: string): string {
  const emptied = (comment: string) => comment.replaceAll(/[^\n]/g, "");
  if (path.endsWith(".sql")) return text.replaceAll(/--.*$/gm, "");
  return text.replaceAll(/^[ \t]*\/\*[\s\S]*?\*\//gm, emptied).replaceAll(/(?:^|[ \t])\/\/ .*$/gm, "");
}
