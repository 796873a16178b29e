import { useTranslation } from "react-i18next";
import type { RefusalOdds } from "../../server/contract/inference.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { percentText } from "../ui/percent.ts";
import "./Candidates.css";

/** How likely the unit is to deny it or to send it back, and how many of its answers that rests on. */
export function RefusalLine({ odds }: { odds: RefusalOdds }) {
  const { t } = useTranslation("ui");
  return (
    <span className="candidate-refusal">
      {t(odds.asked > 0 ? "refusal.line" : "refusal.lineNever", {
        percent: percentText(odds.probability),
        count: odds.asked,
      })}
    </span>
  );
}

/** What speaks for it denying (+) or taking it on (−): its own earlier answers, with their number. */
export function RefusalWhy({ odds }: { odds: RefusalOdds }) {
  const { t } = useTranslation("ui");
  const english = useLanguage() === "en";
  if (odds.reasons.length === 0) return null;
  return (
    <>
      <p className="quiet">{t("refusal.why")}</p>
      <ul>
        {odds.reasons.map((reason) => (
          <li key={reason.zh} data-for={reason.logOdds < 0}>
            <span
              className="sign"
              aria-label={t(reason.logOdds > 0 ? "refusal.likelier" : "refusal.lessLikely")}
            >
              {reason.logOdds > 0 ? "↑" : "↓"}
            </span>
            {english ? reason.en : reason.zh}
          </li>
        ))}
      </ul>
    </>
  );
}
