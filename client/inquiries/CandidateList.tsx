import { Collapse } from "antd";
import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useRefusalOdds } from "../api/inference.ts";
import { useCandidates } from "../api/registry.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { percentText } from "../ui/percent.ts";
import { RefusalLine, RefusalWhy } from "../matter/RefusalOdds.tsx";

const SHOWN = 5;

/** Who probably owns it: a bar each, opening into what speaks for and against, in plain words. A person decides. */
export function CandidateList({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const english = useLanguage() === "en";
  const mayReason = useMay()("seeCandidates");
  const ranking = useCandidates(detail.componentId, mayReason);
  const odds = useRefusalOdds(detail.componentId, mayReason && detail.open).data;
  const candidates = detail.candidates.slice(0, SHOWN);
  if (candidates.length === 0) return <p className="quiet">{t("candidates.none")}</p>;
  return (
    <>
      <Collapse
        ghost
        size="small"
        className="candidates"
        items={candidates.map(({ unit, probability, nearby }) => {
          const ranked = ranking.data?.items.find((item) => item.unit.id === unit.id);
          const percent = Math.round(probability * 100);
          const refusal = odds?.get(unit.id);
          return {
            key: unit.id,
            collapsible: ranked ? ("header" as const) : ("disabled" as const),
            showArrow: ranked !== undefined,
            label: (
              <span className="candidate">
                <span className="candidate-name">{named(unit)}</span>
                <span className="candidate-bar" aria-hidden>
                  <span style={{ width: `${Math.max(1, percent)}%` }} />
                </span>
                <span className="candidate-share">{percentText(probability)}</span>
                {nearby && <small className="quiet candidate-near">{t(`candidates.by.${nearby}`)}</small>}
                {refusal && <RefusalLine odds={refusal} />}
              </span>
            ),
            children: ranked && (
              <div className="candidate-why">
                <ul className="candidate-reasons">
                  {ranked.nearest && (
                    <li className="quiet">
                      {t("candidates.distance", { metres: ranked.nearest.distanceM.toFixed(1) })}
                    </li>
                  )}
                  {ranked.reasons.map((reason) => (
                    <li key={reason.key + reason.zh} data-for={reason.logOdds >= 0}>
                      <span
                        className="sign"
                        aria-label={
                          reason.logOdds >= 0 ? t("candidates.forText") : t("candidates.againstText")
                        }
                      >
                        {reason.logOdds >= 0 ? "+" : "−"}
                      </span>
                      {english ? reason.en : reason.zh}
                    </li>
                  ))}
                </ul>
                {refusal && <RefusalWhy odds={refusal} />}
              </div>
            ),
          };
        })}
      />
      {ranking.data && (
        <p className="quiet small">{t("candidates.model", { version: ranking.data.modelVersion })}</p>
      )}
    </>
  );
}
