/** Plane geometry in local metres. Rings are counter-clockwise and not closed; a line's left is positive. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

export function nth<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${list.length}`);
  return item;
}

export function last<T>(list: readonly T[]): T {
  return nth(list, list.length - 1);
}

export function distance(a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  return Math.sqrt(dx * dx + dy * dy);
}

export function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Square metres, positive for counter-clockwise rings. */
export function area(ring: Line): number {
  let twice = 0;
  let previous = last(ring);
  for (const point of ring) {
    twice += previous[0] * point[1] - point[0] * previous[1];
    previous = point;
  }
  return twice / 2;
}

export function centroid(ring: Line): Point {
  let x = 0;
  let y = 0;
  let twice = 0;
  let previous = last(ring);
  for (const point of ring) {
    const cross = previous[0] * point[1] - point[0] * previous[1];
    x += (previous[0] + point[0]) * cross;
    y += (previous[1] + point[1]) * cross;
    twice += cross;
    previous = point;
  }
  return [x / (3 * twice), y / (3 * twice)];
}

export function contains(ring: Line, p: Point): boolean {
  const x = p[0];
  const y = p[1];
  let inside = false;
  let previous = last(ring);
  for (let i = 0; i < ring.length; i += 1) {
    const here = ring[i] ?? previous;
    const above = here[1] > y;
    if (above !== previous[1] > y) {
      if (x < ((previous[0] - here[0]) * (y - here[1])) / (previous[1] - here[1]) + here[0]) inside = !inside;
    }
    previous = here;
  }
  return inside;
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared));
  const ex = p[0] - a[0] - t * dx;
  const ey = p[1] - a[1] - t * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

export function distanceToRing(p: Point, ring: Line): number {
  let nearest = Infinity;
  let previous = last(ring);
  for (const point of ring) {
    nearest = Math.min(nearest, distanceToSegment(p, previous, point));
    previous = point;
  }
  return nearest;
}

/** Where segment ab meets segment cd: shares along each, or null (parallel ones never meet). */
export function meet(a: Point, b: Point, c: Point, d: Point): { share: number; otherShare: number } | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const share = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const otherShare = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return share >= 0 && share <= 1 && otherShare >= 0 && otherShare <= 1 ? { share, otherShare } : null;
}

/** Centripetal Catmull-Rom through the control points, a vertex about every `step` metres. */
export function smooth(control: Line, step = 28): Point[] {
  const out: Point[] = [nth(control, 0)];
  for (let i = 0; i + 1 < control.length; i += 1) {
    const p1 = nth(control, i);
    const p2 = nth(control, i + 1);
    const p0 = control[i - 1] ?? between(p1, p2, -1);
    const p3 = control[i + 2] ?? between(p1, p2, 2);
    const t1 = Math.sqrt(distance(p0, p1));
    const t2 = t1 + Math.sqrt(distance(p1, p2));
    const t3 = t2 + Math.sqrt(distance(p2, p3));
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    for (let k = 1; k <= pieces; k += 1) {
      const t = t1 + ((t2 - t1) * k) / pieces;
      const a1 = between(p0, p1, t / t1);
      const a2 = between(p1, p2, (t - t1) / (t2 - t1));
      const a3 = between(p2, p3, (t - t2) / (t3 - t2));
      const b1 = between(a1, a2, t / t2);
      const b2 = between(a2, a3, (t - t1) / (t3 - t1));
      out.push(between(b1, b2, (t - t1) / (t2 - t1)));
    }
  }
  return out;
}

/** The line moved sideways, mitred; positive is left. Good for smooth lines, where the curve is wider than the shift. */
export function offset(line: Line, metres: number): Point[] {
  return line.map((point, i) => {
    const before = line[i - 1];
    const after = line[i + 1];
    const incoming = direction(before ?? point, before === undefined ? (after ?? point) : point);
    const outgoing = direction(after === undefined ? (before ?? point) : point, after ?? point);
    const x = (incoming[0] + outgoing[0]) / 2;
    const y = (incoming[1] + outgoing[1]) / 2;
    const scale = metres / Math.max(0.5, x * x + y * y);
    return [point[0] - y * scale, point[1] + x * scale];
  });
}

/** Unit vector from a to b. */
export function direction(a: Point, b: Point): Point {
  const length = distance(a, b) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** Bounds as [west, south, east, north]. */
export function bounds(points: Line): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}
