import Flatbush from "flatbush";
import type { ResponsibleArea } from "./context.ts";
import { StreetIndex } from "./street-index.ts";
import { isPosition, normalShare, squaredDistanceToSegment, type Plane } from "./plane.ts";

/** What a unit answers for around a point, by group of area kinds. */
export interface AreaView {
  readonly unit: number;
  readonly group: AreaGroup;
  /** Probability that the point lies inside, given its error. */
  inside: number;
  /** Share of the ground within 20 m that lies in such an area of this unit, 0..1. */
  share: number;
  /** Metres to the boundary of the best area, positive inside. */
  depth: number;
}

export type AreaGroup = "duty" | "road" | "compound" | "parcel" | "service";

const GROUPS: Readonly<Record<string, AreaGroup>> = {
  DUTY: "duty",
  GRID_CELL: "service",
  DIVISION: "service",
  COMMUNITY: "service",
  SERVICE: "service",
  ROAD: "road",
  COMPOUND: "compound",
  FACTORY: "compound",
  CONSTRUCTION: "compound",
  BLOCK: "parcel",
  WATER: "parcel",
  GREEN: "parcel",
  PARCEL: "parcel",
};

const UNKNOWN_AREA_ACCURACY_M = 0.5;
const MOST_AREAS = 200;
const NEAR_M = 20;
/** Where nothing is near, the nearest area within this still says something. */
const FAR_M = 150;
/** Where the ground is sampled: two rings of eight, the inner one counted twice. */
const RINGS = [
  { radiusM: 6, weight: 2 },
  { radiusM: 18, weight: 1 },
];
const SPOKES = 8;

/** Areas with a unit as polygons in one R-tree. Rings of fewer than three usable positions are left out. */
export class AreaIndex {
  readonly skipped: number;
  readonly streets = new StreetIndex();
  private readonly tree: Flatbush | null;
  private readonly rings: Float64Array[][] = [];
  private readonly unitOf: number[] = [];
  private readonly groupOf: AreaGroup[] = [];
  private readonly accuracyOf: number[] = [];

  constructor(areas: readonly ResponsibleArea[], unitNumber: (id: string) => number, plane: Plane) {
    const boxes: number[][] = [];
    let skipped = 0;
    for (const area of areas) {
      const group = GROUPS[area.kind] ?? "duty";
      let used = false;
      for (const polygon of area.unitId ? area.polygons : []) {
        const rings = polygon.map((ring) => project(ring, plane)).filter((ring) => ring.length >= 6);
        const outer = rings[0];
        if (!outer || !area.unitId) continue;
        boxes.push(boxOf(outer));
        this.rings.push(rings);
        const unit = unitNumber(area.unitId);
        if (group === "road") this.streets.add(outer, unit);
        this.unitOf.push(unit);
        this.groupOf.push(group);
        this.accuracyOf.push(area.accuracyM ?? UNKNOWN_AREA_ACCURACY_M);
        used = true;
      }
      if (!used) skipped += 1;
    }
    this.skipped = skipped;
    this.tree = boxes.length > 0 ? new Flatbush(boxes.length) : null;
    for (const [minX = 0, minY = 0, maxX = 0, maxY = 0] of boxes) this.tree?.add(minX, minY, maxX, maxY);
    this.tree?.finish();
  }

  /** One view per unit and group that covers the point or some of the ground within 20 m. `errorM`: one sigma. */
  around(x: number, y: number, errorM: number): AreaView[] {
    if (!this.tree) return [];
    const near = this.within(x, y, errorM, NEAR_M + errorM);
    return near.length > 0 ? near : this.within(x, y, errorM, FAR_M);
  }

  private within(x: number, y: number, errorM: number, reach: number): AreaView[] {
    if (!this.tree) return [];
    let found = this.tree.search(x - reach, y - reach, x + reach, y + reach);
    if (found.length > MOST_AREAS) found = this.tree.neighbors(x, y, MOST_AREAS, reach);
    const views = new Map<string, AreaView>();
    for (const polygon of found) {
      const rings = this.rings[polygon] ?? [];
      const unit = this.unitOf[polygon] ?? 0;
      const group = this.groupOf[polygon] ?? "duty";
      const depth = depthIn(rings, x, y);
      if (depth < -reach) continue;
      const key = `${unit}/${group}`;
      const view = views.get(key) ?? { unit, group, inside: 0, share: 0, depth: -Infinity };
      const sigma = Math.hypot(errorM, this.accuracyOf[polygon] ?? UNKNOWN_AREA_ACCURACY_M);
      // Areas of one unit do not overlap: what lies in one of them does not lie in the others.
      view.inside = Math.min(1, view.inside + insideShare(depth, sigma));
      view.share = Math.min(1, view.share + (depth >= reach ? 1 : sampledShare(rings, x, y)));
      view.depth = Math.max(view.depth, depth);
      views.set(key, view);
    }
    for (const group of GROUND) shareOut([...views.values()].filter((view) => view.group === group));
    return [...views.values()];
  }
}

/** Kinds of ground that do not overlap: a point is on one of them. */
const GROUND: readonly AreaGroup[] = ["road", "compound", "parcel"];

/** Beside several narrow strips the chances of being in each add up to more than one; they are shares of it. */
const shareOut = (views: readonly AreaView[]): void => {
  const total = views.reduce((sum, { inside }) => sum + inside, 0);
  if (total > 1) for (const view of views) view.inside /= total;
};

/** Nobody draws the edge of a road or a parcel much better, and what serves a road often stands just beside it. */
const EDGE_M = 2.5;

const insideShare = (depth: number, sigma: number): number => {
  const z = depth / Math.hypot(sigma, EDGE_M);
  return z < -4 ? 0 : z > 4 ? 1 : normalShare(z);
};

const project = (ring: readonly (readonly number[])[], plane: Plane): Float64Array => {
  const points: number[] = [];
  for (const position of ring) {
    if (isPosition(position)) points.push(plane.x(position[0] ?? 0), plane.y(position[1] ?? 0));
  }
  return Float64Array.from(points);
};

const boxOf = (ring: Float64Array): number[] => {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0] ?? 0, ring[i] ?? 0);
    box[1] = Math.min(box[1] ?? 0, ring[i + 1] ?? 0);
    box[2] = Math.max(box[2] ?? 0, ring[i] ?? 0);
    box[3] = Math.max(box[3] ?? 0, ring[i + 1] ?? 0);
  }
  return box;
};

/** Even-odd over all rings, so that the direction in which a file winds them does not matter. */
const contains = (rings: readonly Float64Array[], x: number, y: number): boolean => {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const yi = ring[i + 1] ?? 0;
      const yj = ring[j + 1] ?? 0;
      if (yi > y === yj > y) continue;
      const xi = ring[i] ?? 0;
      const xj = ring[j] ?? 0;
      if (x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
};

const depthIn = (rings: readonly Float64Array[], x: number, y: number): number => {
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const d = squaredDistanceToSegment(
        x,
        y,
        ring[j] ?? 0,
        ring[j + 1] ?? 0,
        ring[i] ?? 0,
        ring[i + 1] ?? 0,
      );
      if (d < nearest) nearest = d;
    }
  }
  const distance = Math.sqrt(nearest);
  return contains(rings, x, y) ? distance : -distance;
};

const sampledShare = (rings: readonly Float64Array[], x: number, y: number): number => {
  let inside = 0;
  let total = 0;
  for (const { radiusM, weight } of RINGS) {
    for (let spoke = 0; spoke < SPOKES; spoke++) {
      const angle = (spoke * 2 * Math.PI) / SPOKES;
      total += weight;
      if (contains(rings, x + radiusM * Math.cos(angle), y + radiusM * Math.sin(angle))) inside += weight;
    }
  }
  return inside / total;
};
