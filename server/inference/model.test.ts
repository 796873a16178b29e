import { expect, test } from "vitest";
import { exampleOf, fitTemperature, fitWeights } from "./fit.ts";
import { parseModel, priorModel, shippedModel } from "./model.ts";
import type { Evidence } from "./scene.ts";
import { EVIDENCE_KINDS, PRIOR_WEIGHTS } from "./weights.ts";

test("the shipped model has a weight for every kind of evidence, of the sign it must have", () => {
  const model = shippedModel();
  for (const kind of EVIDENCE_KINDS)
    expect(model.weights[kind] * PRIOR_WEIGHTS[kind].sign).toBeGreaterThanOrEqual(0);
  expect(model.training.report.length).toBeGreaterThan(0);
});

test("half a model is none", () => {
  const { lineDistanceOn: _, ...weights } = priorModel().weights;
  expect(() => parseModel(JSON.stringify({ ...priorModel(), weights }))).toThrow(
    "no weight for lineDistanceOn",
  );
  expect(() => parseModel(JSON.stringify({ ...priorModel(), temperature: 0 }))).toThrow(
    "temperatures above 0",
  );
  expect(parseModel(JSON.stringify(priorModel())).weights).toEqual(priorModel().weights);
});

const evidence = (kind: Evidence["kind"], value: number): Evidence[] => [
  { kind, value, key: kind, params: {} },
];

/** Two units that differ by one kind of evidence each; the first is right in `right` of the cases. */
const cases = (count: number, right: number) =>
  Array.from({ length: count }, (_, i) =>
    exampleOf(
      {
        candidates: [
          { unit: 0, evidence: evidence("onVertex", 1) },
          { unit: 1, evidence: evidence("onBranch", 1) },
        ],
        none: evidence("noneBase", 1),
      },
      i < right ? 0 : 1,
      1,
    ),
  );

test("training raises what was right, lowers what was wrong and leaves the rest to the expert", () => {
  const weights = fitWeights(cases(100, 95), 0.001);
  expect(weights.onVertex).toBeGreaterThan(PRIOR_WEIGHTS.onVertex.mean);
  expect(weights.onBranch).toBeLessThan(PRIOR_WEIGHTS.onBranch.mean);
  expect(weights.permit).toBe(PRIOR_WEIGHTS.permit.mean);
});

test("a sign is kept whatever a small sample says", () => {
  expect(fitWeights(cases(100, 0), 0.00001).onVertex).toBeGreaterThanOrEqual(0);
});

test("weights that are too sure of themselves are cooled", () => {
  const weights = { ...priorModel().weights, onVertex: 6, onBranch: 0, noneBase: -9 };
  expect(fitTemperature([{ weights, group: cases(100, 75) }])).toBeGreaterThan(2);
});

test("a calibration curve that falls is refused", () => {
  const calibration = {
    classKnown: [
      [0.2, 0.5],
      [0.4, 0.3],
    ],
    classUnknown: [],
  };
  expect(() => parseModel(JSON.stringify({ ...priorModel(), calibration }))).toThrow("must rise");
  expect(() => parseModel(JSON.stringify({ ...priorModel(), calibration: { classKnown: ["x"] } }))).toThrow(
    "pairs of probabilities",
  );
});
