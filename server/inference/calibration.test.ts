import { expect, test } from "vitest";
import { calibrated, calibratedShares, fitCurve, type Forecast } from "./calibration.ts";

/** `count` forecasts of one probability, a share of which proved right. */
const said = (value: number, count: number, right: number): Forecast[] =>
  Array.from({ length: count }, (_, i) => ({ said: value, right: i < right, weight: 1 / count }));

test("probabilities that were too timid are raised and too bold ones lowered, in their order", () => {
  const curve = fitCurve([...said(0.2, 100, 5), ...said(0.7, 100, 90), ...said(0.95, 100, 91)], 0);
  expect(calibrated(curve, 0.2)).toBeCloseTo(0.05, 2);
  expect(calibrated(curve, 0.7)).toBeCloseTo(0.9, 2);
  expect(calibrated(curve, 0.95)).toBeLessThan(0.95);
  const steps = Array.from({ length: 101 }, (_, i) => calibrated(curve, i / 100));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps[0]).toBe(0);
  expect(steps.at(-1)).toBe(1);
});

test("a town in which the higher probability proved right less often bends no curve downwards", () => {
  const curve = fitCurve([...said(0.6, 50, 45), ...said(0.8, 50, 30)], 0);
  expect(calibrated(curve, 0.8)).toBeGreaterThanOrEqual(calibrated(curve, 0.6));
});

test("a handful of cases moves the curve less than a hundred", () => {
  const few = fitCurve(said(0.5, 10, 10), 1);
  const none = fitCurve(said(0.5, 10, 10), 0);
  expect(calibrated(few, 0.5)).toBeLessThan(calibrated(none, 0.5));
});

test("shares still sum to one, and without a curve they are what they were", () => {
  const shares = [0.7, 0.2, 0.1];
  expect(calibratedShares([], shares)).toEqual(shares);
  const timid = [
    [0.3, 0.1],
    [0.6, 0.8],
  ] as const;
  const bent = calibratedShares(timid, shares);
  expect(bent.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  expect(bent[0]).toBeGreaterThan(0.8);
});
