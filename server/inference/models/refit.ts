import { calibratedShares, fitCurve, type Forecast } from "../calibration.ts";
import type { SpatialContext, Subject } from "../context.ts";
import { exampleOf, fitTemperature, fitWeights, sharesOf, type Example } from "../fit.ts";
import { gather } from "../gather.ts";
import { scoreOf, type Prediction, type Score } from "../metrics.ts";
import type { InferenceModel } from "../model.ts";
import { Surroundings } from "../scene.ts";

/**
 * What this installation knows about one component. A determination says whose it is; a claim that nobody has decided says so too,
 * as surely as claims of that unit have held; a denial or a returned case says whose it is not.
 */
export interface Labelled {
  readonly subject: Subject;
  readonly kind: "DETERMINATION" | "CLAIM" | "DENIAL" | "RETURN";
  readonly unitId: string;
  /** 0..1, how far to believe it: 1 for a determination. */
  readonly weight: number;
}

export interface RefitReport {
  readonly examples: { determinations: number; claims: number; denials: number; returns: number };
  /** All classes first (classCode null), then by class, the biggest first. */
  readonly rows: readonly { classCode: string | null; count: number; before: Score; after: Score }[];
}

const FOLDS = 5;
/** Blocks of half a kilometre are left out together: a street's covers tell of each other. */
const BLOCK = 0.005;
/** Examples that the model one starts from is worth, as a share of those at hand. */
const PRIOR_STRENGTH = 0.003;
/** A denial rules one unit out and says little about which of the others it is. */
const OF_A_DENIAL = 0.3;
/** Weight of "it means what it says" against a group of the calibration curve. */
const DOUBT = 0.02;

interface Case {
  readonly label: Labelled;
  readonly fold: number;
  readonly units: readonly string[];
  readonly example: Example;
  readonly classKnown: boolean;
}

type Learned = Pick<InferenceModel, "weights" | "temperature" | "temperatureClassUnknown" | "calibration">;

/**
 * Learns weights from this installation's own decisions, starting from `base`, and says by class how the model was before and how
 * it would be after. Each determination in the report is ranked by weights that saw nothing of its half-kilometre.
 * Throws an Error with a sentence where there are too few determinations to judge by.
 */
export function refit(
  labelled: readonly Labelled[],
  context: SpatialContext,
  base: InferenceModel,
  version: string,
): { model: InferenceModel; report: RefitReport } {
  const cases = casesOf(labelled, context);
  const determined = cases.filter(({ label }) => label.kind === "DETERMINATION");
  if (determined.length < 50) {
    throw new Error(
      `There are ${determined.length} determinations with candidates; a refit takes 50 at least.`,
    );
  }
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const rest = cases.filter((one) => one.fold !== fold).flatMap((one) => examplesOf(one, base));
    return {
      weights: fitWeights(rest, PRIOR_STRENGTH, base.weights),
      own: determined.filter((one) => one.fold === fold),
    };
  });
  const spread = (known: boolean, without: number | null): number => {
    const groups = folds
      .filter((_, fold) => fold !== without)
      .map(({ weights, own }) => ({
        weights,
        group: own.filter(({ classKnown }) => classKnown === known).map(({ example }) => example),
      }));
    if (groups.every(({ group }) => group.length === 0))
      return known ? base.temperature : base.temperatureClassUnknown;
    return fitTemperature(groups);
  };
  // What turns scores into probabilities comes from the other folds as well, so that the report is about neither.
  const finish = (weights: Learned["weights"], without: number | null): Learned => {
    const [temperature, temperatureClassUnknown] = [spread(true, without), spread(false, without)];
    const curve = (known: boolean) =>
      fitCurve(
        folds
          .filter((_, fold) => fold !== without)
          .flatMap((fold) =>
            fold.own
              .filter(({ classKnown }) => classKnown === known)
              .flatMap((one) => forecasts(one, fold.weights, known ? temperature : temperatureClassUnknown)),
          ),
        DOUBT * determined.length,
      );
    return {
      weights,
      temperature,
      temperatureClassUnknown,
      calibration: { classKnown: curve(true), classUnknown: curve(false) },
    };
  };
  const after = folds.flatMap(({ weights, own }, fold) => {
    const learned = finish(weights, fold);
    return own.map((one) => predict(one, learned));
  });
  const before = folds.flatMap(({ own }) => own.map((one) => predict(one, base)));
  const report = { examples: countOf(labelled), rows: compare(before, after) };
  const weights = fitWeights(
    cases.flatMap((one) => examplesOf(one, base)),
    PRIOR_STRENGTH,
    base.weights,
  );
  const rounded = Object.fromEntries(
    Object.entries(weights).map(([kind, weight]) => [kind, Number(weight.toFixed(4))]),
  ) as InferenceModel["weights"];
  const training = { examples: cases.length, places: [...base.training.places, "register"], report: [] };
  return { model: { version, ...finish(rounded, null), training }, report };
}

function casesOf(labelled: readonly Labelled[], context: SpatialContext): Case[] {
  const [first] = labelled;
  if (!first) return [];
  const surroundings = new Surroundings(context, first.subject);
  return labelled.flatMap((label): Case[] => {
    const scene = surroundings.sceneOf(label.subject);
    if (!scene) return [];
    const gathered = gather(scene, surroundings);
    const units = gathered.candidates.map(({ unit }) => scene.unit(unit).id);
    const truth = gathered.candidates.find(({ unit }) => scene.unit(unit).id === label.unitId)?.unit;
    // A unit that is no candidate at all teaches nothing about weights.
    if (truth === undefined) return [];
    return [
      {
        label,
        fold: foldOf(label.subject),
        units,
        example: exampleOf(gathered, truth, label.weight),
        classKnown: scene.profile.key !== "",
      },
    ];
  });
}

const foldOf = ({ lon, lat }: Subject): number => {
  const mixed =
    Math.imul(Math.floor(lon / BLOCK), 73_856_093) ^ Math.imul(Math.floor(lat / BLOCK), 19_349_663);
  return (((mixed >>> 8) % FOLDS) + FOLDS) % FOLDS;
};

/** A denial becomes one example for each of the others, as likely as the model held it, weighing little together. */
function examplesOf({ label, example, classKnown }: Case, base: InferenceModel): Example[] {
  if (label.kind === "DETERMINATION" || label.kind === "CLAIM") return [example];
  const shares = sharesOf(
    example,
    base.weights,
    classKnown ? base.temperature : base.temperatureClassUnknown,
  );
  const others = 1 - (shares[example.truth] ?? 0);
  if (others <= 1e-6) return [];
  return shares.flatMap((share, candidate) => {
    const weight = (label.weight * OF_A_DENIAL * share) / others;
    return candidate === example.truth || weight < 1e-3 ? [] : [{ ...example, truth: candidate, weight }];
  });
}

function predict({ example, units, classKnown, label }: Case, learned: Learned): Prediction {
  const shares = calibratedShares(
    classKnown ? learned.calibration.classKnown : learned.calibration.classUnknown,
    sharesOf(example, learned.weights, classKnown ? learned.temperature : learned.temperatureClassUnknown),
  );
  const ranked = units
    .map((unitId, index) => ({ unitId, probability: shares[index] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, 5);
  return { classKey: label.subject.classCode ?? "", truth: label.unitId, ranked };
}

function forecasts({ example }: Case, weights: Learned["weights"], temperature: number): Forecast[] {
  return sharesOf(example, weights, temperature).map((said, candidate) => ({
    said,
    right: candidate === example.truth,
    weight: 1,
  }));
}

function compare(before: readonly Prediction[], after: readonly Prediction[]): RefitReport["rows"] {
  const classes = new Map<string, number>();
  for (const { classKey } of before) classes.set(classKey, (classes.get(classKey) ?? 0) + 1);
  const biggest = [...classes].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
  const of = (predictions: readonly Prediction[], key: string | null): Score =>
    scoreOf(key === null ? predictions : predictions.filter(({ classKey }) => classKey === key));
  return [null, ...biggest].map((classCode) => ({
    classCode,
    count: classCode === null ? before.length : (classes.get(classCode) ?? 0),
    before: of(before, classCode),
    after: of(after, classCode),
  }));
}

function countOf(labelled: readonly Labelled[]): RefitReport["examples"] {
  const count = (kind: Labelled["kind"]): number => labelled.filter((one) => one.kind === kind).length;
  return {
    determinations: count("DETERMINATION"),
    claims: count("CLAIM"),
    denials: count("DENIAL"),
    returns: count("RETURN"),
  };
}
