import { App } from "antd";
import { useTranslation } from "react-i18next";
import { chooseLanguage, otherThan, useLanguage, type Language } from "../i18n/i18n.ts";

/** The language that is not shown, and how to change to it: its words are fetched first, which takes a network once. */
export function useOtherLanguage(chosen: (language: Language) => void = () => undefined): {
  readonly other: Language;
  readonly change: () => void;
} {
  const { t } = useTranslation("ui");
  const { message } = App.useApp();
  const other = otherThan(useLanguage());
  const change = () =>
    void chooseLanguage(other).then(
      () => chosen(other),
      () => message.error(t("account.languageMissing")),
    );
  return { other, change };
}
