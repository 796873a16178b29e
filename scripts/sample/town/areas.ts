import type { Territory } from "./communities.ts";
import { closed, surface } from "./divisions.ts";
import type { Area } from "./model.ts";
import type { Parcel } from "./parcels.ts";
import { uuidFor } from "./prng.ts";
import type { TownRoad } from "./roads.ts";
import type { StreetPlan } from "./streets.ts";
import type { UnitBook } from "./units.ts";
import type { Water } from "./waters.ts";
import { numeral, VILLAGE_NAMES } from "./names.ts";

const KIND_OF: Record<Parcel["kind"], Area["kind"]> = {
  COMPOUND: "COMPOUND",
  FACTORY: "FACTORY",
  CONSTRUCTION: "CONSTRUCTION",
  GREEN: "GREEN",
  POND: "WATER",
  VILLAGE: "BLOCK",
  RESIDENTIAL: "BLOCK",
  COMMERCIAL: "BLOCK",
  SCHOOL: "BLOCK",
  MARKET: "BLOCK",
  INDUSTRIAL: "BLOCK",
  FIELD: "BLOCK",
};

/** Everything with an outline that somebody manages: what place rules and parcel checks look at. */
export function makeAreas(
  seed: number,
  town: {
    plan: StreetPlan;
    parcels: readonly Parcel[];
    roads: readonly TownRoad[];
    waters: readonly Water[];
    territories: { communities: Territory[]; streets: Territory[] };
    communityOfFace: ReadonlyMap<number, string>;
  },
  book: UnitBook,
): { areas: Area[]; idOfParcel: Map<Parcel, string> } {
  const areas: Area[] = [];
  const idOfParcel = new Map<Parcel, string>();
  const add = (area: Omit<Area, "id">): string => {
    const id = uuidFor(seed, `area/${areas.length}`);
    areas.push({ id, ...area });
    return id;
  };
  for (const parcel of town.parcels) {
    const { kind, ring, nameZh, nameEn, unitId, communityCode } = parcel;
    const managed = kind === "COMPOUND" ? { open: parcel.open, managed: unitId !== null } : {};
    const id = add({
      kind: KIND_OF[kind],
      nameZh,
      nameEn,
      unitId,
      divisionCode: communityCode,
      attributes: { landUse: kind, ...managed },
      geometry: { type: "Polygon", coordinates: [closed(ring)] },
    });
    idOfParcel.set(parcel, id);
  }
  for (const { street, record } of town.roads) {
    if (
      street.superblock !== -1 &&
      town.communityOfFace.get(street.superblock)?.startsWith("440604010") === true
    )
      continue;
    const { nameZh, nameEn, roadClass, custody, accepted, rebuiltOn, custodianUnitId } = record;
    const attributes = { roadClass, custody, accepted, ...(rebuiltOn === undefined ? {} : { rebuiltOn }) };
    add({
      kind: "ROAD",
      nameZh,
      nameEn,
      unitId: custodianUnitId,
      divisionCode: "440604011",
      attributes,
      geometry: record.polygon,
    });
  }
  for (const { nameZh, nameEn, ring } of town.waters) {
    add({
      kind: "WATER",
      nameZh,
      nameEn,
      unitId: book.id("RIVER"),
      divisionCode: "440604011",
      attributes: {},
      geometry: { type: "Polygon", coordinates: [closed(ring)] },
    });
  }
  const serial = new Map<string, number>();
  for (const [id, block] of town.plan.superblocks) {
    const code = town.communityOfFace.get(id) ?? "";
    if (!block.west) continue;
    const number = (serial.get(code) ?? 0) + 1;
    serial.set(code, number);
    const name = VILLAGE_NAMES.get(code);
    add({
      kind: "DUTY",
      nameZh: `${name?.zh ?? ""}第${numeral(number)}责任网格`,
      nameEn: `${name?.en ?? ""} duty grid ${number}`,
      unitId: book.committee(code),
      divisionCode: code,
      attributes: {},
      geometry: { type: "Polygon", coordinates: [closed(block.ring)] },
    });
  }
  for (const { code, rings } of town.territories.streets) {
    if (code !== "440604011") continue;
    for (const [unit, medium, zh, en] of SERVED)
      add({
        kind: "SERVICE",
        nameZh: zh,
        nameEn: en,
        unitId: book.id(unit),
        divisionCode: code,
        attributes: { medium },
        geometry: surface(rings),
      });
  }
  return { areas, idOfParcel };
}

const SERVED = [
  ["WATER", "WATER", "禅西供水服务区", "Chanxi water service area"],
  ["DRAIN", "SEWAGE", "槎城排水服务区", "Chacheng drainage service area"],
  ["POWER", "POWER", "禅西供电营业区", "Chanxi power service area"],
  ["GAS", "GAS", "禅西燃气特许经营区", "Chanxi gas concession area"],
] as const;
