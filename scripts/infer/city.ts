import type {
  CandidateUnit,
  NetworkLine,
  ResponsibleArea,
  SpatialContext,
  Subject,
} from "../../server/inference/context.ts";
import { randomFrom } from "./variants.ts";

/** Sizes of the city that the speed goal is stated for. */
export interface CitySize {
  readonly components: number;
  readonly lines: number;
  readonly parcels: number;
  readonly units: number;
}

const LON = 113;
const LAT = 23;
const METRE = 1 / 111_195;
const BLOCK_M = 110;
const MEDIA = ["WATER", "SEWAGE", "STORM", "POWER", "TELECOM", "GAS", "LIGHTING", "BROADCAST"] as const;
const TYPES = [
  "WATER_SUPPLY",
  "DRAINAGE",
  "DRAINAGE",
  "POWER",
  "TELECOM",
  "GAS",
  "STREET_LIGHTING",
  "BROADCAST",
] as const;
const CLASSES = ["0101", "0102", "0103", "0104", "0105", "0107", "0111", "0118", "0114", "0115"];

/** A grid of blocks with every medium in each street, a parcel in each block and components along the streets. */
export const syntheticCity = (size: CitySize): { context: SpatialContext; subjects: Subject[] } => {
  const random = randomFrom(7);
  // Each medium has one line per block side: streets in two directions.
  const side = Math.max(2, Math.ceil(Math.sqrt(size.lines / (2 * MEDIA.length))));
  const at = (east: number, north: number): [number, number] => [
    LON + (east * METRE) / Math.cos((LAT * Math.PI) / 180),
    LAT + north * METRE,
  ];
  const units: CandidateUnit[] = Array.from({ length: size.units }, (_, i) => ({
    id: `unit ${i}`,
    type: TYPES[i % TYPES.length] ?? null,
    media: [MEDIA[i % MEDIA.length] ?? "WATER"],
  }));
  const unitOf = (medium: number, x: number): string => {
    const sharing = Math.max(1, Math.floor(size.units / MEDIA.length));
    return `unit ${medium + MEDIA.length * Math.min(sharing - 1, Math.floor((x / side) * sharing))}`;
  };
  const lines: NetworkLine[] = [];
  for (let i = 0; lines.length < size.lines; i++) {
    const street = Math.floor(i / MEDIA.length);
    const medium = i % MEDIA.length;
    const [x, y, along] = [Math.floor(street / 2) % side, Math.floor(street / 2 / side), street % 2 === 0];
    const offset = 2 + 1.5 * medium + random();
    const [e, n] = [x * BLOCK_M, y * BLOCK_M];
    const points = [0, 0.25, 0.5, 0.75, 1].map((share) =>
      along ? at(e + share * BLOCK_M, n + offset + random()) : at(e + offset + random(), n + share * BLOCK_M),
    );
    const unitId = unitOf(medium, x);
    lines.push({
      unitId,
      medium: MEDIA[medium] ?? "WATER",
      coordinates: points,
      accuracyM: 0.5,
      diameterMm: 300,
    });
  }
  const areas: ResponsibleArea[] = Array.from({ length: size.parcels }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side) % side];
    const [e, n] = [x * BLOCK_M + 18, y * BLOCK_M + 18];
    const ring = [at(e, n), at(e + 88, n), at(e + 88, n + 88), at(e, n + 88), at(e, n)];
    return { unitId: `unit ${i % size.units}`, kind: "PARCEL", polygons: [[ring]] };
  });
  const subjects = Array.from({ length: size.components }, (_, i) => {
    const [x, y] = [Math.floor(random() * side), Math.floor(random() * side)];
    const [across, along] = [random() * 18, random() * BLOCK_M];
    const [lon, lat] =
      i % 2 === 0
        ? at(x * BLOCK_M + along, y * BLOCK_M + across)
        : at(x * BLOCK_M + across, y * BLOCK_M + along);
    return { id: String(i), lon, lat, accuracyM: 1.5, classCode: CLASSES[i % CLASSES.length] ?? null };
  });
  return { context: { lines, areas, neighbours: [], history: [], units }, subjects };
};
