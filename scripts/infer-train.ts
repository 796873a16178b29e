/**
 * Learns the weights of the inference from places whose owners are known, each place in turn being tested by a model
 * that has never seen it, and prints what that gave. `--write` stores the model that learned from all of them;
 * `--register` learns instead from this installation's own register and proposes the result in its database.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { majorityOfFive, nearestLine } from "../server/inference/baselines.ts";
import { scoreByClass, scoreOf } from "../server/inference/metrics.ts";
import type { InferenceModel } from "../server/inference/model.ts";
import { Learning, SEED, TESTED } from "./infer/learning.ts";
import { refitRegister } from "./infer/refit.ts";
import { readPlaces, type Place } from "./infer/places.ts";
import { blurred, randomFrom, type Variant } from "./infer/variants.ts";

const { values } = parseArgs({
  options: {
    write: { type: "boolean" },
    register: { type: "boolean" },
    "dry-run": { type: "boolean" },
    version: { type: "string" },
    prior: { type: "string" },
    detail: { type: "boolean" },
  },
});
// This installation's own decisions: a proposal in its database, not another model file.
if (values.register) {
  await refitRegister({ dryRun: values["dry-run"] ?? false });
  process.exit(0);
}
const PRIOR_STRENGTH = Number(values.prior ?? 0.003);
const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);

/** The two rules of thumb, on the same noisy points. */
const baselineHits = (place: Place, variant: Variant): { line: number; neighbours: number } => {
  const random = randomFrom(SEED + 1);
  const origin = place.subjects[0] ?? { lon: 0, lat: 0 };
  const line = nearestLine(place.context, origin);
  const five = majorityOfFive(
    place.subjects.map((s) => ({ ...s, unitId: s.truth })),
    origin,
  );
  let [lineHits, fiveHits] = [0, 0];
  for (const original of place.subjects) {
    const subject = blurred(original, variant.noiseM, random);
    if (line(subject) === original.truth) lineHits += 1;
    if (five(subject) === original.truth) fiveHits += 1;
  }
  return { line: lineHits / place.subjects.length, neighbours: fiveHits / place.subjects.length };
};

const places = await readPlaces();
if (places.length === 0) throw new Error("No places with known owners are here; nothing to learn from.");
const learning = new Learning(places, PRIOR_STRENGTH);
const report: Record<string, string | number>[] = [];
console.error(`gathered in ${Math.round(performance.now() / 1000)} s`);
console.log("place        seen             n  nearest  five |  hit@1  hit@3  Brier    ECE");
for (const place of places) {
  const learned = learning.without(place.name);
  for (const variant of TESTED) {
    const predictions = learning.predictions(place.name, variant.name, learned);
    const score = scoreOf(predictions);
    const baseline = baselineHits(place, variant);
    console.log(
      `${place.name.padEnd(12)} ${variant.name.padEnd(15)} ${String(score.count).padStart(5)}  ${percent(baseline.line)}  ${percent(baseline.neighbours)} | ${percent(score.hit1)}  ${percent(score.hit3)}  ${score.brier.toFixed(3)}  ${score.ece.toFixed(3)}`,
    );
    report.push({
      place: place.name,
      seen: variant.name,
      count: score.count,
      nearestLine: Number(baseline.line.toFixed(4)),
      majorityOfFive: Number(baseline.neighbours.toFixed(4)),
      hit1: Number(score.hit1.toFixed(4)),
      hit3: Number(score.hit3.toFixed(4)),
      brier: Number(score.brier.toFixed(4)),
      ece: Number(score.ece.toFixed(4)),
    });
    if (!values.detail) continue;
    for (const { classKey, score: part } of scoreByClass(predictions)) {
      console.log(
        `    ${classKey.padEnd(36)} ${String(part.count).padStart(5)}  ${percent(part.hit1)}  ${percent(part.hit3)}  ${part.brier.toFixed(3)}  ${part.ece.toFixed(3)}`,
      );
    }
  }
}

const learned = learning.without(null);
const { weights } = learned;
const model: InferenceModel = {
  version: values.version ?? new Date().toISOString().slice(0, 10),
  ...learned,
  training: {
    examples: learning.examples,
    places: places.map(({ name }) => name),
    report,
  },
};
console.log(`temperatures ${learned.temperature.toFixed(2)} ${learned.temperatureClassUnknown.toFixed(2)}`);
for (const [kind, weight] of Object.entries(weights))
  console.log(`  ${kind.padEnd(24)} ${weight.toFixed(2)}`);
if (values.write) {
  const rounded = Object.fromEntries(
    Object.entries(weights).map(([kind, weight]) => [kind, Number(weight.toFixed(4))]),
  );
  const text = JSON.stringify({ ...model, weights: rounded }, null, 2);
  writeFileSync(new URL("../data/reference/inference-model.json", import.meta.url), `${text}\n`);
}
