/** How a ranking did against the truth: what is printed by evaluation and stored with a model. */
export interface Prediction {
  readonly classKey: string;
  readonly truth: string;
  /** Likeliest first, with probabilities. */
  readonly ranked: readonly { readonly unitId: string; readonly probability: number }[];
}

export interface Score {
  readonly count: number;
  readonly hit1: number;
  readonly hit3: number;
  /** Multi-class Brier score over the ranked units and the true one, 0..2. */
  readonly brier: number;
  /** Expected calibration error of the first candidate's probability, 10 bins of equal width. */
  readonly ece: number;
}

const BINS = 10;

const brierOf = ({ truth, ranked }: Prediction): number => {
  let sum = 0;
  let found = false;
  for (const { unitId, probability } of ranked) {
    const target = unitId === truth ? 1 : 0;
    if (target === 1) found = true;
    sum += (probability - target) ** 2;
  }
  return found ? sum : sum + 1;
};

/** All zero for no predictions. */
export const scoreOf = (predictions: readonly Prediction[]): Score => {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, hits: 0 }));
  let hit1 = 0;
  let hit3 = 0;
  let brier = 0;
  for (const prediction of predictions) {
    const { truth, ranked } = prediction;
    const first = ranked[0];
    const hit = first?.unitId === truth ? 1 : 0;
    hit1 += hit;
    if (ranked.slice(0, 3).some(({ unitId }) => unitId === truth)) hit3 += 1;
    brier += brierOf(prediction);
    const confidence = first?.probability ?? 0;
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (!bin) continue;
    bin.count += 1;
    bin.confidence += confidence;
    bin.hits += hit;
  }
  const count = predictions.length;
  if (count === 0) return { count, hit1: 0, hit3: 0, brier: 0, ece: 0 };
  const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.hits), 0) / count;
  return { count, hit1: hit1 / count, hit3: hit3 / count, brier: brier / count, ece };
};

/** The same by class, biggest class first. */
export const scoreByClass = (predictions: readonly Prediction[]): { classKey: string; score: Score }[] => {
  const classes = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    const group = classes.get(prediction.classKey);
    if (group) group.push(prediction);
    else classes.set(prediction.classKey, [prediction]);
  }
  return [...classes]
    .map(([classKey, group]) => ({ classKey, score: scoreOf(group) }))
    .toSorted((a, b) => b.score.count - a.score.count);
};
