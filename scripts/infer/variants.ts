import type { EarlierAnswer, Subject } from "../../server/inference/context.ts";
import { exampleOf, sharesOf, type Example } from "../../server/inference/fit.ts";
import { gather } from "../../server/inference/gather.ts";
import { priorModel } from "../../server/inference/model.ts";
import { Surroundings } from "../../server/inference/scene.ts";
import type { LabelledSubject, Place } from "./places.ts";

/** How a place is seen: as surveyed, by phone, by somebody who does not know the class, from maps without media... */
export interface Variant {
  readonly name: string;
  readonly noiseM: number;
  /** What the accuracy is said to be, where that is not what it is. */
  readonly saidM?: number;
  /** Share of the components taken, to keep every variant's weight and training short. */
  readonly sample: number;
  readonly weight: number;
  readonly classKnown?: boolean;
  readonly mediaKnown?: boolean;
  /** Share of the other components whose owner is known. */
  readonly labelled?: number;
  /** Share of the other components about which three units were asked and answered. */
  readonly answered?: number;
  /** Leaves out the true owner's lines and areas: "none of these" is then the right answer. */
  readonly ownerHidden?: boolean;
}

export const EXACT: Variant = { name: "exact", noiseM: 0, sample: 1, weight: 1 };
export const PHONE: Variant = { name: "1.5 m", noiseM: 1.5, sample: 1, weight: 1 };
export const TRAINING_VARIANTS: readonly Variant[] = [
  { ...EXACT, sample: 0.5 },
  { ...PHONE, sample: 0.5 },
  { ...EXACT, name: "exact, said to be 1.5 m", saidM: 1.5, sample: 0.25, weight: 0.5 },
  { name: "class unknown", noiseM: 0, sample: 0.2, weight: 0.25, classKnown: false },
  { name: "class unknown, 1.5 m", noiseM: 1.5, sample: 0.2, weight: 0.25, classKnown: false },
  { name: "media unknown", noiseM: 1.5, sample: 0.2, weight: 0.25, mediaKnown: false },
  { name: "half labelled", noiseM: 1.5, sample: 0.3, weight: 1, labelled: 0.5 },
  { name: "answered", noiseM: 1.5, sample: 0.2, weight: 0.5, answered: 0.25 },
  { name: "owner hidden", noiseM: 1.5, sample: 0.1, weight: 0.05, ownerHidden: true },
];

export interface Case {
  readonly subject: LabelledSubject;
  readonly example: Example;
  readonly classKnown: boolean;
  /** Seen as it is in use: such cases set the temperature. */
  readonly calibrates: boolean;
  /** Unit ids in the order of the example's candidates. */
  readonly units: readonly string[];
}

/** A training sample needs no more of one part; testing takes all. */
const MOST_OF_A_PART = 400;

/** Repeatable numbers in [0, 1) (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Moves a subject by a normal error of `noiseM` in each direction and says so in its accuracy. */
export const blurred = <T extends Subject>(subject: T, noiseM: number, random: () => number): T => {
  if (noiseM === 0) return subject;
  const radius = noiseM * Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return {
    ...subject,
    lon: subject.lon + (radius * Math.cos(angle)) / (111_195 * Math.cos((subject.lat * Math.PI) / 180)),
    lat: subject.lat + (radius * Math.sin(angle)) / 111_195,
    accuracyM: noiseM,
  };
};

/** The evidence of a place under a variant, as examples with the weights of a balanced place: they sum to `weight`. */
export const casesOf = (place: Place, variant: Variant, seed: number): Case[] => {
  const random = randomFrom(seed);
  const sizes = new Map<string, number>();
  for (const { part } of place.subjects) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  const taken = place.subjects.filter(({ part }) => {
    const most = variant.sample < 1 ? MOST_OF_A_PART / (sizes.get(part) ?? 1) : 1;
    return random() < variant.sample * Math.min(1, most);
  });
  const parts = new Map<string, number>();
  for (const { part } of taken) parts.set(part, (parts.get(part) ?? 0) + 1);
  // A part counts by the root of its size: 4,000 lamps should not drown 60 hydrants.
  const total = [...parts.values()].reduce((sum, count) => sum + Math.sqrt(count), 0);
  const typed = place.context.units.some(({ type }) => type !== null);
  const scenes = surroundingsFor(place, variant, random);
  return taken.flatMap((original) => {
    const placed = blurred(original, variant.noiseM, random);
    const moved = variant.saidM === undefined ? placed : { ...placed, accuracyM: variant.saidM };
    const subject = variant.classKnown === false ? { ...moved, classCode: null } : moved;
    const surroundings = scenes(subject.truth);
    const scene = surroundings.sceneOf(subject);
    if (!scene) return [];
    const gathered = gather(scene, surroundings);
    const weight =
      (variant.weight * Math.sqrt(parts.get(original.part) ?? 1)) / (total * (parts.get(original.part) ?? 1));
    const truth = variant.ownerHidden ? null : surroundings.numberOf(subject.truth);
    return [
      {
        subject: original,
        classKnown: scene.profile.key !== "",
        // In a register, where units have types, no class is ever missing: it sets no temperature for that case.
        calibrates:
          !variant.ownerHidden && variant.mediaKnown !== false && !(typed && scene.profile.key === ""),
        example: exampleOf(gathered, truth, weight),
        units: gathered.candidates.map(({ unit }) => scene.unit(unit).id),
      },
    ];
  });
};

/** Of ten answers nine are right, as in the sample town's year: an owner claims, the others deny. */
const ANSWERS_RIGHT = 0.9;
const ASKED = 3;

/** What the three likeliest owners (by the expert's weights) of some components said when they were asked. */
const answersIn = (place: Place, share: number, random: () => number): EarlierAnswer[] => {
  const surroundings = new Surroundings(place.context, place.subjects[0] ?? { lon: 0, lat: 0 });
  const { weights } = priorModel();
  return place.subjects.flatMap((subject): EarlierAnswer[] => {
    if (random() >= share) return [];
    const scene = surroundings.sceneOf(subject);
    if (!scene) return [];
    const gathered = gather(scene, surroundings);
    const shares = sharesOf(exampleOf(gathered, null, 1), weights, 1);
    return gathered.candidates
      .map(({ unit }, index) => ({ unitId: scene.unit(unit).id, share: shares[index] ?? 0 }))
      .toSorted((a, b) => b.share - a.share)
      .slice(0, ASKED)
      .map(({ unitId }) => ({
        componentId: subject.id,
        unitId,
        kind: (unitId === subject.truth) === random() < ANSWERS_RIGHT ? "CLAIM" : "DENIAL",
        classCode: subject.classCode,
        lon: subject.lon,
        lat: subject.lat,
        day: null,
      }));
  });
};

const surroundingsFor = (
  place: Place,
  variant: Variant,
  random: () => number,
): ((truth: string) => Surroundings) => {
  const origin = place.subjects[0] ?? { lon: 0, lat: 0 };
  const { context } = place;
  const lines =
    variant.mediaKnown === false
      ? context.lines.map((line) => ({ ...line, medium: "UNKNOWN" }))
      : context.lines;
  const neighbours = variant.labelled
    ? place.subjects
        .filter(() => random() < (variant.labelled ?? 0))
        .map(({ id, truth, classCode, lon, lat, attributes }) => ({
          id,
          unitId: truth,
          classCode,
          lon,
          lat,
          diameterMm: attributes?.diameterMm ?? null,
        }))
    : [];
  const history = variant.answered ? answersIn(place, variant.answered, random) : context.history;
  const seen = { ...context, lines, neighbours, history };
  if (!variant.ownerHidden) {
    const shared = new Surroundings(seen, origin);
    return () => shared;
  }
  const without = new Map<string, Surroundings>();
  return (truth) => {
    const known = without.get(truth);
    if (known) return known;
    const made = new Surroundings(
      {
        ...seen,
        lines: lines.filter(({ unitId }) => unitId !== truth),
        areas: context.areas.filter(({ unitId }) => unitId !== truth),
        units: context.units.filter(({ id }) => id !== truth),
      },
      origin,
    );
    without.set(truth, made);
    return made;
  };
};
