import { mediumFit, typeShare, type ClassProfile } from "../class-profile.ts";
import type { LineView } from "../network-index.ts";
import type { Evidence, Scene } from "../scene.ts";
import type { EvidenceKind } from "../weights.ts";

const DISTANCE_KIND: Readonly<Record<ClassProfile["seat"], EvidenceKind>> = {
  on: "lineDistanceOn",
  beside: "lineDistanceBeside",
  free: "lineDistanceFree",
};
/** Beyond this a farther line is no stronger evidence against. */
const LEAST_CLOSENESS = -6;
/** The distance at which a line stops being "at" the component: both survey errors and how such things are built. */
export const toleranceM = (scene: Scene, view: LineView): number =>
  Math.hypot(scene.errorM, view.accuracyM, scene.profile.reachM);

/** 1 on the line, 0.3 at the tolerance, falling with the logarithm beyond: a Cauchy tail, because maps err grossly. */
const closeness = (scene: Scene, view: LineView): number => {
  const ratio = view.distance / toleranceM(scene, view);
  return Math.max(LEAST_CLOSENESS, 1 - Math.log1p(ratio * ratio));
};

/** The unit's line that explains the component best: fitting medium first, then distance; undefined without lines. */
export const explainingLine = (scene: Scene, unit: number): LineView | undefined => {
  let best: LineView | undefined;
  let bestScore = -Infinity;
  for (const view of scene.linesOf.get(unit) ?? []) {
    const score = mediumFit(scene.profile, view.medium) + 0.8 * closeness(scene, view);
    if (score > bestScore) {
      best = view;
      bestScore = score;
    }
  }
  return best;
};

/** A type that keeps half of the things of a class is their usual keeper. */
const USUAL_KEEPER = 0.5;

/**
 * The line of others that such a thing of the unit hangs on: a hydrant is fed by a main whoever keeps it, a camera by
 * somebody's cable. Only for the usual keepers of the class that run no network it could hang on themselves.
 */
export const hostLine = (scene: Scene, unit: number): LineView | undefined => {
  const { type, media } = scene.unit(unit);
  if (
    typeShare(scene.profile, type) < USUAL_KEEPER ||
    media.some((medium) => mediumFit(scene.profile, medium) > 0)
  )
    return;
  let best: LineView | undefined;
  let bestScore = -Infinity;
  for (const other of scene.linesOf.keys()) {
    // A colleague of the same trade with lines of its own needs no guest.
    if (scene.unit(other).type === type) continue;
    const view = explainingLine(scene, other);
    if (!view) continue;
    const score = mediumFit(scene.profile, view.medium) + 0.8 * closeness(scene, view);
    if (score > bestScore) [best, bestScore] = [view, score];
  }
  return best;
};

/** Distance to the unit's best line, judged against the error of both sides, and whether its medium fits the class. */
export const lineEvidence = (scene: Scene, unit: number, view: LineView | undefined): Evidence[] => {
  if (!view) return absentLine(scene, unit);
  const distance = {
    medium: view.medium,
    distanceM: round(view.distance),
    errorM: round(Math.hypot(scene.errorM, view.accuracyM)),
  };
  const evidence: Evidence[] = [
    {
      kind: DISTANCE_KIND[scene.profile.seat],
      value: closeness(scene, view),
      key: view.unit === unit ? "lineDistance" : "hostLine",
      params: distance,
    },
  ];
  const fit = mediumFit(scene.profile, view.medium);
  if (fit !== 0) {
    const key = fit > 0 ? "mediumFits" : "mediumDoesNotFit";
    evidence.push({
      kind: "mediumFit",
      value: fit,
      key,
      params: { class: scene.profile.key, medium: view.medium },
    });
  }
  const share = view.unit === unit ? shareOfMedium(scene, view) : 1;
  if (share < 0.995) {
    const params = { medium: view.medium, percent: Math.round(share * 100) };
    evidence.push({
      kind: "shareOfMedium",
      value: Math.max(-4, Math.log(share)),
      key: "shareOfMedium",
      params,
    });
  }
  return evidence;
};

/** How much of the network of this medium around is the unit's: who has most of it here has most of its shafts. */
const shareOfMedium = (scene: Scene, view: LineView): number => {
  let all = 0;
  for (const views of scene.linesOf.values()) {
    for (const other of views) if (other.medium === view.medium) all += other.length + 1;
  }
  return all > 0 ? (view.length + 1) / all : 1;
};

/** Units that keep their things without lines of their own are not asked for any. */
const RUNS_NETWORKS: ReadonlySet<string> = new Set([
  "WATER_SUPPLY",
  "DRAINAGE",
  "POWER",
  "GAS",
  "TELECOM",
  "BROADCAST",
  "STREET_LIGHTING",
  "POLICE_TRAFFIC",
]);

/** A medium that such things clearly serve. */
const CLEAR_FIT = 0.7;

const someLineFits = (scene: Scene): boolean => {
  for (const views of scene.linesOf.values()) {
    if (views.some(({ medium }) => mediumFit(scene.profile, medium) > CLEAR_FIT)) return true;
  }
  return false;
};

/** No line of the unit nearby: counts against it where such a thing needs one, less so if its networks would fit. */
const absentLine = (scene: Scene, unit: number): Evidence[] => {
  if (!scene.mapped) return [];
  if (scene.profile.media.size === 0 && scene.profile.key !== "") return [];
  const type = scene.unit(unit).type;
  if (type && (!RUNS_NETWORKS.has(type) || scene.unit(unit).media.length === 0)) return [];
  const others = someLineFits(scene);
  const key = others ? "onlyOthersNearby" : "noLineNearby";
  const evidence: Evidence[] = [{ kind: "noLineNearby", value: others ? 2 : 1, key, params: {} }];
  let best = -Infinity;
  let bestMedium = "";
  for (const medium of scene.unit(unit).media) {
    const fit = mediumFit(scene.profile, medium);
    if (fit > best) [best, bestMedium] = [fit, medium];
  }
  if (bestMedium && best !== 0) {
    const key = best > 0 ? "farMediumFits" : "mediumDoesNotFit";
    const params = { class: scene.profile.key, medium: bestMedium };
    evidence.push({ kind: "farMediumFit", value: best, key, params });
  }
  return evidence;
};

const round = (metres: number): number => Math.round(metres * 10) / 10;
