import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { ImportOptions } from "../../server/contract/imports.ts";
import { databaseGateway } from "../import-file/database-gateway.ts";
import { seconds, type Ratio } from "./measure.ts";

const ROWS = 50_000;

/** What an import fills of a component. */
const COLUMNS = [
  "id",
  "division_code",
  "class_code",
  "class_group",
  "geom",
  "accuracy_m",
  "source_crs",
  "physical_state",
  "ownership_status",
  "restricted",
  "address",
  "attributes",
  "data_source",
  "import_batch_id",
] as const;

/** A CSV of covers from the file to the last committed row, checks, codes, proofs and all, against COPY of the same rows. */
export async function importRate(database: Database): Promise<Ratio[]> {
  const file = join(mkdtempSync(join(tmpdir(), "youzhu-bench-")), "covers.csv");
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `440604010${1 + (n % 3)}${String(500_000 + n).padStart(6, "0")},010${1 + (n % 3)},${(113.5 + (n % 250) * 0.0005).toFixed(7)},${(23.5 + Math.floor(n / 250) * 0.0005).toFixed(7)},大道${n}号`,
  );
  writeFileSync(file, `code,class,lon,lat,address\n${lines.join("\n")}\n`);
  const gateway = databaseGateway(database);
  const options = ImportOptions.parse({
    subject: "COMPONENTS",
    scheme: "A",
    crs: "EPSG:4490",
    map: { code: "code", class: "class", lon: "lon", lat: "lat", address: "address" },
  });
  const silent = () => {};
  let checked = 0;
  let applied = 0;
  let batch: Awaited<ReturnType<typeof gateway.tryOut>> | undefined;
  checked = await seconds(async () => (batch = await gateway.tryOut(file, options, silent)));
  applied = await seconds(
    async () =>
      batch &&
      (await gateway.apply(
        batch,
        { acceptRefusals: true, acceptNeighbours: true, acceptOutside: true },
        silent,
      )),
  );
  await database.script(
    "create table bare_component (like component including defaults including constraints including indexes)",
  );
  // The very rows that the import has made: COPY writes as many bytes into as many indexes.
  const rows = await database.rows<Record<(typeof COLUMNS)[number], string | boolean | null>>(sql`
    select ${sql.join(COLUMNS.map((name) => sql`${sql.ident(name)}::text as ${sql.ident(name)}`))}
    from component where import_batch_id = ${batch?.id ?? ""}::uuid order by id`);
  const values = rows.map((row) => COLUMNS.map((name) => row[name]));
  const bare = await seconds(() => database.copy("bare_component", COLUMNS, values));
  await database.one(sql`select count(*)::int as n from bare_component`);
  const ratio = (name: string, time: number): Ratio => ({
    name,
    ratio: bare / time,
    aim: "≥ 0.3",
    holds: bare / time >= 0.3,
    figures: `${Math.round(ROWS / time)} rows/s against ${Math.round(ROWS / bare)} rows/s`,
  });
  return [
    ratio("import: apply a checked batch / bare COPY", applied),
    ratio("import: dry run and apply / bare COPY", checked + applied),
  ];
}
