import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";

import { COMMAND_LINE_LIMITS } from "./limits.ts";
import type { ReadOptions, SourceFile, SourceRow } from "./source-file.ts";
import { openSource } from "./source.ts";
import { pointShapefile, testFolder, write, zip } from "./testing-files.ts";
import { keepReaderCompiled } from "./testing-reader.ts";

// Each file gets a reader thread of its own: 0.6 s on a quiet machine, many times that on a busy one.
vi.setConfig({ testTimeout: 180_000 });
keepReaderCompiled();

const folder = testFolder();
/** "污水井盖" in GB18030. */
const SEWAGE_COVER = Buffer.from([0xce, 0xdb, 0xcb, 0xae, 0xbe, 0xae, 0xb8, 0xc7]);
const RD_NEW =
  'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.1561605555556],UNIT["Meter",1.0]]';
const open: SourceFile[] = [];

afterEach(async () => {
  for (const source of open.splice(0)) await source.close();
});

async function read(
  path: string,
  options: ReadOptions = {},
): Promise<{ source: SourceFile; rows: SourceRow[] }> {
  const source = await openSource(path);
  open.push(source);
  const rows: SourceRow[] = [];
  const { pieces } = await source.readRows(source.layers[0]?.name ?? "", options);
  for await (const piece of pieces) rows.push(...piece);
  return { source, rows };
}

describe("tables of text", () => {
  test.each([
    ["commas and Unix lines", "经度,纬度,名称\n113.07,23.03,a\n113.08,23.04,b\n"],
    ["semicolons, decimal commas and Windows lines", "lon;lat;name\r\n113,07;23,03;a\r\n113,08;23,04;b\r\n"],
    ["tabs and old Mac lines", "x\ty\tname\r113.07\t23.03\ta\r113.08\t23.04\tb"],
    ["a byte order mark and blank lines", "\uFEFF\n\nlng,lat,name\n\n113.07,23.03,a\n\n\n113.08,23.04,b\n\n"],
  ])("are read with %s", async (_, text) => {
    const { rows } = await read(write(folder, "a.csv", text), { crs: "EPSG:4490" });
    expect(rows.map((row) => row.geometry)).toEqual([
      { type: "Point", coordinates: [113.07, 23.03] },
      { type: "Point", coordinates: [113.08, 23.04] },
    ]);
  });

  test("are read as GB18030 when they are, and say so", async () => {
    const bytes = Buffer.concat([Buffer.from("lon,lat,class\n113.07,23.03,"), SEWAGE_COVER]);
    const { source, rows } = await read(write(folder, "gb.csv", bytes), { crs: "EPSG:4490" });
    expect(rows[0]?.properties["class"]).toBe("污水井盖");
    expect(source.encoding).toBe("gb18030");
    expect(source.notices.map((notice) => notice.code)).toEqual(["encoding-guessed"]);
  });

  test("keep leading zeros, and name the line of each row that is refused", async () => {
    const text = 'lon,lat,code\n113.07,23.03,007\n113a,23.03,1\n,,2\n23.03,113.07,3\n113.07,23.03,"4\n5",6\n';
    const { rows } = await read(write(folder, "bad.csv", text), { crs: "EPSG:4490" });
    expect(rows[0]?.properties["code"]).toBe("007");
    expect(rows.map((row) => [row.line, row.problems[0]?.code])).toEqual([
      [2, undefined],
      [3, "coordinate-not-number"],
      [4, "coordinate-missing"],
      [5, "coordinate-swapped"],
      [7, "csv-columns"],
    ]);
  });

  test("with WKT are read by GDAL, arcs included, and converted from metres", async () => {
    const text =
      'id,wkt\n1,POINT (404700 2548000)\n2,"CIRCULARSTRING (404700 2548000,404750 2548050,404800 2548000)"\n3,POINT (oops)\n4,\n';
    const { rows } = await read(write(folder, "wkt.csv", text), { crs: "EPSG:4547" });
    const [x = 0, y = 0] = rows[0]?.geometry?.type === "Point" ? rows[0].geometry.coordinates : [];
    expect(x).toBeCloseTo(113.070281246803, 9);
    expect(y).toBeCloseTo(23.0285336421014, 9);
    expect(rows[0]?.raw).toEqual({ type: "Point", coordinates: [404700, 2548000] });
    expect(rows[1]?.geometry?.type === "LineString" && rows[1].geometry.coordinates.length > 10).toBe(true);
    expect(rows.slice(2).map((row) => row.problems[0]?.code)).toEqual([
      "geometry-unreadable",
      "geometry-missing",
    ]);
  });

  test("are refused without a coordinate system, without coordinates, with a column twice or a torn quote", async () => {
    await expect(read(write(folder, "c.csv", "lon,lat\n113,23\n"))).rejects.toThrow(/--crs EPSG:4490/);
    await expect(read(write(folder, "c.csv", "a,b\n113,23\n"), { crs: "EPSG:4490" })).rejects.toThrow(
      /among: a, b/,
    );
    await expect(read(write(folder, "c.csv", "lon,lat,lon\n1,2,3\n"))).rejects.toThrow(/"lon" twice/);
    await expect(read(write(folder, "c.csv", 'lon,lat\n113,"23\n'))).rejects.toThrow(/Line \d+ of the CSV/);
    await expect(read(write(folder, "c.csv", "\n\n"))).rejects.toThrow(/is empty/);
    await expect(
      read(write(folder, "c.csv", "lon,lat\n404700,2548000\n"), { crs: "EPSG:999999" }),
    ).rejects.toThrow(/"?EPSG:999999"? is not known/);
  });

  test("in GCJ-02 are moved back and keep their own numbers", async () => {
    const { rows } = await read(write(folder, "gcj.csv", "lon,lat\n113.0757,23.026\n"), { crs: "gcj-02" });
    const [x = 0] = rows[0]?.geometry?.type === "Point" ? rows[0].geometry.coordinates : [];
    expect(x).toBeCloseTo(113.0702, 3);
    expect(rows[0]?.raw).toEqual({ type: "Point", coordinates: [113.0757, 23.026] });
  });
});

describe("GeoJSON", () => {
  const collection = (...geometries: unknown[]): string =>
    JSON.stringify({
      type: "FeatureCollection",
      features: geometries.map((geometry, n) => ({ type: "Feature", properties: { n }, geometry })),
    });

  test("is longitude and latitude unless it says otherwise, and bad features are refused by number", async () => {
    const text = collection(
      { type: "Point", coordinates: [113.07, 23.03, 5] },
      null,
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [3, 2],
            [3, 0],
            [0, 2],
            [0, 0],
          ],
        ],
      },
      { type: "Point", coordinates: [23.03, 113.07] },
    );
    const { rows } = await read(write(folder, "a.geojson", text));
    expect(rows[0]?.geometry).toEqual({ type: "Point", coordinates: [113.07, 23.03] });
    expect(rows.map((row) => [row.line, row.problems[0]?.code])).toEqual([
      [1, undefined],
      [2, "geometry-missing"],
      [3, "ring-crosses-itself"],
      [4, "coordinate-swapped"],
    ]);
  });

  test("in metres without a word about it is refused with what to declare, and read once it is declared", async () => {
    const path = write(
      folder,
      "rd.geojson",
      collection({ type: "Point", coordinates: [189353.883, 352136.737] }),
    );
    await expect(read(path)).rejects.toThrow(/look like metres/);
    const { rows } = await read(path, { crs: "EPSG:28992" });
    const [x = 0, y = 0] = rows[0]?.geometry?.type === "Point" ? rows[0].geometry.coordinates : [];
    expect(x).toBeCloseTo(5.87826270911435, 7);
    expect(y).toBeCloseTo(51.1576429946049, 7);
  });

  test("that is torn, too deep or something else is refused with the reader's reason", async () => {
    await expect(
      read(write(folder, "t.geojson", '{"type":"FeatureCollection","features":[{')),
    ).rejects.toThrow(/not a sound GeoJSON/);
    const deep = `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${"[".repeat(10_000)}${"]".repeat(10_000)}}}`;
    await expect(read(write(folder, "d.geojson", deep))).rejects.toThrow(/not a sound GeoJSON|no geometry/);
    await expect(read(write(folder, "p.geojson", "\u0089PNG\r\n"))).rejects.toThrow(
      /format of p.geojson is not known/,
    );
    await expect(read(write(folder, "e.geojson", ""))).rejects.toThrow(/is empty/);
    await expect(read(join(folder, "nowhere.csv"))).rejects.toThrow(/no file nowhere.csv/);
  });
});

describe("shapefiles", () => {
  const covers = [{ x: 189353.883, y: 352136.737, name: SEWAGE_COVER }];

  test("say their projection in the .prj, and old Chinese text is recognised", async () => {
    const path = await pointShapefile(join(folder, "shp"), "covers", covers, RD_NEW);
    const { source, rows } = await read(path);
    expect(source.encoding).toBe("gb18030");
    expect(rows[0]?.properties["NAME"]).toBe("污水井盖");
    const [x = 0, y = 0] = rows[0]?.geometry?.type === "Point" ? rows[0].geometry.coordinates : [];
    // As Debian's ogr2ogr 3.6 -t_srs EPSG:4326: the datum shift, a hundred metres, is found by the datum's name.
    expect(x).toBeCloseTo(5.878263, 5);
    expect(y).toBeCloseTo(51.157643, 5);
  });

  test("come zipped, and without an index", async () => {
    const path = await pointShapefile(join(folder, "parts"), "covers", covers, null);
    const { readFileSync } = await import("node:fs");
    const part = (extension: string) => readFileSync(path.replace(/shp$/, extension));
    const archive = zip({ "covers.shp": part("shp"), "covers.dbf": part("dbf") });
    const packed = write(folder, "covers.zip", archive);
    await expect(read(packed)).rejects.toThrow(/does not say its coordinate system/);
    const { source, rows } = await read(packed, { crs: "EPSG:28992" });
    expect(source.notices.map((notice) => notice.code)).toContain("index-rebuilt");
    expect(rows).toHaveLength(1);
  });
});

describe("GeoPackages", () => {
  test("are read layer by layer, and a layer that is not there is refused by name", async () => {
    const path = await geoPackage();
    const { source, rows } = await read(path);
    expect(source.layers.map((layer) => [layer.name, layer.featureCount, layer.crs])).toEqual([
      ["covers", 2, "EPSG:4326"],
    ]);
    expect(source.layers[0]?.fields[0]).toEqual({ name: "name", type: "String", samples: ["污水井盖", "b"] });
    expect(rows).toHaveLength(2);
    await expect(source.readRows("pipes")).rejects.toThrow(/no layer "pipes"; it has: covers/);
  });

  async function geoPackage(): Promise<string> {
    const geojson = write(
      folder,
      "covers.geojson",
      JSON.stringify({
        type: "FeatureCollection",
        features: ["污水井盖", "b"].map((name) => ({
          type: "Feature",
          properties: { name },
          geometry: { type: "Point", coordinates: [113.07, 23.03] },
        })),
      }),
    );
    const require = createRequire(import.meta.url);
    const start = require("gdal3.js/node") as (config: object) => Promise<{
      open(path: string): Promise<{ datasets: object[] }>;
      ogr2ogr(dataset: object, options: string[]): Promise<{ real: string }>;
    }>;
    const packaged = dirname(require.resolve("gdal3.js/dist/package/gdal3.node.js"));
    const gdal = await start({
      path: relative(process.cwd(), packaged),
      dest: mkdtempSync(join(folder, "gpkg-")),
      errorHandler: () => undefined,
    });
    const { datasets } = await gdal.open(geojson);
    return (await gdal.ogr2ogr(datasets[0] ?? {}, ["-f", "GPKG"])).real;
  }
});

test("a file that is too large is refused before it is read", async () => {
  const path = write(folder, "large.csv", "lon,lat\n113,23\n".repeat(100));
  await expect(openSource(path, { limits: { ...COMMAND_LINE_LIMITS, fileBytes: 100 } })).rejects.toThrow(
    /limit/,
  );
});

test("a file that takes too long is given up, and its thread ended", async () => {
  const text = JSON.stringify({ type: "Point", coordinates: [113.07, 23.03] });
  const limits = { ...COMMAND_LINE_LIMITS, timeoutMs: 1 };
  await expect(openSource(write(folder, "slow.geojson", text), { limits })).rejects.toThrow(/did not finish/);
});

test("closing a source leaves nothing behind in the temporary folder", async () => {
  const ours = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith("youzhu-import-") && !name.includes("test"));
  const before = ours().length;
  const source = await openSource(write(folder, "z.csv", "lon,lat\n113,23\n"));
  expect(ours().length).toBe(before + 1);
  await source.close();
  expect(ours().length).toBe(before);
  expect(existsSync(folder)).toBe(true);
});
