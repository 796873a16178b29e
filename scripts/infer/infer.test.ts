import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "infer-test-"));
const root = fileURLToPath(new URL("../..", import.meta.url));

const LON = 113.05;
const LAT = 23.03;
const at = (east: number, north: number): [number, number] => [LON + east / 102_330, LAT + north / 111_195];

const feature = (type: string, coordinates: unknown, properties: Record<string, unknown>) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const file = (name: string, features: unknown[]): string => {
  const path = join(folder, name);
  const text = JSON.stringify({ type: "FeatureCollection", features });
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
};
const run = (script: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync("node", ["--import", "tsx", `scripts/${script}.ts`, ...args], {
    cwd: root,
    encoding: "utf8",
    timeout: 120_000,
  });
  return { status, stdout, stderr };
};

const components = file("components.geojson", [
  feature("Point", at(0, 0), { sid: "gully", kind: "雨水箅子" }),
  feature("Point", at(20, 0.2), { sid: "box", kind: "laagspanningskast" }),
  feature("Point", at(40, 0.2), { sid: "riddle", kind: "zzyzx" }),
  feature("Point", at(0, 50_000), { sid: "remote", kind: "gully" }),
  { type: "Feature", properties: { sid: "nowhere", kind: "gully" }, geometry: null },
]);
const lines = file("lines.geojson.gz", [
  feature("LineString", [at(-60, 0.3), at(60, 0.3)], { owner: "grid company", theme: "laagspanning" }),
  feature("LineString", [at(-60, 3), at(60, 3)], { owner: "drains", theme: "雨水" }),
  feature("LineString", [at(0, 0)], { owner: "drains", theme: "雨水" }),
  { type: "Feature", properties: { owner: "drains", theme: "雨水" }, geometry: null },
]);
const PATIENCE = { timeout: 180_000 };
const fields = ["--id", "sid", "--class", "kind", "--owner-field", "owner", "--medium-field", "theme"];

test(
  "files in other people's words are ranked, and what was not understood is said",
  { timeout: 180_000 },
  () => {
    const out = join(folder, "ranked.csv");
    const { status, stderr } = run(
      "infer",
      "--components",
      components,
      "--lines",
      lines,
      ...fields,
      "--accuracy",
      "1.5",
      "--out",
      out,
    );
    expect(stderr).toContain('unknown class "zzyzx": 1');
    expect(stderr).toContain("without a usable geometry, left out: 2");
    expect(status).toBe(0);
    const rows: Record<string, string>[] = parse(readFileSync(out, "utf8"), { columns: true });
    const best = (id: string) => rows.find((row) => row["id"] === id && row["rank"] === "1");
    expect(best("gully")?.["unit"]).toBe("drains");
    expect(best("box")?.["unit"]).toBe("grid company");
    expect(best("gully")?.["reasons"]).toMatch(/雨水管线.*\+\d/);
    expect(Number(best("remote")?.["probability"] ?? 0)).toBeLessThan(0.6);
    expect(best("nowhere")).toBeUndefined();
    const sums = new Map<string, number>();
    for (const row of rows) {
      sums.set(row["id"] ?? "", (sums.get(row["id"] ?? "") ?? 0) + Number(row["probability"]));
    }
    for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(1);
  },
);

test(
  "components that lie nowhere near any line raise the question of coordinate systems",
  { timeout: 120_000 },
  () => {
    const away = file("away.geojson", [feature("Point", [5.87, 51.15], { sid: "a", kind: "put" })]);
    const { status, stderr, stdout } = run("infer", "--components", away, "--lines", lines, ...fields);
    expect(status).toBe(0);
    expect(stderr).toContain("1 of 1 components have no network line within reach");
    expect(stdout).toMatch(/^id,rank,unit,probability,reasons/);
  },
);

test("a ranking is scored beside the rules of thumb", { timeout: 180_000 }, () => {
  const truth = join(folder, "truth.csv");
  writeFileSync(truth, "id,unit\ngully,drains\nbox,grid company\n");
  const { status, stdout } = run(
    "infer-evaluate",
    "--components",
    components,
    "--lines",
    lines,
    ...fields,
    "--accuracy",
    "0.2",
    "--truth",
    truth,
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/model \S+\s+2\s+100\.0 %/);
  expect(stdout).toMatch(/nearest line \(or area\)\s+2\s+50\.0 %/);
});

test(
  "local words are mapped first, the areas' owner may be in a field of its own, and classes are named",
  PATIENCE,
  () => {
    const map = join(folder, "classes.json");
    writeFileSync(map, JSON.stringify({ zzyzx: "gully" }));
    const yard = [at(-70, -20), at(70, -20), at(70, 20), at(-70, 20), at(-70, -20)];
    const areas = file("areas.geojson", [feature("Polygon", [yard], { keeper: "town", what: "road" })]);
    const named = ["--components", components, "--lines", lines, ...fields, "--accuracy", "1.5"];
    const around = ["--areas", areas, "--area-owner-field", "keeper", "--area-kind-field", "what"];
    const { status, stdout, stderr } = run(
      "infer",
      ...named,
      ...around,
      "--class-map",
      map,
      "--language",
      "en",
    );
    expect(status).toBe(0);
    expect(stderr).not.toContain("zzyzx");
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    const riddle = rows.filter((row) => row["id"] === "riddle");
    expect(riddle[0]?.["unit"]).toBe("drains");
    expect(riddle[0]?.["reasons"]).toContain("A storm-drain grate usually serves storm-water networks");
    expect(riddle.map((row) => row["unit"])).toContain("town");
  },
);

test.each([
  ["no components", ["--lines", lines, ...fields], "--components is missing"],
  ["neither lines nor areas", ["--components", components, ...fields], "without them nobody can be named"],
  [
    "a field that is not there",
    ["--components", components, "--lines", lines, "--owner-field", "eigenaar"],
    "has no field",
  ],
  [
    "a file that is not there",
    ["--components", join(folder, "nowhere.geojson"), "--lines", lines, ...fields],
    "there is no such file",
  ],
  [
    "a word map that is no JSON object",
    ["--components", components, "--lines", lines, ...fields, "--class-map", lines],
    "one JSON object of local word to standard word",
  ],
  [
    "metres without a coordinate system",
    [
      "--components",
      file("metres.geojson", [feature("Point", [83_158, 431_225], { sid: "a", kind: "put" })]),
      "--lines",
      lines,
      ...fields,
    ],
    "Add --crs",
  ],
])("with %s the command says what to do", { timeout: 120_000 }, (_, args, sentence) => {
  const { status, stderr } = run("infer", ...args);
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
});
