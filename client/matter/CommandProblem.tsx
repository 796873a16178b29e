import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../server/contract/errors.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";

/** Why a command did not go through. Where somebody else was quicker: what they did meanwhile; what was typed stays. */
export function CommandProblem({ error }: { error: unknown }) {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  const word = useWord();
  if (error instanceof ApiError && error.code === "stale_version") {
    const changes = (error.extra.changed ?? [])
      .map((kind) => word("event", kind))
      .join(language === "en" ? ", " : "、");
    return (
      <Alert
        type="warning"
        showIcon
        title={t("stale.title")}
        description={t("stale.text", { changes: changes || "—" })}
        role="alert"
      />
    );
  }
  const issues = error instanceof ApiError ? (error.extra.issues ?? []) : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={sentenceOf(error, language)}
      {...(issues.length > 0 && {
        description: issues.map(({ path, message }) => <div key={path}>{`${path}: ${message}`}</div>),
      })}
    />
  );
}
