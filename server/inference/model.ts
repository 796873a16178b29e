import { readFileSync } from "node:fs";
import type { CalibrationCurve } from "./calibration.ts";
import { EVIDENCE_KINDS, PRIOR_WEIGHTS, type EvidenceKind } from "./weights.ts";

/** The weights that turn evidence into log-odds, with where they come from. Stored as JSON; never edited by hand. */
export interface InferenceModel {
  readonly version: string;
  /** Scores are divided by this: above 1, the evidence overlaps and would be too sure of itself. */
  readonly temperature: number;
  /** The same for components whose class nobody knows: there the evidence is shakier. */
  readonly temperatureClassUnknown: number;
  /** What the probabilities so far mean: for components whose class is known, and for the others. */
  readonly calibration: { readonly classKnown: CalibrationCurve; readonly classUnknown: CalibrationCurve };
  readonly weights: Readonly<Record<EvidenceKind, number>>;
  readonly training: {
    readonly examples: number;
    readonly places: readonly string[];
    readonly report: readonly Readonly<Record<string, string | number>>[];
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Reads a model. Throws an Error with a sentence where a weight is missing or no number: half a model is none. */
export const parseModel = (text: string): InferenceModel => {
  const value: unknown = JSON.parse(text);
  if (!isObject(value) || typeof value["version"] !== "string" || !isObject(value["weights"])) {
    throw new Error("Not an inference model: it needs a version and weights.");
  }
  const { temperature, temperatureClassUnknown, training } = value;
  if (!isPositive(temperature) || !isPositive(temperatureClassUnknown)) {
    throw new Error("The inference model needs temperatures above 0.");
  }
  const weights = Object.fromEntries(
    EVIDENCE_KINDS.map((kind) => [kind, weightIn(value["weights"], kind)]),
  ) as Record<EvidenceKind, number>;
  const curves = isObject(value["calibration"]) ? value["calibration"] : {};
  const report = isObject(training) ? training : {};
  return {
    version: value["version"],
    temperature,
    temperatureClassUnknown,
    calibration: {
      classKnown: curveIn(curves["classKnown"]),
      classUnknown: curveIn(curves["classUnknown"]),
    },
    weights,
    training: {
      examples: Number(report["examples"] ?? 0),
      places: Array.isArray(report["places"]) ? report["places"].map(String) : [],
      report: Array.isArray(report["report"]) ? report["report"] : [],
    },
  };
};

/** A curve that rises; a model without one says what it means. */
const curveIn = (points: unknown): CalibrationCurve => {
  if (points === undefined) return [];
  const curve = (Array.isArray(points) ? points : [null]).map((point: unknown): readonly [number, number] => {
    const [said, found]: unknown[] = Array.isArray(point) ? point : [];
    if (typeof said === "number" && typeof found === "number" && said >= 0 && found >= 0 && found <= 1)
      return [said, found];
    throw new Error("A calibration curve of the inference model is a list of pairs of probabilities.");
  });
  if (curve.some(([said, found], i) => said < (curve[i - 1]?.[0] ?? 0) || found < (curve[i - 1]?.[1] ?? 0)))
    throw new Error("A calibration curve of the inference model must rise.");
  return curve;
};

const isPositive = (value: unknown): value is number => typeof value === "number" && value > 0;

const weightIn = (weights: unknown, kind: EvidenceKind): number => {
  const weight = isObject(weights) ? weights[kind] : undefined;
  if (typeof weight !== "number" || !Number.isFinite(weight)) {
    throw new Error(`The inference model has no weight for ${kind}.`);
  }
  return weight;
};

/** The expert's weights alone: what training starts from. */
export const priorModel = (): InferenceModel => ({
  version: "prior",
  temperature: 1,
  temperatureClassUnknown: 1,
  calibration: { classKnown: [], classUnknown: [] },
  weights: Object.fromEntries(EVIDENCE_KINDS.map((kind) => [kind, PRIOR_WEIGHTS[kind].mean])) as Record<
    EvidenceKind,
    number
  >,
  training: { examples: 0, places: [], report: [] },
});

let shipped: InferenceModel | undefined;

/** The model that ships with the product. */
export const shippedModel = (): InferenceModel =>
  (shipped ??= parseModel(
    readFileSync(new URL("../../data/reference/inference-model.json", import.meta.url), "utf8"),
  ));
