import type { Feature, FeatureCollection, Position } from "geojson";
import type { Place } from "./use-pointer.ts";

const METRES_PER_DEGREE = 111_195;

/** A place so many metres east and north of another. */
export function movedBy({ longitude, latitude }: Place, east: number, north: number): Position {
  return [
    longitude + east / (METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)),
    latitude + north / METRES_PER_DEGREE,
  ];
}

/** A circle of a radius in metres, as a polygon of 48 corners. */
export function circleAround(centre: Place, radiusM: number): Position[][] {
  const corners = Array.from({ length: 49 }, (_, n) => {
    const angle = (n / 48) * 2 * Math.PI;
    return movedBy(centre, radiusM * Math.cos(angle), radiusM * Math.sin(angle));
  });
  return [corners];
}

/** East and north components in metres of the way from one place to another. */
export function wayFrom(from: Place, to: Place): { east: number; north: number; length: number } {
  const east =
    (to.longitude - from.longitude) * METRES_PER_DEGREE * Math.cos((from.latitude * Math.PI) / 180);
  const north = (to.latitude - from.latitude) * METRES_PER_DEGREE;
  return { east, north, length: Math.hypot(east, north) };
}

/** A dimension line as a draughtsman draws it: the line, a stroke across each end, and the place for the figure. */
export function dimensionLine(from: Place, to: Place): { lines: Position[][]; middle: Position } {
  const { east, north, length } = wayFrom(from, to);
  const start: Position = [from.longitude, from.latitude];
  const end: Position = [to.longitude, to.latitude];
  const middle: Position = [(start[0]! + end[0]!) / 2, (start[1]! + end[1]!) / 2];
  if (length < 0.05) return { lines: [[start, end]], middle };
  // Half a metre to each side, less on very short ways, so that the strokes never look like a line of their own.
  const half = Math.min(0.5, length / 4);
  const across = { east: (-north / length) * half, north: (east / length) * half };
  const stroke = (at: Place): Position[] => [
    movedBy(at, across.east, across.north),
    movedBy(at, -across.east, -across.north),
  ];
  return { lines: [[start, end], stroke(from), stroke(to)], middle };
}

export const collection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});
