import { createRequire } from "node:module";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { write, zip } from "./testing-files.ts";

/** What every file below says: three things in a street, in degrees, with the words of whoever surveyed them. */
export const SURVEYED = [
  { lon: 113.0101, lat: 23.0101, kind: "雨水井盖", no: "Y-001" },
  { lon: 113.0202, lat: 23.0202, kind: "雨水井盖", no: "Y-002" },
  { lon: 113.0303, lat: 23.0303, kind: "路灯", no: "L-001" },
] as const;

/** "雨水井盖" and "路灯" in GB18030, which Node can read and not write. */
const GB18030: Readonly<Record<string, readonly number[]>> = {
  雨水井盖: [0xd3, 0xea, 0xcb, 0xae, 0xbe, 0xae, 0xb8, 0xc7],
  路灯: [0xc2, 0xb7, 0xb5, 0xc6],
};

export const geoJson = (folder: string): string =>
  write(
    folder,
    "survey.geojson",
    JSON.stringify({
      type: "FeatureCollection",
      features: SURVEYED.map(({ lon, lat, ...properties }) => ({
        type: "Feature",
        properties,
        geometry: { type: "Point", coordinates: [lon, lat] },
      })),
    }),
  );

export const csvInGb18030 = (folder: string): string =>
  write(
    folder,
    "survey.csv",
    Buffer.concat([
      Buffer.from("lon,lat,no,kind\r\n"),
      ...SURVEYED.flatMap(({ lon, lat, no, kind }) => [
        Buffer.from(`${lon},${lat},${no},`),
        Buffer.from(GB18030[kind] ?? []),
        Buffer.from("\r\n"),
      ]),
    ]),
  );

export const kml = (folder: string): string =>
  write(
    folder,
    "survey.kml",
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>survey</name>${SURVEYED.map(
      ({ lon, lat, no, kind }) =>
        `<Placemark><name>${kind}</name><description>${no}</description><Point><coordinates>${lon},${lat},0</coordinates></Point></Placemark>`,
    ).join("")}</Folder></Document></kml>`,
  );

/** A drawing in metres, as a draughtsman leaves it in Chinese Windows: what a thing is, is the layer that it lies on. */
export function dxf(folder: string, metres: readonly (readonly [number, number])[]): string {
  const head =
    "0 SECTION 2 HEADER 9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_936 0 ENDSEC 0 SECTION 2 ENTITIES".split(
      " ",
    );
  const points = SURVEYED.flatMap(({ kind }, at) =>
    `0 POINT 8 ${kind} 10 ${metres[at]?.[0]} 20 ${metres[at]?.[1]} 30 0`.split(" "),
  );
  const lines = [...head, ...points, "0", "ENDSEC", "0", "EOF"];
  const bytes = lines.flatMap((line) => [Buffer.from(GB18030[line] ?? Buffer.from(line)), Buffer.from("\n")]);
  return write(folder, "survey.dxf", Buffer.concat(bytes));
}

interface Writer {
  open(path: string): Promise<{ datasets: object[] }>;
  ogr2ogr(dataset: object, options: string[], name: string): Promise<unknown>;
}
/** There is one GDAL in a process, which writes into one folder. */
let writer: Promise<{ gdal: Writer; made: string }> | undefined;

async function startWriter(folder: string): Promise<{ gdal: Writer; made: string }> {
  const require = createRequire(import.meta.url);
  const start = require("gdal3.js/node") as (config: object) => Promise<Writer>;
  const made = mkdtempSync(join(folder, "made-"));
  const gdal = await start({
    path: relative(process.cwd(), dirname(require.resolve("gdal3.js/dist/package/gdal3.node.js"))),
    dest: made,
    errorHandler: () => undefined,
    logHandler: () => undefined,
  });
  return { gdal, made };
}

/** The survey as GDAL itself writes it, in metres of the third-degree zone around 114° E. */
export async function byGdal(folder: string, format: "GPKG" | "ESRI Shapefile"): Promise<string> {
  const { gdal, made } = await (writer ??= startWriter(folder));
  const { datasets } = await gdal.open(geoJson(folder));
  const name = format === "GPKG" ? "packed" : "shapes";
  await gdal.ogr2ogr(
    datasets[0] ?? {},
    [
      "-f",
      format,
      "-t_srs",
      "EPSG:4547",
      ...(format === "GPKG" ? ["-nln", "survey"] : ["-lco", "ENCODING=UTF-8"]),
    ],
    name,
  );
  if (format === "GPKG") return join(made, `${name}.gpkg`);
  const parts = readdirSync(made).filter((file) => file.startsWith(name));
  return write(
    folder,
    "survey.zip",
    zip(Object.fromEntries(parts.map((file) => [file, readFileSync(join(made, file))]))),
  );
}
