import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { LAST_CELL_ZOOM } from "../../server/contract/map.ts";
import { FONT } from "./base-style.ts";
import { cellCounts, componentFilter, type MapFilter } from "./filter.ts";
import { GROUND } from "./palette.ts";
import { DANGER_COLOUR, QUIET, STATUS_COLOUR, STATUSES_LOUD_FIRST, type Scheme } from "./symbols.ts";

export const COMPONENTS = "components";
export const NEAR = LAST_CELL_ZOOM + 1;

/** Layers that answer to the pointer, uppermost first. */
export const COMPONENT_LAYERS = ["component-loud", "component-quiet"] as const;
export const DANGER_LAYERS = ["dangers"] as const;
export const CELL_LAYERS = ["cells"] as const;

const LOUD = STATUSES_LOUD_FIRST.filter((status) => !QUIET.includes(status));

const LOUD_SCALE: ExpressionSpecification = [
  "interpolate",
  ["exponential", 1.3],
  ["zoom"],
  15,
  0.5,
  16,
  0.66,
  17.5,
  0.95,
  19,
  1.2,
  21,
  1.6,
];
const QUIET_SCALE: ExpressionSpecification = [
  "interpolate",
  ["exponential", 1.3],
  ["zoom"],
  15,
  0.42,
  16,
  0.55,
  17.5,
  0.85,
  19,
  1.25,
  21,
  1.8,
];

/** Radius of the ring around a near danger in px, `breath` from 0 to 1. */
export function nearRing(breath: number): ExpressionSpecification {
  const grown = (radius: number) => radius * (1 + 0.28 * breath);
  return [
    "interpolate",
    ["exponential", 1.3],
    ["zoom"],
    15,
    grown(7),
    17.5,
    grown(12),
    19,
    grown(15),
    21,
    grown(19),
  ];
}

export function farRing(breath: number): ExpressionSpecification {
  const grown = (radius: number) => radius * (1 + 0.35 * breath);
  return ["interpolate", ["linear"], ["zoom"], 8, grown(5), 14.9, grown(8)];
}

/** Rings of danger and the components themselves: quiet below loud, dangers from far above all. */
export function componentLayers(scheme: Scheme, filter: MapFilter, calm: boolean): LayerSpecification[] {
  return [...singleLayers(scheme, filter, calm), ...farDangers(scheme, calm)];
}

/** Counts from far: the disc is how many, the inner disc how many of them nobody answers for. */
export function cellLayers(scheme: Scheme, filter: MapFilter): LayerSpecification[] {
  const ground = GROUND[scheme];
  const { shown, unresolved } = cellCounts(filter);
  // The area of the disc is the count, up to what a cell of 32 px has room for; the inner disc's area is the share.
  const outer = (zoom: number): ExpressionSpecification => [
    "min",
    15,
    ["+", 2.2, ["*", zoom < 11 ? 0.25 : 0.8, ["sqrt", shown]]],
  ];
  const inner = (zoom: number): ExpressionSpecification => [
    "case",
    ["<=", unresolved, 0],
    0,
    ["max", 2.4, ["*", outer(zoom), ["sqrt", ["/", unresolved, ["max", shown, 1]]]]],
  ];
  const byZoom = (radius: (zoom: number) => ExpressionSpecification): ExpressionSpecification => [
    "interpolate",
    ["linear"],
    ["zoom"],
    9,
    radius(9),
    12,
    radius(12),
  ];
  return [
    {
      id: "cells",
      type: "circle",
      source: COMPONENTS,
      "source-layer": "cells",
      maxzoom: NEAR,
      filter: [">", shown, 0],
      paint: {
        "circle-radius": byZoom(outer),
        "circle-color": scheme === "dark" ? "#5E7180" : "#8A9BA8",
        "circle-opacity": scheme === "dark" ? 0.62 : 0.55,
        "circle-stroke-width": ["case", ["boolean", ["feature-state", "hover"], false], 2, 1],
        "circle-stroke-color": [
          "case",
          ["boolean", ["feature-state", "hover"], false],
          ground.text,
          ground.halo,
        ],
      },
    },
    {
      id: "cells-unresolved",
      type: "circle",
      source: COMPONENTS,
      "source-layer": "cells",
      maxzoom: NEAR,
      filter: [">", unresolved, 0],
      paint: {
        "circle-radius": byZoom(inner),
        "circle-color": STATUS_COLOUR.UNKNOWN,
        "circle-opacity": 0.95,
      },
    },
  ];
}

function singleLayers(scheme: Scheme, filter: MapFilter, calm: boolean): LayerSpecification[] {
  const picture: ExpressionSpecification = [
    "concat",
    `component/${scheme}/`,
    ["get", "status"],
    "/",
    ["get", "group"],
    "/",
    ["to-string", ["get", "provisional"]],
  ];
  const icons = (id: string, of: typeof LOUD, size: ExpressionSpecification): LayerSpecification => ({
    id,
    type: "symbol",
    source: COMPONENTS,
    "source-layer": "components",
    minzoom: NEAR,
    filter: componentFilter(filter, of),
    layout: {
      "icon-image": picture,
      "icon-size": size,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      // Within a layer the louder, and the dangerous before all, lie on top.
      "symbol-sort-key": [
        "+",
        ["*", 10, ["get", "danger"]],
        ["match", ["get", "status"], "UNKNOWN", 5, "SUSPECTED", 4, 0],
      ],
    },
  });
  const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];
  const wide = (marked: number, selected: number): ExpressionSpecification => [
    "case",
    state("selected"),
    selected,
    marked,
  ];
  return [
    icons("component-quiet", QUIET as typeof LOUD, QUIET_SCALE),
    {
      id: "danger-ring",
      type: "circle",
      source: COMPONENTS,
      "source-layer": "components",
      minzoom: NEAR,
      filter: ["==", ["get", "danger"], 1],
      paint: {
        "circle-radius": nearRing(0),
        "circle-color": DANGER_COLOUR[scheme],
        "circle-opacity": calm ? 0.1 : 0.18,
        "circle-stroke-color": DANGER_COLOUR[scheme],
        "circle-stroke-width": calm ? 4 : 2.8,
        "circle-stroke-opacity": 1,
        "circle-radius-transition": { duration: 0 },
        "circle-stroke-opacity-transition": { duration: 0 },
      },
    },
    icons("component-loud", LOUD, LOUD_SCALE),
    {
      id: "component-marked",
      type: "circle",
      source: COMPONENTS,
      "source-layer": "components",
      minzoom: NEAR,
      paint: {
        // Around the ring of a danger, never over it.
        "circle-radius": [
          "interpolate",
          ["exponential", 1.3],
          ["zoom"],
          15,
          wide(8, 12),
          17.5,
          wide(13, 18),
          19,
          wide(17, 22),
          21,
          wide(22, 27),
        ],
        "circle-opacity": 0,
        "circle-stroke-color": [
          "case",
          state("selected"),
          scheme === "dark" ? "#FFFFFF" : "#17212B",
          state("marked"),
          scheme === "dark" ? "#62B0E4" : "#0B5A8A",
          GROUND[scheme].text,
        ],
        "circle-stroke-width": ["case", state("selected"), 2.8, state("marked"), 1.8, 1.4],
        "circle-stroke-opacity": ["case", state("selected"), 1, state("marked"), 0.9, state("hover"), 0.8, 0],
      },
    },
  ];
}

function farDangers(scheme: Scheme, calm: boolean): LayerSpecification[] {
  const base = { source: COMPONENTS, "source-layer": "dangers", maxzoom: NEAR } as const;
  return [
    {
      id: "dangers-ring",
      type: "circle",
      ...base,
      paint: {
        "circle-radius": farRing(0),
        "circle-color": DANGER_COLOUR[scheme],
        "circle-opacity": 0.12,
        "circle-stroke-color": DANGER_COLOUR[scheme],
        "circle-stroke-width": calm ? 3 : 1.5,
        "circle-stroke-opacity": 0.9,
        "circle-radius-transition": { duration: 0 },
        "circle-stroke-opacity-transition": { duration: 0 },
      },
    },
    {
      id: "dangers",
      type: "circle",
      ...base,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2.6, 14.9, 4],
        "circle-color": DANGER_COLOUR[scheme],
        "circle-stroke-color": scheme === "dark" ? "#0B1015" : "#FFFFFF",
        "circle-stroke-width": 1,
      },
    },
    {
      id: "dangers-count",
      type: "symbol",
      ...base,
      filter: [">", ["get", "count"], 1],
      layout: {
        "text-field": ["to-string", ["get", "count"]],
        "text-font": FONT,
        "text-size": 11,
        "text-offset": [0.9, -0.9],
        "text-allow-overlap": true,
      },
      paint: {
        "text-color": DANGER_COLOUR[scheme],
        "text-halo-color": GROUND[scheme].halo,
        "text-halo-width": 1.6,
      },
    },
  ];
}
