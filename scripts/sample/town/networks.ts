import type { NetworkLine } from "./model.ts";
import type { Point } from "./geometry.ts";
import type { Branch, Main } from "./mains.ts";
import { Path } from "./path.ts";
import { uuidFor, type Random } from "./prng.ts";
import { toDegrees } from "./projection.ts";
import type { Unit } from "./model.ts";

/** How good each unit's own map is: share of lines it ever handed in, and how far they lie off. */
const QUALITY: Partial<Record<Unit["unitType"], { known: number; accuracyM: number }>> = {
  WATER_SUPPLY: { known: 0.93, accuracyM: 0.5 },
  DRAINAGE: { known: 0.95, accuracyM: 0.3 },
  POWER: { known: 0.92, accuracyM: 0.5 },
  GAS: { known: 0.97, accuracyM: 0.3 },
  TELECOM: { known: 0.8, accuracyM: 1.5 },
  BROADCAST: { known: 0.7, accuracyM: 2 },
  STREET_LIGHTING: { known: 0.85, accuracyM: 1 },
  POLICE_TRAFFIC: { known: 0.9, accuracyM: 1 },
  VILLAGE: { known: 0.3, accuracyM: 2 },
  COMMUNITY: { known: 0.3, accuracyM: 2 },
  CONSTRUCTION: { known: 0.25, accuracyM: 1 },
};
const MATERIAL: Record<NetworkLine["medium"], string> = {
  WATER: "DUCTILE_IRON",
  SEWAGE: "HDPE",
  STORM: "CONCRETE",
  COMBINED: "CONCRETE",
  POWER: "CPVC",
  TELECOM: "PVC",
  GAS: "PE",
  LIGHTING: "PVC",
  TRAFFIC_SIGNAL: "PVC",
  BROADCAST: "PVC",
};

/** The maps as the units handed them in: some lines missing, some with a gap, all of them a little beside the truth. */
export function drawNetworks(
  seed: number,
  mains: readonly Main[],
  branches: readonly Branch[],
  units: readonly Unit[],
  random: Random,
): NetworkLine[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const lines: NetworkLine[] = [];
  const draw = (main: Main, line: readonly Point[], isBranch: boolean): void => {
    const unitType = byId.get(main.unitId)?.unitType;
    const quality = unitType === undefined ? undefined : QUALITY[unitType];
    if (quality === undefined) throw new Error(`no map quality for ${unitType ?? main.unitId}`);
    if (!random.chance(quality.known)) return;
    const shift: Point = [
      random.normal() * quality.accuracyM * 0.45,
      random.normal() * quality.accuracyM * 0.45,
    ];
    for (const piece of isBranch ? [line] : withGaps(line, random)) {
      lines.push({
        id: uuidFor(seed, `network/${lines.length}`),
        unitId: main.unitId,
        medium: main.medium,
        diameterMm: isBranch ? Math.min(main.diameterMm, 200) : main.diameterMm,
        accuracyM: quality.accuracyM,
        surveyedOn: random.day(2012, 2023),
        attributes: {
          material: MATERIAL[main.medium],
          roadName: main.road.record.nameZh,
          ...(main.medium === "POWER" || main.medium === "TELECOM"
            ? { ducts: random.integer(2, isBranch ? 4 : 12) }
            : {}),
          ...(isBranch ? { branch: true as const } : {}),
        },
        geometry: {
          type: "LineString",
          coordinates: piece.map(([x, y]) => toDegrees([x + shift[0], y + shift[1]])),
        },
      });
    }
  };
  for (const main of mains) draw(main, main.line, false);
  for (const branch of branches) draw(branch.main, branch.line, true);
  return lines;
}

function withGaps(line: readonly Point[], random: Random): (readonly Point[])[] {
  const path = new Path(line);
  if (path.length < 500 || !random.chance(0.3)) return [line];
  const gap = random.range(80, 300);
  const at = random.range(60, path.length - gap - 60);
  return [path.part(0, at), path.part(at + gap, path.length)];
}
