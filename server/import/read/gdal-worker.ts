/**
 * GDAL, compiled to WebAssembly, in a thread of its own: it blocks while it reads, and a file that kills or
 * hangs it takes only this thread along. It sees one folder of copies and no network.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

import type { GdalCalls, GdalReply, GdalRequest, GdalStart } from "./gdal-protocol.ts";

interface Dataset {
  readonly info?: unknown;
}
interface Gdal {
  open(path: string, options?: string[]): Promise<{ datasets: Dataset[] }>;
  close(dataset: Dataset): Promise<void>;
  ogrinfo(dataset: Dataset, options?: string[]): Promise<unknown>;
  ogr2ogr(dataset: Dataset, options: string[], outputName: string): Promise<unknown>;
}

const { folder, rebuildIndex } = workerData as GdalStart;
const output = join(folder, "out");
mkdirSync(output, { recursive: true });

/**
 * Converted as the points of one geometry, by ogr2ogr: 0.1 s for 5,000. Not by gdaltransform: gdal3.js 2.8.1 passes it
 * no array for "which points succeeded", so GDAL writes four bytes a point from address 0 on and through its own
 * constants (after 2,620 points every "{" of the next file came out as a 1).
 */
const POINTS_AT_ONCE = 5000;

let remarks: string[] = [];
let current: Dataset | null = null;
/** GDAL sees one folder at a time: whatever is written for it lies beside the file that is open. */
let scratch = folder;

let conversions = 0;
const gdal = await startGdal();

function startGdal(): Promise<Gdal> {
  const require = createRequire(import.meta.url);
  const start = require("gdal3.js/node") as (config: object) => Promise<Gdal>;
  return start({
    // The library prefixes "./" to whatever it is given.
    path: relative(process.cwd(), dirname(require.resolve("gdal3.js/dist/package/gdal3.node.js"))),
    dest: output,
    logHandler: (text: string) => remarks.push(text),
    errorHandler: (text: string) => remarks.push(text),
    env: {
      // Drivers that read other files than the one they are given.
      GDAL_SKIP: "VRT,OGR_VRT,DERIVED,WMTS,STACIT,STACTA,GTI,ZARR",
      // Only where the index is missing: told so, GDAL rebuilds a sound one too, and fails on files it could read.
      SHAPE_RESTORE_SHX: rebuildIndex ? "YES" : "NO",
      OSM_USE_CUSTOM_INDEXING: "NO",
      OGR_GEOJSON_MAX_OBJ_SIZE: "200",
    },
  });
}

const calls: GdalCalls = {
  async open({ file, options }) {
    scratch = dirname(join(folder, file));
    const opened = await gdal.open(join(folder, file), [...options]);
    current = opened.datasets[0] ?? null;
    if (!current) throw new Error(remarks.at(-1) ?? "no driver");
    return current.info ?? (await gdal.ogrinfo(current));
  },

  /** One feature a line, coordinates as they stand in the file: x and y only, no conversion, full precision. */
  async rows({ layer, limit }) {
    if (!current) throw new Error("nothing is open");
    return convert(current, [
      "-a_srs",
      "NONE",
      layer,
      ...(limit === undefined ? [] : ["-limit", String(limit)]),
    ]);
  },

  readWkt({ texts }) {
    return readTexts(texts, ["-a_srs", "NONE"]);
  },

  async transform({ definition, coordinates }) {
    const moved = new Float64Array(coordinates.length).fill(NaN);
    // By way of WGS 84, centimetres from CGCS2000: PROJ knows the datum of most systems against WGS 84 and hardly any
    // against CGCS2000, and converts without its shift, silently (Maasbracht's covers stood 103 m from where they are).
    const options = ["-s_srs", definition, "-t_srs", "EPSG:4326"];
    for (let start = 0; start < coordinates.length; start += 2 * POINTS_AT_ONCE) {
      const part = coordinates.subarray(start, start + 2 * POINTS_AT_ONCE);
      const points = Array.from({ length: part.length / 2 }, (_, n) => `${part[2 * n]} ${part[2 * n + 1]}`);
      const [geometry] = await readTexts([`MULTIPOINT(${points.join(",")})`], options);
      const unknown = remarks.find((remark) =>
        /SRS definition|coordinate system|crs not found/i.test(remark),
      );
      if (unknown) throw new Error(unknown);
      const found = (geometry as { coordinates: number[][] } | null)?.coordinates ?? [];
      if (found.length === points.length)
        for (const [n, point] of found.entries()) moved.set(point, start + 2 * n);
      else
        for (const [n, point] of points.entries())
          moved.set(await transformOne(point, options), start + 2 * n);
    }
    return moved;
  },
};

/** One geometry for each text, null where GDAL cannot read or convert it. */
async function readTexts(texts: readonly string[], options: readonly string[]): Promise<unknown[]> {
  const path = join(scratch, `wkt-${(conversions += 1)}.csv`);
  writeFileSync(path, ["n,wkt", ...texts.map((text, n) => `${n},"${text.replaceAll('"', "")}"`)].join("\n"));
  const opened = await gdal.open(path, ["GEOM_POSSIBLE_NAMES=wkt", "KEEP_GEOM_COLUMNS=NO"]);
  const dataset = opened.datasets[0];
  if (!dataset) throw new Error(remarks.at(-1) ?? "no driver");
  // Not as a sequence: that driver insists on WGS 84, and PROJ may take another way there.
  const converted = await convert(dataset, options, "GeoJSON");
  await gdal.close(dataset);
  const geometries: unknown[] = texts.map(() => null);
  const read = JSON.parse(readFileSync(converted, "utf8")) as {
    features: { properties: { n: string | number }; geometry: unknown }[];
  };
  for (const feature of read.features) geometries[Number(feature.properties.n)] = feature.geometry;
  rmSync(converted);
  rmSync(path);
  return geometries;
}

/** A batch that fails as a whole is taken apart to find the points that PROJ cannot place. */
async function transformOne(point: string, options: readonly string[]): Promise<number[]> {
  const [geometry] = await readTexts([`POINT(${point})`], options);
  return (geometry as { coordinates: number[] } | null)?.coordinates ?? [NaN, NaN];
}

async function convert(
  dataset: Dataset,
  selection: readonly string[],
  format: "GeoJSON" | "GeoJSONSeq" = "GeoJSONSeq",
): Promise<string> {
  const name = `rows-${(conversions += 1)}`;
  let failure: unknown = null;
  await gdal
    .ogr2ogr(
      dataset,
      [
        ..."-dim XY -skipfailures -lco COORDINATE_PRECISION=15 -f".split(" "),
        format,
        ...(format === "GeoJSONSeq" ? ["-lco", "RS=NO"] : []),
        ...selection,
      ],
      name,
    )
    .catch((error: unknown) => {
      // One feature that cannot be written is reported like a failure of all of them; what was written is there.
      failure = error;
    });
  const made = readdirSync(output).find((file) => file.startsWith(`${name}.`));
  if (!made) throw failure ?? new Error(remarks.at(-1) ?? "no output");
  return join(output, made);
}

parentPort?.on("message", (request: GdalRequest) => {
  void answer(request);
});

async function answer({ id, call, input }: GdalRequest): Promise<void> {
  remarks = [];
  let reply: GdalReply;
  try {
    const run = calls[call] as (input: unknown) => Promise<unknown>;
    reply = { id, result: await run(input), remarks };
  } catch (error) {
    reply = { id, error: describe(error), remarks };
  }
  parentPort?.postMessage(reply, []);
}

/** GDAL rejects with a list of `{no, message}`. */
function describe(error: unknown): string {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  if (first instanceof Error) return first.message;
  if (typeof first === "object" && first !== null && "message" in first) return String(first.message);
  return String(first);
}

parentPort?.postMessage({ id: 0, result: null, remarks } satisfies GdalReply, []);
