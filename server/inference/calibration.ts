/**
 * What the model says against how often it proved right, in places it did not learn from: points (said, found), both
 * rising, joined by straight lines. Empty = what is said is taken as it is.
 */
export type CalibrationCurve = readonly (readonly [said: number, found: number])[];

/** One probability that was said of one candidate, and whether that candidate was the owner. */
export interface Forecast {
  readonly said: number;
  readonly right: boolean;
  readonly weight: number;
}

const POINTS = 24;
/** No curve is surer of itself than this: thousands of components in six towns do not prove more. */
const NEVER_SURER = 0.999;

/** What a probability means by the curve; keeps the order of probabilities. */
export const calibrated = (curve: CalibrationCurve, said: number): number => {
  let [x0, y0] = [0, 0];
  for (const [x1, y1] of curve) {
    if (said <= x1) return x1 > x0 ? y0 + ((y1 - y0) * (said - x0)) / (x1 - x0) : y1;
    [x0, y0] = [x1, y1];
  }
  return curve.length === 0 ? said : Math.min(1, y0 + ((1 - y0) * (said - x0)) / Math.max(1e-9, 1 - x0));
};

/** Shares that sum to 1, each through the curve, summing to 1 again. */
export const calibratedShares = (curve: CalibrationCurve, shares: readonly number[]): number[] => {
  if (curve.length === 0) return [...shares];
  const found = shares.map((share) => calibrated(curve, share));
  const total = found.reduce((sum, value) => sum + value, 0);
  return total > 0 ? found.map((value) => value / total) : [...shares];
};

interface Block {
  weight: number;
  said: number;
  right: number;
}

/**
 * Isotonic regression: forecasts in groups of equal weight by what was said, neighbouring groups pooled until the found
 * share rises. `doubt` is how many forecasts' weight of "it means what it says" each group is worth beforehand.
 */
export const fitCurve = (forecasts: readonly Forecast[], doubt: number): CalibrationCurve => {
  const total = forecasts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const groups: Block[] = [];
  let group: Block = { weight: 0, said: 0, right: 0 };
  let before = -1;
  for (const { said, right, weight } of forecasts.toSorted((a, b) => a.said - b.said)) {
    // What was said alike stays together: its order says nothing.
    if (group.weight >= total / POINTS && said > before) {
      groups.push(group);
      group = { weight: 0, said: 0, right: 0 };
    }
    before = said;
    group.weight += weight;
    group.said += weight * said;
    group.right += right ? weight : 0;
  }
  if (group.weight > 0) groups.push(group);
  const pooled: Block[] = [];
  for (const { weight, said, right } of groups) {
    pooled.push({
      weight: weight + doubt,
      said: said + (doubt * said) / weight,
      right: right + (doubt * said) / weight,
    });
    for (;;) {
      const [last, before] = [pooled.at(-1), pooled.at(-2)];
      if (!last || !before || before.right / before.weight < last.right / last.weight) break;
      pooled.splice(-2, 2, {
        weight: before.weight + last.weight,
        said: before.said + last.said,
        right: before.right + last.right,
      });
    }
  }
  return pooled.map(
    ({ weight, said, right }) => [said / weight, Math.min(NEVER_SURER, right / weight)] as const,
  );
};
