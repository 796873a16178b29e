import {
  calibratedShares,
  fitCurve,
  type CalibrationCurve,
  type Forecast,
} from "../../server/inference/calibration.ts";
import { fitTemperature, fitWeights, sharesOf } from "../../server/inference/fit.ts";
import type { Prediction } from "../../server/inference/metrics.ts";
import type { InferenceModel } from "../../server/inference/model.ts";
import type { EvidenceKind } from "../../server/inference/weights.ts";
import type { Place } from "./places.ts";
import { casesOf, EXACT, PHONE, TRAINING_VARIANTS, type Case, type Variant } from "./variants.ts";

export const SEED = 20_261_123;
export const TESTED: readonly Variant[] = [EXACT, PHONE, { ...PHONE, name: "1.5 m, labelled", labelled: 1 }];

type Weights = Readonly<Record<EvidenceKind, number>>;
/** What training makes of a set of places. */
export type Learned = Pick<
  InferenceModel,
  "weights" | "temperature" | "temperatureClassUnknown" | "calibration"
>;

interface Town {
  readonly name: string;
  readonly training: readonly Case[];
  readonly seen: ReadonlyMap<string, readonly Case[]>;
}

/** How many forecasts' weight a group of the calibration curve needs before it is believed half: one part in a hundred. */
const DOUBT = 0.01;

/**
 * Learns from places so that each can be tested by a model that saw it at no level: its weights come from the other
 * places, and what turns scores into probabilities (temperature, then a curve) from each of those others judged by
 * weights that saw neither it nor the place tested.
 */
export class Learning {
  readonly examples: number;
  private readonly towns: readonly Town[];
  private readonly fitted = new Map<string, Weights>();
  private readonly priorStrength: number;

  constructor(places: readonly Place[], priorStrength: number) {
    this.priorStrength = priorStrength;
    this.towns = places.map((place) => ({
      name: place.name,
      training: TRAINING_VARIANTS.flatMap((variant, i) => casesOf(place, variant, SEED + i)),
      seen: new Map(TESTED.map((variant) => [variant.name, casesOf(place, variant, SEED + 100)])),
    }));
    this.examples = this.towns.reduce((sum, { training }) => sum + training.length, 0);
  }

  /** The model of all places but one (null: of all). */
  without(left: string | null): Learned {
    const others = this.towns.filter(({ name }) => name !== left);
    const judged = others.map((town) => ({
      town,
      weights: this.weightsWithout(left === null ? [town.name] : [left, town.name]),
    }));
    const temperatureFor = (known: boolean): number =>
      fitTemperature(
        judged.map(({ weights, town }) => ({
          weights,
          group: town.training
            .filter(({ classKnown, calibrates }) => calibrates && classKnown === known)
            .map(({ example }) => example),
        })),
      );
    const temperature = temperatureFor(true);
    const temperatureClassUnknown = temperatureFor(false);
    const curveFor = (known: boolean): CalibrationCurve =>
      fitCurve(
        judged.flatMap(({ weights, town }) =>
          forecasts(
            known
              ? [...town.seen.values()].flat().filter(({ classKnown }) => classKnown)
              : town.training.filter(({ classKnown, calibrates }) => calibrates && !classKnown),
            weights,
            known ? temperature : temperatureClassUnknown,
          ),
        ),
        DOUBT,
      );
    return {
      weights: this.weightsWithout(left === null ? [] : [left]),
      temperature,
      temperatureClassUnknown,
      calibration: { classKnown: curveFor(true), classUnknown: curveFor(false) },
    };
  }

  /** What a model says of a place under one of the tested variants. */
  predictions(name: string, variant: string, learned: Learned): Prediction[] {
    const cases = this.towns.find((town) => town.name === name)?.seen.get(variant) ?? [];
    return cases.map((one) => predict(one, learned));
  }

  private weightsWithout(names: readonly string[]): Weights {
    const key = names.toSorted().join("/");
    const known = this.fitted.get(key);
    if (known) return known;
    const weights = fitWeights(
      this.towns
        .filter(({ name }) => !names.includes(name))
        .flatMap(({ training }) => training.map(({ example }) => example)),
      this.priorStrength,
    );
    this.fitted.set(key, weights);
    return weights;
  }
}

/** Every candidate's probability and whether it was the owner; a place's cases weigh 1 together. */
const forecasts = (cases: readonly Case[], weights: Weights, temperature: number): Forecast[] =>
  cases.flatMap(({ example }) =>
    sharesOf(example, weights, temperature).map((said, candidate) => ({
      said,
      right: candidate === example.truth,
      weight: 1 / cases.length,
    })),
  );

const predict = ({ example, units, subject, classKnown }: Case, learned: Learned): Prediction => {
  const { weights, temperature, temperatureClassUnknown, calibration } = learned;
  const shares = calibratedShares(
    classKnown ? calibration.classKnown : calibration.classUnknown,
    sharesOf(example, weights, classKnown ? temperature : temperatureClassUnknown),
  );
  const ranked = units
    .map((unitId, index) => ({ unitId, probability: shares[index] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, 5);
  return { classKey: `${subject.part} / ${subject.classCode ?? "?"}`, truth: subject.truth, ranked };
};
