import { CheckCircleFilled, CloseCircleOutlined, ExclamationCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import type { TouchedPeriod } from "../../server/domain/component/state.ts";
import { useUnits } from "../api/reference.ts";
import { useActor } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { dayText, fullMoment } from "../ui/time.ts";
import { backstopGuard, type GuardItem } from "./backstop-guard.ts";
import { StatedReasons, standing } from "./StatedReasons.tsx";
import { fileOf, useProposal, type NamedProposal } from "./proposal.ts";

/** What waits for a signature, and for a backstop the list of what must be true before it is signed. */
export function ProposalCard({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const language = useLanguage();
  const actor = useActor();
  const named = useProposal(detail);
  const sentence = useProposalSentence();
  if (!named) return null;
  const { proposal } = named;
  return (
    <section className="proposal-card" aria-label={t("section.proposal")}>
      <p className="proposal-sentence">{sentence(named)}</p>
      {proposal.kind === "BACKSTOP" && proposal.overridesPrivate && <p>{t("proposal.overrides")}</p>}
      {(proposal.kind === "BACKSTOP" || proposal.kind === "PRIVATE") && (
        <>
          {proposal.photoIds && proposal.photoIds.length > 0 && (
            <>
              <h4>{t("proposal.consent")}</h4>
              <PhotoStrip ids={proposal.photoIds} />
            </>
          )}
          <StatedReasons stated={standing(detail)} />
        </>
      )}
      {proposal.kind === "DISCLAIMER" && (
        <>
          <h4>{t("proposal.letter")}</h4>
          <PhotoStrip ids={proposal.evidence.flatMap(({ photoIds }) => photoIds)} />
        </>
      )}
      {proposal.kind === "DETERMINATION" && <Corrects detail={detail} corrects={proposal.corrects ?? []} />}
      <p className="quiet">
        {proposal.byAccountId === null
          ? t("proposal.system")
          : t("proposal.by", { at: fullMoment(proposal.at, language) })}
      </p>
      {proposal.kind === "BACKSTOP" && <GuardList items={backstopGuard(fileOf(detail), actor)} />}
    </section>
  );
}

/** Whose past days it takes: a correction names them, and they are heard first (docs/domain.md#guard-5). */
function Corrects({ detail, corrects }: { detail: InquiryDetail; corrects: readonly TouchedPeriod[] }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const named = useNamed();
  const language = useLanguage();
  const units = useUnits().data ?? [];
  if (corrects.length === 0) return null;
  return (
    <>
      <h4>{t("proposal.corrects")}</h4>
      <ul className="guard-list">
        {corrects.map(({ unitId, from, to }) => {
          const unit = units.find((one) => one.id === unitId);
          const letter = fileOf(detail).letters.find((one) => one.unitId === unitId && one.about);
          return (
            <li key={`${unitId}${from}`}>
              {t("proposal.touched", {
                unit: unit ? named(unit) : t("ui:unit.unknown"),
                from: dayText(from, language),
                to: to === null ? t("proposal.untilNow") : dayText(to, language),
              })}{" "}
              {letter?.answer === null
                ? t("proposal.hearing", { due: fullMoment(letter.dueAt, language) })
                : letter && t("proposal.heard")}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function useProposalSentence(): (proposal: NamedProposal) => string {
  const { t } = useTranslation(["inquiries", "ui"]);
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  return ({ proposal, unit }) => {
    const name = unit ? named(unit) : t("ui:unit.unknown");
    switch (proposal.kind) {
      case "DETERMINATION":
        return t("proposal.DETERMINATION", { unit: name, from: dayText(proposal.from, language) });
      case "BACKSTOP":
        return t("proposal.BACKSTOP", {
          unit: name,
          days: proposal.inspectionIntervalDays,
          review: dayText(proposal.reviewOn, language),
        });
      case "PRIVATE":
        return unit ? t("proposal.PRIVATE", { unit: name }) : t("proposal.PRIVATE_NOBODY");
      case "SEALING":
        return t("proposal.SEALING", { material: proposal.material });
      case "DISCLAIMER":
        return t("proposal.DISCLAIMER", { unit: name, reason: word("reason", proposal.reasonCode) });
      case "REOPENING":
      case "WITHDRAWAL":
        return t(`proposal.${proposal.kind}`, { reason: word("reason", proposal.reasonCode) });
    }
  };
}

const ICON = {
  met: <CheckCircleFilled />,
  waived: <ExclamationCircleFilled />,
  missing: <CloseCircleOutlined />,
};

/** docs/domain.md#guard-3 with its ticks. */
export function GuardList({ items }: { items: readonly GuardItem[] }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const word = useWord();
  /** Codes among the figures, in words. */
  const worded = ({ reason, said }: GuardItem["params"]) => ({
    ...(reason && { reason: word("emergency", String(reason)) }),
    ...(said && { said: t(`stated.${said as "INSIDE" | "OUTSIDE"}`) }),
  });
  return (
    <>
      <h4>{t("proposal.guard")}</h4>
      <ul className="guard-list">
        {items.map(({ key, state, params }) => (
          <li key={key} data-state={state}>
            <span aria-hidden>{ICON[state]}</span>
            {t(`guard.${key}.${state}`, { ...params, ...worded(params) })}
          </li>
        ))}
      </ul>
    </>
  );
}
