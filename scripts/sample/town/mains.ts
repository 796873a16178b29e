import type { Medium, RoadClass } from "./model.ts";
import { between, nth, type Point } from "./geometry.ts";
import type { Parcel } from "./parcels.ts";
import type { Random } from "./prng.ts";
import type { TownRoad } from "./roads.ts";
import type { Street } from "./streets.ts";
import type { UnitBook } from "./units.ts";

/** A pipe or duct bank where it truly lies: along a road part, so far to the left of the centreline. */
export interface Main {
  road: TownRoad;
  medium: Medium;
  unitId: string;
  /** Which of the unit's lines: a telecom company's cover is another class than a data network's. */
  service: "VOICE" | "DATA" | "PLAIN";
  left: number;
  from: number;
  to: number;
  diameterMm: number;
  line: Point[];
}

/** A connection from the main in the road to a compound or yard, ending a little inside the gate. */
export interface Branch {
  parcel: Parcel;
  main: Main;
  line: Point[];
}

interface Lane {
  medium: Medium;
  /** Metres left of the centreline, from half the red-line width and half the carriageway. */
  left: (half: number, carriage: number) => number;
  unit: string;
  diameters: readonly number[];
  chance?: number;
  service?: Main["service"];
}

const BIG = [600, 800, 1000, 1200];
const MEDIUM = [400, 500, 600];
const SMALL = [200, 300];

/** Who lies where under a road, as the city's pipe sections draw it: power on the north and west side, telecom and water on the other, drains in the carriageway. */
const SECTION: Record<RoadClass, readonly Lane[]> = {
  MAIN: [
    { medium: "STORM", left: (_, c) => c * 0.62, unit: "DRAIN", diameters: BIG },
    { medium: "STORM", left: (_, c) => -c * 0.62, unit: "DRAIN", diameters: BIG },
    { medium: "SEWAGE", left: (_, c) => -c * 0.22, unit: "DRAIN", diameters: BIG },
    { medium: "GAS", left: (_, c) => c * 0.86, unit: "GAS", diameters: [250, 315] },
    { medium: "POWER", left: (_, c) => c + 2.2, unit: "POWER", diameters: [150] },
    { medium: "LIGHTING", left: (_, c) => c + 0.8, unit: "LIGHT", diameters: [75] },
    { medium: "LIGHTING", left: (_, c) => -c - 0.8, unit: "LIGHT", diameters: [75] },
    { medium: "TELECOM", left: (_, c) => -c - 2, unit: "TEL-A", diameters: [110], service: "VOICE" },
    { medium: "TELECOM", left: (_, c) => -c - 3.1, unit: "TEL-B", diameters: [110], service: "DATA" },
    { medium: "BROADCAST", left: (_, c) => -c - 4.1, unit: "TV", diameters: [75], chance: 0.8 },
    { medium: "WATER", left: (h) => -h + 2.4, unit: "WATER", diameters: [400, 500, 600] },
  ],
  SECONDARY: [
    { medium: "STORM", left: (_, c) => c * 0.45, unit: "DRAIN", diameters: MEDIUM },
    { medium: "SEWAGE", left: (_, c) => -c * 0.35, unit: "DRAIN", diameters: MEDIUM },
    { medium: "GAS", left: (h) => h - 1.3, unit: "GAS", diameters: [160, 200], chance: 0.9 },
    { medium: "POWER", left: (_, c) => c + 1.8, unit: "POWER", diameters: [150] },
    { medium: "LIGHTING", left: (_, c) => c + 0.7, unit: "LIGHT", diameters: [75] },
    { medium: "LIGHTING", left: (_, c) => -c - 0.7, unit: "LIGHT", diameters: [75] },
    { medium: "TELECOM", left: (_, c) => -c - 1.6, unit: "TEL-A", diameters: [110], service: "VOICE" },
    {
      medium: "TELECOM",
      left: (_, c) => -c - 2.6,
      unit: "TEL-B",
      diameters: [110],
      service: "DATA",
      chance: 0.8,
    },
    { medium: "BROADCAST", left: (_, c) => -c - 3.4, unit: "TV", diameters: [75], chance: 0.6 },
    { medium: "WATER", left: (h) => -h + 1.2, unit: "WATER", diameters: [300, 400] },
  ],
  LANE: [
    { medium: "STORM", left: () => 1.3, unit: "DRAIN", diameters: MEDIUM },
    { medium: "SEWAGE", left: () => -1.5, unit: "DRAIN", diameters: SMALL },
    { medium: "GAS", left: (h) => h - 0.8, unit: "GAS", diameters: [110, 160], chance: 0.6 },
    { medium: "POWER", left: (_, c) => c + 1.4, unit: "POWER", diameters: [150], chance: 0.85 },
    { medium: "LIGHTING", left: (_, c) => -c - 0.6, unit: "LIGHT", diameters: [50] },
    {
      medium: "TELECOM",
      left: (_, c) => -c - 1.5,
      unit: "TEL-A",
      diameters: [110],
      service: "VOICE",
      chance: 0.7,
    },
    {
      medium: "TELECOM",
      left: (_, c) => -c - 2.2,
      unit: "TEL-B",
      diameters: [110],
      service: "DATA",
      chance: 0.35,
    },
    { medium: "WATER", left: (h) => -h + 0.7, unit: "WATER", diameters: [150, 200] },
  ],
  VILLAGE_ROAD: [
    { medium: "COMBINED", left: () => 0.4, unit: "VILLAGE", diameters: [300, 400] },
    { medium: "WATER", left: (_, c) => -c + 0.8, unit: "WATER", diameters: [100, 150] },
    { medium: "POWER", left: (h) => h - 0.5, unit: "POWER", diameters: [100] },
    {
      medium: "TELECOM",
      left: (h) => -h + 0.6,
      unit: "TEL-A",
      diameters: [75],
      service: "VOICE",
      chance: 0.7,
    },
    { medium: "LIGHTING", left: (_, c) => c + 0.5, unit: "VILLAGE", diameters: [40], chance: 0.8 },
  ],
  VILLAGE_LANE: [
    { medium: "COMBINED", left: () => 0.3, unit: "VILLAGE", diameters: [200, 300] },
    { medium: "WATER", left: (h) => -h + 0.7, unit: "WATER", diameters: [50, 80] },
  ],
};

export function layMains(roads: readonly TownRoad[], book: UnitBook, random: Random): Main[] {
  const onStreet = new Map<number, Main[]>();
  const mains: Main[] = [];
  const wide = [...roads].sort((a, b) => b.street.width - a.street.width || a.street.tag - b.street.tag);
  for (const road of wide) {
    const { street } = road;
    for (const lane of SECTION[street.roadClass]) {
      if (lane.chance !== undefined && !random.chance(lane.chance)) continue;
      const left = lane.left(street.width / 2, street.carriageway / 2);
      const unitId = ownerOf(lane, road, book, random);
      const diameterMm = random.pick(lane.diameters);
      for (const [from, to] of road.inside) {
        const main: Main = {
          road,
          medium: lane.medium,
          unitId,
          service: lane.service ?? "PLAIN",
          left,
          from,
          to,
          diameterMm,
          line: [],
        };
        main.line = reachingParents(main, street, onStreet);
        if (main.line.length < 2) continue;
        mains.push(main);
        onStreet.set(street.tag, [...(onStreet.get(street.tag) ?? []), main]);
      }
    }
  }
  return mains;
}

function ownerOf(lane: Lane, road: TownRoad, book: UnitBook, random: Random): string {
  const { custody, custodianUnitId } = road.record;
  if (custody === "VILLAGE" && lane.unit === "VILLAGE") return custodianUnitId;
  if (custody === "CONSTRUCTION" && (lane.unit === "DRAIN" || lane.unit === "LIGHT")) return custodianUnitId;
  if (lane.unit === "TEL-A" && lane.medium === "TELECOM" && random.chance(0.22)) return book.id("TEL-C");
  return book.id(lane.unit);
}

/** A lane's pipe ends in the same medium's pipe of the road it joins, on whichever side that lies. */
function reachingParents(main: Main, street: Street, onStreet: ReadonlyMap<number, Main[]>): Point[] {
  const { path } = street;
  const start = main.from < 1 ? parentEnd(main, street, street.startsOn, 0, onStreet) : { trim: 0, to: null };
  const end =
    main.to > path.length - 1
      ? parentEnd(main, street, street.endsOn, path.length, onStreet)
      : { trim: 0, to: null };
  main.from += start.trim;
  main.to -= end.trim;
  if (main.to - main.from < 8) return [];
  const line = path.part(main.from, main.to, main.left);
  if (start.to !== null) line.unshift(start.to);
  if (end.to !== null) line.push(end.to);
  return line;
}

function parentEnd(
  main: Main,
  street: Street,
  parent: number,
  at: number,
  onStreet: ReadonlyMap<number, Main[]>,
): { trim: number; to: Point | null } {
  if (street.superblock === -1) return { trim: 0, to: null };
  const candidates = (onStreet.get(parent) ?? []).filter(({ medium }) => sameWater(medium, main.medium));
  const inner = street.path.at(
    at === 0
      ? Math.min(15, street.path.length / 2)
      : Math.max(street.path.length - 15, street.path.length / 2),
  );
  const here = street.path.at(at, main.left);
  let best: { trim: number; to: Point; reach: number } | null = null;
  for (const candidate of candidates) {
    const parentPath = candidate.road.street.path;
    const near = parentPath.nearest(here);
    if (near.along < candidate.from - 2 || near.along > candidate.to + 2) continue;
    const innerNear = parentPath.nearest(inner);
    const side = leftOf(
      parentPath.at(innerNear.along),
      parentPath.at(Math.min(parentPath.length, innerNear.along + 1)),
      inner,
    )
      ? 1
      : -1;
    const towards = candidate.left * side;
    const reach = Math.abs(candidate.left);
    if (best !== null && best.reach <= reach) continue;
    best = { trim: Math.max(0, towards) + 0.5, to: parentPath.at(near.along, candidate.left), reach };
  }
  return best ?? { trim: 7, to: null };
}

function leftOf(a: Point, b: Point, p: Point): boolean {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0;
}

function sameWater(a: Medium, b: Medium): boolean {
  const drains: readonly Medium[] = ["SEWAGE", "COMBINED"];
  return a === b || (drains.includes(a) && drains.includes(b));
}

/** The cable loop around every signalled crossing of planned roads, run by the traffic police. */
export function laySignalLoops(roads: readonly TownRoad[], book: UnitBook): Main[] {
  const byTag = new Map(roads.map((road) => [road.street.tag, road]));
  const loops: Main[] = [];
  for (const road of roads) {
    const { street, inside } = road;
    if (street.superblock !== -1) continue;
    for (const { along, with: tag } of street.junctions) {
      const other = byTag.get(tag);
      if (other === undefined || other.street.superblock !== -1 || tag < street.tag) continue;
      if (!inside.some(([from, to]) => along > from && along < to)) continue;
      const across = other.street.width / 2 + 2.4;
      const kerb = street.carriageway / 2 + 1.9;
      const corners = [
        [across, kerb],
        [-across, kerb],
        [-across, -kerb],
        [across, -kerb],
        [across, kerb],
      ] as const;
      const line = corners.map(([ahead, left]) =>
        street.path.at(Math.max(0, Math.min(street.path.length, along + ahead)), left),
      );
      loops.push({
        road,
        medium: "TRAFFIC_SIGNAL",
        unitId: book.id("TRAFFIC"),
        service: "PLAIN",
        left: kerb,
        from: along,
        to: along,
        diameterMm: 75,
        line,
      });
    }
  }
  return loops;
}

const BRANCHED: readonly Medium[] = ["WATER", "SEWAGE", "STORM", "POWER", "TELECOM", "GAS"];

/** One connection per medium from the gate's road, side by side, five to thirteen metres into the yard. */
export function layBranches(parcels: readonly Parcel[], mains: readonly Main[], random: Random): Branch[] {
  const byStreet = new Map<number, Main[]>();
  for (const main of mains)
    byStreet.set(main.road.street.tag, [...(byStreet.get(main.road.street.tag) ?? []), main]);
  const branches: Branch[] = [];
  for (const parcel of parcels) {
    if (parcel.gate === null || !parcel.inStreet) continue;
    const { street, along } = parcel.gate;
    BRANCHED.forEach((medium, order) => {
      const at = along + (order - 2.5) * 2.2;
      const main = (byStreet.get(street.tag) ?? []).find(
        (known) => known.medium === medium && known.from < at && known.to > at,
      );
      if (main === undefined) return;
      const from = street.path.at(at, main.left);
      const sideways = leftOf(
        street.path.at(at),
        street.path.at(Math.min(street.path.length, at + 1)),
        parcel.gate?.at ?? from,
      )
        ? 1
        : -1;
      const reach = street.width / 2 + random.range(5, 13);
      const to = street.path.at(at, sideways * reach);
      branches.push({ parcel, main, line: [from, between(from, to, 0.5), to] });
    });
  }
  return branches;
}

export function endOf(branch: Branch): Point {
  return nth(branch.line, branch.line.length - 1);
}
