import { Client } from "pg";
import type { Database, Queries } from "../../server/db/database.ts";
import type { Sql } from "../../server/db/sql.ts";
import { casesPage, countCases } from "../../server/cases/queries.ts";
import { searchEverything } from "../../server/registry/search-queries.ts";
import { asViewer } from "../../server/access/as-viewer.ts";
import { SEAT } from "./city.ts";
import { p95s, type Ratio } from "./measure.ts";

const RUNS = 60;
type Reading = (queries: Queries, n: number) => Promise<unknown>;

const READINGS: readonly (readonly [name: string, reading: Reading])[] = [
  [
    "queue p95",
    async (queries) => [
      await casesPage(queries, SEAT, { queue: "open" }, null, 50),
      await countCases(queries, SEAT, { queue: "open" }),
    ],
  ],
  [
    "search by words p95",
    (queries, n) => searchEverything(queries, SEAT, `沙井盖 第${n % 977}大道${n}号`, 12, null),
  ],
  [
    "search by code p95",
    (queries, n) => searchEverything(queries, SEAT, `4406040102${String(n).padStart(4, "0")}`, 12, null),
  ],
];

/** What a seat waits for, through our database layer, against the same statements given to PostgreSQL by its plain driver. */
export async function readings(database: Database, url: string): Promise<Ratio[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const ratios: Ratio[] = [];
  for (const [name, reading] of READINGS) {
    const statements: Sql[][] = [];
    for (let n = 0; n < RUNS; n++)
      statements.push(await recorded(database, (queries) => reading(queries, n)));
    const [ours, bare] = await p95s(
      RUNS,
      (n) => asViewer(database, SEAT, (queries) => reading(queries, n)),
      async (n) => {
        for (const { text, values } of statements[n] ?? []) await client.query(text, [...values]);
      },
    );
    const ratio = ours / bare;
    ratios.push({
      name: `${name}, 1,000,000 components / bare driver`,
      ratio,
      aim: "≤ 1.5",
      holds: ratio <= 1.5,
      figures: `${ours.toFixed(1)} ms against ${bare.toFixed(1)} ms`,
    });
  }
  await client.end();
  return ratios;
}

/** The statements that a reading sends. */
async function recorded(database: Database, reading: (queries: Queries) => Promise<unknown>): Promise<Sql[]> {
  const heard: Sql[] = [];
  const listening = new Proxy(database, {
    get(target, name: keyof Queries) {
      const method = target[name] as unknown;
      if (typeof method !== "function") return method;
      return (query: Sql, ...rest: unknown[]) => {
        heard.push(query);
        return (method as (...all: unknown[]) => unknown).call(target, query, ...rest);
      };
    },
  });
  await reading(listening);
  return heard;
}
