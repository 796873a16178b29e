import { bearing, circle, destination, distance } from "@turf/turf";
import type { Feature, FeatureCollection, Position } from "geojson";
import type { Place } from "./use-pointer.ts";

const IN_METRES = { units: "meters" } as const;
const positionOf = ({ longitude, latitude }: Place): Position => [longitude, latitude];

/** Metres between two places. */
export const metresBetween = (a: Place, b: Place): number =>
  distance(positionOf(a), positionOf(b), IN_METRES);

/** A circle of a radius in metres, as a polygon of 48 corners. */
export const circleAround = (centre: Place, radiusM: number): Position[][] =>
  circle(positionOf(centre), radiusM, { ...IN_METRES, steps: 48 }).geometry.coordinates;

/** A dimension line as a draughtsman draws it: the line, a stroke across each end, and the place for the figure. */
export function dimensionLine(from: Place, to: Place): { lines: Position[][]; middle: Position } {
  const [start, end] = [positionOf(from), positionOf(to)];
  const middle: Position = [(start[0]! + end[0]!) / 2, (start[1]! + end[1]!) / 2];
  const length = metresBetween(from, to);
  if (length < 0.05) return { lines: [[start, end]], middle };
  // Half a metre to each side, less on very short ways, so that the strokes never look like a line of their own.
  const half = Math.min(0.5, length / 4);
  const way = bearing(start, end);
  const aside = (at: Position, turn: number): Position =>
    destination(at, half, way + turn, IN_METRES).geometry.coordinates;
  const stroke = (at: Position): Position[] => [aside(at, -90), aside(at, 90)];
  return { lines: [[start, end], stroke(start), stroke(end)], middle };
}

export const collection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});
