import type { Gathered } from "./gather.ts";
import { EVIDENCE_KINDS, PRIOR_WEIGHTS, type EvidenceKind } from "./weights.ts";

/** One component whose owner is known, as numbers: evidence of each candidate, the last one being "none of these". */
export interface Example {
  /** For each candidate the pairs (evidence kind's number, value), flat. */
  readonly candidates: readonly Float32Array[];
  readonly truth: number;
  readonly weight: number;
}

const NUMBER_OF = new Map(EVIDENCE_KINDS.map((kind, index) => [kind, index]));

const flat = (evidence: Gathered["none"]): Float32Array =>
  Float32Array.from(evidence.flatMap(({ kind, value }) => [NUMBER_OF.get(kind) ?? 0, value]));

/** The example of one component; `truth` is a unit's number or null for "none of these". */
export const exampleOf = (gathered: Gathered, truth: number | null, weight: number): Example => {
  const index = gathered.candidates.findIndex(({ unit }) => unit === truth);
  return {
    candidates: [...gathered.candidates.map(({ evidence }) => flat(evidence)), flat(gathered.none)],
    truth: index < 0 ? gathered.candidates.length : index,
    weight,
  };
};

const score = (pairs: Float32Array, weights: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < pairs.length; i += 2) sum += (weights[pairs[i] ?? 0] ?? 0) * (pairs[i + 1] ?? 0);
  return sum;
};

const shares = (example: Example, weights: Float64Array, temperature: number): number[] => {
  const scores = example.candidates.map((pairs) => score(pairs, weights) / temperature);
  const top = Math.max(...scores);
  const powers = scores.map((value) => Math.exp(value - top));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
};

/** Mean negative log-likelihood. */
const loss = (examples: readonly Example[], weights: Float64Array, temperature: number): number => {
  let sum = 0;
  let total = 0;
  for (const example of examples) {
    const share = shares(example, weights, temperature)[example.truth] ?? 0;
    sum -= example.weight * Math.log(Math.max(share, 1e-9));
    total += example.weight;
  }
  return sum / total;
};

const STEPS = 150;
const LEARNING_RATE = 0.05;

/**
 * Conditional logistic regression over candidates, weights shared by all units, with a normal prior around the expert's
 * weights and their signs kept. `priorStrength` is how many examples the prior is worth. Adam on the whole set:
 * the loss is convex and has forty weights, nothing finer is needed.
 */
export const fitWeights = (
  examples: readonly Example[],
  priorStrength: number,
): Record<EvidenceKind, number> => {
  const priors = EVIDENCE_KINDS.map((kind) => PRIOR_WEIGHTS[kind]);
  const weights = Float64Array.from(priors, ({ mean }) => mean);
  const momentum = new Float64Array(weights.length);
  const velocity = new Float64Array(weights.length);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(weights.length);
    for (const example of examples) {
      const share = shares(example, weights, 1);
      example.candidates.forEach((pairs, candidate) => {
        const pull =
          ((share[candidate] ?? 0) - (candidate === example.truth ? 1 : 0)) * (example.weight / total);
        if (Math.abs(pull) < 1e-12) return;
        for (let i = 0; i < pairs.length; i += 2) {
          const kind = pairs[i] ?? 0;
          gradient[kind] = (gradient[kind] ?? 0) + pull * (pairs[i + 1] ?? 0);
        }
      });
    }
    priors.forEach(({ mean, spread, sign }, i) => {
      const weight = weights[i] ?? 0;
      const slope = (gradient[i] ?? 0) + ((weight - mean) / (spread * spread)) * priorStrength;
      const m = (momentum[i] = 0.9 * (momentum[i] ?? 0) + 0.1 * slope);
      const v = (velocity[i] = 0.999 * (velocity[i] ?? 0) + 0.001 * slope * slope);
      const next =
        weight - (LEARNING_RATE * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
      weights[i] = sign > 0 ? Math.max(0, next) : sign < 0 ? Math.min(0, next) : next;
    });
  }
  return Object.fromEntries(EVIDENCE_KINDS.map((kind, i) => [kind, weights[i] ?? 0])) as Record<
    EvidenceKind,
    number
  >;
};

/** The temperature that makes groups not learned from most likely, each group counting the same; between 0.5 and 4. */
export const fitTemperature = (
  groups: readonly {
    readonly weights: Readonly<Record<EvidenceKind, number>>;
    readonly group: readonly Example[];
  }[],
): number => {
  let best = 1;
  let least = Infinity;
  for (let temperature = 0.5; temperature <= 4; temperature *= 1.05) {
    let sum = 0;
    for (const { weights, group } of groups) {
      const vector = Float64Array.from(EVIDENCE_KINDS, (kind) => weights[kind]);
      if (group.length > 0) sum += loss(group, vector, temperature);
    }
    if (sum < least) [best, least] = [temperature, sum];
  }
  return best;
};
