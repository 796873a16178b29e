import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "infer-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = fileURLToPath(new URL("../..", import.meta.url));

const at = (east: number, north: number): [number, number] => [
  113.05 + east / 102_330,
  23.03 + north / 111_195,
];
const feature = (type: string, coordinates: unknown, properties: Record<string, unknown>) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
let files = 0;
const file = (features: unknown[], crs?: string): string => {
  const path = join(folder, `${++files}.geojson`);
  const named = crs ? { crs: { type: "name", properties: { name: crs } } } : {};
  writeFileSync(path, JSON.stringify({ type: "FeatureCollection", ...named, features }));
  return path;
};
const point = (sid: string, kind: string, position = at(0, 0)) => feature("Point", position, { sid, kind });
const main = (owner: string, theme: string, north: number) =>
  feature("LineString", [at(-60, north), at(60, north)], { owner, theme });

interface Answer {
  readonly id: string;
  readonly rank: string;
  readonly unit: string;
  readonly probability: string;
  readonly reasons: string;
}
const rank = (components: string, ...more: string[]) => {
  const fields = ["--id", "sid", "--class", "kind", "--owner-field", "owner", "--accuracy", "1.5"];
  const { status, stdout, stderr } = spawnSync(
    "node",
    ["--import", "tsx", "scripts/infer.ts", "--components", components, ...fields, ...more],
    { cwd: root, encoding: "utf8", timeout: 170_000 },
  );
  const rows: Answer[] = status === 0 ? parse(stdout, { columns: true }) : [];
  return { status, stderr, first: (id: string) => rows.find((row) => row.id === id && row.rank === "1") };
};
const withMedium = ["--medium-field", "theme"];
const PATIENCE = { timeout: 180_000 };

test("with no networks at all nobody is named, and that is said", PATIENCE, () => {
  const { status, stderr, first } = rank(file([point("a", "gully")]), "--lines", file([]), ...withMedium);
  expect(status).toBe(0);
  expect(stderr).toContain("nobody can be named");
  expect(first("a")).toBeUndefined();
});

test("one unit alone is no sure owner of what its lines do not fit", PATIENCE, () => {
  const { status, stderr, first } = rank(
    file([point("a", "gully"), point("b", "gully", at(0, 900))]),
    "--lines",
    file([main("gas", "gas", 2)]),
    ...withMedium,
  );
  expect(status).toBe(0);
  expect(stderr).toContain("Only one unit is known (gas)");
  expect(Number(first("a")?.probability ?? 0)).toBeLessThan(0.5);
  expect(Number(first("b")?.probability ?? 0)).toBeLessThan(0.5);
});

test("lines whose medium nobody wrote down give a modest answer by distance", PATIENCE, () => {
  const lines = file([
    feature("LineString", [at(-60, 0.5), at(60, 0.5)], { owner: "near" }),
    feature("LineString", [at(-60, 9), at(60, 9)], { owner: "far" }),
  ]);
  const { status, first } = rank(file([point("a", "manhole")]), "--lines", lines);
  expect(status).toBe(0);
  expect(first("a")?.unit).toBe("near");
  expect(Number(first("a")?.probability)).toBeLessThan(0.9);
});

test("empty and broken geometries are counted and left out, the rest is ranked", PATIENCE, () => {
  const components = file([
    point("good", "gully"),
    feature("Point", [], { sid: "empty", kind: "gully" }),
    feature("Point", [999, 999], { sid: "off the earth", kind: "gully" }),
    feature("Polygon", [[]], { sid: "hollow", kind: "gully" }),
    { type: "Feature", properties: { sid: "none", kind: "gully" }, geometry: null },
  ]);
  const lines = file([
    main("drains", "storm sewer", 2),
    feature("LineString", [], { owner: "drains", theme: "storm sewer" }),
    feature("MultiLineString", [[at(0, 0)], []], { owner: "drains", theme: "storm sewer" }),
    feature("LineString", [at(0, 1), at(0, 1)], { owner: "nobody long", theme: "storm sewer" }),
  ]);
  const bowTie = [at(-9, -9), at(9, 9), at(9, -9), at(-9, 9), at(-9, -9)];
  const areas = file([
    feature("Polygon", [bowTie], { owner: "twisted" }),
    feature("Polygon", [[at(0, 0), at(1, 1)]], { owner: "flat" }),
    feature("Polygon", [], { owner: "empty" }),
  ]);
  const { status, stderr, first } = rank(components, "--lines", lines, "--areas", areas, ...withMedium);
  expect(status).toBe(0);
  expect(stderr).toMatch(/without a usable geometry, left out: 2/);
  expect(stderr).toMatch(/components without a position/);
  expect(first("good")?.unit).toBe("drains");
  for (const id of ["empty", "off the earth", "hollow", "none"]) expect(first(id)).toBeUndefined();
});

test("components in degrees meet lines in Dutch metres", PATIENCE, () => {
  const lines = [
    feature(
      "LineString",
      [
        [154_940, 463_001],
        [155_060, 463_001],
      ],
      { owner: "gemeente", theme: "riool" },
    ),
    feature(
      "LineString",
      [
        [154_940, 463_020],
        [155_060, 463_020],
      ],
      { owner: "waterbedrijf", theme: "water" },
    ),
  ];
  const { status, stderr, first } = rank(
    file([point("a", "rioolput", [5.387_206, 52.155_174])]),
    "--lines",
    file(lines, "urn:ogc:def:crs:EPSG::28992"),
    ...withMedium,
  );
  expect(status).toBe(0);
  expect(stderr).not.toContain("no network line within reach");
  expect(first("a")?.unit).toBe("gemeente");
});

test("ten thousand lines through one point are answered, and nobody is sure", PATIENCE, () => {
  const star = Array.from({ length: 10_000 }, (_, i) => {
    const [east, north] = [40 * Math.cos((i * Math.PI) / 10_000), 40 * Math.sin((i * Math.PI) / 10_000)];
    return feature("LineString", [at(-east, -north), at(east, north)], {
      owner: `unit ${i % 40}`,
      theme: "telecom",
    });
  });
  const { status, first } = rank(file([point("a", "telecom manhole")]), "--lines", file(star), ...withMedium);
  expect(status).toBe(0);
  expect(Number(first("a")?.probability)).toBeLessThan(0.5);
});

test("a component fifty kilometres from everything is nobody's with any confidence", PATIENCE, () => {
  const { status, stderr, first } = rank(
    file([point("remote", "gully", at(0, 50_000))]),
    "--lines",
    file([main("drains", "storm sewer", 0), main("grid", "low voltage", 3)]),
    ...withMedium,
  );
  expect(status).toBe(0);
  expect(stderr).toContain("no network line within reach");
  expect(Number(first("remote")?.probability ?? 0)).toBeLessThan(0.5);
});
