import {
  direction,
  distance,
  distanceToSegment,
  last,
  nth,
  offset,
  type Line,
  type Point,
} from "./geometry.ts";

/** A line that can be walked: where is one after so many metres, and what lies so far to the left of it. */
export class Path {
  readonly points: Line;
  readonly length: number;
  private readonly reached: number[] = [0];

  constructor(points: Line) {
    this.points = points;
    for (let i = 1; i < points.length; i += 1) {
      this.reached.push(nth(this.reached, i - 1) + distance(nth(points, i - 1), nth(points, i)));
    }
    this.length = last(this.reached);
  }

  /** The point `along` metres from the start and `left` metres to the left. */
  at(along: number, left = 0): Point {
    const i = this.segmentAt(along);
    const a = nth(this.points, i);
    const b = nth(this.points, i + 1);
    const [ux, uy] = direction(a, b);
    const rest = along - nth(this.reached, i);
    return [a[0] + ux * rest - uy * left, a[1] + uy * rest + ux * left];
  }

  /** The part between two distances, moved `left` metres to the left. */
  part(from: number, to: number, left = 0): Point[] {
    const inner: Point[] = [this.at(from)];
    for (let i = this.segmentAt(from) + 1; i < this.points.length; i += 1) {
      const reached = nth(this.reached, i);
      if (reached >= to - 0.5) break;
      if (reached > from + 0.5) inner.push(nth(this.points, i));
    }
    inner.push(this.at(to));
    return left === 0 ? inner : offset(inner, left);
  }

  /** Distance along of the nearest place on the line to `p`, and how far away that is. */
  nearest(p: Point): { along: number; away: number } {
    let best = { along: 0, away: Infinity };
    for (let i = 0; i + 1 < this.points.length; i += 1) {
      const a = nth(this.points, i);
      const b = nth(this.points, i + 1);
      const away = distanceToSegment(p, a, b);
      if (away >= best.away) continue;
      const [ux, uy] = direction(a, b);
      const length = nth(this.reached, i + 1) - nth(this.reached, i);
      const t = Math.max(0, Math.min(length, (p[0] - a[0]) * ux + (p[1] - a[1]) * uy));
      best = { along: nth(this.reached, i) + t, away };
    }
    return best;
  }

  private segmentAt(along: number): number {
    let low = 0;
    let high = this.points.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nth(this.reached, middle) <= along) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
