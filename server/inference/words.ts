import { readFileSync } from "node:fs";
import { classProfiles } from "./class-profile.ts";

export type WordKind = "class" | "medium" | "area";

interface Entry {
  readonly word: string;
  readonly key: string;
  /** Germanic compounds and Chinese are searched inside words, other languages and single characters by whole words. */
  readonly inside: boolean;
}

const MEDIA = new Set(
  "WATER SEWAGE STORM COMBINED POWER TELECOM GAS LIGHTING TRAFFIC_SIGNAL BROADCAST HEATING RECLAIMED_WATER OIL_GAS UNKNOWN".split(
    " ",
  ),
);
const SHORTEST_COMPOUND_PART = 5;

/** Small letters without accents; camelCase, dashes and underscores become spaces; "ß" becomes "ss". */
export const plainWord = (text: string): string =>
  text
    .replaceAll("ß", "ss")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const read = (): Record<WordKind, Entry[]> => {
  const lists: Record<WordKind, Entry[]> = { class: [], medium: [], area: [] };
  const csv = readFileSync(new URL("../../data/reference/inference-words.csv", import.meta.url), "utf8");
  for (const line of csv.split(/\r?\n/)) {
    const [kind, language, word, key] = line.split(",");
    if (!word || !key || (kind !== "class" && kind !== "medium" && kind !== "area")) continue;
    const plain = plainWord(word);
    const inside =
      language === "zh" ||
      ((language === "nl" || language === "de") && plain.length >= SHORTEST_COMPOUND_PART);
    lists[kind].push({ word: plain, key, inside });
  }
  // Longest first, so that the first hit is the most exact.
  for (const list of Object.values(lists)) list.sort((a, b) => b.word.length - a.word.length);
  return lists;
};

let lists: Record<WordKind, Entry[]> | undefined;

/**
 * The standard key of a local word, or null where no word of the shipped list is in it. Codes and keys stand for
 * themselves. The longest word found wins: "combined sewer manhole" is no "manhole".
 */
export const keyOfWord = (kind: WordKind, text: string): string | null => {
  const given = text.trim();
  if (kind === "class" && classProfiles.has(given)) return given;
  if (kind === "medium" && MEDIA.has(given.toUpperCase())) return given.toUpperCase();
  const german = given.replace(/[äöü]/gi, (letter) => `${letter}e`);
  return find(kind, plainWord(given)) ?? (german === given ? null : find(kind, plainWord(german)));
};

let names: Map<string, string> | undefined;

/** What a class is called: the first word the shipped list has for its key, the key itself where it has none. */
export const nameOfClass = (key: string, language: "zh" | "en"): string => {
  if (!names) {
    names = new Map();
    const csv = readFileSync(new URL("../../data/reference/inference-words.csv", import.meta.url), "utf8");
    for (const line of csv.split(/\r?\n/)) {
      const [kind, wordLanguage, word, wordKey] = line.split(",");
      const at = `${wordLanguage ?? ""} ${wordKey ?? ""}`;
      if (kind === "class" && word && !names.has(at)) names.set(at, word);
    }
  }
  return names.get(`${language} ${key}`) ?? key;
};

const find = (kind: WordKind, plain: string): string | null => {
  if (plain === "") return null;
  lists ??= read();
  const padded = ` ${plain} `;
  const joined = plain.replaceAll(" ", "");
  for (const { word, key, inside } of lists[kind]) {
    if (padded.includes(` ${word} `) || joined === word.replaceAll(" ", "")) return key;
    if (padded.includes(` ${word}s `) || padded.includes(` ${word}es `)) return key;
    if (inside && (plain.includes(word) || joined.includes(word))) return key;
  }
  return null;
};
