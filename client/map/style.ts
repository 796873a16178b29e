import type { StyleSpecification } from "maplibre-gl";
import { DEEPEST_ZOOM, TILE_SETS, type TileSet } from "../../server/contract/map.ts";
import { groundLayers, labelLayers } from "./base-style.ts";
import { cellLayers, COMPONENTS, componentLayers } from "./component-style.ts";
import type { MapFilter } from "./filter.ts";
import { areaLayers, caseLayers, networkLayers, type MapLayers } from "./overlay-style.ts";
import type { Scheme } from "./symbols.ts";

export interface StyleChoice {
  readonly scheme: Scheme;
  readonly language: "zh-CN" | "en";
  readonly filter: MapFilter;
  readonly layers: MapLayers;
  /** Reduced motion: rings stand still and are thick instead. */
  readonly calm: boolean;
  /** Seconds since 1970, in steps of a minute: what colours a case by its deadline. */
  readonly nowSeconds: number;
  /** `https://host`, because the worker that fetches tiles knows no page. */
  readonly origin: string;
  readonly attribution: string;
}

const SHALLOWEST: Readonly<Record<TileSet, number>> = {
  components: 0,
  cases: 0,
  networks: 13,
  areas: 12,
  base: 0,
};

/** The first of the layers that lie above evidence lines and below components; overlays are put before it. */
export const BELOW_COMPONENTS = "cells";

/** The whole map as one value: the same choice gives the same style, and MapLibre applies what differs. */
export function mapStyle(choice: StyleChoice): StyleSpecification {
  const { scheme, language, filter, layers, calm } = choice;
  const labels = labelLayers(scheme, language);
  return {
    version: 8,
    name: `youzhu-${scheme}`,
    sources: Object.fromEntries(TILE_SETS.map((set) => [set, sourceOf(set, choice)])),
    transition: { duration: 150, delay: 0 },
    layers: [
      ...groundLayers(scheme),
      ...areaLayers(scheme, layers.areas),
      ...networkLayers(scheme, layers.networks),
      ...labels.roads,
      ...cellLayers(scheme, filter),
      ...labels.places,
      ...componentLayers(scheme, filter, calm),
      ...caseLayers(scheme, layers.cases, choice.nowSeconds),
    ],
  };
}

function sourceOf(set: TileSet, { origin, attribution }: StyleChoice) {
  return {
    type: "vector" as const,
    tiles: [`${origin}/tiles/${set}/{z}/{x}/{y}.mvt`],
    minzoom: SHALLOWEST[set],
    maxzoom: DEEPEST_ZOOM[set],
    ...(set === "base" && { attribution }),
    // Feature-state by uuid, so that what is selected is marked without knowing the tile's numbers.
    ...(set === COMPONENTS && { promoteId: { components: "id", dangers: "id" } }),
  };
}
