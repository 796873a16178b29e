import Flatbush from "flatbush";
import type { NetworkLine } from "./context.ts";
import { isPosition, squaredDistanceToSegment, type Plane } from "./plane.ts";

/** What one unit's lines of one medium look like from a point: distances in metres, Infinity where there is none. */
export interface LineView {
  readonly unit: number;
  readonly medium: string;
  distance: number;
  /** One-sigma error of the nearest line. */
  accuracyM: number;
  vertexDistance: number;
  endDistance: number;
  /** Line ends that meet at the nearest end: 1 = a dead end, 2 = a joint, 3 and more = a branch. */
  endDegree: number;
  diameterChange: boolean;
  /** Metres of line within the searched square. */
  length: number;
  /** Nearest line on the other side of the point, running along the first one; Infinity = none. */
  acrossDistance: number;
}

const UNKNOWN_LINE_ACCURACY_M = 0.5;
/** Survey joints that are meant to coincide do so within this many metres. */
const JOINT_M = 0.25;
/** No street has more; beyond it only the nearest count, so that a pile of lines on one spot costs no minute. */
const MOST_SEGMENTS = 600;
/** A parallel line farther off than this is another trench. */
const ACROSS_M = 8;
/** Sine of the angle up to which two lines count as parallel. */
const MOST_TURN = 0.25;

/**
 * The network lines of a context as segments in one R-tree. Lines without a unit, with fewer than two usable positions
 * or with impossible coordinates are left out and counted in `skipped`.
 */
export class NetworkIndex {
  readonly skipped: number;
  /** Lines that are usable. */
  readonly count: number;
  private readonly tree: Flatbush | null;
  private readonly ends: Float64Array;
  private readonly lineOf: Int32Array;
  private readonly unitOf: Int32Array;
  private readonly mediumOf: Int32Array;
  private readonly accuracyOf: Float32Array;
  private readonly firstOf: Int32Array;
  private readonly lastOf: Int32Array;
  private readonly media: string[] = [];
  /** Number of the joint at each line's two ends, and what meets there. */
  private readonly jointAt: Int32Array;
  private readonly degreeOf: number[] = [];
  private readonly diameterOf: (number | null)[] = [];
  private readonly changeAt: boolean[] = [];
  /** Distances of the segments found last, to look at them twice. */
  private distances = new Float64Array(MOST_SEGMENTS);

  constructor(lines: readonly NetworkLine[], unitNumber: (id: string) => number, plane: Plane) {
    const usable: { line: NetworkLine; unit: number; points: number[] }[] = [];
    let segments = 0;
    for (const line of lines) {
      if (!line.unitId) continue;
      const points: number[] = [];
      for (const position of line.coordinates) {
        if (isPosition(position)) points.push(plane.x(position[0] ?? 0), plane.y(position[1] ?? 0));
      }
      if (points.length < 4) continue;
      segments += points.length / 2 - 1;
      usable.push({ line, unit: unitNumber(line.unitId), points });
    }
    this.count = usable.length;
    this.skipped = lines.length - usable.length;
    this.ends = new Float64Array(segments * 4);
    this.lineOf = new Int32Array(segments);
    this.unitOf = new Int32Array(usable.length);
    this.mediumOf = new Int32Array(usable.length);
    this.accuracyOf = new Float32Array(usable.length);
    this.firstOf = new Int32Array(usable.length);
    this.lastOf = new Int32Array(usable.length);
    this.jointAt = new Int32Array(usable.length * 2);
    this.tree = segments > 0 ? new Flatbush(segments) : null;

    const mediumNumbers = new Map<string, number>();
    const joints = new Map<string, number>();
    let at = 0;
    usable.forEach(({ line, unit, points }, index) => {
      let medium = mediumNumbers.get(line.medium);
      if (medium === undefined) {
        medium = this.media.length;
        mediumNumbers.set(line.medium, medium);
        this.media.push(line.medium);
      }
      this.unitOf[index] = unit;
      this.mediumOf[index] = medium;
      this.accuracyOf[index] = line.accuracyM ?? UNKNOWN_LINE_ACCURACY_M;
      this.firstOf[index] = at;
      for (let i = 0; i + 3 < points.length; i += 2) {
        const ax = points[i] ?? 0;
        const ay = points[i + 1] ?? 0;
        const bx = points[i + 2] ?? 0;
        const by = points[i + 3] ?? 0;
        this.ends.set([ax, ay, bx, by], at * 4);
        this.lineOf[at] = index;
        this.tree?.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
        at += 1;
      }
      this.lastOf[index] = at - 1;
      const where = `${unit}/${medium}/`;
      const [fx = 0, fy = 0, lx = 0, ly = 0] = [points[0], points[1], points.at(-2), points.at(-1)];
      this.jointAt[index * 2] = this.join(joints, where, fx, fy, line.diameterMm);
      this.jointAt[index * 2 + 1] = this.join(joints, where, lx, ly, line.diameterMm);
    });
    this.tree?.finish();
  }

  /** The joint at a line's end: ends of one unit and medium within a survey's tolerance meet. */
  private join(
    joints: Map<string, number>,
    where: string,
    x: number,
    y: number,
    diameter: number | null,
  ): number {
    const key = `${where}${Math.round(x / JOINT_M)}/${Math.round(y / JOINT_M)}`;
    const known = joints.get(key);
    if (known === undefined) {
      joints.set(key, this.degreeOf.length);
      this.diameterOf.push(diameter);
      this.changeAt.push(false);
      return this.degreeOf.push(1) - 1;
    }
    this.degreeOf[known] = (this.degreeOf[known] ?? 0) + 1;
    const other = this.diameterOf[known] ?? null;
    if (diameter !== null && other !== null && diameter !== other) this.changeAt[known] = true;
    this.diameterOf[known] = other ?? diameter;
    return known;
  }

  /** One view per unit and medium with a line in the square of `radiusM` around the point. */
  around(x: number, y: number, radiusM: number): LineView[] {
    if (!this.tree) return [];
    let found = this.tree.search(x - radiusM, y - radiusM, x + radiusM, y + radiusM);
    if (found.length > MOST_SEGMENTS) found = this.tree.neighbors(x, y, MOST_SEGMENTS, radiusM);
    const views = new Map<number, LineView>();
    const nearestSegment = new Map<LineView, number>();
    if (this.distances.length < found.length) this.distances = new Float64Array(found.length);
    for (let i = 0; i < found.length; i++) {
      const segment = found[i] ?? 0;
      const line = this.lineOf[segment] ?? 0;
      const unit = this.unitOf[line] ?? 0;
      const medium = this.mediumOf[line] ?? 0;
      const o = segment * 4;
      const ax = this.ends[o] ?? 0;
      const ay = this.ends[o + 1] ?? 0;
      const bx = this.ends[o + 2] ?? 0;
      const by = this.ends[o + 3] ?? 0;
      const distance = Math.sqrt(squaredDistanceToSegment(x, y, ax, ay, bx, by));
      this.distances[i] = distance;
      if (distance > radiusM) continue;
      const key = unit * 4096 + medium;
      let view = views.get(key);
      if (!view) {
        view = this.emptyView(unit, medium);
        views.set(key, view);
      }
      view.length += Math.min(Math.hypot(bx - ax, by - ay), radiusM);
      if (distance < view.distance) {
        view.distance = distance;
        view.accuracyM = this.accuracyOf[line] ?? UNKNOWN_LINE_ACCURACY_M;
        nearestSegment.set(view, segment);
      }
      const toA = Math.hypot(ax - x, ay - y);
      const toB = Math.hypot(bx - x, by - y);
      view.vertexDistance = Math.min(view.vertexDistance, toA, toB);
      if (segment === this.firstOf[line]) this.noteEnd(view, this.jointAt[line * 2] ?? 0, toA);
      if (segment === this.lastOf[line]) this.noteEnd(view, this.jointAt[line * 2 + 1] ?? 0, toB);
    }
    for (let i = 0; i < found.length; i++) {
      const distance = this.distances[i] ?? Infinity;
      if (distance < ACROSS_M) this.noteAcross(views, nearestSegment, found[i] ?? 0, distance, x, y);
    }
    return [...views.values()];
  }

  private emptyView(unit: number, medium: number): LineView {
    return {
      unit,
      medium: this.media[medium] ?? "UNKNOWN",
      distance: Infinity,
      accuracyM: UNKNOWN_LINE_ACCURACY_M,
      vertexDistance: Infinity,
      endDistance: Infinity,
      endDegree: 0,
      diameterChange: false,
      length: 0,
      acrossDistance: Infinity,
    };
  }

  private noteEnd(view: LineView, joint: number, distance: number): void {
    if (distance >= view.endDistance) return;
    view.endDistance = distance;
    view.endDegree = this.degreeOf[joint] ?? 1;
    view.diameterChange = this.changeAt[joint] ?? false;
  }

  /** A second line of the same unit and medium that runs alongside the nearest one, with the point between the two. */
  private noteAcross(
    views: Map<number, LineView>,
    nearest: Map<LineView, number>,
    segment: number,
    distance: number,
    x: number,
    y: number,
  ): void {
    const line = this.lineOf[segment] ?? 0;
    const view = views.get((this.unitOf[line] ?? 0) * 4096 + (this.mediumOf[line] ?? 0));
    const first = view && nearest.get(view);
    if (!view || first === undefined || first === segment || distance >= view.acrossDistance) return;
    const [o, f] = [segment * 4, first * 4];
    const ax = this.ends[o] ?? 0;
    const ay = this.ends[o + 1] ?? 0;
    const bx = (this.ends[o + 2] ?? 0) - ax;
    const by = (this.ends[o + 3] ?? 0) - ay;
    const cx = this.ends[f] ?? 0;
    const cy = this.ends[f + 1] ?? 0;
    const dx = (this.ends[f + 2] ?? 0) - cx;
    const dy = (this.ends[f + 3] ?? 0) - cy;
    const length = Math.hypot(dx, dy);
    if (length === 0 || Math.abs(bx * dy - by * dx) > MOST_TURN * Math.hypot(bx, by) * length) return;
    const side = dx * (y - cy) - dy * (x - cx);
    const otherSide = dx * (ay - cy) - dy * (ax - cx);
    if (side * otherSide <= 0 || Math.abs(otherSide) / length < view.distance) return;
    view.acrossDistance = distance;
  }
}
