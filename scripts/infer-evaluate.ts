/** Scores the ranking of files against a truth table, beside two rules of thumb: `npm run infer:evaluate -- ... --truth T.csv` */
import { readFileSync } from "node:fs";
import { majorityOfFive, nearestLine, type Baseline } from "../server/inference/baselines.ts";
import type { SpatialContext, Subject } from "../server/inference/context.ts";
import { scoreByClass, scoreOf, type Prediction, type Score } from "../server/inference/metrics.ts";
import { parseModel, shippedModel } from "../server/inference/model.ts";
import { rankWithin } from "../server/inference/rank.ts";
import { Surroundings } from "../server/inference/scene.ts";
import { labelled, readFiles, readUnits } from "./infer/files.ts";
import { readOptions, USAGE, type InferOptions } from "./infer/options.ts";
import { blurred, randomFrom } from "./infer/variants.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8);

const shown = (name: string, { count, hit1, hit3, brier, ece }: Score): string =>
  `${name.padEnd(40)} ${String(count).padStart(7)} ${percent(hit1)} ${percent(hit3)}   ${brier.toFixed(3)}   ${ece.toFixed(3)}`;

const run = async (options: InferOptions): Promise<void> => {
  if (!options.truth) throw new Error("--truth is missing: a CSV of id and unit.");
  const truth = readUnits(options.truth);
  const { subjects, context, remarks } = await readFiles(options);
  for (const remark of remarks) console.error(remark);
  const random = randomFrom(1);
  const moved = subjects.map((subject) => ({
    ...blurred(subject, options.noiseM, random),
    accuracyM: Math.hypot(subject.accuracyM ?? 0, options.noiseM) || subject.accuracyM,
  }));
  const tested = moved.filter(({ id, lon }) => truth.has(id) && Number.isFinite(lon));
  if (tested.length === 0) throw new Error(`No id of ${options.truth} is among the components.`);
  const origin = tested[0] ?? { lon: 0, lat: 0 };
  const model = options.model ? parseModel(readFileSync(options.model, "utf8")) : shippedModel();

  const predict = (seen: SpatialContext): Prediction[] => {
    const surroundings = new Surroundings(seen, origin);
    return tested.map((subject) => ({
      classKey: subject.classCode ?? "(unknown)",
      truth: truth.get(subject.id) ?? "",
      ranked: rankWithin(surroundings, subject, model).candidates,
    }));
  };
  const guess = (baseline: Baseline): Prediction[] =>
    tested.map((subject: Subject) => {
      const unitId = baseline(subject);
      return {
        classKey: subject.classCode ?? "(unknown)",
        truth: truth.get(subject.id) ?? "",
        ranked: unitId === null ? [] : [{ unitId, probability: 1 }],
      };
    });
  const confirmed = labelled(moved, truth);
  const own = predict(context);
  const rows: [string, Prediction[]][] = [
    [`model ${model.version}`, own],
    ["model, the other owners known", predict({ ...context, neighbours: confirmed })],
    ["nearest line (or area)", guess(nearestLine(context, origin))],
    [
      "majority of five nearest labelled",
      guess(
        majorityOfFive(
          confirmed.flatMap((one) => (one.unitId ? [{ ...one, id: one.id ?? "", unitId: one.unitId }] : [])),
          origin,
        ),
      ),
    ],
  ];
  console.log(`${"".padEnd(40)}       n    hit@1    hit@3   Brier   ECE`);
  for (const [name, predictions] of rows) console.log(shown(name, scoreOf(predictions)));
  console.log("\nby class, model without labels:");
  for (const { classKey, score } of scoreByClass(own)) console.log(shown(classKey, score));
};

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
