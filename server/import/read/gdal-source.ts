import type { Geometry } from "geojson";
import { createReadStream } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { declaredCrs, embeddedCrs, type SourceCrs } from "./crs.ts";
import { Gdal, GdalError } from "./gdal.ts";
import { readInfo, type LayerInfo } from "./gdal-info.ts";
import { placeRows, type RawRow } from "./place-rows.ts";
import { ImportRefused, type Problem, problem } from "../check/problems.ts";
import type { ReadOptions, ReadResult, SourceFile, SourceInput, SourceLayer } from "./source-file.ts";
import { declaredEncoding, detectEncoding } from "./text-encoding.ts";

const BATCH = 5000;
/** What GDAL says about conversions that cost nothing. */
const NOISE = /Misconversion|No SRS set|successfully parsed|^(ERROR|Warning) \d+: ?$|Normalized\/laundered/;

/** Everything that GDAL reads. */
export async function readGdal(input: SourceInput): Promise<SourceFile> {
  const { staged, format, fileName, limits } = input;
  const rebuildIndex = staged.notices.some((notice) => notice.code === "index-rebuilt");
  const gdal = new Gdal({ folder: staged.folder, rebuildIndex }, limits.timeoutMs);
  const close = async (): Promise<void> => {
    await gdal.close();
    await staged.remove();
  };
  try {
    const text = format === "Shapefile" ? await dbfEncoding(input) : null;
    const opened = await gdal
      .call("open", { file: staged.dataset, options: text ? [`ENCODING=${text.gdalName}`] : [] })
      .catch((error: unknown) => {
        if (!(error instanceof GdalError)) throw error;
        const reason =
          [...error.remarks].reverse().find((remark) => remark.startsWith("ERROR 1")) ?? error.message;
        throw new ImportRefused("format-unreadable", { file: fileName, format, reason: plain(reason) });
      });
    const infos = readInfo(opened.result);
    const layers: SourceLayer[] = [];
    for (const info of infos) {
      await rewind(gdal, format, staged.dataset);
      layers.push(await describe(gdal, info));
    }
    return {
      format,
      fileName,
      encoding: text?.encoding ?? "utf-8",
      layers,
      notices: [...staged.notices, ...(text?.notices ?? []), ...remarked(opened.remarks)],
      readRows: (layer, options = {}) => readLayer(input, gdal, infos, layer, options),
      close,
    };
  } catch (error) {
    await gdal.close();
    throw error;
  }
}

async function readLayer(
  { staged, format, limits }: SourceInput,
  gdal: Gdal,
  infos: readonly LayerInfo[],
  name: string,
  options: ReadOptions,
): Promise<ReadResult> {
  const info = infos.find((layer) => layer.name === name);
  const layers = infos.map((layer) => layer.name).join(", ");
  if (!info) throw new ImportRefused("layer-unknown", { layer: name, layers });
  if (info.geometryType === null) throw new ImportRefused("layer-without-geometry", { layer: name });
  if (info.featureCount === 0) throw new ImportRefused("layer-empty", { layer: name });
  const { crs, notices } = chooseCrs(info, format, options.crs);
  if (crs.kind !== "projected" && info.extent) refuseMetres(info.extent);
  if (/[a-z](Z|M|ZM)$/.test(info.geometryType)) notices.push(problem("dimensions-dropped"));
  if (/Curve|Circular|Compound|Surface/.test(info.geometryType)) notices.push(problem("curves-linearised"));
  await rewind(gdal, format, staged.dataset);
  const converted = await gdal.call("rows", { layer: name });
  notices.push(...remarked(converted.remarks));
  const batches = features(converted.result, info.featureCount);
  return {
    crs: crs.name,
    notices,
    positionColumns: [],
    pieces: placeRows(batches, crs, () => gdal, options, limits),
  };
}

function chooseCrs(
  info: LayerInfo,
  format: string,
  declared?: string,
): { crs: SourceCrs; notices: Problem[] } {
  const embedded = info.crs && embeddedCrs(info.crs.authority, info.crs.name, info.crs.wkt);
  const prescribed = format === "GeoJSON" && ["EPSG:4326", "EPSG:4979"].includes(info.crs?.authority ?? "");
  if (declared) {
    const crs = declaredCrs(declared);
    const differs = embedded && !prescribed && embedded.name.split(" ")[0] !== crs.name;
    const notice = problem("crs-overridden", { declared: crs.name, embedded: embedded?.name ?? "" });
    return { crs, notices: differs ? [notice] : [] };
  }
  if (!embedded) throw new ImportRefused("crs-missing");
  return { crs: embedded, notices: prescribed ? [problem("crs-assumed", { crs: "WGS 84", format })] : [] };
}

/** Refuses the whole layer when no corner of it can be degrees. */
function refuseMetres([west, south, east, north]: readonly [number, number, number, number]): void {
  const metres = (low: number, high: number): boolean => Math.min(Math.abs(low), Math.abs(high)) > 400;
  if (metres(west, east) && metres(south, north))
    throw new ImportRefused("crs-metres", { x: west, y: south });
}

async function* features(path: string, expected: number | null): AsyncGenerator<readonly RawRow[]> {
  let line = 0;
  let batch: RawRow[] = [];
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (text === "") continue;
    line += 1;
    const feature = JSON.parse(text) as {
      properties: Record<string, unknown> | null;
      geometry: Geometry | null;
    };
    batch.push({ line, raw: feature.geometry, properties: feature.properties ?? {}, problems: [] });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
  await rm(path, { force: true });
  if (expected !== null && line < expected)
    throw new ImportRefused("features-lost", { expected, found: line });
}

/** GDAL reads the layers of an OSM file together, once: each reading needs a fresh start. */
async function rewind(gdal: Gdal, format: string, file: string): Promise<void> {
  if (format === "OSM") await gdal.call("open", { file, options: [] });
}

async function describe(gdal: Gdal, info: LayerInfo): Promise<SourceLayer> {
  const { result: path } = await gdal.call("rows", { layer: info.name, limit: 5 });
  const rows = (await readFile(path, "utf8"))
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { properties: Record<string, unknown> | null }).properties ?? {});
  await rm(path, { force: true });
  const sample = (name: string): string[] =>
    rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [shown(row[name])]));
  return {
    name: info.name,
    featureCount: info.featureCount,
    geometryTypes: info.geometryType === null ? [] : [info.geometryType],
    fields: info.fields.map((field) => ({ ...field, samples: sample(field.name) })),
    crs: info.crs && embeddedCrs(info.crs.authority, info.crs.name, info.crs.wkt).name,
    rowUnit: "feature",
  };
}

function shown(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 80);
}

/**
 * A .dbf says its encoding in a .cpg beside it, or in byte 29 of its header; old Chinese software did neither, and
 * GDAL then takes Latin-1. So the records are looked at.
 */
async function dbfEncoding(
  input: SourceInput,
): Promise<{ encoding: string; gdalName: string; notices: readonly Problem[] } | null> {
  const stem = join(input.staged.folder, input.staged.dataset.replace(/\.shp$/i, ""));
  if (input.encoding) {
    const encoding = declaredEncoding(input.encoding);
    return { encoding, gdalName: gdalEncoding(encoding), notices: [] };
  }
  const said = await readFile(`${stem}.cpg`, "utf8").catch(() => "");
  const dbf = await open(`${stem}.dbf`).catch(() => null);
  if (!dbf || said.trim() !== "") return dbf?.close().then(() => null) ?? null;
  const header = Buffer.alloc(32);
  await dbf.read(header, 0, 32, 0);
  await dbf.close();
  if (header[29] !== 0) return null;
  const { encoding, guessed } = await detectEncoding(
    `${stem}.dbf`,
    header.readUInt16LE(8),
    Number.MAX_SAFE_INTEGER,
  );
  return {
    encoding,
    gdalName: gdalEncoding(encoding),
    notices: guessed ? [problem("encoding-guessed", { encoding })] : [],
  };
}

function gdalEncoding(label: string): string {
  return label.toUpperCase().replace(/^WINDOWS-/, "CP");
}

function remarked(remarks: readonly string[]): Problem[] {
  const kept = new Set(remarks.filter((remark) => !NOISE.test(remark)).map(plain));
  return [...kept].slice(0, 5).map((remark) => problem("reader-remark", { remark }));
}

/** Without the reader's own folders. */
function plain(remark: string): string {
  return remark.replace(/^(ERROR|Warning) \d+: /, "").replaceAll(/\/(input|output)\//g, "");
}
