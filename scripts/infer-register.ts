import { join } from "node:path";
import { openDatabase } from "../server/db/database.ts";
import { settingsFrom } from "../server/http/settings.ts";
import type { Observation } from "../server/inference/context.ts";
import { candidateUnits } from "../server/inference/surroundings-queries.ts";
import { keyOfWord } from "../server/inference/words.ts";
import type { Place } from "./infer-places.ts";
import { allAnswers, allAreas, allLines, determinedComponents } from "./infer-register-queries.ts";

const MOST_COMPONENTS = 20_000;

/**
 * The register itself as a place to learn from: every determination is an example, every claim, denial and bounce is
 * evidence about the neighbours. Needs the database to itself where that is the embedded one.
 */
export const registerAsPlace = async (): Promise<Place> => {
  const settings = settingsFrom(process.env);
  const database = await openDatabase({
    ...(settings.databaseUrl ? { url: settings.databaseUrl } : {}),
    dataDir: join(settings.dataDir, "database"),
  });
  try {
    const determined = await determinedComponents(database, MOST_COMPONENTS);
    return {
      name: "Register",
      subjects: determined.map(({ attributes, owner, ...subject }) => ({
        ...subject,
        observations: observed(attributes),
        truth: owner,
        part: subject.classCode,
      })),
      context: {
        lines: await allLines(database),
        areas: await allAreas(database),
        neighbours: [],
        units: await candidateUnits(database),
        history: await allAnswers(database),
      },
    };
  } finally {
    await database.close();
  }
};

const observed = (attributes: Readonly<Record<string, string | number>>): Observation[] => {
  const medium = (value: unknown): string | null =>
    typeof value === "string" ? keyOfWord("medium", value) : null;
  const lettering = medium(attributes["lettering"]);
  const content = medium(attributes["shaftContents"]);
  return [
    ...(lettering ? [{ kind: "LETTERING" as const, medium: lettering }] : []),
    ...(content ? [{ kind: "SHAFT_CONTENT" as const, medium: content }] : []),
  ];
};
