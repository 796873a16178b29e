import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useMay } from "../api/session.ts";
import { useNamed } from "../i18n/i18n.ts";
import { InquiryLanes } from "../matter/InquiryLanes.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { HistoryTimeline } from "../matter/HistoryTimeline.tsx";
import { DangerMark, StateChip, StatusChip } from "../matter/StatusChip.tsx";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { useTitle } from "../ui/title.ts";
import { useInquiryHistory } from "./calls.ts";
import { Awaited } from "./Awaited.tsx";
import { CandidateList } from "./CandidateList.tsx";
import { EvidenceBoard } from "./EvidenceBoard.tsx";
import { InquiryCommands } from "./InquiryCommands.tsx";
import { LetterTable } from "./LetterTable.tsx";
import { Outcome } from "./Outcome.tsx";
import { ProposalCard } from "./ProposalCard.tsx";
import { SurveyFacts } from "./SurveyFacts.tsx";
import "./inquiries.css";

/** One inquiry as its file lies on the table: what is asked of me first, then how it came here. */
export function InquiryPanel({ id }: { id: string }) {
  const inquiry = useInquiry(id);
  if (inquiry.isPending) return <Skeleton active className="inquiry-panel" paragraph={{ rows: 10 }} />;
  if (inquiry.isError) return <FailedQuery error={inquiry.error} retry={() => void inquiry.refetch()} />;
  return <Panel key={id} detail={inquiry.data} />;
}

function Panel({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const hasHistory = useMay()("readHistory");
  useTitle("subject", detail.number);
  return (
    <article className="inquiry-panel" aria-label={detail.number}>
      <Head detail={detail} />
      <InquiryCommands key={detail.id} detail={detail} />
      <ProposalCard detail={detail} />
      <Outcome detail={detail} />
      <Section title={t("section.lanes")}>
        <InquiryLanes inquiry={detail} />
      </Section>
      <Section title={t("section.candidates")}>
        <CandidateList detail={detail} />
      </Section>
      <Section title={t("section.letters")} count={detail.letters.answered} of={detail.letters.sent}>
        <LetterTable detail={detail} />
      </Section>
      <Section title={t("section.evidence")} count={detail.evidence.length}>
        <EvidenceBoard detail={detail} />
      </Section>
      <Section title={t("section.survey")}>
        <SurveyFacts detail={detail} />
      </Section>
      {hasHistory && (
        <Section title={t("section.history")}>
          <History inquiryId={detail.id} />
        </Section>
      )}
    </article>
  );
}

function Head({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const className = named({ nameZh: detail.classNameZh, nameEn: detail.classNameEn });
  return (
    <header className="inquiry-head">
      <div className="inquiry-head-line">
        <h2 className="mono">{detail.number}</h2>
        <StateChip of="inquiryState" state={detail.state} />
        <StatusChip status={detail.ownershipStatus} group={detail.classGroup} />
        {detail.next && !detail.awaits && <TimeLeft deadline={detail.next} withKind />}
      </div>
      <Awaited inquiry={detail} />
      <p>
        {className} · {detail.address || "—"}
      </p>
      <p className="quiet">
        {detail.danger && detail.open && <DangerMark />}
        {t(`origin.${detail.origin as "CASE"}`, { defaultValue: detail.origin })}
        {detail.reopenings > 0 && ` · ${t("reopened", { count: detail.reopenings })}`}
        {" · "}
        <Link to={`/?component=${detail.componentId}`}>{t("openComponent")}</Link>
        {detail.cases.map(({ id, number }) => (
          <span key={id}>
            {" · "}
            <Link to={`/?case=${id}`} className="mono">
              {number}
            </Link>
          </span>
        ))}
      </p>
    </header>
  );
}

function History({ inquiryId }: { inquiryId: string }) {
  const history = useInquiryHistory(inquiryId, true);
  return <HistoryTimeline query={history} />;
}

function Section({
  title,
  count,
  of,
  children,
}: {
  title: string;
  count?: number;
  of?: number;
  children: ReactNode;
}) {
  return (
    <section className="inquiry-section">
      <h3>
        {title}
        {count !== undefined && (
          <span className="quiet">{of === undefined ? ` ${count}` : ` ${count}/${of}`}</span>
        )}
      </h3>
      {children}
    </section>
  );
}
