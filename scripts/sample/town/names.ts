import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Word lists of data/sample, read once; the first line of each file names its source. */
export interface Word {
  zh: string;
  en: string;
}

function words(file: string): Word[] {
  return rows(file).map((row) => ({ zh: row["name_zh"] ?? "", en: row["name_en"] ?? "" }));
}

function rows(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(`../../../data/sample/${file}`, import.meta.url), "utf8");
  return parse(text, { columns: true, comment: "#", skip_empty_lines: true });
}

export const ROAD_WORDS = words("road-words.csv");
export const COMPOUND_WORDS = words("compound-words.csv");
export const COMPANY_WORDS = words("company-words.csv");
/** Village and community names by 12-digit code. */
export const VILLAGE_NAMES = new Map(
  rows("villages.csv").map((row) => [
    row["code"] ?? "",
    { zh: row["name_zh"] ?? "", en: row["name_en"] ?? "" },
  ]),
);

export const COMPOUND_SUFFIXES: readonly Word[] = [
  { zh: "花园", en: "Garden" },
  { zh: "苑", en: "Court" },
  { zh: "雅居", en: "Residence" },
  { zh: "新村", en: "New Village" },
  { zh: "豪庭", en: "Mansion" },
  { zh: "名城", en: "Town" },
  { zh: "公馆", en: "House" },
  { zh: "小区", en: "Estate" },
];

export const TRADES: readonly Word[] = [
  { zh: "针织", en: "Knitting" },
  { zh: "纺织", en: "Textile" },
  { zh: "陶瓷", en: "Ceramics" },
  { zh: "五金", en: "Hardware" },
  { zh: "塑料", en: "Plastics" },
  { zh: "电器", en: "Appliances" },
  { zh: "印染", en: "Dyeing" },
  { zh: "包装", en: "Packaging" },
];

const NUMERALS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 to 99 in Chinese numerals, as lanes are numbered. */
export function numeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return NUMERALS[ones] ?? "";
  return `${tens === 1 ? "" : (NUMERALS[tens] ?? "")}十${ones === 0 ? "" : (NUMERALS[ones] ?? "")}`;
}
