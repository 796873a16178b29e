import { distance, offset, type Point } from "./geometry.ts";
import type { Road } from "./model.ts";
import { uuidFor, type Random } from "./prng.ts";
import { toDegrees } from "./projection.ts";
import { within } from "./communities.ts";
import type { Street } from "./streets.ts";
import type { UnitBook } from "./units.ts";

/** A stretch dug up and rebuilt: where the covers came back without their papers. */
interface Rebuilt {
  from: number;
  to: number;
  on: string;
}

/** A street with what the office knows of it. */
export interface TownRoad {
  street: Street;
  record: Road;
  /** Parts of it that lie in 张槎, metres along (a road on the boundary counts as a whole). */
  inside: [number, number][];
  rebuilt: Rebuilt[];
}

const REBUILT_STRETCHES = 18;
const REBUILT_AROUND: Point = [0, 200];

export function makeRoads(
  seed: number,
  streets: readonly Street[],
  ground: {
    street: readonly Point[][];
    rim: readonly Point[][];
    communityOf: (p: Point) => string;
    ofStreet: (superblock: number) => boolean;
  },
  book: UnitBook,
  random: Random,
): TownRoad[] {
  const roads: TownRoad[] = [];
  for (const street of streets) {
    if (street.kind !== "ROAD") continue;
    const custody = custodyOf(street, random);
    const middle = street.path.at(street.path.length / 2);
    const custodianUnitId =
      custody === "CITY"
        ? book.id("ROAD")
        : custody === "STREET"
          ? book.id("ZC-CJSL")
          : custody === "VILLAGE"
            ? book.committee(ground.communityOf(middle))
            : book.id(random.pick(["BUILD-1", "BUILD-2", "BUILD-3"]));
    const record: Road = {
      id: uuidFor(seed, `road/${street.tag}`),
      nameZh: street.nameZh,
      nameEn: street.nameEn,
      roadClass: street.roadClass,
      widthM: Math.round(street.width * 10) / 10,
      carriagewayM: street.carriageway,
      custody,
      custodianUnitId,
      accepted: custody !== "CONSTRUCTION",
      centreline: { type: "LineString", coordinates: street.path.points.map(toDegrees) },
      polygon: { type: "Polygon", coordinates: [ribbon(street.path.points, street.width).map(toDegrees)] },
    };
    roads.push({
      street,
      record,
      inside: insideParts(
        street,
        street.boundary ? ground.rim : ground.street,
        street.superblock === -1 ? null : ground.ofStreet(street.superblock),
      ),
      rebuilt: [],
    });
  }
  rebuild(roads, random.fork("rebuilt"));
  return roads;
}

/** The surface of a road: both edges, closed. */
export function ribbon(line: readonly Point[], width: number): Point[] {
  const ring = [...offset(line, -width / 2), ...offset(line, width / 2).reverse()];
  const first = ring[0];
  return first === undefined ? ring : [...ring, first];
}

function custodyOf(street: Street, random: Random): Road["custody"] {
  if (street.zone === "NEW") return "CONSTRUCTION";
  if (street.roadClass === "VILLAGE_ROAD" || street.roadClass === "VILLAGE_LANE") return "VILLAGE";
  if (street.roadClass === "MAIN" || street.boundary) return "CITY";
  return street.roadClass === "SECONDARY" && random.chance(0.7) ? "CITY" : "STREET";
}

function insideParts(
  street: Street,
  rings: readonly Point[][],
  inStreet: boolean | null,
): [number, number][] {
  const parts: [number, number][] = [];
  const { length } = street.path;
  const step = Math.min(15, length / 6);
  if (inStreet !== null) return inStreet ? [[0, length]] : [];
  const edges = street.boundary ? [0] : [-street.width / 2, 0, street.width / 2];
  let from: number | null = null;
  let to = 0;
  for (let along = 0; along <= length; along += step) {
    const inside = edges.every((left) => within(rings, street.path.at(along, left)));
    if (inside) {
      from ??= along;
      to = along;
    } else if (from !== null) {
      parts.push([from, to]);
      from = null;
    }
  }
  if (from !== null) parts.push([from, to]);
  return parts.filter(([a, b]) => b - a > 12);
}

function rebuild(roads: readonly TownRoad[], random: Random): void {
  const long = roads.filter(
    ({ street, inside, record }) =>
      record.accepted && inside.some(([a, b]) => b - a > 260) && street.roadClass !== "VILLAGE_LANE",
  );
  const wide = long.filter(({ street }) => street.superblock === -1);
  const lanes = long.filter(
    ({ street }) =>
      street.superblock !== -1 && distance(street.path.at(street.path.length / 2), REBUILT_AROUND) < 1100,
  );
  for (let made = 0; made < REBUILT_STRETCHES; made += 1) {
    const road = random.pick(random.chance(0.6) ? wide : lanes);
    const [a, b] = random.pick(road.inside.filter(([from, to]) => to - from > 260));
    const size = Math.min(b - a - 20, random.range(260, 620));
    const from = random.range(a + 10, b - size);
    const on = random.day(2017, 2022);
    road.rebuilt.push({ from, to: from + size, on });
    road.record.rebuiltOn = on;
  }
}
