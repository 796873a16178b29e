import type { Queries } from "../db/database.ts";
import type { Sentence } from "./context.ts";
import { classNamesById, unitsById } from "./queries.ts";
import { renderSentence, type Language } from "./sentences.ts";

export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

export interface NamedUnit {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unitType: string;
}

/** Says the reasons about some units in words; read once for a whole page. */
export interface Wording {
  readonly units: ReadonlyMap<string, NamedUnit>;
  phrase(sentence: Sentence, unitId: string): Phrase;
}

export async function wordingOf(queries: Queries, unitIds: readonly string[]): Promise<Wording> {
  const units = await unitsById(queries, [...new Set(unitIds)]);
  const classes = await classNamesById(queries);
  const say = (sentence: Sentence, unitId: string, language: Language): string =>
    renderSentence(sentence, unitId, language, {
      unit: (id) => {
        const unit = units.get(id);
        return (language === "zh" ? unit?.nameZh : unit?.nameEn) ?? id;
      },
      className: (code) => classes.get(code)?.[language] ?? code,
    });
  return {
    units,
    phrase: (sentence, unitId) => ({ zh: say(sentence, unitId, "zh"), en: say(sentence, unitId, "en") }),
  };
}
