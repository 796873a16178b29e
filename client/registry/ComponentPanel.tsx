import { Skeleton, Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { useComponent, useComponentHistory } from "../api/registry.ts";
import { useMay } from "../api/session.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { Candidates, type RankedCandidate } from "../matter/Candidates.tsx";
import { CodeText } from "../ui/CodeText.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { HistoryTimeline } from "../matter/HistoryTimeline.tsx";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { DangerMark, StatusChip } from "../matter/StatusChip.tsx";
import { useMoment } from "../matter/moment.ts";
import { useTitle } from "../ui/title.ts";
import type { ComponentFile } from "./component-file.ts";
import { ComponentEdits } from "./ComponentEdits.tsx";
import { Identified } from "./Identified.tsx";
import { Matters } from "./Matters.tsx";
import { RegisterFacts } from "./RegisterFacts.tsx";
import { ChangeProposal } from "./proposals/ChangeProposal.tsx";
import { RoleProposal } from "./proposals/RoleProposal.tsx";
import { WhoAnswers } from "./WhoAnswers.tsx";
import "./ComponentPanel.css";

/** One shaft, one file: what it is, who answers today, who probably owns it, what is open, how it came here. */
export function ComponentPanel({
  id,
  onLook,
}: {
  id: string;
  onLook: (candidate: RankedCandidate | null) => void;
}) {
  const component = useComponent(id);
  if (component.isPending) return <Skeleton active className="component-panel" paragraph={{ rows: 9 }} />;
  if (component.isError && !component.data)
    return <FailedQuery error={component.error} retry={() => void component.refetch()} />;
  return <Panel component={component.data} onLook={onLook} />;
}

function Panel({
  component,
  onLook,
}: {
  component: ComponentFile;
  onLook: (candidate: RankedCandidate | null) => void;
}) {
  const { t } = useTranslation("registry");
  const may = useMay();
  const named = useNamed();
  const past = useMoment().day !== null;
  useTitle(
    "subject",
    component.code ?? named({ nameZh: component.classNameZh, nameEn: component.classNameEn }),
  );
  const unresolved =
    UNRESOLVED.includes(component.ownershipStatus) || component.ownershipStatus === "BACKSTOP";
  return (
    <article className="component-panel" aria-label={t("component")}>
      <Head component={component} />
      <Identified component={component} />
      <Section title={t(past ? "section.answeredThen" : "section.answers")}>
        <WhoAnswers component={component} />
        <RoleProposal component={component} />
        <ChangeProposal component={component} />
      </Section>
      {unresolved && !component.retired && may("seeCandidates") && (
        <Section title={t("section.probably")}>
          <Candidates componentId={component.id} onLook={onLook} />
        </Section>
      )}
      <Section title={t("section.open")}>
        <Matters component={component} />
      </Section>
      <Section title={t("section.facts")}>
        <RegisterFacts component={component} />
        <ComponentEdits component={component} />
      </Section>
      <Section title={t("section.history")}>
        <History id={component.id} />
      </Section>
    </article>
  );
}

function Head({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const word = useWord();
  return (
    <header className="component-head">
      <div className="component-head-line">
        <h2>{named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}</h2>
        <StatusChip
          status={component.ownershipStatus}
          group={component.classGroup}
          danger={component.openDanger}
        />
        {component.openDanger && <DangerMark />}
        {component.physicalState !== "INTACT" && (
          <Tag color="gold">{word("physical", component.physicalState)}</Tag>
        )}
        {component.provisional && <Tag>{t("provisional")}</Tag>}
        {component.restricted && <Tag color="red">{t("restricted")}</Tag>}
        {component.retired && <Tag>{t("retired")}</Tag>}
      </div>
      <p>{component.address || component.roadName || "—"}</p>
      <p>
        {component.code ? <CodeText code={component.code} /> : <span className="quiet">{t("noCode")}</span>}
      </p>
      {component.photoIds.length > 0 && <PhotoStrip ids={component.photoIds} />}
    </header>
  );
}

function History({ id }: { id: string }) {
  return <HistoryTimeline query={useComponentHistory(id)} />;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="component-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
