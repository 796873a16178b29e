import { useTranslation } from "react-i18next";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { numberText, shareText } from "../ui/numbers.ts";
import type { Figure } from "./figures.ts";

/** Numbers with their formulas in words beside them: whoever reads one knows what was counted. */
export function FigureGrid({ figures }: { figures: readonly Figure[] }) {
  const { t } = useTranslation("insight");
  const word = useWord();
  const written = useWritten();
  const language = useLanguage();
  return (
    <dl className="figures">
      {figures.map((figure) => (
        <div key={figure.key}>
          <dt>{t(`figure.${figure.key}.name`)}</dt>
          <dd>
            <span className="figure-value">{written(figure.value, figure.form)}</span>
            {figure.of && figure.of[1] > 0 && (
              <span className="quiet">
                {numberText(figure.of[0], language)} / {numberText(figure.of[1], language)}
              </span>
            )}
            {figure.p90 !== undefined && figure.p90 !== null && (
              <span className="quiet">{t("p90", { value: written(figure.p90, figure.form) })}</span>
            )}
          </dd>
          <dd className="formula">{t(`figure.${figure.key}.formula`)}</dd>
          {figure.exemptions && figure.exemptions.length > 0 && (
            <dd className="formula">
              {t("exempted", {
                by: figure.exemptions
                  .map(
                    ({ kind, count }) =>
                      `${kind === "OTHER" ? t("otherCause") : word("event", kind)} ${count}`,
                  )
                  .join(" · "),
              })}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function useWritten(): (value: number | null, form: Figure["form"]) => string {
  const { t } = useTranslation("insight");
  const language = useLanguage();
  return (value, form) => {
    if (value === null) return "–";
    switch (form) {
      case "count":
        return numberText(value, language);
      case "share":
        return shareText(value, language);
      case "minutes":
        return t("minutes", { count: Math.round(value) });
      case "days":
        return t("days", { count: Number(value.toFixed(1)) });
    }
  };
}
