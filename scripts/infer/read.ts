import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Feature, Geometry } from "geojson";

/** A file that cannot be read, with a sentence that says what to do. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

export interface Row {
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Dataset {
  readonly info?: unknown;
}
interface Gdal {
  open(path: string, options?: string[]): Promise<{ datasets: Dataset[]; errors?: unknown[] }>;
  close(dataset: Dataset): Promise<void>;
  ogrinfo(dataset: Dataset, options?: string[]): Promise<unknown>;
  ogr2ogr(dataset: Dataset, options: string[], outputName: string): Promise<unknown>;
}

const CSV_OPTIONS = [
  "X_POSSIBLE_NAMES=lon,lng,long,longitude,x,经度",
  "Y_POSSIBLE_NAMES=lat,latitude,y,纬度",
  "GEOM_POSSIBLE_NAMES=wkt,geom,geometry",
  "KEEP_GEOM_COLUMNS=NO",
];
const LON_LAT = /CRS84|EPSG:+4326|EPSG:+4490|EPSG::4326|EPSG::4490/;

/**
 * All features of `path[:layer]` (any vector format GDAL knows, also gzipped) with geometry in lon/lat degrees.
 * `crs` ("EPSG:28992") is used for a file that names none. Throws UnreadableFile.
 */
export const readRows = async (source: string, crs: string | null): Promise<Row[]> => {
  const { path, layer } = splitLayer(source);
  if (!existsSync(path)) throw new UnreadableFile(`${path}: there is no such file.`);
  const folder = mkdtempSync(join(tmpdir(), "infer-"));
  try {
    const plain = unpacked(path, folder);
    let rows = (layer === null && readGeoJson(plain)) || (await convert(plain, layer, crs, false));
    if (crs !== null && !mostlyInDegrees(rows)) rows = await convert(plain, layer, crs, true);
    if (!mostlyInDegrees(rows)) {
      throw new UnreadableFile(
        `${basename(path)}: its numbers are no longitudes and latitudes and it does not say its coordinate system. Add --crs, for example --crs EPSG:4547.`,
      );
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** "file.gpkg:layer"; a drive letter or a path without a layer stays whole. */
const splitLayer = (source: string): { path: string; layer: string | null } => {
  const match = /^(.+\.\w+):([^/\\:]+)$/.exec(source);
  return match?.[1] && match[2] ? { path: match[1], layer: match[2] } : { path: source, layer: null };
};

const unpacked = (path: string, folder: string): string => {
  let bytes: Buffer | null = null;
  try {
    if (/\.gz$/i.test(path)) bytes = gunzipSync(readFileSync(path));
  } catch (error) {
    throw new UnreadableFile(
      `${path}: cannot be unpacked (${error instanceof Error ? error.message : "unknown"}).`,
    );
  }
  if (!bytes) return path;
  const plain = join(folder, basename(path).replace(/\.gz$/i, ""));
  writeFileSync(plain, bytes);
  return plain;
};

/** The quick way for the most common case, a GeoJSON in degrees; null where GDAL has to look at it. */
const readGeoJson = (path: string): Row[] | null => {
  if (!/\.(geo)?json$/i.test(path)) return null;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UnreadableFile(`${path}: ${error instanceof Error ? error.message : "cannot be read"}.`);
  }
  if (typeof value !== "object" || value === null || !("features" in value) || !Array.isArray(value.features))
    return null;
  if ("crs" in value && value.crs && !LON_LAT.test(JSON.stringify(value.crs))) return null;
  return (value.features as (Feature | null)[]).map((feature) => ({
    geometry: feature?.geometry ?? null,
    properties: feature?.properties ?? {},
  }));
};

/** A broken point or two do not make a file projected; most of its first fifty do. */
const mostlyInDegrees = (rows: readonly Row[]): boolean => {
  const seen = rows.flatMap(({ geometry }) => (geometry ? [inDegrees(geometry)] : [])).slice(0, 50);
  return seen.filter((fine) => !fine).length * 2 <= seen.length;
};

const inDegrees = (geometry: Geometry): boolean => {
  let value: unknown = geometry.type === "GeometryCollection" ? geometry.geometries[0] : geometry.coordinates;
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0];
  if (!Array.isArray(value)) return true;
  const [lon, lat] = value as unknown[];
  return typeof lon !== "number" || typeof lat !== "number" || (Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
};

let started: Promise<Gdal> | undefined;
const remarks: string[] = [];

const gdal = (): Promise<Gdal> => {
  const require = createRequire(import.meta.url);
  const start = require("gdal3.js/node") as (config: object) => Promise<Gdal>;
  return (started ??= start({
    // The library prefixes "./" to whatever it is given.
    path: relative(process.cwd(), dirname(require.resolve("gdal3.js/dist/package/gdal3.node.js"))),
    dest: mkdtempSync(join(tmpdir(), "infer-out-")),
    logHandler: (text: string) => remarks.push(text),
    errorHandler: (text: string) => remarks.push(text),
    env: { GDAL_SKIP: "VRT,OGR_VRT", OGR_GEOJSON_MAX_OBJ_SIZE: "200" },
  }));
};

const convert = async (
  path: string,
  layer: string | null,
  crs: string | null,
  /** Use `crs` whatever the file says: a GeoJSON always claims degrees. */
  insist: boolean,
): Promise<Row[]> => {
  const library = await gdal();
  remarks.length = 0;
  try {
    const { datasets } = await library.open(path, /\.(csv|tsv|txt)$/i.test(path) ? CSV_OPTIONS : []);
    const dataset = datasets[0];
    if (!dataset) throw new Error(remarks.at(-1) ?? "no driver knows this format");
    const name = `rows-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const layers = layersIn(await library.ogrinfo(dataset));
    if (layer === null && layers.length > 1) {
      const names = layers.map(({ name }) => name).join(", ");
      throw new Error(
        `has several layers: ${names}. Say which one after a colon, as in ${basename(path)}:${layers[0]?.name ?? ""}`,
      );
    }
    const read = layers.find(({ name }) => layer === null || name === layer);
    if (layer !== null && layers.length > 0 && !read)
      throw new Error(`has no layer ${layer}; it has ${layers.map(({ name }) => name).join(", ")}`);
    const source = insist || read?.namesCrs === false ? crs : null;
    const target = source !== null || read?.namesCrs !== false ? ["-t_srs", "EPSG:4326"] : [];
    const made = (await library.ogr2ogr(
      dataset,
      [
        "-f",
        "GeoJSONSeq",
        "-dim",
        "XY",
        "-skipfailures",
        ...target,
        ...(source === null ? [] : ["-s_srs", source]),
        "-lco",
        "RS=NO",
        "-lco",
        "COORDINATE_PRECISION=9",
        ...(layer === null ? [] : [layer]),
      ],
      name,
    )) as { real?: string; local?: string };
    await library.close(dataset);
    const output = made.real ?? made.local ?? "";
    const rows = readFileSync(output, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Feature)
      .map(({ geometry, properties }) => ({ geometry, properties: properties ?? {} }));
    rmSync(output, { force: true });
    return rows;
  } catch (error) {
    const listed: unknown = Array.isArray(error) ? error[0] : error;
    const text =
      listed && typeof listed === "object" && "message" in listed ? String(listed.message) : String(listed);
    const known = remarks.at(-1);
    throw new UnreadableFile(`${basename(path)}: ${text}${known && known !== text ? ` (${known})` : ""}.`);
  }
};

/** The layers of a dataset, and whether each says its coordinate system. */
const layersIn = (info: unknown): { name: string; namesCrs: boolean }[] => {
  if (typeof info !== "object" || info === null || !("layers" in info) || !Array.isArray(info.layers))
    return [];
  const layers = info.layers as { name?: string; geometryFields?: { coordinateSystem?: unknown }[] }[];
  return layers.map(({ name = "", geometryFields }) => ({
    name,
    namesCrs: geometryFields?.some(({ coordinateSystem }) => Boolean(coordinateSystem)) ?? false,
  }));
};
