/** Ranks the likely owners of components in files, without a server: `npm run --silent infer -- ...` */
import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { Ranking } from "../server/inference/context.ts";
import { parseModel, shippedModel } from "../server/inference/model.ts";
import { rankWithin } from "../server/inference/rank.ts";
import { Surroundings } from "../server/inference/scene.ts";
import { renderSentence } from "../server/inference/sentences.ts";
import { readFiles } from "./infer-files.ts";
import { readOptions, USAGE, type InferOptions } from "./infer-options.ts";

const run = async (options: InferOptions): Promise<void> => {
  const { subjects, context, remarks } = await readFiles(options);
  for (const remark of remarks) console.error(remark);
  const origin = subjects.find(({ lon }) => Number.isFinite(lon)) ?? { lon: 0, lat: 0 };
  const surroundings = new Surroundings(context, origin);
  const model = options.model ? parseModel(readFileSync(options.model, "utf8")) : shippedModel();
  const rows: (string | number)[][] = [["id", "rank", "unit", "probability", "reasons"]];
  let without = 0;
  for (const subject of subjects) {
    const ranking = rankWithin(surroundings, subject, model);
    if (ranking.candidates.length === 0) without += 1;
    rows.push(...rowsOf(ranking, options));
  }
  const csv = stringify(rows);
  if (options.out) writeFileSync(options.out, csv);
  else process.stdout.write(csv);
  if (without > 0) console.error(`components with no candidate at all: ${without}`);
};

const rowsOf = (ranking: Ranking, { language }: InferOptions): (string | number)[][] => {
  const naming = { unit: (id: string) => id, className: (key: string) => key };
  const said = (
    key: { key: string; params: Readonly<Record<string, string | number>> },
    unitId: string,
  ): string => renderSentence(key, unitId, language, naming);
  return ranking.candidates.map(({ unitId, probability, terms }, index) => [
    ranking.componentId,
    index + 1,
    unitId,
    // Rounded down, so that the printed probabilities of one component never exceed 1.
    Math.floor(probability * 10_000) / 10_000,
    [
      ...terms.slice(0, 5).map(({ sentence, logOdds }) => `${said(sentence, unitId)} ${signed(logOdds)}`),
      ...ranking.missing.map((sentence) => said(sentence, unitId)),
    ].join("; "),
  ]);
};

const signed = (value: number): string => (value >= 0 ? `+${value.toFixed(1)}` : value.toFixed(1));

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
