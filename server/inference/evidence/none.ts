import { mediumFit } from "../class-profile.ts";
import { toleranceM } from "./lines.ts";
import type { Evidence, Scene } from "../scene.ts";

/**
 * What speaks for "none of these": no line of a fitting medium, all of them far away, ownerless neighbours, a class
 * nobody knows. It keeps a lone candidate from being sure merely because nobody else is on the map.
 */
export const noneEvidence = (scene: Scene): Evidence[] => {
  const evidence: Evidence[] = [{ kind: "noneBase", value: 1, key: "noneBase", params: {} }];
  if (scene.profile.key === "")
    evidence.push({ kind: "noneUnknownClass", value: 1, key: "classUnknown", params: {} });
  if (scene.profile.media.size > 0) {
    let nearest = 6;
    let fitting = false;
    for (const views of scene.linesOf.values()) {
      for (const view of views) {
        const ratio = view.distance / toleranceM(scene, view);
        const fits = mediumFit(scene.profile, view.medium);
        if (fits > -0.5) nearest = Math.min(nearest, Math.log1p(ratio * ratio));
        if (fits > 0) fitting = true;
      }
    }
    if (!fitting) evidence.push({ kind: "noneNoFittingLine", value: 1, key: "noFittingLine", params: {} });
    if (nearest > 1)
      evidence.push({ kind: "noneFarFromLines", value: nearest - 1, key: "farFromLines", params: {} });
  }
  const nothing = scene.linesOf.size > 0 ? 0 : emptiness(scene);
  if (nothing > 0)
    evidence.push({ kind: "noneNothingNearby", value: nothing, key: "nothingNearby", params: {} });
  const ownerless = scene.neighbours.filter(({ record }) => record.unitId === null).length;
  if (ownerless > 0) {
    const value = Math.min(2, Math.log1p(ownerless));
    const params = { count: ownerless };
    evidence.push({ kind: "noneOwnerlessNeighbours", value, key: "ownerlessNeighbours", params });
  }
  return evidence;
};

/** An area that far off is no more than somebody's somewhere. */
const AWAY_M = 20;
const ONLY_AWAY = 0.85;

/** 1 = nobody answers for any ground around, 0.85 = only for ground farther off, 0 = for some ground here. */
const emptiness = (scene: Scene): number => {
  let nearest = -Infinity;
  for (const views of scene.areasOf.values())
    for (const { depth } of views) nearest = Math.max(nearest, depth);
  return nearest === -Infinity ? 1 : nearest < -(AWAY_M + scene.errorM) ? ONLY_AWAY : 0;
};
