import type { Territory } from "./communities.ts";
import { closed, surface } from "./divisions.ts";
import { bounds, centroid, type Point } from "./geometry.ts";
import type { BaseFeature, PolygonGeometry, RoadClass } from "./model.ts";
import { footprints, type Parcel } from "./parcels.ts";
import { VILLAGE_NAMES } from "./names.ts";
import { COMMUNITIES } from "./plan.ts";
import type { Random } from "./prng.ts";
import { toDegrees } from "./projection.ts";
import type { TownRoad } from "./roads.ts";
import type { Water } from "./waters.ts";

const ROAD_ZOOM: Record<RoadClass, number> = {
  MAIN: 9,
  SECONDARY: 11,
  LANE: 13,
  VILLAGE_ROAD: 14,
  VILLAGE_LANE: 15,
};
const NAME_ZOOM: Record<RoadClass, number> = {
  MAIN: 12,
  SECONDARY: 13,
  LANE: 15,
  VILLAGE_ROAD: 16,
  VILLAGE_LANE: 17,
};

/** The map under the map, from the same town, so that the product needs no network to draw it. Order is drawing order. */
export function makeBase(
  town: {
    parcels: readonly Parcel[];
    roads: readonly TownRoad[];
    waters: readonly Water[];
    territories: { communities: Territory[]; streets: Territory[] };
  },
  random: Random,
): BaseFeature[] {
  const base: BaseFeature[] = [];
  const [west, south, east, north] = bounds(town.territories.streets.flatMap(({ rings }) => rings.flat()));
  base.push({
    kind: "land",
    class: "around",
    name: "",
    minZoom: 0,
    geometry: polygon([
      [west - 3000, south - 3000],
      [east + 3000, south - 3000],
      [east + 3000, north + 3000],
      [west - 3000, north + 3000],
    ]),
  });
  for (const { code, rings } of town.territories.streets)
    base.push({
      kind: "land",
      class: code === "440604011" ? "street" : "neighbour",
      name: "",
      minZoom: 0,
      geometry: surface(rings),
    });
  for (const parcel of town.parcels) base.push(parcelFeature(parcel));
  for (const water of town.waters)
    base.push({
      kind: "water",
      class: water.rank.toLowerCase(),
      name: water.nameZh,
      nameEn: water.nameEn,
      minZoom: water.rank === "RIVER" ? 8 : 12,
      geometry: polygon(water.ring),
    });
  for (const { record } of town.roads)
    base.push({
      kind: "road",
      class: record.roadClass,
      name: record.nameZh,
      nameEn: record.nameEn,
      widthM: record.widthM,
      minZoom: Math.max(13, ROAD_ZOOM[record.roadClass]),
      geometry: record.polygon,
    });
  for (const parcel of town.parcels) {
    for (const ring of footprints(parcel, random))
      base.push({ kind: "building", class: parcel.kind, name: "", minZoom: 15, geometry: polygon(ring) });
  }
  for (const { record } of town.roads)
    base.push({
      kind: "road_label",
      class: record.roadClass,
      name: record.nameZh,
      nameEn: record.nameEn,
      widthM: record.widthM,
      minZoom: Math.min(ROAD_ZOOM[record.roadClass], NAME_ZOOM[record.roadClass]),
      geometry: record.centreline,
    });
  for (const { rings, code } of town.territories.streets)
    base.push({
      kind: "boundary",
      class: "street",
      name: code === "440604011" ? "张槎街道" : "石湾镇街道",
      minZoom: 9,
      geometry: surface(rings),
    });
  for (const { rings, code } of town.territories.communities)
    base.push({
      kind: "boundary",
      class: "community",
      name: VILLAGE_NAMES.get(code)?.zh ?? "",
      minZoom: 12,
      geometry: surface(rings),
    });
  base.push(...places(town));
  return base;
}

function parcelFeature({ kind, drawn, nameZh, nameEn }: Parcel): BaseFeature {
  const geometry = polygon(drawn);
  const named = { name: nameZh, ...(nameEn === "" ? {} : { nameEn }) };
  if (kind === "POND") return { kind: "water", class: "pond", ...named, minZoom: 12, geometry };
  if (kind === "GREEN") return { kind: "green", class: "park", ...named, minZoom: 11, geometry };
  if (kind === "FIELD") return { kind: "green", class: "field", ...named, minZoom: 12, geometry };
  if (kind === "COMPOUND") return { kind: "compound", class: "COMPOUND", ...named, minZoom: 12, geometry };
  if (kind === "FACTORY") return { kind: "factory", class: "FACTORY", ...named, minZoom: 12, geometry };
  return { kind: "block", class: kind, ...named, minZoom: 12, geometry };
}

function places(town: { parcels: readonly Parcel[]; waters: readonly Water[] }): BaseFeature[] {
  const point = (at: Point) => ({ type: "Point" as const, coordinates: toDegrees(at) });
  const out: BaseFeature[] = [
    {
      kind: "place",
      class: "street",
      name: "张槎街道",
      nameEn: "Zhangcha Street",
      minZoom: 9,
      geometry: point([-250, 260]),
    },
    {
      kind: "place",
      class: "street",
      name: "石湾镇街道",
      nameEn: "Shiwan Street",
      minZoom: 11,
      geometry: point([2500, 200]),
    },
  ];
  for (const { code, seed, core } of COMMUNITIES) {
    const name = VILLAGE_NAMES.get(code);
    if (name !== undefined)
      out.push({
        kind: "place",
        class: core === undefined ? "community" : "village",
        name: name.zh,
        nameEn: name.en,
        minZoom: 12,
        geometry: point(seed),
      });
  }
  const seen = new Set<string>();
  for (const { nameZh, nameEn, ring, kind } of town.parcels) {
    if (nameZh === "" || seen.has(nameZh) || kind === "CONSTRUCTION") continue;
    seen.add(nameZh);
    out.push({
      kind: "place",
      class: kind.toLowerCase(),
      name: nameZh,
      nameEn,
      minZoom: kind === "GREEN" ? 14 : 16,
      geometry: point(centroid(ring)),
    });
  }
  for (const { nameZh, nameEn, centreline } of town.waters) {
    if (centreline === null) continue;
    out.push({
      kind: "place",
      class: "water",
      name: nameZh,
      nameEn,
      minZoom: 12,
      geometry: { type: "LineString", coordinates: centreline.map(toDegrees) },
    });
  }
  return out;
}

function polygon(ring: readonly Point[]): PolygonGeometry {
  return { type: "Polygon", coordinates: [closed(ring)] };
}
