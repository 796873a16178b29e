import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";

import { detectFormat, firstBytes, formatOf } from "./formats.ts";
import type { Limits } from "./limits.ts";
import { ImportRefused, type Problem, problem } from "../check/problems.ts";
import { unzip } from "./unzip.ts";

export interface StagedFile {
  readonly folder: string;
  /** What to open, relative to `folder`. */
  readonly dataset: string;
  readonly notices: readonly Problem[];
  remove(): Promise<void>;
}

const SHAPEFILE_PARTS = [".shp", ".shx", ".dbf", ".prj", ".cpg"];

/** A private copy of the file (and of the other parts of a shapefile), so that the reader sees nothing else. */
export async function stageFile(path: string, fileName: string, limits: Limits): Promise<StagedFile> {
  const format = await detectFormat(path, fileName);
  const { size } = await stat(path);
  if (size > limits.fileBytes) {
    throw new ImportRefused("file-too-large", { size: megabytes(size), limit: megabytes(limits.fileBytes) });
  }
  const folder = await mkdtemp(join(tmpdir(), "youzhu-import-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(join(folder, "in"));
    if (format === "zip") {
      const entries = await unzip(path, join(folder, "in"), limits);
      const dataset = pickDataset(entries);
      return {
        folder,
        dataset: join("in", dataset),
        notices: await missingParts(join(folder, "in"), entries, dataset),
        remove,
      };
    }
    if (format === "Shapefile") return { folder, remove, ...(await stageShapefile(path, fileName, folder)) };
    const extension = extname(fileName);
    // The reader names the layer after the file.
    const stem = basename(fileName, extension).replaceAll(/[^\p{L}\p{N}_-]+/gu, "_") || "source";
    const dataset = join("in", `${stem}${extension.toLowerCase()}`);
    await copy(path, join(folder, dataset));
    return { folder, dataset, notices: [], remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The .shp and whatever parts lie beside it under the same name, in either case. */
async function stageShapefile(
  path: string,
  fileName: string,
  folder: string,
): Promise<{ dataset: string; notices: Problem[] }> {
  const stem = basename(fileName, extname(fileName));
  const from = basename(path, extname(path));
  const names: string[] = [];
  for (const part of await readdir(dirname(path))) {
    const extension = part.slice(from.length).toLowerCase();
    if (!part.startsWith(`${from}.`) || !SHAPEFILE_PARTS.includes(extension)) continue;
    names.push(`${stem}${extension}`);
    await copy(join(dirname(path), part), join(folder, "in", `${stem}${extension}`));
  }
  const dataset = `${stem}.shp`;
  return {
    dataset: join("in", dataset),
    notices: await missingParts(join(folder, "in"), names, dataset),
  };
}

/** One geodatabase, or all shapefiles together, or the one other file that can be read. */
function pickDataset(entries: readonly string[]): string {
  const found = new Set<string>();
  for (const entry of entries) {
    const geodatabase = /^(.*?\.gdb)\//i.exec(entry)?.[1];
    if (geodatabase) found.add(geodatabase);
    else if (formatOf(entry) && !/(^|\/)(\.|__MACOSX)/.test(entry)) found.add(entry);
  }
  const shapefiles = [...found].filter((name) => formatOf(name) === "Shapefile");
  if (shapefiles.length === 1 && shapefiles[0]) return shapefiles[0];
  if (shapefiles.length > 1) return dirname(shapefiles[0] ?? ".");
  // A read-me beside the data is no second data set.
  const others = [...found].filter((name) => found.size === 1 || extname(name) !== ".txt");
  if (others.length > 1) throw new ImportRefused("zip-several", { files: others.slice(0, 5).join(", ") });
  if (!others[0]) throw new ImportRefused("zip-nothing");
  return others[0];
}

async function missingParts(folder: string, names: readonly string[], dataset: string): Promise<Problem[]> {
  if (extname(dataset).toLowerCase() !== ".shp") return [];
  const stem = dataset.slice(0, -extname(dataset).length).toLowerCase();
  const part = (extension: string): string | undefined =>
    names.find((name) => name.toLowerCase() === stem + extension);
  const table = part(".dbf");
  const attributes = table !== undefined && (await recordCount(join(folder, table))) > 0;
  // GDAL would count the shapes and then read none of them.
  if (table !== undefined && !attributes) await rm(join(folder, table));
  return [
    ...(part(".shx") ? [] : [problem("index-rebuilt")]),
    ...(attributes ? [] : [problem("attributes-missing")]),
  ];
}

/** Bytes 4 to 7 of a .dbf. */
async function recordCount(path: string): Promise<number> {
  const head = await firstBytes(path, 8);
  return head.length < 8 ? 0 : head.readUInt32LE(4);
}

async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  // The original may be read-only; the reader rebuilds a missing index beside it.
  await chmod(to, 0o600);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
