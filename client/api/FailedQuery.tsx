import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { sentenceOf } from "./problem.ts";

/** A question to the server that failed: what happened, and to ask again. Small enough for a panel. */
export function FailedQuery({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  return (
    <div role="alert" className="failed-query">
      <p>{sentenceOf(error, language)}</p>
      <Button onClick={retry}>{t("error.retry")}</Button>
    </div>
  );
}
