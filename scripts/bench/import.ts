import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { ImportOptions } from "../../server/contract/imports.ts";
import { databaseDesk } from "../import-file/database-desk.ts";
import { seconds, type Ratio } from "./measure.ts";

const ROWS = 50_000;

/** A CSV of covers from the file to the last committed row, checks, codes, proofs and all, against COPY of the same rows. */
export async function importRate(database: Database): Promise<Ratio[]> {
  const file = join(mkdtempSync(join(tmpdir(), "youzhu-bench-")), "covers.csv");
  const lines = Array.from(
    { length: ROWS },
    (_, n) =>
      `440604010${1 + (n % 3)}${String(500_000 + n).padStart(6, "0")},010${1 + (n % 3)},${(113.5 + (n % 250) * 0.0005).toFixed(7)},${(23.5 + Math.floor(n / 250) * 0.0005).toFixed(7)},大道${n}号`,
  );
  writeFileSync(file, `code,class,lon,lat,address\n${lines.join("\n")}\n`);
  const desk = databaseDesk(database);
  const options = ImportOptions.parse({
    subject: "COMPONENTS",
    scheme: "A",
    crs: "EPSG:4490",
    map: { code: "code", class: "class", lon: "lon", lat: "lat", address: "address" },
  });
  const silent = () => {};
  let checked = 0;
  let applied = 0;
  let batch: Awaited<ReturnType<typeof desk.tryOut>> | undefined;
  checked = await seconds(async () => (batch = await desk.tryOut(file, options, silent)));
  applied = await seconds(
    async () => batch && (await desk.apply(batch, { acceptRefusals: true, acceptNeighbours: true }, silent)),
  );
  await database.script(
    "create table bare_component (like component including defaults including constraints including indexes)",
  );
  const rows = lines.map((line, n) => {
    const [, classCode = "", lon, lat, address = ""] = line.split(",");
    return [
      `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
      "440604011",
      classCode,
      "COVER",
      `SRID=4490;POINT(${lon} ${lat})`,
      address,
    ];
  });
  const bare = await seconds(() =>
    database.copy(
      "bare_component",
      ["id", "division_code", "class_code", "class_group", "geom", "address"],
      rows,
    ),
  );
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
