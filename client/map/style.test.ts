import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { CLASS_GROUPS, OWNERSHIP_STATUSES } from "../../server/domain/names.ts";
import { componentFilter, EVERYTHING, only, toggled, type MapFilter } from "./filter.ts";
import { circleAround, dimensionLine, metresBetween } from "./geometry.ts";
import { PLAIN_LAYERS, type MapLayers } from "./overlay-style.ts";
import { unitColour } from "./palette.ts";
import { BELOW_COMPONENTS, mapStyle, type StyleChoice } from "./style.ts";
import { colourOf, symbolName, symbolOf } from "./symbols.ts";

const NOTHING = Object.fromEntries(Object.keys(EVERYTHING).map((key) => [key, []])) as unknown as MapFilter;

const CHOICE: StyleChoice = {
  scheme: "light",
  language: "zh-CN",
  filter: EVERYTHING,
  layers: PLAIN_LAYERS,
  calm: false,
  nowSeconds: 1_790_000_000,
  origin: "https://map.example",
  attribution: "x",
};

const CHOICES: readonly Partial<StyleChoice>[] = [
  {},
  { scheme: "dark", calm: true, language: "en" },
  { filter: NOTHING },
  { filter: { ...EVERYTHING, status: ["UNKNOWN", "CONFIRMED"], group: ["COVER"] } },
  { layers: { networks: "ALL", areas: ["GRID_CELL"], cases: true } },
  { layers: { networks: ["16ad60a8-c66d-5b5b-af9c-af0a48ca9be5"], areas: [], cases: false } },
];

describe("the map's style", () => {
  test.each(CHOICES)("is valid whatever is chosen: %o", (choice) => {
    const style = mapStyle({ ...CHOICE, ...choice });
    // Without `glyphs`: the library draws text with the system's fonts, which the validator does not know of.
    const problems = validateStyleMin(style).filter(({ message }) => !message.includes("glyphs"));
    expect(problems.map(({ message }) => message)).toEqual([]);
  });

  test("has the same layers in the same order for every choice, so that changing it never rebuilds the map", () => {
    const ids = (choice: Partial<StyleChoice>) =>
      mapStyle({ ...CHOICE, ...choice }).layers.map(({ id }) => id);
    for (const choice of CHOICES) expect(ids(choice)).toEqual(ids({}));
    expect(ids({})).toContain(BELOW_COMPONENTS);
    expect(ids({}).indexOf("component-loud")).toBeGreaterThan(ids({}).indexOf("component-quiet"));
  });

  test("never filters an open danger away", () => {
    expect(JSON.stringify(componentFilter(NOTHING, ["UNKNOWN"]))).toContain('["==",["get","danger"],1]');
    const dangers = mapStyle({ ...CHOICE, filter: NOTHING }).layers.filter(({ id }) =>
      id.startsWith("danger"),
    );
    expect(dangers.map(({ id }) => id)).toEqual(["danger-ring", "dangers-ring", "dangers", "dangers-count"]);
    expect(JSON.stringify(dangers)).not.toContain('"status"');
  });

  test("shows no network unless one is chosen", () => {
    const visible = (networks: MapLayers["networks"]) => {
      const layer = mapStyle({ ...CHOICE, layers: { ...PLAIN_LAYERS, networks } }).layers.find(
        ({ id }) => id === "network",
      );
      return layer?.layout?.visibility;
    };
    expect([visible([]), visible(["a"]), visible("ALL")]).toEqual(["none", "visible", "visible"]);
  });
});

test("every symbol's name says which symbol it is", () => {
  for (const status of OWNERSHIP_STATUSES) {
    for (const group of CLASS_GROUPS) {
      const symbol = { status, group, scheme: "dark" as const, provisional: true };
      expect(symbolOf(symbolName(symbol))).toEqual(symbol);
    }
  }
  expect(symbolOf("something else")).toBeUndefined();
});

test("every ownership status has a colour of its own, by day and by night", () => {
  for (const scheme of ["light", "dark"] as const) {
    expect(new Set(OWNERSHIP_STATUSES.map((status) => colourOf(status, scheme))).size).toBe(
      OWNERSHIP_STATUSES.length,
    );
  }
  expect(unitColour("a", "light")).toBe(unitColour("a", "light"));
});

test("the legend toggles one entry, or leaves only it", () => {
  expect(toggled(CLASS_GROUPS, ["COVER", "POLE"], "POLE")).toEqual(["COVER"]);
  expect(toggled(CLASS_GROUPS, ["POLE"], "COVER")).toEqual(["COVER", "POLE"]);
  expect(only(CLASS_GROUPS, CLASS_GROUPS, "LAMP")).toEqual(["LAMP"]);
  expect(only(CLASS_GROUPS, ["LAMP"], "LAMP")).toEqual(CLASS_GROUPS);
});

test("a dimension line is as long as it says, with a stroke across each end", () => {
  const from = { longitude: 113.05, latitude: 23.02 };
  const to = { longitude: 113.0501, latitude: 23.02 };
  expect(metresBetween(from, to)).toBeCloseTo(10.23, 1);
  const { lines } = dimensionLine(from, to);
  expect(lines).toHaveLength(3);
  const [start, end] = lines[1] ?? [];
  expect(start?.[0]).toBeCloseTo(113.05, 7);
  expect(Math.abs((start?.[1] ?? 0) - (end?.[1] ?? 0)) * 111_195).toBeCloseTo(1, 2);
});

test("a circle of two metres has every corner two metres away and ends where it begins", () => {
  const centre = { longitude: 113.05, latitude: 23.02 };
  const [ring = []] = circleAround(centre, 2);
  expect(ring).toHaveLength(49);
  expect(ring.at(-1)).toEqual(ring[0]);
  for (const [longitude = 0, latitude = 0] of ring)
    expect(metresBetween(centre, { longitude, latitude })).toBeCloseTo(2, 3);
});
