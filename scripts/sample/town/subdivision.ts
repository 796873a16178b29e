import {
  area,
  bounds,
  contains,
  direction,
  distance,
  distanceToRing,
  distanceToSegment,
  last,
  meet,
  nth,
  type Line,
  type Point,
} from "./geometry.ts";
import { Path } from "./path.ts";

/** One cell of the plane. `sides[i]` names what runs along the side from `ring[i]` to the next: a cut's number, or -1 for the rim. */
export interface Face {
  id: number;
  ring: number[];
  sides: number[];
  parent: number;
}

/** A stretch of a cut that divided one face: the line, and the cut each of its ends stands on. */
export interface Portion {
  line: Point[];
  startsOn: number;
  endsOn: number;
}

export interface Division {
  left: Face;
  right: Face;
  portion: Portion;
}

/**
 * The plane divided by roads and waters. Neighbouring faces always share their corners (a cut that ends on a side puts
 * its corner into both faces), so outlines of groups of faces come out exact, without slivers.
 */
export class Subdivision {
  readonly points: Point[] = [];
  readonly faces = new Map<number, Face>();
  private readonly faceOnSide = new Map<number, number>();
  private readonly ends = new Set<number>();
  readonly rim: Point[];
  private nextFace = 0;

  constructor(rim: Line) {
    this.rim = [...rim];
    this.add(
      rim.map((point) => this.points.push(point) - 1),
      rim.map(() => -1),
      -1,
    );
  }

  ring(face: Face): Point[] {
    return face.ring.map((index) => nth(this.points, index));
  }

  /** Cuts every face that the line crosses from side to side; loose ends inside a face cut nothing. */
  cut(line: Line, tag: number): Portion[] {
    const path = new Path(line);
    const box = bounds(line);
    const portions: Portion[] = [];
    const open = [...this.faces.values()];
    for (let face = open.pop(); face !== undefined; face = open.pop()) {
      const ring = this.ring(face);
      const own = bounds(ring);
      if (own[0] > box[2] || own[2] < box[0] || own[1] > box[3] || own[3] < box[1]) continue;
      const done = this.cutFaceAlong(face, ring, path, tag);
      if (done === null) continue;
      portions.push(done.portion);
      open.push(done.left, done.right);
    }
    return portions;
  }

  /** Divides one face by a line whose ends lie (nearly) on its sides; null where that would make a splinter. */
  divide(face: Face, line: Point[], tag: number, smallest: number): Division | null {
    const ring = this.ring(face);
    const from = this.nearestSide(face, ring, nth(line, 0));
    const to = this.nearestSide(face, ring, last(line));
    if (from.side === to.side) return null;
    const trial = this.tryAreas(ring, from, to, line);
    if (Math.min(...trial) < smallest) return null;
    return this.split(face, from, to, line.slice(1, -1), tag);
  }

  /** An existing street end on the face's rim within `reach` of p, so that lanes meet instead of missing each other. */
  endNear(face: Face, p: Point, reach: number): Point | null {
    let best: Point | null = null;
    let away = reach;
    for (const index of face.ring) {
      if (!this.ends.has(index)) continue;
      const point = nth(this.points, index);
      const d = distance(point, p);
      if (d < away) {
        best = point;
        away = d;
      }
    }
    return best;
  }

  /** Outlines of a group of faces: outer rings counter-clockwise, holes clockwise. */
  outlines(group: ReadonlySet<number>): Point[][] {
    const following = new Map<number, number[]>();
    for (const id of group) {
      const face = this.faces.get(id);
      if (face === undefined) continue;
      face.ring.forEach((a, i) => {
        const b = nth(face.ring, (i + 1) % face.ring.length);
        const other = this.faceOnSide.get(key(b, a));
        if (other !== undefined && group.has(other)) return;
        following.set(a, [...(following.get(a) ?? []), b]);
      });
    }
    const rings: Point[][] = [];
    for (const [start] of following) {
      while ((following.get(start)?.length ?? 0) > 0) rings.push(this.walk(following, start));
    }
    return rings;
  }

  neighbours(face: Face): Set<number> {
    const found = new Set<number>();
    face.ring.forEach((a, i) => {
      const other = this.faceOnSide.get(key(nth(face.ring, (i + 1) % face.ring.length), a));
      if (other !== undefined) found.add(other);
    });
    return found;
  }

  private walk(following: Map<number, number[]>, start: number): Point[] {
    const ring: Point[] = [];
    let here = start;
    let came: Point | null = null;
    do {
      const point = nth(this.points, here);
      ring.push(point);
      const choices = following.get(here) ?? [];
      const chosen = choices.length > 1 && came !== null ? this.sharpestLeft(came, point, choices) : 0;
      const [next] = choices.splice(chosen, 1);
      if (next === undefined) break;
      came = point;
      here = next;
    } while (here !== start);
    return ring;
  }

  /** Where two rings touch in a corner, staying on the left keeps each of them simple. */
  private sharpestLeft(came: Point, here: Point, choices: number[]): number {
    const back = Math.atan2(came[1] - here[1], came[0] - here[0]);
    let best = 0;
    let least = Infinity;
    choices.forEach((choice, i) => {
      const point = nth(this.points, choice);
      const turn = (back - Math.atan2(point[1] - here[1], point[0] - here[0]) + 4 * Math.PI) % (2 * Math.PI);
      if (turn > 1e-9 && turn < least) {
        least = turn;
        best = i;
      }
    });
    return best;
  }

  private cutFaceAlong(face: Face, ring: Point[], path: Path, tag: number): Division | null {
    const hits = crossings(ring, path);
    for (let i = 0; i + 1 < hits.length; i += 1) {
      const from = nth(hits, i);
      const to = nth(hits, i + 1);
      if (to.along - from.along < 8) continue;
      const middle = path.at((from.along + to.along) / 2);
      if (!contains(ring, middle) || distanceToRing(middle, ring) < 2) continue;
      const line = path.part(from.along, to.along);
      const start = { side: from.side, point: nth(line, 0) };
      const end = { side: to.side, point: last(line) };
      const done = this.split(face, start, end, line.slice(1, -1), tag);
      if (done !== null) return done;
    }
    return null;
  }

  private nearestSide(face: Face, ring: Point[], p: Point): { side: number; point: Point } {
    let best = { side: 0, point: p };
    let away = Infinity;
    face.ring.forEach((_, side) => {
      const a = nth(ring, side);
      const b = nth(ring, (side + 1) % ring.length);
      const near = distanceToSegment(p, a, b);
      if (near >= away - 1e-9) return;
      away = near;
      const [ux, uy] = direction(a, b);
      const along = Math.max(0, Math.min(distance(a, b), (p[0] - a[0]) * ux + (p[1] - a[1]) * uy));
      best = { side, point: [a[0] + ux * along, a[1] + uy * along] };
    });
    return best;
  }

  private tryAreas(
    ring: Point[],
    from: { side: number; point: Point },
    to: { side: number; point: Point },
    line: Point[],
  ): number[] {
    const count = ring.length;
    const stretch = (a: number, b: number): Point[] => {
      const out: Point[] = [];
      for (let i = (a + 1) % count; ; i = (i + 1) % count) {
        out.push(nth(ring, i));
        if (i === b) return out;
      }
    };
    const inner = line.slice(1, -1);
    return [
      Math.abs(area([...stretch(from.side, to.side), to.point, ...[...inner].reverse(), from.point])),
      Math.abs(area([...stretch(to.side, from.side), from.point, ...inner, to.point])),
    ];
  }

  private split(
    face: Face,
    from: { side: number; point: Point },
    to: { side: number; point: Point },
    inner: Point[],
    tag: number,
  ): Division | null {
    const fromSide: [number, number] = this.side(face, from.side);
    const toSide: [number, number] = this.side(face, to.side);
    const startsOn = nth(face.sides, from.side);
    const endsOn = nth(face.sides, to.side);
    const a = this.cornerOn(fromSide, from.point);
    const stillThere = fromSide[0] === toSide[0] && fromSide[1] === toSide[1];
    if (stillThere) return null;
    const b = this.cornerOn(toSide, to.point);
    if (a === b) return null;
    this.ends.add(a);
    this.ends.add(b);
    const i = face.ring.indexOf(a);
    const j = face.ring.indexOf(b);
    const path = inner.map((point) => this.points.push(point) - 1);
    const one = walkAround(face, i, j);
    const two = walkAround(face, j, i);
    const back = [...path].reverse();
    this.remove(face);
    const left = this.add(
      [...one.ring, b, ...back],
      [...one.sides, ...Array<number>(path.length + 1).fill(tag)],
      face.parent,
    );
    const right = this.add(
      [...two.ring, a, ...path],
      [...two.sides, ...Array<number>(path.length + 1).fill(tag)],
      face.parent,
    );
    const line = [nth(this.points, a), ...inner, nth(this.points, b)];
    return { left, right, portion: { line, startsOn, endsOn } };
  }

  private side(face: Face, index: number): [number, number] {
    return [nth(face.ring, index), nth(face.ring, (index + 1) % face.ring.length)];
  }

  /** The corner for a point on a side: an end of the side where it is that near, otherwise a new one in both faces. */
  private cornerOn([a, b]: [number, number], point: Point): number {
    if (distance(nth(this.points, a), point) < 1.5) return a;
    if (distance(nth(this.points, b), point) < 1.5) return b;
    const corner = this.points.push(point) - 1;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = this.faces.get(this.faceOnSide.get(key(from, to)) ?? -1);
      if (face === undefined) continue;
      const at = face.ring.indexOf(from);
      face.ring.splice(at + 1, 0, corner);
      face.sides.splice(at + 1, 0, nth(face.sides, at));
      this.faceOnSide.delete(key(from, to));
      this.faceOnSide.set(key(from, corner), face.id);
      this.faceOnSide.set(key(corner, to), face.id);
    }
    return corner;
  }

  private add(ring: number[], sides: number[], parent: number): Face {
    const face = { id: this.nextFace, ring, sides, parent };
    this.nextFace += 1;
    this.faces.set(face.id, face);
    ring.forEach((a, i) => this.faceOnSide.set(key(a, nth(ring, (i + 1) % ring.length)), face.id));
    return face;
  }

  private remove(face: Face): void {
    this.faces.delete(face.id);
    face.ring.forEach((a, i) => this.faceOnSide.delete(key(a, nth(face.ring, (i + 1) % face.ring.length))));
  }
}

function key(a: number, b: number): number {
  return a * 2_097_152 + b;
}

function walkAround(face: Face, from: number, to: number): { ring: number[]; sides: number[] } {
  const out = { ring: [] as number[], sides: [] as number[] };
  for (let i = from; i !== to; i = (i + 1) % face.ring.length) {
    out.ring.push(nth(face.ring, i));
    out.sides.push(nth(face.sides, i));
  }
  return out;
}

function crossings(ring: Point[], path: Path): { along: number; side: number }[] {
  const hits: { along: number; side: number }[] = [];
  const [west, south, east, north] = bounds(ring);
  let along = 0;
  for (let i = 0; i + 1 < path.points.length; i += 1) {
    const a = nth(path.points, i);
    const b = nth(path.points, i + 1);
    const length = distance(a, b);
    if (
      Math.max(a[0], b[0]) < west ||
      Math.min(a[0], b[0]) > east ||
      Math.max(a[1], b[1]) < south ||
      Math.min(a[1], b[1]) > north
    ) {
      along += length;
      continue;
    }
    for (let side = 0; side < ring.length; side += 1) {
      const hit = meet(a, b, nth(ring, side), nth(ring, (side + 1) % ring.length));
      if (hit !== null) hits.push({ along: along + hit.share * length, side });
    }
    along += length;
  }
  return hits.sort((one, other) => one.along - other.along);
}
