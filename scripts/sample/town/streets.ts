import type { Random } from "./prng.ts";
import {
  area,
  centroid,
  contains,
  direction,
  distance,
  nth,
  offset,
  smooth,
  between,
  type Point,
} from "./geometry.ts";
import { Path } from "./path.ts";
import {
  BOUNDARY_ROAD,
  CANALS,
  COMMUNITIES,
  EAST_RIM,
  MAIN_ROADS,
  NORTH_WATERWAY,
  NORTH_WATERWAY_WIDTH,
  RIVER_BANK,
  SECONDARY_ROADS,
  WEST_RIM,
  ZONES,
  type Zone,
} from "./plan.ts";
import type { RoadClass } from "./model.ts";
import { Subdivision, type Face } from "./subdivision.ts";

/** One line that divides the plane, in local metres. `tag` is its number in the subdivision. */
export interface Street {
  tag: number;
  kind: "ROAD" | "CANAL" | "DIKE";
  roadClass: RoadClass;
  width: number;
  carriageway: number;
  nameZh: string;
  nameEn: string;
  path: Path;
  /** Zone it was laid for, and the superblock (-1: crosses many). */
  zone: Zone | null;
  superblock: number;
  startsOn: number;
  endsOn: number;
  junctions: { along: number; with: number }[];
  boundary: boolean;
}

export interface StreetPlan {
  plane: Subdivision;
  streets: Street[];
  /** Face ids at the time when only planned roads and canals had cut: leaf faces name them as `parent`. */
  superblocks: Map<number, { ring: Point[]; centre: Point; neighbours: Set<number>; west: boolean }>;
}

/** Rim, canals and planned roads first, then every superblock divided down to the block size of its land use. */
export function layStreets(random: Random): StreetPlan {
  const plane = new Subdivision(rim());
  const streets: Street[] = [];
  for (const canal of CANALS) plan(plane, streets, { ...canal, carriageway: 0 }, "CANAL", "LANE");
  for (const road of MAIN_ROADS) plan(plane, streets, road, "ROAD", "MAIN");
  plan(plane, streets, BOUNDARY_ROAD, "ROAD", "SECONDARY").boundary = true;
  for (const road of SECONDARY_ROADS) plan(plane, streets, road, "ROAD", "SECONDARY");
  const superblocks: StreetPlan["superblocks"] = new Map();
  const boundary = smooth(BOUNDARY_ROAD.control);
  for (const face of plane.faces.values()) {
    face.parent = face.id;
    const ring = plane.ring(face);
    const centre = centroid(ring);
    superblocks.set(face.id, {
      ring,
      centre,
      neighbours: plane.neighbours(face),
      west: leftOf(boundary, centre),
    });
  }
  const open = [...plane.faces.values()];
  for (let face = open.pop(); face !== undefined; face = open.pop()) {
    const halves = divide(plane, streets, face, random);
    open.push(...halves);
  }
  return { plane, streets, superblocks };
}

const BANK = new Path(smooth(RIVER_BANK));

export function zoneAt(p: Point): Zone {
  for (const { seed, core } of COMMUNITIES)
    if (core !== undefined && distance(seed, p) < core) return "VILLAGE";
  for (const { zone, at, radius } of ZONES) if (distance(at, p) < radius) return zone;
  return BANK.nearest(p).away < 100 ? "GREEN" : "COMPOUND";
}

/** The land between the waters: river bank, east rim, southern bank of the northern waterway, west rim. */
function rim(): Point[] {
  const west = smooth(WEST_RIM);
  const east = smooth(EAST_RIM);
  const north = offset(smooth(NORTH_WATERWAY), -NORTH_WATERWAY_WIDTH / 2);
  const south = smooth(RIVER_BANK);
  const southPart = new Path(south).part(
    new Path(south).nearest(nth(west, 0)).along,
    new Path(south).nearest(nth(east, east.length - 1)).along,
  );
  const northPath = new Path(north);
  const northPart = northPath.part(
    northPath.nearest(nth(west, west.length - 1)).along,
    northPath.nearest(nth(east, 0)).along,
  );
  return [
    ...southPart,
    ...[...east].reverse().slice(1, -1),
    ...[...northPart].reverse(),
    ...[...west].reverse().slice(1, -1),
  ];
}

function leftOf(southward: Point[], p: Point): boolean {
  const path = new Path(southward);
  const { along } = path.nearest(p);
  const here = path.at(along);
  const ahead = path.at(Math.min(path.length - 1, along + 5));
  const [ux, uy] = direction(here, ahead);
  return ux * (p[1] - here[1]) - uy * (p[0] - here[0]) < 0;
}

function plan(
  plane: Subdivision,
  streets: Street[],
  road: { nameZh: string; nameEn: string; width: number; carriageway: number; control: readonly Point[] },
  kind: Street["kind"],
  roadClass: RoadClass,
): Street {
  const line = oriented(smooth(road.control));
  const street: Street = {
    tag: streets.length,
    kind,
    roadClass,
    width: road.width,
    carriageway: road.carriageway,
    nameZh: road.nameZh,
    nameEn: road.nameEn,
    path: new Path(clipped(line, plane.rim, roadClass === "MAIN" ? 2500 : kind === "CANAL" ? 45 : 0)),
    zone: null,
    superblock: -1,
    startsOn: -1,
    endsOn: -1,
    junctions: [],
    boundary: false,
  };
  streets.push(street);
  // The knife goes a little over the rim, or it would not cut the last face through.
  for (const portion of plane.cut(clipped(line, plane.rim, 40), street.tag)) {
    join(streets, street, nth(portion.line, 0), portion.startsOn);
    join(streets, street, nth(portion.line, portion.line.length - 1), portion.endsOn);
  }
  return street;
}

/** Only avenues go on beyond the town; the rest ends at its rim, or so far behind it. */
function clipped(line: Point[], rim: Point[], beyond: number): Point[] {
  const path = new Path(line);
  let from = Infinity;
  let to = -Infinity;
  for (let along = 0; along <= path.length; along += 10) {
    if (!contains(rim, path.at(along))) continue;
    from = Math.min(from, along);
    to = along;
  }
  return path.part(Math.max(0, from - beyond), Math.min(path.length, to + beyond));
}

function join(streets: Street[], street: Street, p: Point, on: number): void {
  const other = streets[on];
  if (other === undefined) return;
  const along = street.path.nearest(p).along;
  if (street.junctions.some((known) => known.with === on && Math.abs(known.along - along) < 6)) return;
  street.junctions.push({ along, with: on });
  other.junctions.push({ along: other.path.nearest(p).along, with: street.tag });
}

/** Lines run eastwards or northwards, so that "left" is north or west on every road and utilities keep their side. */
function oriented(line: Point[]): Point[] {
  const first = nth(line, 0);
  const end = nth(line, line.length - 1);
  const dx = end[0] - first[0];
  const dy = end[1] - first[1];
  return (Math.abs(dx) > Math.abs(dy) ? dx : dy) >= 0 ? line : [...line].reverse();
}

const BLOCK: Record<Zone, { largest: number; smallest: number; bend: number; skew: number }> = {
  VILLAGE: { largest: 5200, smallest: 900, bend: 0.05, skew: 0.16 },
  FACTORY: { largest: 62_000, smallest: 14_000, bend: 0, skew: 0.02 },
  COMPOUND: { largest: 46_000, smallest: 9000, bend: 0.012, skew: 0.04 },
  CENTRE: { largest: 27_000, smallest: 6000, bend: 0, skew: 0.02 },
  POND: { largest: 9000, smallest: 2500, bend: 0.01, skew: 0.05 },
  GREEN: { largest: 90_000, smallest: 20_000, bend: 0.03, skew: 0.05 },
  NEW: { largest: 48_000, smallest: 12_000, bend: 0, skew: 0.02 },
};

function divide(plane: Subdivision, streets: Street[], face: Face, random: Random): Face[] {
  const ring = plane.ring(face);
  const size = area(ring);
  const centre = centroid(ring);
  const zone = zoneAt(centre);
  const rule = BLOCK[zone];
  if (size < rule.largest * random.range(0.75, 1.3)) return [];
  const parent = face.parent;
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const line = dividingLine(plane, face, ring, random, rule.skew * (1 + attempt), rule.bend);
    if (line === null) continue;
    const tag = streets.length;
    const division = plane.divide(face, line, tag, rule.smallest);
    if (division === null) continue;
    const { portion } = division;
    const street = laneFor(zone, size, tag, oriented(portion.line), random);
    street.superblock = parent;
    streets.push(street);
    const reversed = street.path.points[0] !== portion.line[0];
    street.startsOn = reversed ? portion.endsOn : portion.startsOn;
    street.endsOn = reversed ? portion.startsOn : portion.endsOn;
    join(streets, street, nth(portion.line, 0), portion.startsOn);
    join(streets, street, nth(portion.line, portion.line.length - 1), portion.endsOn);
    return [division.left, division.right];
  }
  return [];
}

function laneFor(zone: Zone, size: number, tag: number, line: Point[], random: Random): Street {
  const wide = size > 150_000;
  const [roadClass, width, carriageway]: [RoadClass, number, number] =
    zone === "VILLAGE"
      ? size > 34_000
        ? ["VILLAGE_ROAD", 10, 7]
        : ["VILLAGE_LANE", random.range(4.4, 6), 4]
      : zone === "NEW"
        ? ["LANE", 24, 14]
        : zone === "FACTORY"
          ? ["LANE", wide ? 22 : 16, wide ? 13 : 10]
          : ["LANE", wide ? 22 : 15, wide ? 12 : 8];
  return {
    tag,
    kind: zone === "POND" || (zone === "GREEN" && size < 120_000) ? "DIKE" : "ROAD",
    roadClass: zone === "POND" ? "VILLAGE_LANE" : roadClass,
    width: zone === "POND" ? 7 : width,
    carriageway: zone === "POND" ? 4 : carriageway,
    nameZh: "",
    nameEn: "",
    path: new Path(line),
    zone,
    superblock: -1,
    startsOn: -1,
    endsOn: -1,
    junctions: [],
    boundary: false,
  };
}

/** Across the longer side of the narrowest box around the face, near its middle, meeting existing street ends where they are close. */
function dividingLine(
  plane: Subdivision,
  face: Face,
  ring: Point[],
  random: Random,
  skew: number,
  bend: number,
): Point[] | null {
  const { axis, from, to } = longAxis(ring);
  const share = random.range(0.42, 0.58);
  const angle = Math.atan2(axis[1], axis[0]) + Math.PI / 2 + random.range(-skew, skew);
  const through = between(from, to, share);
  const dir: Point = [Math.cos(angle), Math.sin(angle)];
  const hits: { t: number; p: Point }[] = [];
  ring.forEach((a, i) => {
    const b = nth(ring, (i + 1) % ring.length);
    const cross = dir[0] * (b[1] - a[1]) - dir[1] * (b[0] - a[0]);
    if (Math.abs(cross) < 1e-9) return;
    const t = ((a[0] - through[0]) * (b[1] - a[1]) - (a[1] - through[1]) * (b[0] - a[0])) / cross;
    const s = ((a[0] - through[0]) * dir[1] - (a[1] - through[1]) * dir[0]) / cross;
    if (s >= 0 && s < 1) hits.push({ t, p: [through[0] + dir[0] * t, through[1] + dir[1] * t] });
  });
  hits.sort((a, b) => a.t - b.t);
  let best: [Point, Point] | null = null;
  for (let i = 0; i + 1 < hits.length; i += 1) {
    const a = nth(hits, i);
    const b = nth(hits, i + 1);
    if (!contains(ring, between(a.p, b.p, 0.5))) continue;
    if (best === null || distance(a.p, b.p) > distance(best[0], best[1])) best = [a.p, b.p];
  }
  if (best === null || distance(best[0], best[1]) < 12) return null;
  const reach = Math.min(28, distance(best[0], best[1]) * 0.22);
  const start = plane.endNear(face, best[0], reach) ?? best[0];
  const end = plane.endNear(face, best[1], reach) ?? best[1];
  const length = distance(start, end);
  if (bend === 0 || length < 40) return [start, end];
  const [ux, uy] = direction(start, end);
  const swing = random.range(-bend, bend) * length;
  const middle = between(start, end, random.range(0.4, 0.6));
  const line = smooth([start, [middle[0] - uy * swing, middle[1] + ux * swing], end], 14);
  return line.slice(1, -1).every((p) => contains(ring, p)) ? line : [start, end];
}

function longAxis(ring: Point[]): { axis: Point; from: Point; to: Point } {
  let best = { size: Infinity, axis: [1, 0] as Point, from: [0, 0] as Point, to: [0, 0] as Point };
  let tried: Point = [0, 0];
  for (let i = 0; i < ring.length; i += 1) {
    const [ux, uy] = direction(nth(ring, i), nth(ring, (i + 1) % ring.length));
    if (i > 0 && Math.abs(ux * tried[1] - uy * tried[0]) < 0.02) continue;
    tried = [ux, uy];
    let [loU, hiU, loV, hiV] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let k = 0; k < ring.length; k += 1) {
      const [x, y] = nth(ring, k);
      const u = x * ux + y * uy;
      const v = y * ux - x * uy;
      if (u < loU) loU = u;
      if (u > hiU) hiU = u;
      if (v < loV) loV = v;
      if (v > hiV) hiV = v;
    }
    const size = (hiU - loU) * (hiV - loV);
    if (size >= best.size) continue;
    const at = (u: number, v: number): Point => [u * ux - v * uy, u * uy + v * ux];
    const [midU, midV] = [(loU + hiU) / 2, (loV + hiV) / 2];
    best =
      hiU - loU > hiV - loV
        ? { size, axis: [ux, uy], from: at(loU, midV), to: at(hiU, midV) }
        : { size, axis: [-uy, ux], from: at(midU, loV), to: at(midU, hiV) };
  }
  return best;
}
