import type { AreaGroup, AreaView } from "../area-index.ts";
import { estateShare, holdsPrivately, mediumFit, publicShare, typeFit, typeShare } from "../class-profile.ts";
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
  // A concession says which of the water works it is, not whether the water works or the fire service.
  const { type } = scene.unit(unit);
  // A committee answers for its grid without owning the bus shelters in it.
  const duty = typeFit(scene.profile, type) < 0 ? UNUSUAL_DUTY : 1;
  const served = type === null ? 1 : typeShare(scene.profile, type);
  for (const view of scene.areasOf.get(unit) ?? []) {
    const factor = view.group === "duty" ? duty : view.group === "service" ? served : ground;
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
  evidence.push(...privateGroundEvidence(scene, unit), ...streetEvidence(scene, unit));
  const holdsGround = scene.areasOf.get(unit)?.some(({ group }) => HELD.has(group)) ?? false;
  const foreign = holdsGround ? 0 : shareOfOthers(scene) * scene.profile.custody;
  if (foreign > 0.02)
    evidence.push({ kind: "othersGround", value: foreign, key: "othersGround", params: {} });
  const deepest = shareOfDeepest(scene, unit);
  if (deepest > 0.05) {
    const params = { percent: Math.round(100 * deepest) };
    evidence.push({ kind: "deepestArea", value: deepest * ground, key: "deepestArea", params });
  }
  return evidence;
};

/**
 * Inside an estate, a works or on a village's own road, what is no utility's belongs to whoever holds the ground
 * (民法典 274, 物业管理条例 51): its sewers and its lamps are its own, however near the city's lie.
 */
export const privateGroundEvidence = (scene: Scene, unit: number): Evidence[] => {
  const privately = holdsPrivately(scene.unit(unit).type);
  let inside = 0;
  for (const view of scene.areasOf.get(unit) ?? [])
    if (view.group === "compound" || (view.group === "road" && privately))
      inside = Math.max(inside, view.inside);
  const value = inside * estateShare(scene.profile);
  if (value < 0.02 || scene.profile.key === "") return [];
  const params = { class: scene.profile.key };
  return [{ kind: "privateGround", value, key: "privateGround", params }];
};

/** Less of the streets around is a corner of somebody else's town. */
const SOME_STREETS = 0.03;

/** Where nobody says what the units are: who keeps the streets around keeps what belongs to the street. */
export const streetEvidence = (scene: Scene, unit: number): Evidence[] => {
  if (scene.typed) return [];
  const share = scene.shareOfStreets(unit);
  const value = publicShare(scene.profile) * weightOfGround(scene);
  if (share < SOME_STREETS || value === 0) return [];
  const params = { percent: Math.round(100 * share), class: scene.profile.key };
  return [{ kind: "keepsStreets", value, key: "keepsStreets", params }];
};

/** What a duty area says for a type of unit that rarely keeps such things. */
const UNUSUAL_DUTY = 0.4;

/** A fitting line this much farther than it should be explains the component half. */
const HALF_EXPLAINED_M = 3;

/**
 * The holder of the ground decides about a bench, a network about a shaft that sits on it. The farther the nearest line
 * that fits, the likelier the shaft belongs to something nobody mapped, and the ground is what there is to go by.
 */
const weightOfGround = (scene: Scene): number => {
  const { profile } = scene;
  const unknown = profile.key === "";
  if (profile.media.size === 0 && !unknown)
    return scene.typed && profile.types.size > 0 ? 0.2 + 0.8 * profile.custody : 1;
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
