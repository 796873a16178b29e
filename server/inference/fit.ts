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

/** The same examples side by side in flat arrays: a fit walks through them three hundred times. */
class Packed {
  readonly count: number;
  readonly truth: Int32Array;
  readonly weight: Float64Array;
  readonly total: number;
  /** Where each example's candidates begin, and where each candidate's pairs begin. */
  private readonly candidateAt: Int32Array;
  private readonly pairAt: Int32Array;
  private readonly kinds: Uint8Array;
  private readonly values: Float32Array;
  private readonly powers: Float64Array;

  constructor(examples: readonly Example[]) {
    this.count = examples.length;
    const candidates = examples.reduce((sum, { candidates }) => sum + candidates.length, 0);
    const pairs = examples.reduce(
      (sum, { candidates }) => sum + candidates.reduce((part, { length }) => part + length / 2, 0),
      0,
    );
    this.truth = Int32Array.from(examples, ({ truth }) => truth);
    this.weight = Float64Array.from(examples, ({ weight }) => weight);
    this.total = this.weight.reduce((sum, weight) => sum + weight, 0);
    this.candidateAt = new Int32Array(examples.length + 1);
    this.pairAt = new Int32Array(candidates + 1);
    this.kinds = new Uint8Array(pairs);
    this.values = new Float32Array(pairs);
    this.powers = new Float64Array(Math.max(1, ...examples.map(({ candidates }) => candidates.length)));
    let [candidate, pair] = [0, 0];
    examples.forEach((example, index) => {
      for (const flat of example.candidates) {
        for (let i = 0; i < flat.length; i += 2) {
          this.kinds[pair] = flat[i] ?? 0;
          this.values[pair] = flat[i + 1] ?? 0;
          pair += 1;
        }
        candidate += 1;
        this.pairAt[candidate] = pair;
      }
      this.candidateAt[index + 1] = candidate;
    });
  }

  /** Shares of one example's candidates, in a buffer that the next call overwrites. */
  private shares(index: number, weights: Float64Array, temperature: number): Float64Array {
    const [from, to] = [this.candidateAt[index] ?? 0, this.candidateAt[index + 1] ?? 0];
    let top = -Infinity;
    for (let c = from; c < to; c++) {
      let sum = 0;
      const end = this.pairAt[c + 1] ?? 0;
      for (let i = this.pairAt[c] ?? 0; i < end; i++)
        sum += (weights[this.kinds[i] ?? 0] ?? 0) * (this.values[i] ?? 0);
      sum /= temperature;
      this.powers[c - from] = sum;
      if (sum > top) top = sum;
    }
    let total = 0;
    for (let c = 0; c < to - from; c++) total += this.powers[c] = Math.exp((this.powers[c] ?? 0) - top);
    for (let c = 0; c < to - from; c++) this.powers[c] = (this.powers[c] ?? 0) / total;
    return this.powers;
  }

  /** Mean negative log-likelihood. */
  loss(weights: Float64Array, temperature: number): number {
    let sum = 0;
    for (let index = 0; index < this.count; index++) {
      const share = this.shares(index, weights, temperature)[this.truth[index] ?? 0] ?? 0;
      sum -= (this.weight[index] ?? 0) * Math.log(Math.max(share, 1e-9));
    }
    return sum / this.total;
  }

  /** The slope of that loss in each weight. */
  gradient(weights: Float64Array): Float64Array {
    const gradient = new Float64Array(weights.length);
    for (let index = 0; index < this.count; index++) {
      const shares = this.shares(index, weights, 1);
      const [from, to] = [this.candidateAt[index] ?? 0, this.candidateAt[index + 1] ?? 0];
      const weight = (this.weight[index] ?? 0) / this.total;
      for (let c = from; c < to; c++) {
        const pull = ((shares[c - from] ?? 0) - (c - from === this.truth[index] ? 1 : 0)) * weight;
        if (Math.abs(pull) < 1e-12) continue;
        const end = this.pairAt[c + 1] ?? 0;
        for (let i = this.pairAt[c] ?? 0; i < end; i++) {
          const kind = this.kinds[i] ?? 0;
          gradient[kind] = (gradient[kind] ?? 0) + pull * (this.values[i] ?? 0);
        }
      }
    }
    return gradient;
  }
}

const STEPS = 150;
const LEARNING_RATE = 0.05;

/**
 * Conditional logistic regression over candidates, weights shared by all units, with a normal prior around the expert's
 * weights (or around a model's, for a refit to one town's own decisions) and their signs kept. `priorStrength` is how many examples the prior is worth. Adam on the whole set:
 * the loss is convex and has forty weights, nothing finer is needed.
 */
export const fitWeights = (
  examples: readonly Example[],
  priorStrength: number,
  startingFrom: Readonly<Record<EvidenceKind, number>> | null = null,
): Record<EvidenceKind, number> => {
  const priors = EVIDENCE_KINDS.map((kind) => ({
    ...PRIOR_WEIGHTS[kind],
    mean: startingFrom?.[kind] ?? PRIOR_WEIGHTS[kind].mean,
  }));
  const weights = Float64Array.from(priors, ({ mean }) => mean);
  const momentum = new Float64Array(weights.length);
  const velocity = new Float64Array(weights.length);
  const packed = new Packed(examples);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = packed.gradient(weights);
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
  const packed = groups
    .filter(({ group }) => group.length > 0)
    .map(({ weights, group }) => ({
      vector: Float64Array.from(EVIDENCE_KINDS, (kind) => weights[kind]),
      group: new Packed(group),
    }));
  for (let temperature = 0.5; temperature <= 4; temperature *= 1.05) {
    let sum = 0;
    for (const { vector, group } of packed) sum += group.loss(vector, temperature);
    if (sum < least) [best, least] = [temperature, sum];
  }
  return best;
};

/** The shares of an example's candidates ("none of these" last), before any calibration. */
export const sharesOf = (
  { candidates }: Example,
  weights: Readonly<Record<EvidenceKind, number>>,
  temperature: number,
): number[] => {
  const scores = candidates.map((pairs) => {
    let sum = 0;
    for (let i = 0; i < pairs.length; i += 2)
      sum += weights[EVIDENCE_KINDS[pairs[i] ?? 0] ?? "noneBase"] * (pairs[i + 1] ?? 0);
    return sum / temperature;
  });
  const top = Math.max(...scores);
  const powers = scores.map((value) => Math.exp(value - top));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
};
