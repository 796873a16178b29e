import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { GROUND, unitColour } from "./palette.ts";
import { DANGER_COLOUR, type Scheme } from "./symbols.ts";

/** What else lies on the map. */
export interface MapLayers {
  /** Units whose lines are drawn, "ALL" for every unit the viewer may see; an empty list for none. */
  readonly networks: readonly string[] | "ALL";
  /** Kinds of areas that are outlined, e.g. `GRID_CELL`, `COMMUNITY`, `COMPOUND`. */
  readonly areas: readonly string[];
  readonly cases: boolean;
}

export const PLAIN_LAYERS: MapLayers = { networks: [], areas: [], cases: false };

const MEDIUM_COLOUR: Readonly<Record<Scheme, readonly (readonly [medium: string, colour: string])[]>> = {
  light: [
    ["WATER", "#2F7A9B"],
    ["RECLAIMED_WATER", "#4A9A8E"],
    ["SEWAGE", "#8C6D1F"],
    ["STORM", "#4C5D9E"],
    ["COMBINED", "#7D5A3C"],
    ["POWER", "#A8456B"],
    ["LIGHTING", "#B08A1E"],
    ["TRAFFIC_SIGNAL", "#6B7F2A"],
    ["TELECOM", "#7A4EA3"],
    ["BROADCAST", "#5E5A8A"],
    ["GAS", "#2E8B57"],
    ["HEATING", "#9A5B34"],
  ],
  dark: [
    ["WATER", "#74BEDF"],
    ["RECLAIMED_WATER", "#7FD0C4"],
    ["SEWAGE", "#D3B25C"],
    ["STORM", "#98A8E6"],
    ["COMBINED", "#C79B78"],
    ["POWER", "#E58BAE"],
    ["LIGHTING", "#E6C765"],
    ["TRAFFIC_SIGNAL", "#B3C86A"],
    ["TELECOM", "#B591DB"],
    ["BROADCAST", "#A9A4DA"],
    ["GAS", "#6CCB95"],
    ["HEATING", "#DB9C72"],
  ],
};

/** Units' lines in the unit's colour; all lines at once in the colour of what runs in them. */
export function networkLayers(scheme: Scheme, networks: MapLayers["networks"]): LayerSpecification[] {
  const colour: ExpressionSpecification | string =
    networks === "ALL"
      ? ([
          "match",
          ["get", "medium"],
          ...MEDIUM_COLOUR[scheme].flat(),
          GROUND[scheme].textQuiet,
        ] as unknown as ExpressionSpecification)
      : networks.length === 0
        ? GROUND[scheme].textQuiet
        : ([
            "match",
            ["get", "unit"],
            ...networks.flatMap((unit) => [unit, unitColour(unit, scheme)]),
            GROUND[scheme].textQuiet,
          ] as unknown as ExpressionSpecification);
  const filter: ExpressionSpecification =
    networks === "ALL" ? ["literal", true] : ["in", ["get", "unit"], ["literal", [...networks]]];
  const base = {
    type: "line",
    source: "networks",
    "source-layer": "networks",
    minzoom: 13,
    filter,
    layout: {
      "line-cap": "round",
      "line-join": "round",
      visibility: networks.length === 0 ? "none" : "visible",
    },
  } as const;
  const width = (extra: number): ExpressionSpecification => [
    "interpolate",
    ["linear"],
    ["zoom"],
    13,
    0.8 + extra / 2,
    16,
    ["+", extra, ["interpolate", ["linear"], ["coalesce", ["get", "diameter"], 150], 100, 1.3, 1500, 3]],
    20,
    ["+", extra, ["interpolate", ["linear"], ["coalesce", ["get", "diameter"], 150], 100, 2.4, 1500, 7]],
  ];
  return [
    {
      id: "network-casing",
      ...base,
      paint: { "line-color": GROUND[scheme].halo, "line-width": width(2), "line-opacity": 0.8 },
    },
    { id: "network", ...base, paint: { "line-color": colour, "line-width": width(0), "line-opacity": 0.85 } },
  ];
}

export function areaLayers(scheme: Scheme, kinds: readonly string[]): LayerSpecification[] {
  const c = GROUND[scheme];
  const base = {
    source: "areas",
    "source-layer": "areas",
    minzoom: 12,
    filter: ["in", ["get", "kind"], ["literal", [...kinds]]] as ExpressionSpecification,
  } as const;
  const visibility = kinds.length === 0 ? ("none" as const) : ("visible" as const);
  return [
    {
      id: "area-fill",
      type: "fill",
      ...base,
      layout: { visibility },
      paint: { "fill-color": c.boundary, "fill-opacity": ["match", ["get", "kind"], "GRID_CELL", 0, 0.07] },
    },
    {
      id: "area-line",
      type: "line",
      ...base,
      layout: { visibility, "line-join": "round" },
      paint: {
        "line-color": c.boundary,
        "line-width": ["match", ["get", "kind"], "GRID_CELL", 0.7, 1.3],
        "line-dasharray": [3, 2],
      },
    },
  ];
}

/** Open cases as a tag beside their component: red when the next deadline has passed, amber within two hours. */
export function caseLayers(scheme: Scheme, shown: boolean, nowSeconds: number): LayerSpecification[] {
  const due: ExpressionSpecification = ["coalesce", ["get", "due"], 1e12];
  return [
    {
      id: "cases",
      type: "circle",
      source: "cases",
      "source-layer": "cases",
      minzoom: 13,
      layout: { visibility: shown ? "visible" : "none" },
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 13, 2.6, 17, 4.6, 20, 6],
        "circle-translate": [9, -9],
        "circle-color": [
          "case",
          ["<", due, nowSeconds],
          DANGER_COLOUR[scheme],
          ["<", due, nowSeconds + 7200],
          scheme === "dark" ? "#F0B64A" : "#B26A00",
          scheme === "dark" ? "#C9D3DB" : "#3C4852",
        ],
        "circle-stroke-width": 1.4,
        "circle-stroke-color": scheme === "dark" ? "#0B1015" : "#FFFFFF",
      },
    },
  ];
}
