import "dayjs/locale/zh-cn";
import dayjs from "dayjs";
import { createInstance, type Resource, type TypeOptions } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Words } from "../../server/domain/component/facts.ts";

/** A list of words. Which there are says `texts/resources.ts`, which lies above the features; this file knows none of them. */
export type WordGroup = keyof TypeOptions["resources"]["words"];
export type Language = "zh-CN" | "en";

const texts = createInstance();
const KEPT = "youzhu.language";

/** Starts the texts before the first paint: the language last chosen here, else the browser's, else Chinese. */
export function startTexts(resources: Record<Language, Resource[string]>): void {
  const kept = localStorage.getItem(KEPT);
  const asked = new URLSearchParams(location.search).get("lang") ?? kept ?? navigator.language;
  const language: Language = asked.startsWith("en") ? "en" : "zh-CN";
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    ns: Object.keys(resources["zh-CN"]),
    defaultNS: "ui",
    resources,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  speak(language);
}

/** The page's language for readers aloud, and that of calendars. */
function speak(language: Language): void {
  document.documentElement.lang = language;
  dayjs.locale(language === "en" ? "en" : "zh-cn");
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  speak(language);
  void texts.changeLanguage(language);
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "zh-CN";
}

/** Picks the half of a bilingual name (unit, class, division) that the reader reads; the other where it is empty. */
export function useNamed(): (named: { nameZh: string; nameEn: string }) => string {
  const english = useLanguage() === "en";
  return ({ nameZh, nameEn }) => (english ? nameEn || nameZh : nameZh || nameEn);
}

/** Picks the half of what the domain's descriptions say in both languages. */
export function useSaid(): (words: Words) => string {
  const english = useLanguage() === "en";
  return ({ zh: chinese, en: inEnglish }) => (english ? inEnglish : chinese);
}

/**
 * A word for a code that comes as data and may be newer than this client (event kinds, bases, rule ids): the code itself
 * where there is no word, so that nothing is ever shown empty.
 */
export function useWord(): (group: WordGroup, code: string) => string {
  const { t } = useTranslation("words");
  return (group, code) => t(`${group}.${code}` as never, { defaultValue: code }) as string;
}
