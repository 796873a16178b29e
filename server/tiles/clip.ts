import { EXTENT } from "./mercator.ts";

/** Tile units. */
export type Place = readonly [x: number, y: number];

/** How far outside the tile shapes are kept, so that outlines and wide lines do not show the tile's edge. */
export const MARGIN = 80;
const LOW = -MARGIN;
const HIGH = EXTENT + MARGIN;

/** Where a segment enters and leaves the box, as shares of its length; undefined when it stays outside. */
function inside(a: Place, b: Place): [number, number] | undefined {
  let enter = 0;
  let leave = 1;
  for (const axis of [0, 1] as const) {
    const from = a[axis];
    const step = b[axis] - from;
    if (step === 0) {
      if (from < LOW || from > HIGH) return undefined;
      continue;
    }
    const first = (LOW - from) / step;
    const second = (HIGH - from) / step;
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
    if (enter > leave) return undefined;
  }
  return [enter, leave];
}

const at = (a: Place, b: Place, share: number): Place => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

const isInside = ([x, y]: Place): boolean => x >= LOW && x <= HIGH && y >= LOW && y <= HIGH;

/** The parts of a line inside the tile and its margin (Liang-Barsky, segment by segment). */
export function clipLine(line: readonly Place[]): Place[][] {
  if (line.length > 1 && line.every(isInside)) return [[...line]];
  const parts: Place[][] = [];
  let part: Place[] = [];
  const finish = () => {
    if (part.length > 1) parts.push(part);
    part = [];
  };
  for (let n = 1; n < line.length; n++) {
    const a = line[n - 1];
    const b = line[n];
    if (!a || !b) continue;
    const span = inside(a, b);
    if (!span) {
      finish();
      continue;
    }
    if (part.length === 0) part.push(at(a, b, span[0]));
    part.push(at(a, b, span[1]));
    if (span[1] < 1) finish();
  }
  finish();
  return parts;
}

/**
 * One ring inside the tile and its margin (Sutherland-Hodgman). A concave ring may come back with edges along the border,
 * which lie in the margin and are not seen.
 */
export function clipRing(ring: readonly Place[]): Place[] {
  if (ring.every(isInside)) return [...ring];
  let points: readonly Place[] = ring;
  for (const axis of [0, 1] as const) {
    for (const [limit, sign] of [
      [LOW, 1],
      [HIGH, -1],
    ] as const) {
      const kept: Place[] = [];
      for (const [n, b] of points.entries()) {
        const a = points[n === 0 ? points.length - 1 : n - 1];
        if (!a) continue;
        const aIn = (a[axis] - limit) * sign >= 0;
        const bIn = (b[axis] - limit) * sign >= 0;
        if (aIn !== bIn) kept.push(at(a, b, (limit - a[axis]) / (b[axis] - a[axis])));
        if (bIn) kept.push(b);
      }
      points = kept;
    }
  }
  return [...points];
}

/** Whole tile units, without repeated points. */
export function snapLine(line: readonly Place[]): [number, number][] {
  const snapped: [number, number][] = [];
  for (const [x, y] of line) {
    const point: [number, number] = [Math.round(x), Math.round(y)];
    const last = snapped.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) snapped.push(point);
  }
  return snapped;
}

/** Twice the area of a ring in tile units; positive for an outer ring of the specification (clockwise on the screen). */
export function doubleArea(ring: readonly Place[]): number {
  let sum = 0;
  let last = ring.at(-1);
  for (const point of ring) {
    if (last) sum += last[0] * point[1] - point[0] * last[1];
    last = point;
  }
  return sum;
}

/** A closed ring in whole units, outer rings one way round and holes the other; undefined when nothing is left of it. */
export function snapRing(ring: readonly Place[], outer: boolean): [number, number][] | undefined {
  const snapped = snapLine(ring);
  const area = doubleArea(snapped);
  if (snapped.length < 3 || area === 0) return undefined;
  if (area > 0 !== outer) snapped.reverse();
  const first = snapped[0];
  const last = snapped.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) snapped.push([first[0], first[1]]);
  return snapped;
}
