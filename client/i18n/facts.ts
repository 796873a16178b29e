import { wordsOfValue } from "../../server/domain/component/described.ts";
import type { Fact } from "../../server/domain/component/facts.ts";
import { dayText } from "../ui/time.ts";
import { useLanguage, useSaid, useWord } from "./i18n.ts";

/** A recorded value as people read it; what a file called it, where nobody has a word for that. */
export function useFactValue(): (fact: Fact, value: string | number | null) => string {
  const word = useWord();
  const said = useSaid();
  const language = useLanguage();
  return (fact, value) => {
    if (value === null || value === "") return "";
    const text = String(value);
    const { type } = fact;
    if (type.kind === "listed") return word(type.list, text);
    if (type.kind === "day" && /^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text, language);
    const words = wordsOfValue(fact, text);
    return words ? said(words) : text;
  };
}
