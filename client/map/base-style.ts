import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { GROUND } from "./palette.ts";
import type { Scheme } from "./symbols.ts";

type Language = "zh-CN" | "en";

const SOURCE = "base";
const ROAD_WIDTH: ExpressionSpecification = [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  10,
  ["match", ["get", "class"], "MAIN", 1.6, 0.4],
  13,
  ["match", ["get", "class"], "MAIN", 3.4, "SECONDARY", 2.2, 1],
];

/** Ground, water, houses and roads, drawn from the deployment's own base map; labels come from `labelLayers`. */
export function groundLayers(scheme: Scheme): LayerSpecification[] {
  const c = GROUND[scheme];
  const area = (
    layer: string,
    colour: ExpressionSpecification | string,
    minzoom = 0,
  ): LayerSpecification => ({
    id: `base-${layer}`,
    type: "fill",
    source: SOURCE,
    "source-layer": layer,
    minzoom,
    paint: { "fill-color": colour, "fill-antialias": true },
  });
  return [
    { id: "background", type: "background", paint: { "background-color": c.around } },
    area("land", ["match", ["get", "class"], "around", c.around, "neighbour", c.around, c.land]),
    area("block", c.block, 12),
    area("factory", c.factory, 12),
    area("compound", c.compound, 12),
    area("green", ["match", ["get", "class"], "field", c.field, c.green], 11),
    area("water", c.water, 8),
    {
      id: "base-water-line",
      type: "line",
      source: SOURCE,
      "source-layer": "water",
      minzoom: 12,
      paint: { "line-color": c.waterLine, "line-width": 0.8 },
    },
    {
      id: "base-building",
      type: "fill",
      source: SOURCE,
      "source-layer": "building",
      minzoom: 15,
      paint: {
        "fill-color": c.building,
        "fill-outline-color": c.buildingLine,
        "fill-opacity": ["interpolate", ["linear"], ["zoom"], 15, 0, 15.8, 1],
      },
    },
    {
      id: "base-road-line",
      type: "line",
      source: SOURCE,
      "source-layer": "road_label",
      maxzoom: 13.5,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": scheme === "dark" ? c.road : c.roadCasing, "line-width": ROAD_WIDTH },
    },
    {
      id: "base-road-casing",
      type: "line",
      source: SOURCE,
      "source-layer": "road",
      minzoom: 13,
      layout: { "line-join": "round" },
      paint: {
        "line-color": c.roadCasing,
        "line-width": ["interpolate", ["linear"], ["zoom"], 13, 0.6, 17, 1.4, 20, 2],
      },
    },
    {
      id: "base-road",
      type: "fill",
      source: SOURCE,
      "source-layer": "road",
      minzoom: 13,
      paint: {
        "fill-color": ["match", ["get", "class"], ["VILLAGE_LANE", "LANE"], c.lane, c.road],
        "fill-antialias": true,
      },
    },
    {
      id: "base-boundary",
      type: "line",
      source: SOURCE,
      "source-layer": "boundary",
      minzoom: 9,
      layout: { "line-join": "round" },
      paint: {
        "line-color": c.boundary,
        "line-width": ["match", ["get", "class"], "street", 1.6, 0.8],
        "line-opacity": ["match", ["get", "class"], "street", 0.8, 0.45],
        "line-dasharray": [4, 2.5],
      },
    },
  ];
}

const nameIn = (language: Language): ExpressionSpecification =>
  language === "en"
    ? ["coalesce", ["get", "name_en"], ["get", "name"], ""]
    : ["coalesce", ["get", "name"], ["get", "name_en"], ""];

/** Names of roads and waters below the counts, names of places above them, all below the components. */
export function labelLayers(
  scheme: Scheme,
  language: Language,
): { roads: LayerSpecification[]; places: LayerSpecification[] } {
  const c = GROUND[scheme];
  const text = nameIn(language);
  const halo = { "text-halo-color": c.halo, "text-halo-width": 1.4 };
  const roads: LayerSpecification[] = [
    {
      id: "label-road",
      type: "symbol",
      source: SOURCE,
      "source-layer": "road_label",
      minzoom: 12,
      filter: ["!=", ["coalesce", ["get", "name"], ""], ""],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": text,
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 10, 16, 11.5, 19, 13],
        "text-letter-spacing": language === "en" ? 0 : 0.08,
        "text-max-angle": 35,
        "text-padding": 8,
      },
      paint: { "text-color": c.textQuiet, ...halo },
    },
    {
      id: "label-water",
      type: "symbol",
      source: SOURCE,
      "source-layer": "place",
      minzoom: 12,
      filter: ["==", ["get", "class"], "water"],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 500,
        "text-field": text,
        "text-font": FONT,
        "text-size": 12,
        "text-letter-spacing": 0.3,
      },
      paint: { "text-color": c.textWater, "text-halo-color": c.water, "text-halo-width": 1 },
    },
  ];
  const places = [
    placeLayer(
      "label-premises",
      ["!", ["in", ["get", "class"], ["literal", ["street", "community", "village", "water"]]]],
      15.5,
      11,
    ),
    placeLayer("label-village", ["in", ["get", "class"], ["literal", ["community", "village"]]], 12.3, 12.5),
    placeLayer("label-street", ["==", ["get", "class"], "street"], 8, 15),
  ];
  return { roads, places };

  function placeLayer(
    id: string,
    filter: ExpressionSpecification,
    minzoom: number,
    size: number,
  ): LayerSpecification {
    const strong = id !== "label-premises";
    return {
      id,
      type: "symbol",
      source: SOURCE,
      "source-layer": "place",
      minzoom,
      ...(id === "label-village" && { maxzoom: 17 }),
      ...(id === "label-street" && { maxzoom: 14 }),
      filter,
      layout: {
        "text-field": text,
        "text-font": FONT,
        "text-size": size,
        "text-max-width": 8,
        "text-padding": 4,
        "text-letter-spacing": id === "label-street" ? 0.2 : 0,
      },
      paint: { "text-color": strong ? c.text : c.textQuiet, ...halo },
    };
  }
}

/** Drawn with the system's own fonts: no glyph files, so a name in any script shows. */
export const FONT: string[] = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];
