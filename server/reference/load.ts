import { readdir, readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Database } from "../db/database.ts";
import type { PackRow } from "../store/dossier-queries.ts";
import { upsertClasses, insertMissingPacks, type ClassRow } from "./queries.ts";

const REFERENCE = new URL("../../data/reference/", import.meta.url);

/** Brings the code lists of data/reference into the database. Runs at every start; what is there already is left alone. */
export async function loadReference(database: Database): Promise<void> {
  const [schemeA, schemeB, packs] = await Promise.all([
    readScheme("class-scheme-a.csv"),
    readScheme("class-scheme-b.csv"),
    readPacks(),
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
  await database.transaction(async (t) => {
    await upsertClasses(t, classes);
    await insertMissingPacks(t, packs);
  });
}

async function readScheme(name: string): Promise<ClassRow[]> {
  const rows: Record<string, string>[] = parse(await readFile(new URL(name, REFERENCE)), {
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

async function readPacks(): Promise<PackRow[]> {
  const folder = new URL("rule-packs/", REFERENCE);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, folder), "utf8")) as PackRow),
  );
}
