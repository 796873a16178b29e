import { centroid, distance, nth, type Point } from "./geometry.ts";
import { inset } from "./inset.ts";
import type { Medium } from "./model.ts";
import { endOf, type Branch, type Main } from "./mains.ts";
import type { Parcel } from "./parcels.ts";
import { Path } from "./path.ts";
import type { Random } from "./prng.ts";
import type { TownRoad } from "./roads.ts";
import type { Street } from "./streets.ts";
import type { UnitBook } from "./units.ts";

/** A component that stands in the town, before anybody surveys it. */
export interface Candidate {
  classCode: string;
  ownerUnitId: string;
  /** Of the line that it hangs on, where its class alone does not tell. */
  medium?: Medium;
  at: Point;
  road: TownRoad | null;
  along: number;
  parcel: Parcel | null;
  /** Surveyed first where it is small: the survey goes from the middle of the street outwards, stretch by stretch. */
  priority: number;
}

interface Spacing {
  classCode: string;
  every: number;
  /** Kerbside things keep out of junctions; covers do not. */
  kerbside?: true;
  /** Beside the line the component hangs on, metres further out. */
  beside?: number;
}

const ON_MAIN: Record<string, readonly Spacing[]> = {
  WATER: [
    { classCode: "0101", every: 72 },
    { classCode: "0113", every: 130, kerbside: true, beside: 0.8 },
  ],
  SEWAGE: [{ classCode: "0102", every: 36 }],
  STORM: [{ classCode: "0103", every: 36 }],
  COMBINED: [{ classCode: "0102", every: 34 }],
  POWER: [
    { classCode: "0105", every: 52 },
    { classCode: "0116", every: 310, kerbside: true, beside: 1.3 },
  ],
  GAS: [{ classCode: "0111", every: 88 }],
  LIGHTING: [
    { classCode: "0118", every: 33, kerbside: true, beside: -0.3 },
    { classCode: "0106", every: 66, beside: 0.5 },
    { classCode: "2104", every: 720, kerbside: true, beside: 1 },
  ],
  BROADCAST: [{ classCode: "0108", every: 95 }],
  VOICE: [
    { classCode: "0107", every: 64 },
    { classCode: "0115", every: 340, kerbside: true, beside: 1.2 },
  ],
  DATA: [{ classCode: "0109", every: 78 }],
};
const STRETCH = 250;
const MIDDLE: Point = [120, 250];
/** Avenues and old villages are surveyed far out; which lanes were reached in a year is half chance. */
const REACH = {
  MAIN: { weight: 0.45, spread: 0.15 },
  SECONDARY: { weight: 0.5, spread: 0.15 },
  LANE: { weight: 1, spread: 0.5 },
  VILLAGE_ROAD: { weight: 0.5, spread: 0.2 },
  VILLAGE_LANE: { weight: 0.55, spread: 0.25 },
} as const;
const NEW_QUARTER = { weight: 0.55, spread: 0.1 } as const;

export function placeCandidates(
  town: {
    roads: readonly TownRoad[];
    streets: readonly Street[];
    mains: readonly Main[];
    branches: readonly Branch[];
    parcels: readonly Parcel[];
  },
  book: UnitBook,
  random: Random,
): Candidate[] {
  const out: Candidate[] = [];
  const priorityOf = stretchPriority(random.fork("survey"));
  const widthAt = junctionWidths(town.streets);
  for (const main of town.mains) alongMain(main, widthAt, priorityOf, book, random, out);
  for (const road of town.roads) kerbs(road, widthAt, priorityOf, book, random, out);
  for (const road of town.roads) stops(road, widthAt, priorityOf, book, random, out);
  for (const road of town.roads) signals(road, town.streets, priorityOf, book, out);
  special(town.roads, priorityOf, book, out);
  for (const branch of town.branches) atGate(branch, priorityOf, random, out);
  for (const parcel of town.parcels) insideYard(parcel, book, random, out);
  return out;
}

type PriorityOf = (road: TownRoad, along: number) => number;

function stretchPriority(random: Random): PriorityOf {
  const known = new Map<number, number>();
  return ({ street }, along) => {
    const stretch = Math.floor(along / STRETCH);
    const key = street.tag * 1000 + stretch;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { weight, spread } = street.zone === "NEW" ? NEW_QUARTER : REACH[street.roadClass];
    const middle = street.path.at(Math.min(street.path.length, (stretch + 0.5) * STRETCH));
    const made = (distance(MIDDLE, middle) + 150) * weight * random.range(1 - spread, 1 + spread);
    known.set(key, made);
    return made;
  };
}

/** Half width of whatever joins or crosses the street within reach of a place; 0 where nothing does. */
function junctionWidths(streets: readonly Street[]): (street: Street, along: number) => boolean {
  return (street, along) =>
    street.junctions.some((junction) => {
      const other = nth(streets, junction.with);
      return other.kind !== "DIKE" && Math.abs(junction.along - along) < other.width / 2 + 2.5;
    });
}

function alongMain(
  main: Main,
  inJunction: (street: Street, along: number) => boolean,
  priorityOf: PriorityOf,
  book: UnitBook,
  random: Random,
  out: Candidate[],
): void {
  const { street } = main.road;
  const overhead = main.medium === "POWER" && street.roadClass === "VILLAGE_ROAD";
  const spacings = overhead ? POLES : (ON_MAIN[main.service === "PLAIN" ? main.medium : main.service] ?? []);
  for (const { classCode, every, kerbside, beside } of spacings) {
    const phase = random.range(0, every);
    for (let along = main.from + phase; along < main.to; along += every * random.range(0.9, 1.1)) {
      if (kerbside && inJunction(street, along)) continue;
      const left = main.left + Math.sign(main.left || 1) * (beside ?? 0) + random.range(-0.15, 0.15);
      const ownerUnitId = classCode === "0113" ? book.id("FIRE") : main.unitId;
      out.push({
        classCode,
        ownerUnitId,
        medium: main.medium,
        at: street.path.at(along, left),
        road: main.road,
        along,
        parcel: null,
        priority: priorityOf(main.road, along),
      });
    }
  }
}
const POLES: readonly Spacing[] = [{ classCode: "0117", every: 42, kerbside: true }];

/** Grates lie in both gutters, before the junction and not in it. */
function kerbs(
  road: TownRoad,
  inJunction: (street: Street, along: number) => boolean,
  priorityOf: PriorityOf,
  book: UnitBook,
  random: Random,
  out: Candidate[],
): void {
  const { street, record } = road;
  if (street.roadClass === "VILLAGE_LANE") return;
  const ownerUnitId =
    record.custody === "VILLAGE" || record.custody === "CONSTRUCTION"
      ? record.custodianUnitId
      : book.id("DRAIN");
  const every = street.roadClass === "MAIN" ? 27 : street.roadClass === "SECONDARY" ? 29 : 38;
  const sides = street.superblock === -1 ? [1, -1] : [-1];
  for (const side of sides) {
    for (const [from, to] of road.inside) {
      for (let along = from + random.range(2, every); along < to; along += every * random.range(0.94, 1.06)) {
        if (inJunction(street, along)) continue;
        out.push({
          classCode: "0104",
          ownerUnitId,
          at: street.path.at(along, side * (street.carriageway / 2 - 0.35)),
          road,
          along,
          parcel: null,
          priority: priorityOf(road, along),
        });
      }
    }
  }
}

/** Signals, their box, their covers and the cameras at every crossing of planned roads. */
function signals(
  road: TownRoad,
  streets: readonly Street[],
  priorityOf: PriorityOf,
  book: UnitBook,
  out: Candidate[],
): void {
  const { street } = road;
  if (street.superblock !== -1) return;
  for (const junction of street.junctions) {
    const other = nth(streets, junction.with);
    if (other.kind !== "ROAD" || other.superblock !== -1 || other.tag < street.tag) continue;
    if (!road.inside.some(([from, to]) => junction.along > from && junction.along < to)) continue;
    const priority = priorityOf(road, junction.along);
    const put = (classCode: string, code: string, ahead: number, left: number): void => {
      const along = junction.along + ahead;
      if (along < 0 || along > street.path.length) return;
      out.push({
        classCode,
        ownerUnitId: book.id(code),
        at: street.path.at(along, left),
        road,
        along,
        parcel: null,
        priority,
      });
    };
    const across = other.width / 2 + 1.5;
    const kerb = street.carriageway / 2 + 1.2;
    for (const ahead of [across, -across])
      for (const left of [kerb, -kerb]) put("0210", "TRAFFIC", ahead, left);
    for (const ahead of [across, -across]) put("0112", "TRAFFIC", ahead + 0.9, kerb + 0.7);
    put("0112", "POLICE", across + 2.2, -kerb - 0.6);
    put("0214", "TRAFFIC", across + 3.4, kerb + 1.4);
    for (const ahead of [across + 5, -across - 5]) put("0136", "POLICE", ahead, -kerb - 0.9);
  }
}

/** Bus shelters and telecom towers along the planned roads. */
function stops(
  road: TownRoad,
  inJunction: (street: Street, along: number) => boolean,
  priorityOf: PriorityOf,
  book: UnitBook,
  random: Random,
  out: Candidate[],
): void {
  const { street } = road;
  if (street.superblock !== -1) return;
  const rows = [
    { classCode: "0203", code: "BUS", every: 460, left: street.carriageway / 2 + 2.9 },
    { classCode: "0203", code: "BUS", every: 460, left: -street.carriageway / 2 - 3.7 },
    { classCode: "0117", code: "TOWER", every: 820, left: street.width / 2 - 0.9 },
  ];
  for (const { classCode, code, every, left } of rows) {
    for (const [from, to] of road.inside) {
      for (
        let along = from + random.range(60, every);
        along < to;
        along += every * random.range(0.85, 1.15)
      ) {
        if (inJunction(street, along)) continue;
        out.push({
          classCode,
          ownerUnitId: book.id(code),
          at: street.path.at(along, left),
          road,
          along,
          parcel: null,
          priority: priorityOf(road, along),
        });
      }
    }
  }
}

/** A restricted line under the main avenue: a dozen covers that unit users must never see; and the few reclaimed-water covers of the new quarter. */
function special(roads: readonly TownRoad[], priorityOf: PriorityOf, book: UnitBook, out: Candidate[]): void {
  const avenue = roads.find(({ street }) => street.roadClass === "MAIN");
  if (avenue === undefined) return;
  for (const [from, to] of avenue.inside) {
    for (let along = from + 90; along < to; along += 230) {
      out.push({
        classCode: "0130",
        ownerUnitId: book.id("SPECIAL"),
        at: avenue.street.path.at(along, 17.8),
        road: avenue,
        along,
        parcel: null,
        priority: priorityOf(avenue, along) * 0.5,
      });
    }
  }
  for (const road of roads.filter(({ record }) => !record.accepted)) {
    for (const [from, to] of road.inside) {
      for (let along = from + 25; along < to; along += 60) {
        out.push({
          classCode: "0127",
          ownerUnitId: road.record.custodianUnitId,
          at: road.street.path.at(along, 3.6),
          road,
          along,
          parcel: null,
          priority: priorityOf(road, along),
        });
      }
    }
  }
}

const GATE_CLASS: Record<string, string> = {
  WATER: "0101",
  SEWAGE: "0102",
  STORM: "0103",
  POWER: "0105",
  TELECOM: "0107",
  GAS: "0111",
};
/** Yards are private land: every fourth was let into the survey. */
const YARD_SHARE = 0.26;

function atGate(branch: Branch, priorityOf: PriorityOf, random: Random, out: Candidate[]): void {
  const { gate } = branch.parcel;
  if (gate === null) return;
  const { road, unitId, medium } = branch.main;
  const priority = priorityOf(road, gate.along) * 1.1;
  const classCode = GATE_CLASS[medium];
  if (classCode === undefined || !random.chance(0.8)) return;
  out.push({
    classCode,
    ownerUnitId: unitId,
    at: endOf(branch),
    road,
    along: gate.along,
    parcel: branch.parcel,
    priority,
  });
  const [x, y] = endOf(branch);
  if (medium === "GAS")
    out.push({
      classCode: "0135",
      ownerUnitId: unitId,
      at: [x + 1.1, y + 0.8],
      road,
      along: gate.along,
      parcel: branch.parcel,
      priority,
    });
  if (medium === "POWER")
    out.push({
      classCode: "0134",
      ownerUnitId: unitId,
      at: [x - 1.2, y + 0.9],
      road,
      along: gate.along,
      parcel: branch.parcel,
      priority,
    });
}

function insideYard(parcel: Parcel, book: UnitBook, random: Random, out: Candidate[]): void {
  if (parcel.gate === null || !parcel.inStreet) return;
  const isDemo = parcel.unitId === book.demo().property;
  if (!random.chance(isDemo ? 0.5 : YARD_SHARE)) return;
  const loop = inset(
    parcel.ring,
    parcel.ring.map(() => 8),
  );
  if (loop === null) return;
  // Co-owned by the residents where nobody manages the estate: the committee is who one can write to.
  const ownerUnitId = parcel.unitId ?? book.committee(parcel.communityCode);
  const path = new Path([...loop, nth(loop, 0)]);
  const priority = (distance(MIDDLE, centroid(parcel.ring)) + 200) * (isDemo ? 0.5 : 0.85);
  const put = (classCode: string, along: number, left: number): void => {
    if (along < path.length)
      out.push({ classCode, ownerUnitId, at: path.at(along, left), road: null, along, parcel, priority });
  };
  for (let along = random.range(5, 30); along < path.length; along += random.range(30, 38))
    put("0102", along, 0);
  for (let along = random.range(5, 30); along < path.length; along += random.range(32, 40))
    put("0103", along, 1.8);
  for (let along = random.range(5, 30); along < path.length; along += random.range(34, 42))
    put("0118", along, -2.2);
  for (let along = random.range(20, 60); along < path.length; along += random.range(90, 120))
    put("0106", along, -1.4);
}
