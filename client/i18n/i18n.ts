import "dayjs/locale/zh-cn";
import dayjs from "dayjs";
import { createInstance, type Resource, type TypeOptions } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

/** A list of words. Which there are says `texts/`, which lies above the features; this file knows none of them. */
export type WordGroup = keyof TypeOptions["resources"]["words"];
export type Language = "zh-CN" | "en";
/** How the words of a language are fetched: a page loads those of its reader, and the others when they are asked for. */
type Fetched = Record<Language, () => Promise<Resource[string]>>;

const texts = createInstance();
const KEPT = "youzhu.language";
let fetched: Fetched | undefined;

/**
 * Starts the texts before the first paint: the language last chosen here, else the browser's, else Chinese; the other one where
 * that cannot be had, as on a phone without a network that has only ever seen the other.
 */
export async function startTexts(languages: Fetched): Promise<void> {
  fetched = languages;
  const kept = localStorage.getItem(KEPT);
  const asked = new URLSearchParams(location.search).get("lang") ?? kept ?? navigator.language;
  const wanted: Language = asked.startsWith("en") ? "en" : "zh-CN";
  const [language, words] = await languages[wanted]().then(
    (its) => [wanted, its] as const,
    async () => [otherThan(wanted), await languages[otherThan(wanted)]()] as const,
  );
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: Object.keys(words),
    defaultNS: "ui",
    resources: { [language]: words },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  speak(language);
}

export function otherThan(language: Language): Language {
  return language === "en" ? "zh-CN" : "en";
}

/** Fetches the words of a language unless they are here. @throws where there is no way to them. */
export async function haveTexts(language: Language): Promise<void> {
  if (!fetched || texts.hasResourceBundle(language, "ui")) return;
  const words = await fetched[language]();
  for (const [name, list] of Object.entries(words)) texts.addResourceBundle(language, name, list);
}

/** The page's language for readers aloud, and that of calendars. */
function speak(language: Language): void {
  document.documentElement.lang = language;
  dayjs.locale(language === "en" ? "en" : "zh-cn");
}

/** The page stays as it is until all the words are there. @throws where there is no way to them; then it stays for good. */
export async function chooseLanguage(language: Language): Promise<void> {
  await haveTexts(language);
  localStorage.setItem(KEPT, language);
  speak(language);
  await texts.changeLanguage(language);
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
export function useSaid(): (words: { readonly zh: string; readonly en: string }) => string {
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
