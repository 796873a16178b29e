import {
  area,
  between,
  contains,
  direction,
  distance,
  meet,
  nth,
  type Line,
  type Point,
} from "./geometry.ts";

/**
 * The ring pulled inwards, each side by its own distance (a block's sides lie on roads of different widths). Works on
 * plain, roughly convex rings; whatever comes out crossed or turned is refused with null, never repaired.
 */
export function inset(ring: Line, by: readonly number[]): Point[] | null {
  return pulledIn(ring, by, 1.5) ?? pulledIn(ring, by, 6);
}

function pulledIn(ring: Line, by: readonly number[], clearance: number): Point[] | null {
  const merged = plainSides(ring, by, clearance);
  const count = merged.ring.length;
  if (count < 3) return null;
  const out: Point[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = nth(merged.ring, (i + count - 1) % count);
    const here = nth(merged.ring, i);
    const after = nth(merged.ring, (i + 1) % count);
    out.push(corner(before, here, after, nth(merged.by, (i + count - 1) % count), nth(merged.by, i)));
  }
  return sound(withoutTips(out), ring);
}

function sound(out: Point[], ring: Line): Point[] | null {
  if (out.length < 3) return null;
  const size = area(out);
  if (size < 60 || size > area(ring) || crosses(out)) return null;
  return contains(ring, nth(out, 0)) ? out : null;
}

/** Points that a sharp corner left within a step of each other would fold over when written to the centimetre. */
function withoutTips(ring: Point[]): Point[] {
  return ring.filter((point, i) => distance(point, nth(ring, (i + 1) % ring.length)) > 1.2);
}

function corner(before: Point, here: Point, after: Point, byBefore: number, byAfter: number): Point {
  const u = direction(before, here);
  const v = direction(here, after);
  const cross = u[0] * v[1] - u[1] * v[0];
  if (Math.abs(cross) < 0.12) {
    const middle = (byBefore + byAfter) / 2;
    const x = (u[0] + v[0]) / 2;
    const y = (u[1] + v[1]) / 2;
    return [here[0] - y * middle, here[1] + x * middle];
  }
  const a: Point = [here[0] - u[1] * byBefore, here[1] + u[0] * byBefore];
  const b: Point = [here[0] - v[1] * byAfter, here[1] + v[0] * byAfter];
  const t = ((b[0] - a[0]) * v[1] - (b[1] - a[1]) * v[0]) / cross;
  return [a[0] + u[0] * t, a[1] + u[1] * t];
}

/**
 * Corners stay; of the shallow bends between them those go that the inset would swallow: a bend two metres from a
 * corner would otherwise end up on the wrong side of it.
 */
function plainSides(ring: Line, by: readonly number[], clearance: number): { ring: Point[]; by: number[] } {
  const count = ring.length;
  const isCorner = ring.map((here, i) => {
    const u = direction(nth(ring, (i + count - 1) % count), here);
    const v = direction(here, nth(ring, (i + 1) % count));
    return u[0] * v[0] + u[1] * v[1] < 0.9 || nth(by, (i + count - 1) % count) !== nth(by, i);
  });
  const corners = ring.filter((_, i) => isCorner[i]);
  const reach = clearance * Math.max(...by);
  const out = { ring: [] as Point[], by: [] as number[] };
  ring.forEach((point, i) => {
    const near = isCorner[i] ? 0 : Math.min(...corners.map((corner) => distance(corner, point)));
    const previous = out.ring.at(-1);
    const stays = isCorner[i]
      ? true
      : near > reach && (previous === undefined || distance(previous, point) > 12);
    if (previous !== undefined && isCorner[i] && distance(previous, point) < 2.5) {
      out.by[out.by.length - 1] = nth(by, i);
      return;
    }
    if (!stays) return;
    out.ring.push(point);
    out.by.push(nth(by, i));
  });
  return out;
}

/** Whether any two sides that are not neighbours meet. Quadratic: for rings of tens of sides. */
export function crosses(ring: Line): boolean {
  const count = ring.length;
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 2; j < count; j += 1) {
      if (i === 0 && j === count - 1) continue;
      if (meet(nth(ring, i), nth(ring, (i + 1) % count), nth(ring, j), nth(ring, (j + 1) % count)))
        return true;
    }
  }
  return false;
}

/** Corners cut by a quarter-round of at most `radius` metres, as kerbs are. */
export function rounded(ring: Line, radius: number): Point[] {
  const count = ring.length;
  const out: Point[] = [];
  ring.forEach((here, i) => {
    const before = nth(ring, (i + count - 1) % count);
    const after = nth(ring, (i + 1) % count);
    const u = direction(before, here);
    const v = direction(here, after);
    const reach = Math.min(radius, distance(before, here) * 0.4, distance(here, after) * 0.4);
    // Hardly a corner, or a splinter's tip, where the two ends of the round would fall together.
    if (Math.abs(u[0] * v[0] + u[1] * v[1]) > 0.8 || reach < 0.6) {
      out.push(here);
      return;
    }
    const from: Point = [here[0] - u[0] * reach, here[1] - u[1] * reach];
    const to: Point = [here[0] + v[0] * reach, here[1] + v[1] * reach];
    for (const t of [0, 0.33, 0.67, 1]) out.push(between(between(from, here, t), between(here, to, t), t));
  });
  return out;
}
