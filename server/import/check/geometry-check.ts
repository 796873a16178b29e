import type { Geometry, Position } from "geojson";

import { type SourceCrs, gaussKruegerSwapped } from "../read/crs.ts";
import { type Problem, problem } from "./problems.ts";
import { firstSelfCrossing } from "./ring-crossing.ts";

/** West, south, east, north in degrees: where this office's components are expected. */
export type Bounds = readonly [number, number, number, number];

/** Beyond this no projection of the Earth has numbers; PROJ would fold them back onto the map. */
const LARGEST_METRES = 60_000_000;

/** Problems that can be seen in the numbers of the file, before any conversion. */
export function checkRaw(geometry: Geometry | null, crs: SourceCrs): Problem[] {
  if (!geometry) return [problem("geometry-missing")];
  if (geometry.type === "GeometryCollection") return [problem("geometry-collection")];
  const positions = positionsOf(geometry);
  if (positions.length === 0) return [problem("geometry-missing")];
  for (const position of positions) {
    const found = crs.kind === "projected" ? checkMetres(position, crs) : checkDegrees(position);
    if (found) return [found];
  }
  return checkShape(geometry);
}

/** Problems of the converted geometry. */
export function checkPlace(geometry: Geometry, bounds: Bounds | null): Problem[] {
  const position = positionsOf(geometry)[0];
  if (!position) return [];
  const [x = 0, y = 0] = position;
  if (x === 0 && y === 0) return [problem("null-island")];
  if (!bounds || within(bounds, x, y)) return [];
  const place = { x: Number(x.toFixed(6)), y: Number(y.toFixed(6)) };
  return [problem(within(bounds, y, x) ? "coordinate-swapped" : "outside-area", place)];
}

function checkDegrees([x = NaN, y = NaN]: Position): Problem | null {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return problem("coordinate-not-number", { x, y });
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return null;
  if (Math.abs(x) <= 90 && Math.abs(y) <= 180) return problem("coordinate-swapped", { x, y });
  if (Math.abs(x) > 1000 && Math.abs(y) > 1000 && Math.max(Math.abs(x), Math.abs(y)) < LARGEST_METRES) {
    return problem("coordinate-metres", { x, y });
  }
  return problem("coordinate-out-of-range", { x, y });
}

function checkMetres(position: Position, crs: SourceCrs & { kind: "projected" }): Problem | null {
  const [x = NaN, y = NaN] = position;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return problem("coordinate-not-number", { x, y });
  if (gaussKruegerSwapped(crs, position)) return problem("coordinate-swapped", { x, y });
  if (Math.abs(x) > LARGEST_METRES || Math.abs(y) > LARGEST_METRES) {
    return problem("coordinate-untransformable", { x, y, crs: crs.name });
  }
  return null;
}

function checkShape(geometry: Geometry): Problem[] {
  switch (geometry.type) {
    case "Point":
    case "MultiPoint":
    case "GeometryCollection":
      return [];
    case "LineString":
      return checkLine(geometry.coordinates);
    case "MultiLineString":
      return geometry.coordinates.flatMap(checkLine).slice(0, 1);
    case "Polygon":
      return checkPolygon(geometry.coordinates);
    case "MultiPolygon":
      return geometry.coordinates.flatMap(checkPolygon).slice(0, 1);
  }
}

function checkLine(line: Position[]): Problem[] {
  const [x, y] = line[0] ?? [];
  return line.some((point) => point[0] !== x || point[1] !== y) ? [] : [problem("line-too-short")];
}

function checkPolygon(rings: Position[][]): Problem[] {
  for (const ring of rings) {
    const first = ring[0];
    const last = ring.at(-1);
    if (!first || !last || ring.length < 4) return [problem("ring-too-short")];
    if (first[0] !== last[0] || first[1] !== last[1]) {
      return [problem("ring-open", { first: first.join(" "), last: last.join(" ") })];
    }
    if (isFlat(ring)) return [problem("ring-flat")];
  }
  const crossing = firstSelfCrossing(rings);
  return crossing ? [problem("ring-crosses-itself", { x: crossing[0] ?? 0, y: crossing[1] ?? 0 })] : [];
}

/** All on one line. (A bow-tie has no area either, but it has something worse.) */
function isFlat(ring: Position[]): boolean {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  const [farX = 0, farY = 0] = ring.find(([x, y]) => x !== originX || y !== originY) ?? [originX, originY];
  return ring.every(
    ([x = 0, y = 0]) => (farX - originX) * (y - originY) === (farY - originY) * (x - originX),
  );
}

/** Positive where the ring runs counter-clockwise. Relative to the first point, so that metres keep their digits. */
function doubledArea(ring: Position[]): number {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let sum = 0;
  for (let at = 1; at < ring.length; at += 1) {
    const [x1 = 0, y1 = 0] = ring[at - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[at] ?? [];
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

/** Outer rings counter-clockwise, holes clockwise (RFC 7946), whatever the file did. */
export function rewound(geometry: Geometry): Geometry {
  const turn = (rings: Position[][]): Position[][] =>
    rings.map((ring, index) => (doubledArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse()));
  if (geometry.type === "Polygon") return { type: "Polygon", coordinates: turn(geometry.coordinates) };
  if (geometry.type === "MultiPolygon")
    return { type: "MultiPolygon", coordinates: geometry.coordinates.map(turn) };
  return geometry;
}

/** Every position in drawing order; an empty list for an empty geometry. */
export function positionsOf(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case "Point":
      return geometry.coordinates.length === 0 ? [] : [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
    case "GeometryCollection":
      return geometry.geometries.flatMap(positionsOf);
  }
}

function within([west, south, east, north]: Bounds, x: number, y: number): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}
