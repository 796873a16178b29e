import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { fullMoment } from "../ui/time.ts";

/** Whether somebody has been there, and on whose land it lies. */
export function SurveyFacts({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const language = useLanguage();
  const { survey, parcelCheck } = detail;
  return (
    <ul className="plain">
      <li className={survey ? "" : "quiet"}>
        {survey
          ? t("survey.done", { at: fullMoment(survey.at, language), who: survey.by ?? "—" })
          : t("survey.missing")}
      </li>
      <li className={parcelCheck ? "" : "quiet"}>
        {parcelCheck
          ? `${t(`survey.${parcelCheck.result}`)}${parcelCheck.areaName ? ` · ${parcelCheck.areaName}` : ""}${parcelCheck.contradicts ? ` · ${t("survey.against", { said: t(`stated.${parcelCheck.contradicts}`) })}` : ""}`
          : t("survey.parcelMissing")}
      </li>
    </ul>
  );
}
