import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { clipLine, clipRing, snapLine, snapRing, type Place } from "./clip.ts";
import { EXTENT, type Projection } from "./mercator.ts";

/** Values of a feature; null and undefined are left out of the tile. */
export type Tags = Record<string, string | number | null | undefined>;

export interface TileFeature {
  readonly id?: number;
  readonly type: 1 | 2 | 3;
  /** Points of type 1, else lines or rings, in tile units. */
  readonly geometry: [number, number][] | [number, number][][];
  readonly tags: Tags;
}

export type TileLayers = Record<string, readonly TileFeature[]>;

/** A vector tile (version 2.1 of the specification), the same bytes whichever engine the rows came from. */
export function encodeTile(layers: TileLayers): Buffer {
  const filled = Object.fromEntries(
    Object.entries(layers)
      .filter(([, features]) => features.length > 0)
      .map(([name, features]) => [name, { features }]),
  );
  // The encoder reads nothing of a tile but its features.
  const tile = filled as unknown as Parameters<typeof fromGeojsonVt>[0];
  const bytes = fromGeojsonVt(tile, { version: 2, extent: EXTENT });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Undefined outside the tile: a point belongs to exactly one tile, so that nothing is drawn or counted twice. */
export function pointFeature(place: Place, tags: Tags, id?: number): TileFeature | undefined {
  const point = pointAt(place);
  return point && { type: 1, geometry: [point], tags, ...(id === undefined ? {} : { id }) };
}

function pointAt(place: Place): [number, number] | undefined {
  const x = Math.floor(place[0]);
  const y = Math.floor(place[1]);
  return x < 0 || y < 0 || x >= EXTENT || y >= EXTENT ? undefined : [x, y];
}

/** GeoJSON as ST_AsGeoJSON writes it. Collections and multi-points do not occur in the registry. */
export type Shape =
  | { readonly type: "Point"; readonly coordinates: Place }
  | { readonly type: "LineString"; readonly coordinates: readonly Place[] }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly (readonly Place[])[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly Place[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Place[])[])[] };

/** Projects, clips and rounds shapes of one dimension into one feature. Undefined when nothing of them is left in this tile. */
export function shapeFeature(
  shapes: readonly Shape[],
  project: Projection,
  tags: Tags,
  id?: number,
): TileFeature | undefined {
  const [first] = shapes;
  if (!first) return undefined;
  if (first.type === "Point") {
    const points = shapes.flatMap((shape) =>
      shape.type === "Point" ? [pointAt(projected(shape.coordinates, project))] : [],
    );
    const geometry = points.filter((point) => point !== undefined);
    return geometry.length === 0
      ? undefined
      : { type: 1, geometry, tags, ...(id === undefined ? {} : { id }) };
  }
  const geometry = shapes.flatMap((shape) => (shape.type === "Point" ? [] : partsOf(shape, project)));
  if (geometry.length === 0) return undefined;
  const type = first.type.endsWith("Polygon") ? 3 : 2;
  return { type, geometry, tags, ...(id === undefined ? {} : { id }) };
}

function partsOf(shape: Exclude<Shape, { type: "Point" }>, project: Projection): [number, number][][] {
  if (shape.type === "LineString") return linesOf([shape.coordinates], project);
  if (shape.type === "MultiLineString") return linesOf(shape.coordinates, project);
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.flatMap((rings) => ringsOf(rings, project));
}

const projected = (place: Place, project: Projection): Place => project(place[0], place[1]);

function linesOf(lines: readonly (readonly Place[])[], project: Projection): [number, number][][] {
  return lines
    .flatMap((line) => clipLine(line.map((place) => projected(place, project))))
    .map(snapLine)
    .filter((line) => line.length > 1);
}

/** The outer ring and its holes; no holes without an outer ring. */
function ringsOf(rings: readonly (readonly Place[])[], project: Projection): [number, number][][] {
  const result: [number, number][][] = [];
  for (const [n, ring] of rings.entries()) {
    const open = ring.slice(0, -1).map((place) => projected(place, project));
    const snapped = snapRing(clipRing(open), n === 0);
    if (snapped) result.push(snapped);
    else if (n === 0) return [];
  }
  return result;
}
