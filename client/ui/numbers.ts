import type { Language } from "../i18n/i18n.ts";

const LOCALE = { "zh-CN": "zh-CN", en: "en-GB" } as const;
const formats = new Map<string, Intl.NumberFormat>();

function format(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language}${digits}`;
  const made =
    formats.get(key) ??
    new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}

/** A number with the separators of the reader's language. */
export function numberText(value: number, language: Language, digits = 0): string {
  return format(language, digits).format(value);
}

/**
 * A share of 0 to 1 in per cent, with as many decimals as it takes to see that it is not nothing: 13 of 30,000 are 0.04 %,
 * and 100.0 % is said only of all.
 */
export function shareText(share: number, language: Language): string {
  const percent = share * 100;
  const digits = percent === 0 || percent === 100 ? 0 : percent < 1 || percent > 99 ? 2 : 1;
  const least = 10 ** -digits;
  const shown =
    percent > 0 && percent < least ? least : percent < 100 && percent > 100 - least ? 100 - least : percent;
  const text = numberText(shown, language, digits);
  const sign = percent > 0 && percent < least ? "<" : percent < 100 && percent > 100 - least ? ">" : "";
  return `${sign}${text}${language === "en" ? " %" : "%"}`;
}
