import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CLOCK_RULES, clockBreachesIn } from "./clock.ts";
import { readMigrations, readSources } from "./read-sources.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const refused = (path: string, line: string) =>
  clockBreachesIn(new Map([[path, line]])).map(({ rule }) => rule);

test("nobody asks a clock past the registry's", () => {
  expect(clockBreachesIn(new Map([...readSources(root), ...readMigrations(root)]))).toEqual([]);
});

test.each([
  ["server/cases/a.ts", "const at = new Date().toISOString();", CLOCK_RULES.server],
  ["server/domain/case/a.ts", "const at = new Date;", CLOCK_RULES.server],
  ["server/jobs/a.ts", "const age = Date.now() - then;", CLOCK_RULES.server],
  ["server/jobs/a.ts", "rows.map(Date.now);", CLOCK_RULES.server],
  ["server/jobs/a.ts", "const text = Date();", CLOCK_RULES.server],
  ["client/cases/A.tsx", "<b>{new Date().getFullYear()}</b>", CLOCK_RULES.client],
  ["client/ui/a.ts", "const today = dayjs();", CLOCK_RULES.client],
  ["client/ui/a.ts", "let now = Date.now();", CLOCK_RULES.client],
  ["server/cases/queries.ts", "sql`select id from deadline where due_at <= now()`;", CLOCK_RULES.sql],
  ["server/cases/queries.ts", "  where valid_to > CURRENT_DATE and", CLOCK_RULES.sql],
  ["server/cases/queries.ts", "sql`set at = clock_timestamp ()`", CLOCK_RULES.sql],
  ["server/cases/queries.ts", "sql`set at = 'now'::timestamptz`", CLOCK_RULES.sql],
  ["data/migrations/0999_a.sql", "  made_at timestamptz not null default now(),", CLOCK_RULES.migration],
  ["data/migrations/0999_a.sql", "update t set day = current_date; -- today", CLOCK_RULES.migration],
  ["data/derived/a.sql", "create view v as select now()", CLOCK_RULES.migration],
])("planted in %s, `%s` is refused with its rule", (path, line, rule) => {
  expect(refused(path, line)).toEqual([rule]);
});

test.each([
  ["server/cases/a.ts", "const at = new Date(given).toISOString(); // not new Date()"],
  ["server/cases/a.ts", "const at = clock.now() - new Date(\n  given).getTime();"],
  ["server/cases/queries.ts", "sql`due_at <= ${NOW} and began = performance.now()`"],
  ["server/cases/a.db.test.ts", "sql`update t set at = now()`; Date.now();"],
  ["client/ui/a.ts", "const then: Map<string, Date> = new Map(); export const f = (d: Date) => dayjs(d);"],
  ["data/migrations/0999_a.sql", "at timestamptz default youzhu_now(), -- not now()"],
  ["data/migrations/0001_foundation.sql", "at timestamptz default now(),"],
])("in %s, `%s` is nothing to refuse", (path, line) => {
  expect(refused(path, line)).toEqual([]);
});
