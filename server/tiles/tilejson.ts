import type { z } from "zod";
import { DEEPEST_ZOOM, LAST_CELL_ZOOM, type readTileJson, type TileSet } from "../contract/map.ts";
import { TILE_FACTS } from "../domain/component/described.ts";
import type { Bounds } from "./mercator.ts";
import { SHALLOWEST } from "./sets.ts";

type Fields = Record<string, string>;
interface Layer {
  readonly id: string;
  readonly fields: Fields;
  readonly from?: number;
  readonly to?: number;
}

const COUNT = "Number of components";
const BASE: Fields = { class: "Kind of road, building or place", name: "Name", name_en: "Name in English" };

const LAYERS: Readonly<Record<TileSet, readonly Layer[]>> = {
  components: [
    {
      id: "components",
      from: LAST_CELL_ZOOM + 1,
      fields: {
        id: "Component id (uuid)",
        ...Object.fromEntries(TILE_FACTS.map(({ tag, says }) => [tag, says])),
      },
    },
    {
      id: "cells",
      to: LAST_CELL_ZOOM,
      fields: Object.fromEntries(
        ["total", "unresolved", "unknown", "suspected", "claim_pending", "disputed", "backstop"]
          .concat("confirmed", "private", "abandoned", "danger")
          .map((name) => [name, COUNT]),
      ),
    },
    {
      id: "dangers",
      to: LAST_CELL_ZOOM,
      fields: {
        count: "Open dangers at this place",
        id: "Component id, where there is one",
        status: "Its ownership status",
      },
    },
  ],
  cases: [
    {
      id: "cases",
      fields: {
        id: "Case id (uuid)",
        component: "Component id (uuid)",
        number: "Case number",
        state: "State of the case",
        danger: "1 for a danger",
        due: "Next deadline, seconds since 1970",
      },
    },
  ],
  networks: [
    {
      id: "networks",
      fields: {
        id: "Line id (uuid), from zoom 16",
        medium: "Medium",
        unit: "Unit id (uuid)",
        diameter: "Diameter in mm",
      },
    },
  ],
  areas: [
    {
      id: "areas",
      fields: { id: "Area id (uuid), from zoom 15", kind: "Kind of area", name: "Name, from zoom 15" },
    },
  ],
  base: [
    "land",
    "block",
    "building",
    "green",
    "water",
    "compound",
    "factory",
    "road",
    "road_label",
    "boundary",
    "place",
  ].map((id) => ({ id, fields: BASE })),
};

/** TileJSON 3.0. The addresses are relative to the page's origin; `bounds` is the world where nothing is registered yet. */
export function describeSet(set: TileSet, bounds: Bounds | undefined): z.input<typeof readTileJson.answer> {
  const from = SHALLOWEST[set];
  const to = DEEPEST_ZOOM[set];
  return {
    tilejson: "3.0.0",
    name: set,
    tiles: [`/tiles/${set}/{z}/{x}/{y}.mvt`],
    minzoom: from,
    maxzoom: to,
    bounds: bounds ? [bounds.west, bounds.south, bounds.east, bounds.north] : [-180, -85, 180, 85],
    vector_layers: LAYERS[set].map((layer) => ({
      id: layer.id,
      fields: layer.fields,
      minzoom: layer.from ?? from,
      maxzoom: layer.to ?? to,
    })),
  };
}
