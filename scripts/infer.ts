/** Ranks the likely owners of components in files, without a server: `npm run --silent infer -- ...` */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { Ranking } from "../server/inference/context.ts";
import { parseModel, shippedModel } from "../server/inference/model.ts";
import { rankWithin } from "../server/inference/rank.ts";
import { Surroundings } from "../server/inference/scene.ts";
import { renderSentence } from "../server/inference/sentences.ts";
import { nameOfClass } from "../server/inference/words.ts";
import { readFiles } from "./infer/files.ts";
import { readOptions, USAGE, type InferOptions } from "./infer/options.ts";

const run = async (options: InferOptions): Promise<void> => {
  const { subjects, context, remarks } = await readFiles(options);
  for (const remark of remarks) console.error(remark);
  if (context.lines.length === 0 && context.areas.length === 0)
    console.error("No line and no area with an owner was found in these files: nobody can be named.");
  else if (context.lines.length === 0)
    console.error("There are no network lines: owners are judged by areas alone.");
  if (context.units.length === 1)
    console.error(`Only one unit is known (${context.units[0]?.id ?? ""}): others are not ruled out.`);
  const origin = subjects.find(({ lon }) => Number.isFinite(lon)) ?? { lon: 0, lat: 0 };
  const surroundings = new Surroundings(context, origin);
  const model = options.model ? parseModel(readFileSync(options.model, "utf8")) : shippedModel();
  const target = options.out ? openSync(options.out, "w") : 1;
  let rows: (string | number)[][] = [["id", "rank", "unit", "probability", "reasons"]];
  let without = 0;
  let apart = 0;
  for (const subject of subjects) {
    const ranking = rankWithin(surroundings, subject, model);
    if (ranking.candidates.length === 0) without += 1;
    if (ranking.missing.some(({ key }) => key === "noNetworkNearby")) apart += 1;
    rows.push(...rowsOf(ranking, options));
    // A city's reasons do not fit in memory at once.
    if (rows.length < ROWS_A_WRITE) continue;
    write(target, stringify(rows));
    rows = [];
  }
  write(target, stringify(rows));
  if (options.out) closeSync(target);
  if (context.lines.length > 0 && apart > 0.9 * subjects.length) {
    console.error(
      `${apart} of ${subjects.length} components have no network line within reach: do all files state their coordinate system rightly?`,
    );
  }
  if (without > 0) console.error(`components with no candidate at all: ${without}`);
};

const ROWS_A_WRITE = 20_000;

/** All of it, also into a pipe whose reader is slow (EAGAIN). */
const write = (target: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(target, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
};

const rowsOf = (ranking: Ranking, { language }: InferOptions): (string | number)[][] => {
  const naming = { unit: (id: string) => id, className: (key: string) => nameOfClass(key, language) };
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
