import type { Geometry } from "geojson";
import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";

import { positionsOf } from "../check/geometry-check.ts";
import { ImportRefused } from "../check/problems.ts";
import type { SourceFile, SourceRow } from "./source-file.ts";
import { openSource } from "./source.ts";
import { keepReaderCompiled } from "./testing-reader.ts";

// Each file gets a reader thread of its own: 0.6 s on a quiet machine, many times that on a busy one.
vi.setConfig({ testTimeout: 180_000 });
keepReaderCompiled();

const data = join(process.cwd(), "../shared/data");
const present = existsSync(data);
if (!present) console.warn("real data sets are not beside the project: their tests are skipped");

const open: SourceFile[] = [];
afterEach(async () => {
  for (const source of open.splice(0)) await source.close();
});

async function read(file: string, layer?: string, crs?: string): Promise<SourceRow[]> {
  const source = await openSource(join(data, file));
  open.push(source);
  const rows: SourceRow[] = [];
  const result = await source.readRows(
    layer ?? source.layers[0]?.name ?? "",
    crs === undefined ? {} : { crs },
  );
  for await (const piece of result.pieces) rows.push(...piece);
  return rows;
}

function metresApart(geometry: Geometry | null, [lon, lat]: readonly [number, number]): number {
  const [x = NaN, y = NaN] = (geometry && positionsOf(geometry)[0]) ?? [];
  return Math.hypot((x - lon) * 111_320 * Math.cos((lat * Math.PI) / 180), (y - lat) * 111_320);
}

describe.skipIf(!present)("whole data sets land where Debian's ogr2ogr 3.6 puts them", () => {
  // ogr2ogr -t_srs EPSG:4326 -dim XY (asked for EPSG:4490 it knows no datum shift from Bessel's ellipsoid); the first position of the first, a middle and the last feature.
  test.each([
    [
      "01-nl-klic-maasbracht/klic.gpkg",
      "components",
      2620,
      {
        1: [5.878832339, 51.159582758],
        1310: [5.883199521, 51.15959101],
        2620: [5.878658615, 51.159448165],
      },
    ],
    [
      "01-nl-klic-maasbracht/klic.gpkg",
      "network_lines",
      2100,
      {
        1: [5.879527081, 51.160323207],
        1050: [5.882572851, 51.159442104],
        2100: [5.878882747, 51.159465679],
      },
    ],
    [
      "04-us-vt-rutland-city/RutlandCityPointFeatures.geojson",
      undefined,
      4045,
      {
        1: [-72.966661013, 43.616104998],
        2001: [-72.992018024, 43.60830432],
        4045: [-72.972034468, 43.59959795],
      },
    ],
    [
      "04-us-vt-rutland-city/RutlandCityLinearFeatures.geojson",
      undefined,
      4782,
      {
        1: [-72.98107997, 43.629186707],
        2001: [-72.963722537, 43.61043174],
        4782: [-72.972034468, 43.59959795],
      },
    ],
    [
      "08-fr-montpellier-scale/VilleMTP_MTP_EclairagePublic.zip",
      undefined,
      29969,
      {
        1: [3.879137133, 43.604709979],
        15001: [3.891245616, 43.589937769],
        29969: [3.845906869, 43.62226386],
      },
    ],
    [
      "08-fr-montpellier-scale/VilleMTP_MTP_ArbresAlign.zip",
      undefined,
      23972,
      { 1: [3.820027, 43.6303], 12001: [3.865034, 43.648902], 23972: [3.912937, 43.618084] },
    ],
  ] as const)("%s %s", async (file, layer, count, expected) => {
    const rows = await read(file, layer);
    expect(rows).toHaveLength(count);
    expect(rows.filter((row) => row.geometry === null)).toEqual([]);
    for (const [line, place] of Object.entries(expected)) {
      expect(metresApart(rows[Number(line) - 1]?.geometry ?? null, place)).toBeLessThan(0.01);
    }
  });
});

/** What becomes of each odd file: rows read and rows refused, or the sentence it is refused with. */
const ODD: Record<string, readonly [crs: string | undefined, read: number, refused: number] | RegExp> = {
  "csv/blank_rows.csv": ["EPSG:4326", 2, 0],
  "csv/invalid_geometries.csv": ["EPSG:4326", 2, 1],
  "csv/leading_zeros.csv": ["EPSG:4326", 3, 0],
  "csv/mac_newlines.csv": ["EPSG:4326", 1, 0],
  "csv/mixed_separators.csv": /No coordinate columns were found among: x y name/,
  "csv/more_column_values_than_headers.csv": ["EPSG:4326", 1, 1],
  "csv/semicolon_delimiters.csv": ["EPSG:4326", 1, 0],
  "derived/adcode_440604_gb18030.csv": ["GCJ02", 149, 79],
  "derived/adcode_440604_utf8bom_crlf.csv": ["GCJ02", 149, 79],
  "derived/rotterdam_manholes_RD_no_crs_member.geojson": /look like metres/,
  "dxf/Ceco.NET-Architecture-Tm-53.dxf": /does not say its coordinate system/,
  "dxf/blocks2.dxf": ["EPSG:4547", 6, 1],
  "dxf/texts.dxf": ["EPSG:4547", 2, 0],
  "fiona/curves_line.csv": ["EPSG:4326", 9, 0],
  "fiona/issue627.geojson": [undefined, 3, 0],
  "fiona/testopenfilegdb.gdb.zip": /attributes only and no geometry/,
  "gbk-dbf-no-cpg/chinese_poly.shp": [undefined, 1, 0],
  "gpkg-curves/curvepolygon.gpkg": [undefined, 1, 0],
  "gpkg-curves/line_zm.gpkg": [undefined, 1, 0],
  "isybau/ISYBAU_XML-2017-Stammdaten.xml.gz": /compressed with gzip/,
  "kml/addresses.kml": [undefined, 15, 15],
  "kml/multigeometry.kml": [undefined, 1, 0],
  "kml/noname.kml": [undefined, 1, 0],
  "kml/polygon.kml": [undefined, 1, 0],
  "kml/simpledata.kml": [undefined, 2, 0],
  "mapnik-json/featurecollection-malformed.json": /At line 34, character 33/,
  "mapnik-json/kurdish.geojson": [undefined, 2, 0],
  "mapnik-json/points-malformed.geojson": /At line 34, character 2/,
  "mapnik-json/poly-multihole.json": [undefined, 1, 0],
  "mapnik-json/various-orientation.json": [undefined, 4, 0],
  "osm/multipolygon_testcases.osm": [undefined, 2984, 0],
  "postgis-loader/PolygonM.shp": ["EPSG:4326", 1, 0],
  "postgis-loader/PolygonZ.shp": ["EPSG:4326", 1, 0],
  "postgis-loader/TSTIPolygon.shp": ["EPSG:4326", 1, 0],
  "pyshp/corrupt_too_long.shp": ["EPSG:4326", 10, 0],
  "pyshp/latin1.shp": ["EPSG:4326", 1, 0],
  "shp-null-geometry/poly_null_poly.shp": ["EPSG:4326", 3, 1],
};

describe.skipIf(!present)("every odd file is read right or refused with a sentence", () => {
  test("none is forgotten", () => {
    const parts = new Set([".dbf", ".shx", ".prj"]);
    const files = readdirSync(join(data, "11-nasty-a"), { recursive: true, encoding: "utf8" }).filter(
      (file) => extname(file) !== "" && !parts.has(extname(file)),
    );
    expect(files.map((file) => file.replaceAll("\\", "/")).sort()).toEqual(Object.keys(ODD).sort());
  });

  test.each(Object.entries(ODD))("%s", async (file, expected) => {
    if (expected instanceof RegExp) {
      const error: unknown = await read(`11-nasty-a/${file}`).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ImportRefused);
      expect((error as ImportRefused).message).toMatch(expected);
      return;
    }
    const [crs, count, refused] = expected;
    const rows = await read(`11-nasty-a/${file}`, undefined, crs);
    expect([rows.length, rows.filter((row) => row.geometry === null).length]).toEqual([count, refused]);
  });

  test("Chinese and Spanish names come out as they were written", async () => {
    expect((await read("11-nasty-a/gbk-dbf-no-cpg/chinese_poly.shp"))[0]?.properties["NAME"]).toBe(
      "黑龙江省",
    );
    expect((await read("11-nasty-a/pyshp/latin1.shp", undefined, "EPSG:4326"))[0]?.properties["Name"]).toBe(
      "Ñandú",
    );
    const zhangcha = (await read("11-nasty-a/derived/adcode_440604_gb18030.csv", undefined, "GCJ02")).find(
      (row) => row.properties["code"] === "440604011000",
    );
    expect(zhangcha?.properties["name"]).toContain("张槎");
    expect(zhangcha?.problems[0]?.code).toBe("coordinate-missing");
  });
});
