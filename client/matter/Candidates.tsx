import { DownOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { RefusalOdds } from "../../server/contract/inference.ts";
import type { Candidate } from "../../server/contract/registry.ts";
import { useRefusalOdds } from "../api/inference.ts";
import { useCandidates } from "../api/registry.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useKeys } from "../ui/keys.ts";
import { percentText } from "../ui/percent.ts";
import { RefusalLine, RefusalWhy } from "./RefusalOdds.tsx";
import { UnitName } from "./UnitName.tsx";
import "./Candidates.css";

export type RankedCandidate = z.infer<typeof Candidate>;

const SHOWN = 3;
/** Reasons below this much in log-odds change nothing that a person would see. */
const WORTH_SAYING = 0.08;

/**
 * Who probably owns it: up to three bars, each opening into what speaks for and against. `1` to `3` open them too. The one
 * that is open is told to the page, so that the map can show the line and the distance.
 */
export function Candidates({
  componentId,
  onLook,
}: {
  componentId: string;
  onLook?: (candidate: RankedCandidate | null) => void;
}) {
  const { t } = useTranslation("ui");
  const query = useCandidates(componentId);
  const odds = useRefusalOdds(componentId).data;
  const [open, setOpen] = useState<string | null>(null);
  const shown = query.data?.items.slice(0, SHOWN) ?? [];
  const look = (candidate: RankedCandidate | undefined) => {
    if (!candidate) return;
    const next = open === candidate.unit.id ? null : candidate;
    setOpen(next?.unit.id ?? null);
    onLook?.(next);
  };
  useKeys(
    { "1": () => look(shown[0]), "2": () => look(shown[1]), "3": () => look(shown[2]) },
    { enabled: shown.length > 0 },
  );

  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  if (shown.length === 0) return <p className="quiet">{t("candidates.none")}</p>;
  return (
    <>
      <ul className="candidates">
        {shown.map((candidate, index) => (
          <OneCandidate
            key={candidate.unit.id}
            candidate={candidate}
            odds={odds?.get(candidate.unit.id)}
            place={index + 1}
            open={open === candidate.unit.id}
            toggle={() => look(candidate)}
          />
        ))}
      </ul>
      <p className="candidates-foot">
        {query.data.none >= 0.05 && (
          <>{t("candidates.nobody", { percent: Math.round(query.data.none * 100) })} · </>
        )}
        {t("candidates.model")}
      </p>
    </>
  );
}

function OneCandidate({
  candidate,
  odds,
  place,
  open,
  toggle,
}: {
  candidate: RankedCandidate;
  odds: RefusalOdds | undefined;
  place: number;
  open: boolean;
  toggle: () => void;
}) {
  const { t } = useTranslation("ui");
  const english = useLanguage() === "en";
  const percent = Math.round(candidate.probability * 100);
  const reasons = candidate.reasons
    .filter(({ logOdds }) => Math.abs(logOdds) >= WORTH_SAYING)
    .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
  return (
    <li>
      <button type="button" className="candidate-head" aria-expanded={open} onClick={toggle}>
        <kbd>{place}</kbd>
        <span className="candidate-unit">
          <UnitName unit={candidate.unit} />
        </span>
        <span className="candidate-percent">{percentText(candidate.probability)}</span>
        <DownOutlined className="candidate-arrow" />
        <span className="candidate-track" aria-hidden="true">
          <span style={{ width: `${Math.max(1, percent)}%` }} />
        </span>
        {odds && <RefusalLine odds={odds} />}
      </button>
      {open && (
        <div className="candidate-why">
          {candidate.nearest && (
            <p className="quiet">
              {t("candidates.nearest", { metres: candidate.nearest.distanceM.toFixed(1) })}
            </p>
          )}
          <ul>
            {reasons.map((reason) => (
              <li key={reason.key + reason.zh} data-for={reason.logOdds > 0}>
                <span
                  className="sign"
                  aria-label={t(reason.logOdds > 0 ? "candidates.speaksFor" : "candidates.speaksAgainst")}
                >
                  {reason.logOdds > 0 ? "+" : "−"}
                </span>
                {english ? reason.en : reason.zh}
              </li>
            ))}
            {reasons.length === 0 && <li className="quiet">{t("candidates.noReason")}</li>}
          </ul>
          {odds && <RefusalWhy odds={odds} />}
        </div>
      )}
    </li>
  );
}
