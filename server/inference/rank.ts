import type { EvidenceTerm, InferenceInput, Ranking, RankedCandidate, Sentence, Subject } from "./context.ts";
import { calibratedShares } from "./calibration.ts";
import { RUNS_THE_MECHANISM } from "./class-profile.ts";
import { gather } from "./gather.ts";
import { shippedModel, type InferenceModel } from "./model.ts";
import { Surroundings, type Evidence, type Scene } from "./scene.ts";

export { neededRadiusM } from "./scene.ts";

const MOST_CANDIDATES = 5;

/**
 * The likeliest owners of one component, with the reasons for and against each. `context` should reach
 * `neededRadiusM(component)` around it; `context.units` should hold every unit of the town, so that one with no line
 * nearby can still be named. Never throws for bad data: what is unusable is left out and said in `missing`.
 * A ranking is a suggestion; nothing may be confirmed by it.
 */
export const rankOwners = (input: InferenceInput, model: InferenceModel = shippedModel()): Ranking => {
  const { lon, lat } = input.component;
  return rankWithin(new Surroundings(input.context, { lon, lat }), input.component, model);
};

/** The same for many components of one indexed context. */
export const rankWithin = (
  surroundings: Surroundings,
  component: Subject,
  model: InferenceModel = shippedModel(),
): Ranking => {
  const scene = surroundings.sceneOf(component);
  const nothing = {
    componentId: component.id,
    modelVersion: model.version,
    candidates: [],
    none: 1,
    nearby: [],
  };
  if (!scene) return { ...nothing, missing: [{ key: "positionMissing", params: {} }] };
  const gathered = gather(scene, surroundings);
  const unknown = scene.profile.key === "" || mediaUnknown(scene);
  const temperature = unknown ? model.temperatureClassUnknown : model.temperature;
  const scores = gathered.candidates.map(({ evidence }) => weigh(evidence, model, temperature));
  scores.push(weigh(gathered.none, model, temperature));
  const shares = calibratedShares(
    unknown ? model.calibration.classUnknown : model.calibration.classKnown,
    softmax(scores),
  );

  const candidates = gathered.candidates
    .map(({ unit, evidence }, index) => ({
      id: scene.unit(unit).id,
      evidence,
      score: scores[index] ?? 0,
      probability: shares[index] ?? 0,
    }))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .map(({ id, evidence, probability }): RankedCandidate => ({
      unitId: id,
      probability,
      terms: termsOf(id, evidence, model, temperature),
    }));
  return {
    ...nothing,
    candidates,
    none: shares.at(-1) ?? 1,
    nearby: nearbyIn(scene),
    missing: missingIn(scene, candidates.length),
  };
};

/** The point may lie on that line or in that area: within the errors of the two together. */
const nearbyIn = (scene: Scene): Ranking["nearby"] => {
  const found = new Map<string, "LINE" | "DUTY">();
  const note = (unit: number, by: "LINE" | "DUTY") => {
    const { id, type } = scene.unit(unit);
    // Who runs the mechanism answers for every duty grid; where the town says what its units are, one that it does not list is gone.
    if ((scene.typed && type === null) || RUNS_THE_MECHANISM.has(type ?? "") || found.has(id)) return;
    found.set(id, by);
  };
  for (const [unit, lines] of scene.linesOf)
    if (lines.some(({ distance, accuracyM }) => distance <= scene.errorM + accuracyM)) note(unit, "LINE");
  for (const [unit, areas] of scene.areasOf)
    if (areas.some(({ group, depth }) => group === "duty" && depth >= -scene.errorM)) note(unit, "DUTY");
  return [...found]
    .map(([unitId, by]) => ({ unitId, by }))
    .toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
};

const softmax = (scores: readonly number[]): number[] => {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
};

/** The score of a candidate: log-odds up to a constant all candidates share. */
const weigh = (evidence: readonly Evidence[], model: InferenceModel, temperature: number): number => {
  let sum = 0;
  for (const { kind, value } of evidence) sum += model.weights[kind] * value;
  return sum / temperature;
};

const termsOf = (
  unitId: string,
  evidence: readonly Evidence[],
  model: InferenceModel,
  temperature: number,
): EvidenceTerm[] =>
  evidence
    .map(({ kind, value, key, params }) => ({
      kind,
      unitId,
      logOdds: (model.weights[kind] * value) / temperature,
      sentence: { key, params },
    }))
    .filter(({ logOdds }) => Math.abs(logOdds) >= 0.05)
    .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));

/** Lines are near, and of none is known what runs in it: as little is known of what fits as when the class is unknown. */
const mediaUnknown = ({ linesOf }: Scene): boolean =>
  linesOf.size > 0 &&
  [...linesOf.values()].every((lines) => lines.every(({ medium }) => medium === "UNKNOWN"));

const missingIn = (scene: Scene, candidates: number): Sentence[] => {
  const missing: Sentence[] = [];
  if (scene.profile.key === "") missing.push({ key: "classUnknown", params: {} });
  if (mediaUnknown(scene)) missing.push({ key: "mediaUnknown", params: {} });
  if (scene.linesOf.size === 0) missing.push({ key: "noNetworkNearby", params: {} });
  if (scene.subject.accuracyM === null)
    missing.push({ key: "accuracyUnknown", params: { errorM: scene.errorM } });
  if (candidates === 0) missing.push({ key: "noCandidates", params: {} });
  return missing;
};
