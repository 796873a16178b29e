/**
 * How likely a unit is to return a case, or to deny that a component is its own: additive log-odds of what the ranking says and of
 * the unit's own earlier answers, each shrunk towards the broader one, so that two answers say little and two hundred much.
 * Three weights, learned from all answers there are with a normal prior around "take it as it is".
 */
export interface Trial {
  readonly unitId: string;
  readonly classCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly refused: boolean;
  /** Probability that the component was the unit's, as the ranking said when it was asked; null where nobody said. */
  readonly owns: number | null;
}

export type Question = Omit<Trial, "refused">;

export interface Reason {
  readonly about: "RANKING" | "UNIT" | "CLASS" | "NEAR";
  readonly logOdds: number;
  /** Answers it rests on, and how many of them were refusals; for RANKING the percentage. */
  readonly asked: number;
  readonly refused: number;
}

export interface Odds {
  readonly probability: number;
  readonly asked: number;
  readonly refused: number;
  readonly reasons: readonly Reason[];
}

/** Answers a prior is worth: the town's rate for a unit, the unit's for its class, both for what lies near. */
const STRENGTH = { unit: 6, class: 4, near: 3 };
const NEAR_M = 300;
const HALF_M = 100;
/** The ranking is never taken to be surer than this. */
const SUREST = 0.97;
/** Log-odds that nobody would notice. */
const WORTH_SAYING = 0.03;

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

interface Features {
  readonly ranking: number;
  readonly unit: number;
  readonly class: number;
  readonly near: number;
  readonly counts: {
    readonly unit: readonly [asked: number, refused: number];
    readonly class: readonly [asked: number, refused: number];
    readonly near: readonly [asked: number, refused: number];
  };
}

/** What is known from earlier answers; asked about any number of units. Time and memory grow with the number of trials. */
export class RefusalModel {
  readonly asked: number;
  readonly refused: number;
  private readonly rate: number;
  private readonly ofUnit = new Map<string, Trial[]>();
  /** Intercept, weight of the ranking, weight of the unit's record. */
  private readonly weights: readonly [number, number, number];

  constructor(trials: readonly Trial[]) {
    this.asked = trials.length;
    this.refused = trials.filter(({ refused }) => refused).length;
    // As if one refusal and one acceptance had been seen before anybody counted.
    this.rate = (this.refused + 1) / (this.asked + 2);
    for (const trial of trials) {
      const own = this.ofUnit.get(trial.unitId);
      if (own) own.push(trial);
      else this.ofUnit.set(trial.unitId, [trial]);
    }
    this.weights = this.learn(trials);
  }

  /** Units that were ever asked. */
  units(): Iterable<string> {
    return this.ofUnit.keys();
  }

  ask(question: Question): Odds {
    const features = this.featuresOf(question, null);
    const [intercept, ranking, record] = this.weights;
    const score = intercept + ranking * features.ranking + record * recordOf(features);
    const { counts } = features;
    const reasons: Reason[] = [
      { about: "UNIT", logOdds: record * features.unit, asked: counts.unit[0], refused: counts.unit[1] },
      { about: "CLASS", logOdds: record * features.class, asked: counts.class[0], refused: counts.class[1] },
      { about: "NEAR", logOdds: record * features.near, asked: counts.near[0], refused: counts.near[1] },
    ];
    if (question.owns !== null)
      reasons.push({
        about: "RANKING",
        logOdds: ranking * features.ranking,
        asked: 100,
        refused: Math.round(100 * question.owns),
      });
    return {
      probability: sigmoid(score),
      asked: counts.unit[0],
      refused: counts.unit[1],
      reasons: reasons
        .filter(({ logOdds }) => Math.abs(logOdds) >= WORTH_SAYING)
        .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)),
    };
  }

  /** `without`: the trial itself, so that it does not predict itself while the weights are learned. */
  private featuresOf(question: Question, without: Trial | null): Features {
    const own = this.ofUnit.get(question.unitId) ?? [];
    const all: [number, number] = [0, 0];
    const same: [number, number] = [0, 0];
    const near: [number, number] = [0, 0];
    // Each answer moves the odds once: by being near, else by its class, else by the unit.
    const moved = { unit: [0, 0], class: [0, 0], near: [0, 0] } as Record<
      keyof typeof STRENGTH,
      [number, number]
    >;
    for (const trial of own) {
      if (trial === without) continue;
      const ofClass = trial.classCode === question.classCode;
      const metres = distanceM(trial, question);
      count(all, trial);
      if (ofClass) count(same, trial);
      if (metres <= NEAR_M) {
        count(near, trial);
        count(moved.near, trial, 1 / (1 + (metres / HALF_M) ** 2));
      } else count(ofClass ? moved.class : moved.unit, trial);
    }
    const unitRate = shrunk(moved.unit, this.rate, STRENGTH.unit);
    const classRate = shrunk(moved.class, unitRate, STRENGTH.class);
    const nearRate = shrunk(moved.near, classRate, STRENGTH.near);
    const owns = question.owns;
    return {
      ranking: owns === null ? 0 : logit(1 - Math.min(SUREST, Math.max(1 - SUREST, owns))),
      unit: logit(unitRate) - logit(this.rate),
      class: logit(classRate) - logit(unitRate),
      near: logit(nearRate) - logit(classRate),
      counts: { unit: all, class: same, near },
    };
  }

  /** Newton's steps for a logistic regression with three weights; the prior alone answers where nothing was ever asked. */
  private learn(trials: readonly Trial[]): [number, number, number] {
    const prior = [logit(this.rate), 0.5, 1] as const;
    const precision = [1, 4, 4] as const;
    const rows = trials.map((trial) => {
      const features = this.featuresOf(trial, trial);
      return { x: [1, features.ranking, recordOf(features)] as const, y: trial.refused ? 1 : 0 };
    });
    let weights: [number, number, number] = [...prior];
    for (let step = 0; step < 12; step++) {
      const gradient = [0, 0, 0];
      const hessian = [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ];
      for (let i = 0; i < 3; i++) {
        gradient[i] = ((weights[i] ?? 0) - (prior[i] ?? 0)) * (precision[i] ?? 0);
        const row = hessian[i];
        if (row) row[i] = precision[i] ?? 0;
      }
      for (const { x, y } of rows) {
        const p = sigmoid(weights[0] * x[0] + weights[1] * x[1] + weights[2] * x[2]);
        for (let i = 0; i < 3; i++) {
          gradient[i] = (gradient[i] ?? 0) + (p - y) * (x[i] ?? 0);
          for (let j = 0; j < 3; j++) {
            const row = hessian[i];
            if (row) row[j] = (row[j] ?? 0) + p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0);
          }
        }
      }
      const move = solved(hessian, gradient);
      weights = [weights[0] - (move[0] ?? 0), weights[1] - (move[1] ?? 0), weights[2] - (move[2] ?? 0)];
      if (Math.max(...move.map(Math.abs)) < 1e-6) break;
    }
    return weights;
  }
}

const recordOf = ({ unit, class: sameClass, near }: Features): number => unit + sameClass + near;

const shrunk = ([asked, refused]: readonly [number, number], towards: number, strength: number): number =>
  (refused + strength * towards) / (asked + strength);

const count = (counts: [number, number], { refused }: Trial, weight = 1): void => {
  counts[0] += weight;
  if (refused) counts[1] += weight;
};

const distanceM = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number =>
  111_195 * Math.hypot((a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat);

/** Solves `matrix · x = right` by elimination; the prior's precision keeps the matrix regular. */
const solved = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows[column];
    if (!pivot) continue;
    for (let r = column + 1; r < size; r++) {
      const row = rows[r];
      if (!row) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let c = column; c <= size; c++) row[c] = (row[c] ?? 0) - factor * (pivot[c] ?? 0);
    }
  }
  const x = Array.from({ length: size }, () => 0);
  for (let r = size - 1; r >= 0; r--) {
    const row = rows[r] ?? [];
    let sum = row[size] ?? 0;
    for (let c = r + 1; c < size; c++) sum -= (row[c] ?? 0) * (x[c] ?? 0);
    x[r] = sum / (row[r] ?? 1);
  }
  return x;
};
