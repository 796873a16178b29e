import type { Map as MapLibreMap, MapGeoJSONFeature, PointLike } from "maplibre-gl";
import type { ClassGroup, OwnershipStatus } from "../../server/domain/names.ts";
import { CELL_LAYERS, COMPONENT_LAYERS, DANGER_LAYERS } from "./component-style.ts";

/** A component as the map knows it from its tile, before the server is asked. */
export interface MapComponent {
  readonly id: string;
  readonly classCode: string | null;
  readonly group: ClassGroup | null;
  readonly status: OwnershipStatus | null;
  readonly danger: boolean;
  readonly provisional: boolean;
  readonly longitude: number;
  readonly latitude: number;
}

/** Counts of a cell, as it was seen from far. */
export interface MapCell {
  readonly total: number;
  readonly unresolved: number;
  readonly backstop: number;
  readonly danger: number;
  readonly longitude: number;
  readonly latitude: number;
}

export type Picked =
  | { readonly kind: "component"; readonly component: MapComponent }
  | {
      readonly kind: "dangers";
      readonly count: number;
      readonly longitude: number;
      readonly latitude: number;
    }
  | { readonly kind: "cell"; readonly cell: MapCell; readonly featureId: string | number | undefined };

/** How far beside a symbol a click still counts, in px. */
const REACH = 6;

/** What is under a place on the screen: the nearest component there, a mark of dangers, or a cell. */
export function pickAt(
  map: MapLibreMap,
  { x, y }: { x: number; y: number },
  reach = REACH,
): Picked | undefined {
  const box: [PointLike, PointLike] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ];
  const near = (feature: MapGeoJSONFeature) => distanceOnScreen(map, feature, x, y);
  const features = found(map, box, [...COMPONENT_LAYERS, ...DANGER_LAYERS]);
  const nearest = features.sort((a, b) => near(a) - near(b))[0];
  if (nearest) return pickedOf(nearest);
  const cell = found(
    map,
    [
      [x, y],
      [x, y],
    ],
    CELL_LAYERS,
  )[0];
  return cell && pickedOf(cell);
}

/** Every component with its symbol inside a box on the screen, once each. */
export function componentsInBox(map: MapLibreMap, box?: [PointLike, PointLike]): MapComponent[] {
  const unique = new Map<string, MapComponent>();
  for (const feature of found(map, box, COMPONENT_LAYERS)) {
    const component = componentOf(feature);
    if (component && !unique.has(component.id)) unique.set(component.id, component);
  }
  return [...unique.values()];
}

function found(
  map: MapLibreMap,
  box: [PointLike, PointLike] | undefined,
  wanted: readonly string[],
): MapGeoJSONFeature[] {
  const layers = wanted.filter((id) => map.getLayer(id));
  if (layers.length === 0) return [];
  return box ? map.queryRenderedFeatures(box, { layers }) : map.queryRenderedFeatures({ layers });
}

export function placeOf(feature: MapGeoJSONFeature): [number, number] {
  return feature.geometry.type === "Point" ? (feature.geometry.coordinates as [number, number]) : [0, 0];
}

function distanceOnScreen(map: MapLibreMap, feature: MapGeoJSONFeature, x: number, y: number): number {
  const at = map.project(placeOf(feature));
  return (at.x - x) ** 2 + (at.y - y) ** 2;
}

function pickedOf(feature: MapGeoJSONFeature): Picked | undefined {
  const [longitude, latitude] = placeOf(feature);
  const { properties: tags } = feature;
  if (feature.sourceLayer === "cells") {
    const { total, unresolved, backstop, danger } = tags as Record<
      "total" | "unresolved" | "backstop" | "danger",
      number
    >;
    return {
      kind: "cell",
      cell: { total, unresolved, backstop, danger, longitude, latitude },
      featureId: feature.id,
    };
  }
  const component = componentOf(feature);
  if (component) return { kind: "component", component };
  return { kind: "dangers", count: Number(tags["count"]), longitude, latitude };
}

/** From the near layers whole; from a single far danger with what its mark knows. */
export function componentOf(feature: MapGeoJSONFeature): MapComponent | undefined {
  const { properties: tags } = feature;
  const id = tags["id"] as string | undefined;
  if (!id) return undefined;
  const [longitude, latitude] = placeOf(feature);
  return {
    id,
    classCode: (tags["class"] as string | undefined) ?? null,
    group: (tags["group"] as ClassGroup | undefined) ?? null,
    status: (tags["status"] as OwnershipStatus | undefined) ?? null,
    danger: feature.sourceLayer === "dangers" || tags["danger"] === 1,
    provisional: tags["provisional"] === 1,
    longitude,
    latitude,
  };
}
