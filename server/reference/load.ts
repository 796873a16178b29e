import { readdir, readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Database } from "../db/database.ts";
import { shippedYears } from "./holiday-files.ts";
import { upsertShippedYears } from "./holiday-queries.ts";
import { insertMissingPacks } from "./pack-queries.ts";
import { upsertClasses, type ClassChange, type ClassRow } from "./queries.ts";
import { parsePack } from "./stored-pack.ts";

const REFERENCE = new URL("../../data/reference/", import.meta.url);

/**
 * Brings the code lists of data/reference into the database. Runs at every start: classes are made what the lists say now, and
 * so are holiday tables that nobody has entered by hand; rule packs are only added. Answers what was corrected, as sentences for the log; nothing where the database was empty.
 */
export async function loadReference(database: Database, folder: URL = REFERENCE): Promise<string[]> {
  const [schemeA, schemeB, packs] = await Promise.all([
    readScheme(new URL("class-scheme-a.csv", folder)),
    readScheme(new URL("class-scheme-b.csv", folder)),
    readPacks(new URL("rule-packs/", folder)),
  ]);
  const groups = new Map(schemeA.map((row) => [row.code, row]));
  const classes = [
    ...schemeA,
    ...schemeB.map((row) => {
      const target = row.mapsToA ? groups.get(row.mapsToA) : undefined;
      return {
        ...row,
        group: target?.group ?? row.group,
        ownerType: target?.ownerType ?? null,
        nameEn: target?.nameEn ?? row.nameZh,
      };
    }),
  ];
  return await database.transaction(async (t) => {
    const changes = await upsertClasses(t, classes);
    await insertMissingPacks(t, packs);
    const years = await upsertShippedYears(t, shippedYears(folder));
    return changes.length === classes.length && changes.every(({ before }) => before === null)
      ? []
      : [...changes.map(corrected), ...years.map((year) => `holidays of ${year}`)];
  });
}

/** `A 0117 owner_type: UNKNOWN_POLE → ROAD`. */
function corrected({ scheme, code, before, after }: ClassChange): string {
  if (!before) return `${scheme} ${code} added`;
  const said = (value: unknown) => (typeof value === "string" || typeof value === "number" ? value : "-");
  const columns = Object.keys(after).filter((column) => before[column] !== after[column]);
  return `${scheme} ${code} ${columns.map((column) => `${column}: ${said(before[column])} → ${said(after[column])}`).join(", ")}`;
}

async function readScheme(file: URL): Promise<ClassRow[]> {
  const rows: Record<string, string>[] = parse(await readFile(file), {
    columns: true,
    comment: "#",
    comment_no_infix: true,
  });
  return rows.map((row) => ({
    scheme: row.scheme ?? "",
    code: row.code ?? "",
    nameZh: row.name_zh ?? "",
    nameEn: row.name_en ?? "",
    mapsToA: row.mapsToA || row.localA || null,
    ownerType: row.own || null,
    group: row.group || "OTHER",
    priority: row.priority ? Number(row.priority) : null,
    accuracy: row.acc || null,
  }));
}

/** A file that cannot be understood must stop the start here, not the first case. */
async function readPacks(folder: URL): Promise<object[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return await Promise.all(
    names.map(async (name) => {
      const file = JSON.parse(await readFile(new URL(name, folder), "utf8")) as object;
      parsePack(file);
      return file;
    }),
  );
}
