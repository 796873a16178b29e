import { useTranslation } from "react-i18next";
import { useLetterReasons } from "../api/inference.ts";
import { useLanguage } from "../i18n/i18n.ts";

/** Why this unit is asked, from its own networks, areas and components; nothing about anybody else. */
export function WhyAsked({ letterId }: { letterId: string }) {
  const { t } = useTranslation("claims");
  const english = useLanguage() === "en";
  const { data } = useLetterReasons(letterId);
  if (!data || data.length === 0) return null;
  return (
    <section>
      <h3>{t("whyAsked")}</h3>
      <ul className="why-asked">
        {data.map((reason) => (
          <li key={reason.zh}>{english ? reason.en : reason.zh}</li>
        ))}
      </ul>
    </section>
  );
}
