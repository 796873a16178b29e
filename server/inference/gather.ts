import { RUNS_THE_MECHANISM, mediumFit, typeFit } from "./class-profile.ts";
import { areaEvidence } from "./evidence/areas.ts";
import { historyEvidence } from "./evidence/history.ts";
import { explainingLine, hostLine, lineEvidence } from "./evidence/lines.ts";
import { neighbourEvidence, runEvidence, shareEvidence } from "./evidence/neighbours.ts";
import { noneEvidence } from "./evidence/none.ts";
import { observationEvidence, typeEvidence } from "./evidence/observations.ts";
import { topologyEvidence } from "./evidence/topology.ts";
import type { Evidence, Scene, Surroundings } from "./scene.ts";

/** The candidates of one component with all evidence about them, not yet weighed. */
export interface Gathered {
  readonly candidates: readonly { readonly unit: number; readonly evidence: readonly Evidence[] }[];
  readonly none: readonly Evidence[];
}

/** Units that are asked about although nothing of theirs is near, because they keep such things in this town. */
const MOST_DISTANT_CANDIDATES = 12;

const candidateUnits = (scene: Scene, surroundings: Surroundings): Set<number> => {
  const units = new Set<number>();
  // Where the town says what its units are, one that it does not list any more is gone.
  for (const unit of scene.linesOf.keys())
    if (!scene.typed || scene.unit(unit).type !== null) units.add(unit);
  for (const unit of scene.areasOf.keys())
    if (!RUNS_THE_MECHANISM.has(scene.unit(unit).type ?? "")) units.add(unit);
  for (const { record } of scene.neighbours)
    if (record.unitId) units.add(surroundings.numberOf(record.unitId));
  for (const { unitId } of scene.subject.observations ?? [])
    if (unitId) units.add(surroundings.numberOf(unitId));
  if (!scene.typed) for (const unit of surroundings.areas.streets.keepers(scene.x, scene.y)) units.add(unit);
  let distant = 0;
  surroundings.units.forEach((unit, index) => {
    if (units.has(index) || distant >= MOST_DISTANT_CANDIDATES || RUNS_THE_MECHANISM.has(unit.type ?? ""))
      return;
    const fits = unit.type
      ? typeFit(scene.profile, unit.type) > 0
      : unit.media.some((medium) => mediumFit(scene.profile, medium) > 0);
    if (!fits) return;
    units.add(index);
    distant += 1;
  });
  return units;
};

/** All evidence about one component. */
export const gather = (scene: Scene, surroundings: Surroundings): Gathered => ({
  candidates: [...candidateUnits(scene, surroundings)].map((unit) => {
    const line = explainingLine(scene, unit) ?? hostLine(scene, unit);
    return {
      unit,
      evidence: [
        ...lineEvidence(scene, unit, line),
        ...topologyEvidence(scene, line),
        ...typeEvidence(scene, unit),
        ...neighbourEvidence(scene, unit),
        ...shareEvidence(scene, unit),
        ...runEvidence(scene, unit),
        ...areaEvidence(scene, unit),
        ...observationEvidence(scene, unit),
        ...historyEvidence(scene, unit),
      ],
    };
  }),
  none: noneEvidence(scene),
});
