import type { AreaGroup, AreaView } from "../area-index.ts";
import { mediumFit } from "../class-profile.ts";
import { toleranceM } from "./lines.ts";
import { normalShare } from "../plane.ts";
import type { Evidence, Scene } from "../scene.ts";
import type { EvidenceKind } from "../weights.ts";

const KIND: Readonly<Record<AreaGroup, EvidenceKind>> = {
  duty: "insideDuty",
  road: "insideRoad",
  compound: "insideCompound",
  parcel: "insideParcel",
  service: "insideService",
};

/** Duty polygons, road custody, compounds and their managers, parcels, service areas: inside, at the edge, or around. */
export const areaEvidence = (scene: Scene, unit: number): Evidence[] => {
  const evidence: Evidence[] = [];
  const ground = weightOfGround(scene);
  for (const view of scene.areasOf.get(unit) ?? []) {
    const factor = view.group === "duty" || view.group === "service" ? 1 : ground;
    if (view.inside > 0.02) {
      const edge = view.depth < scene.errorM * 2;
      const params = {
        area: view.group,
        depthM: Math.round(Math.abs(view.depth) * 10) / 10,
        errorM: scene.errorM,
      };
      const key = edge ? "atEdgeOfArea" : "insideArea";
      evidence.push({ kind: KIND[view.group], value: view.inside * factor, key, params });
    }
    if (view.group === "service" || view.share < 0.02) continue;
    const kind = view.group === "road" ? "roadAround" : "groundAround";
    const params = { percent: Math.round(100 * view.share) };
    evidence.push({ kind, value: view.share * factor, key: kind, params });
  }
  const foreign = scene.areasOf.has(unit) ? 0 : shareOfOthers(scene) * scene.profile.custody;
  if (foreign > 0.02)
    evidence.push({ kind: "othersGround", value: foreign, key: "othersGround", params: {} });
  const deepest = shareOfDeepest(scene, unit);
  if (deepest > 0.05) {
    const params = { percent: Math.round(100 * deepest) };
    evidence.push({ kind: "deepestArea", value: deepest * ground, key: "deepestArea", params });
  }
  return evidence;
};

/** A fitting line this much farther than it should be explains the component half. */
const HALF_EXPLAINED_M = 3;

/**
 * The holder of the ground decides about a bench, a network about a shaft that sits on it. The farther the nearest line
 * that fits, the likelier the shaft belongs to something nobody mapped, and the ground is what there is to go by.
 */
const weightOfGround = (scene: Scene): number => {
  const { profile } = scene;
  const unknown = profile.key === "";
  if (profile.media.size === 0 && !unknown) return profile.types.size > 0 ? 0.2 + 0.8 * profile.custody : 1;
  let explained = 0;
  for (const views of scene.linesOf.values()) {
    for (const view of views) {
      if (mediumFit(profile, view.medium) <= 0 && !unknown) continue;
      const ratio = view.distance / (toleranceM(scene, view) + HALF_EXPLAINED_M);
      explained = Math.max(explained, 1 / (1 + ratio * ratio));
    }
  }
  return 1 - explained * 0.6 * (1 - profile.custody);
};

/** Probability that the component stands on ground that somebody holds: a road, a compound, a parcel. */
const shareOfOthers = (scene: Scene): number => {
  let most = 0;
  for (const views of scene.areasOf.values()) {
    for (const { group, inside } of views) if (HELD.has(group)) most = Math.max(most, inside);
  }
  return most;
};

const HELD: ReadonlySet<AreaGroup> = new Set(["road", "compound", "parcel"]);

const depthOf = (views: readonly AreaView[]): number =>
  Math.max(-Infinity, ...views.filter(({ group }) => group !== "service").map(({ depth }) => depth));

/** Probability that the point, as well as it is known, lies deeper in (or nearer to) an area of the unit than of others. */
const shareOfDeepest = (scene: Scene, unit: number): number => {
  const mine = depthOf(scene.areasOf.get(unit) ?? []);
  if (mine === -Infinity) return 0;
  let others = -Infinity;
  for (const [other, views] of scene.areasOf) if (other !== unit) others = Math.max(others, depthOf(views));
  return others === -Infinity ? 1 : normalShare((mine - others) / (1.4 * Math.hypot(scene.errorM, 1)));
};
