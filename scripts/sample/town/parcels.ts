import { area, bounds, centroid, contains, direction, distance, nth, type Point } from "./geometry.ts";
import { crosses, inset, rounded } from "./inset.ts";
import { COMPANY_WORDS, COMPOUND_SUFFIXES, COMPOUND_WORDS, TRADES } from "./names.ts";
import { ZONES } from "./plan.ts";
import type { Random } from "./prng.ts";
import { PROPERTY_COMPANIES, type UnitBook } from "./units.ts";
import { zoneAt, type Street, type StreetPlan } from "./streets.ts";

type ParcelKind =
  | "COMPOUND"
  | "FACTORY"
  | "CONSTRUCTION"
  | "VILLAGE"
  | "RESIDENTIAL"
  | "COMMERCIAL"
  | "SCHOOL"
  | "MARKET"
  | "INDUSTRIAL"
  | "GREEN"
  | "POND"
  | "FIELD";

/** What lies between the roads, in local metres. */
export interface Parcel {
  kind: ParcelKind;
  ring: Point[];
  /** Same as ring with kerb-rounded corners, for drawing. */
  drawn: Point[];
  nameZh: string;
  nameEn: string;
  unitId: string | null;
  open: boolean;
  communityCode: string;
  inStreet: boolean;
  /** The street its gate is on and where, metres along. */
  gate: { street: Street; along: number; at: Point } | null;
}

const BANK_STRIP = 7;
/** A compound or yard smaller than this is just a building with a door to the street. */
const SMALLEST_YARD = 6500;

export function makeParcels(
  plan: StreetPlan,
  owner: ReadonlyMap<number, string>,
  book: UnitBook,
  random: Random,
): Parcel[] {
  const estates = random.shuffle(
    COMPOUND_WORDS.flatMap((word) =>
      COMPOUND_SUFFIXES.map((suffix) => ({ zh: word.zh + suffix.zh, en: `${word.en} ${suffix.en}` })),
    ),
  );
  const firms = random.shuffle(
    COMPANY_WORDS.flatMap((word) =>
      TRADES.map((trade) => ({ zh: `${word.zh}${trade.zh}`, en: `${word.en} ${trade.en}` })),
    ),
  );
  const parcels: Parcel[] = [];
  for (const face of plan.plane.faces.values()) {
    const whole = plan.plane.ring(face);
    const by = face.sides.map((tag) => {
      const street = plan.streets[tag];
      if (street === undefined) return 4;
      return street.width / 2 + (street.kind === "CANAL" ? BANK_STRIP : 0);
    });
    const ring = inset(whole, by);
    if (ring === null) continue;
    const centre = centroid(whole);
    const communityCode = owner.get(face.parent) ?? "";
    const inStreet = communityCode.startsWith("440604011");
    const kind = kindAt(centre, area(ring), inStreet, random);
    const village = kind === "VILLAGE" || kind === "POND" || kind === "FIELD";
    const parcel: Parcel = {
      kind,
      ring,
      drawn: softened(ring, kind === "VILLAGE" || kind === "POND" ? 3 : 9),
      nameZh: "",
      nameEn: "",
      unitId: village ? book.committee(communityCode) : null,
      open: false,
      communityCode,
      inStreet,
      gate: null,
    };
    if (kind === "COMPOUND") settle(parcel, estates.pop(), book, random);
    if (kind === "FACTORY") employ(parcel, firms.pop(), book, random);
    if (kind === "CONSTRUCTION") {
      parcel.unitId = book.id(random.pick(["BUILD-1", "BUILD-2", "BUILD-3"]));
      parcel.nameZh = `${parcel.communityCode.slice(-3)}-${String(parcels.length)}地块工地`;
      parcel.nameEn = `Site ${parcel.communityCode.slice(-3)}-${String(parcels.length)}`;
    }
    if (kind === "GREEN") {
      const park = ZONES.find(
        ({ at, radius, nameZh }) => nameZh !== undefined && distance(at, centre) < radius,
      );
      parcel.nameZh = park?.nameZh ?? "滨河绿地";
      parcel.nameEn = park?.nameEn ?? "Riverside Green";
      parcel.unitId = book.id("GREEN");
    }
    if (kind === "COMPOUND" || kind === "FACTORY" || kind === "CONSTRUCTION")
      parcel.gate = gateOf(parcel, plan, face.sides);
    parcels.push(parcel);
  }
  return parcels;
}

function softened(ring: Point[], radius: number): Point[] {
  const drawn = rounded(ring, radius);
  return crosses(drawn) ? ring : drawn;
}

function kindAt(centre: Point, size: number, inStreet: boolean, random: Random): ParcelKind {
  const zone = zoneAt(centre);
  const dice = random.next();
  if (zone === "VILLAGE") return dice < 0.03 ? "GREEN" : "VILLAGE";
  if (zone === "POND") return dice < 0.8 ? "POND" : "FIELD";
  if (zone === "GREEN") return "GREEN";
  if (zone === "NEW") return dice < 0.55 && inStreet ? "CONSTRUCTION" : dice < 0.75 ? "FIELD" : "COMMERCIAL";
  if (zone === "FACTORY") return size > SMALLEST_YARD && dice < 0.82 && inStreet ? "FACTORY" : "INDUSTRIAL";
  if (zone === "CENTRE") return dice < 0.3 && inStreet ? "COMPOUND" : dice < 0.9 ? "COMMERCIAL" : "GREEN";
  if (dice < 0.66 && size > SMALLEST_YARD && inStreet) return "COMPOUND";
  if (dice < 0.64) return "RESIDENTIAL";
  if (dice < 0.73) return "SCHOOL";
  if (dice < 0.78) return "MARKET";
  if (dice < 0.84) return "GREEN";
  return dice < 0.92 ? "COMMERCIAL" : inStreet ? "INDUSTRIAL" : "COMMERCIAL";
}

function settle(
  parcel: Parcel,
  name: { zh: string; en: string } | undefined,
  book: UnitBook,
  random: Random,
): void {
  if (name === undefined) throw new Error("more compounds than names");
  parcel.nameZh = name.zh;
  parcel.nameEn = name.en;
  const unmanaged = random.chance(0.11);
  // The first company is the one that the demo signs in as: one estate in eight, so that it has something to look after.
  const company = random.chance(0.12) ? 1 : random.integer(2, PROPERTY_COMPANIES);
  parcel.unitId = unmanaged ? null : book.id(`PROP-${String(company).padStart(2, "0")}`);
  parcel.open = unmanaged ? random.chance(0.6) : random.chance(0.08);
}

function employ(
  parcel: Parcel,
  name: { zh: string; en: string } | undefined,
  book: UnitBook,
  random: Random,
): void {
  if (name === undefined) throw new Error("more factories than names");
  parcel.nameZh = `${name.zh}厂`;
  parcel.nameEn = `${name.en} Works`;
  const number = book.units.filter(({ unitType }) => unitType === "PRIVATE").length + 1;
  const unit = book.add({
    code: `FIRM-${String(number).padStart(3, "0")}`,
    nameZh: `${name.zh}有限公司`,
    nameEn: `${name.en} Co.`,
    unitType: "PRIVATE",
    divisionCode: parcel.communityCode,
    validFrom: random.day(1992, 2018),
  });
  parcel.unitId = unit.id;
}

/** The gate is on the widest road around, opposite the middle of that side. */
function gateOf(parcel: Parcel, plan: StreetPlan, sides: readonly number[]): Parcel["gate"] {
  const roads = [...new Set(sides)]
    .map((tag) => plan.streets[tag])
    .filter((street): street is Street => street?.kind === "ROAD");
  roads.sort((a, b) => a.width - b.width || a.tag - b.tag);
  const street = roads.find(({ width }) => width >= 13) ?? roads.at(-1);
  if (street === undefined) return null;
  let best: { along: number; at: Point } | null = null;
  let longest = 0;
  parcel.ring.forEach((a, i) => {
    const b = nth(parcel.ring, (i + 1) % parcel.ring.length);
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const near = street.path.nearest(middle);
    if (near.away > street.width / 2 + 6 || distance(a, b) <= longest) return;
    longest = distance(a, b);
    best = { along: near.along, at: middle };
  });
  const found = best as { along: number; at: Point } | null;
  return found === null ? null : { street, ...found };
}

/** How far a row looks on, metres, where a building does not fit. */
const STEP = 4;

/** Building footprints on a parcel: rows along its longest side, each wholly inside. */
export function footprints(parcel: Parcel, random: Random): Point[][] {
  const rule = ROWS[parcel.kind];
  if (rule === undefined) return [];
  const yard = inset(
    parcel.ring,
    parcel.ring.map(() => rule.setback),
  );
  if (yard === null) return [];
  const [ux, uy] = longestSide(yard);
  const turned = yard.map(([x, y]): Point => [x * ux + y * uy, y * ux - x * uy]);
  const [west, south, east, north] = bounds(turned);
  const made: Point[][] = [];
  for (let v = south + rule.deep / 2; v < north; v += rule.deep + rule.gapV) {
    for (let u = west + random.range(0, 6); u < east; u += STEP) {
      const wide = rule.long * random.range(0.82, 1.05);
      const deep = (rule.deep / 2) * random.range(0.85, 1.05);
      const box: Point[] = [
        [u, v - deep],
        [u + wide, v - deep],
        [u + wide, v + deep],
        [u, v + deep],
      ];
      if (!box.every((corner) => contains(turned, corner))) continue;
      u += wide + rule.gapU - STEP;
      if (!random.chance(rule.empty))
        made.push(box.map(([a, b]): Point => [a * ux - b * uy, a * uy + b * ux]));
    }
  }
  return made;
}

interface Rows {
  setback: number;
  long: number;
  deep: number;
  gapU: number;
  gapV: number;
  empty: number;
}
const ROWS: Partial<Record<ParcelKind, Rows>> = {
  VILLAGE: { setback: 1.2, long: 12, deep: 11, gapU: 1.8, gapV: 2.2, empty: 0.08 },
  COMPOUND: { setback: 11, long: 46, deep: 14, gapU: 16, gapV: 26, empty: 0.06 },
  RESIDENTIAL: { setback: 11, long: 40, deep: 14, gapU: 12, gapV: 22, empty: 0.08 },
  COMMERCIAL: { setback: 7, long: 40, deep: 28, gapU: 12, gapV: 14, empty: 0.15 },
  FACTORY: { setback: 12, long: 74, deep: 34, gapU: 16, gapV: 14, empty: 0.08 },
  INDUSTRIAL: { setback: 8, long: 50, deep: 26, gapU: 10, gapV: 10, empty: 0.12 },
  SCHOOL: { setback: 14, long: 56, deep: 15, gapU: 22, gapV: 40, empty: 0.2 },
  MARKET: { setback: 8, long: 36, deep: 40, gapU: 10, gapV: 10, empty: 0.1 },
};

function longestSide(ring: Point[]): Point {
  let best: Point = [1, 0];
  let longest = 0;
  ring.forEach((a, i) => {
    const b = nth(ring, (i + 1) % ring.length);
    if (distance(a, b) <= longest) return;
    longest = distance(a, b);
    best = direction(a, b);
  });
  return best;
}
