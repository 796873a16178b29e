import type { CandidateUnit, NetworkLine, SpatialContext, Subject } from "./context.ts";
import { Surroundings, type Evidence, type Scene } from "./scene.ts";

/** A corner of a town for tests: metres east and north of one place, turned into lon/lat. */
const LON = 113.05;
const LAT = 23.03;

export const at = (east: number, north: number): [number, number] => [
  LON + east / (111_195 * Math.cos((LAT * Math.PI) / 180)),
  LAT + north / 111_195,
];

export const line = (unitId: string, medium: string, ...points: [number, number][]): NetworkLine => ({
  unitId,
  medium,
  coordinates: points.map(([east, north]) => at(east, north)),
  accuracyM: 0.2,
  diameterMm: null,
});

/** A square area, corners in metres. */
export const square = (
  unitId: string,
  kind: string,
  west: number,
  south: number,
  east: number,
  north: number,
) => ({
  unitId,
  kind,
  polygons: [[[at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)]]],
});

export const unit = (id: string, type: string | null, ...media: string[]): CandidateUnit => ({
  id,
  type,
  media,
});

export const around = (part: Partial<SpatialContext>): SpatialContext => ({
  lines: [],
  areas: [],
  neighbours: [],
  units: [],
  history: [],
  ...part,
});

/** A component in the middle, surveyed to 0.2 m unless said otherwise. */
export const component = (classCode: string | null, part: Partial<Subject> = {}): Subject => ({
  id: "c1",
  lon: LON,
  lat: LAT,
  accuracyM: 0.2,
  classCode,
  ...part,
});

/** The scene of a component and the number of a unit in it. */
export const sceneOf = (
  context: SpatialContext,
  subject: Subject,
  unitId: string,
): { scene: Scene; unit: number } => {
  const surroundings = new Surroundings(context, subject);
  const scene = surroundings.sceneOf(subject);
  if (!scene) throw new Error("The component of the test has no position.");
  return { scene, unit: surroundings.numberOf(unitId) };
};

/** The value of one kind of evidence, 0 where there is none of it. */
export const valueOf = (evidence: readonly Evidence[], kind: Evidence["kind"]): number =>
  evidence.find((one) => one.kind === kind)?.value ?? 0;
