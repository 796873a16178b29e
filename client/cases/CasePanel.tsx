import { Alert, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CaseDetail } from "../../server/contract/cases.ts";
import { CITIZENS, type Channel } from "../../server/domain/names.ts";
import { useCase, useCaseHistory } from "../api/cases.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { ClockList } from "../matter/ClockList.tsx";
import { CodeText } from "../ui/CodeText.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { HistoryTimeline } from "../matter/HistoryTimeline.tsx";
import { lanesOfCase } from "../matter/lanes/case-lane.ts";
import { useHistories } from "../matter/lanes/use-histories.ts";
import { useNow } from "../ui/now.ts";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { SelectLink } from "../matter/SelectLink.tsx";
import { DangerMark, StateChip, StatusChip } from "../matter/StatusChip.tsx";
import { dayText, fullMoment } from "../ui/time.ts";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { useTitle } from "../ui/title.ts";
import { TwoLanes } from "../matter/TwoLanes.tsx";
import { UnitName } from "../matter/UnitName.tsx";
import { CaseCommands } from "./CaseCommands.tsx";
import "./CasePanel.css";

/** One case: what it is and what to do next, then both tracks, then how it came here. */
export function CasePanel({ id }: { id: string }) {
  const file = useCase(id);
  if (file.isPending) return <Skeleton active className="case-panel" paragraph={{ rows: 9 }} />;
  if (file.isError && !file.data) return <FailedQuery error={file.error} retry={() => void file.refetch()} />;
  return <Panel key={id} detail={file.data} />;
}

function Panel({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  useTitle("subject", detail.number);
  return (
    <article className="case-panel" aria-label={detail.number}>
      <Head detail={detail} />
      <CaseCommands detail={detail} />
      <Section title={t("panel.lanes")}>
        <Lanes detail={detail} />
      </Section>
      {detail.deadlines.length > 0 && (
        <Section title={t("panel.clocks")}>
          <ClockList deadlines={detail.deadlines} />
        </Section>
      )}
      <Section title={t("panel.reports")}>
        <Reports detail={detail} />
      </Section>
      {detail.photoIds.length > 0 && (
        <Section title={t("panel.photos")}>
          <PhotoStrip ids={detail.photoIds} />
        </Section>
      )}
      <Section title={t("panel.history")}>
        <History id={detail.id} />
      </Section>
    </article>
  );
}

function Head({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(["cases", "ui"]);
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  return (
    <header className="case-head">
      <div className="case-head-line">
        <h2>
          {named({ nameZh: detail.classNameZh, nameEn: detail.classNameEn })} ·{" "}
          {word("defect", detail.defect)}
        </h2>
        {detail.openDanger && <DangerMark />}
        <StateChip of="caseState" state={detail.state} openDanger={detail.openDanger} />
        {detail.next && <TimeLeft deadline={detail.next} withKind />}
      </div>
      <dl className="facts">
        <Fact name={t("panel.place")}>{detail.address || "—"}</Fact>
        <Fact name={t("panel.responsible")}>
          {detail.unit ? (
            <UnitName unit={detail.unit} />
          ) : (
            <span className="quiet">{t("panel.unitNone")}</span>
          )}
          {detail.unit &&
            detail.open &&
            (detail.acknowledgedAt !== null || detail.state === "DISPATCHED") && (
              <span className="quiet">
                {" "}
                ·{" "}
                {detail.acknowledgedAt
                  ? t("panel.acknowledged", { at: fullMoment(detail.acknowledgedAt, language) })
                  : t("panel.notAcknowledged")}
              </span>
            )}
          {detail.file.handedOver && (
            <div className="quiet">{t("street.handedOver", { code: detail.file.handedOver.to })}</div>
          )}
          {detail.file.disagreed && <Alert type="warning" showIcon title={t("street.disagreed")} />}
          {detail.file.streetDecided && (
            <div className="quiet">
              {t("street.streetDecided", {
                code: detail.file.streetDecided.divisionCode,
                document: detail.file.streetDecided.document,
              })}
            </div>
          )}
          {detail.file.boundary && !detail.file.outside && !detail.file.handedOver && (
            <div className="quiet">{t("street.boundary")}</div>
          )}
          {detail.file.outside && !detail.file.handedOver && (
            <Alert type="warning" showIcon title={t("street.outside")} />
          )}
          {detail.beside.length > 0 && (
            <div className="quiet">
              {t("panel.beside", { units: detail.beside.map((unit) => named(unit)).join(t("panel.and")) })}
            </div>
          )}
          {detail.substituteHandling && (
            <div className="substitute">
              {t("panel.substitute", { reason: word("emergency", detail.emergencyReason ?? "") || "—" })}
            </div>
          )}
        </Fact>
        <Fact name={t("panel.component")}>
          <SelectLink kind="component" id={detail.componentId}>
            <StatusChip status={detail.ownershipStatus} group={detail.classGroup} />
          </SelectLink>
        </Fact>
        {detail.ownerNoted && (
          <Fact name={t("panel.ownerNoted")}>
            <UnitName unit={detail.ownerNoted.unit} />{" "}
            <span className="quiet">
              {t("panel.ownerSince", {
                from: dayText(detail.ownerNoted.from, language),
                at: fullMoment(detail.ownerNoted.at, language),
              })}
            </span>
          </Fact>
        )}
        {detail.inquiries.map(({ id, number, state }) => (
          <Fact key={id} name={t("panel.inquiry")}>
            <SelectLink kind="inquiry" id={id}>
              <span className="mono">{number}</span>
            </SelectLink>{" "}
            <StateChip of="inquiryState" state={state} />
          </Fact>
        ))}
      </dl>
      <p className="case-number">
        <CodeText code={detail.number} />
        {detail.endedAt && (
          <span className="quiet">
            {" "}
            {t("panel.ended", {
              at: fullMoment(detail.endedAt, language),
              state: word("caseState", detail.state),
            })}
          </span>
        )}
      </p>
      {detail.request && (
        <p className="waiting-request">
          {t("panel.waiting", {
            kind: word("request", detail.request.kind),
            reason: word("reason", detail.request.reasonCode),
          })}
          {detail.request.until &&
            ` · ${t("panel.suspendedUntil", { at: fullMoment(detail.request.until, language) })}`}
        </p>
      )}
      {detail.suspendedUntil && (
        <p className="waiting-request">
          {t("panel.suspendedUntil", { at: fullMoment(detail.suspendedUntil, language) })}
        </p>
      )}
      {detail.mergedInto && (
        <p>
          {t("panel.mergedInto")}{" "}
          <SelectLink kind="case" id={detail.mergedInto}>
            {t("ui:show")}
          </SelectLink>
        </p>
      )}
      {detail.recurrenceOf && (
        <p>
          {t("panel.recurrence")}{" "}
          <SelectLink kind="case" id={detail.recurrenceOf}>
            {t("ui:show")}
          </SelectLink>
        </p>
      )}
    </header>
  );
}

/** The inquiry that stands below: the one still open, else the latest. */
function Lanes({ detail }: { detail: CaseDetail }) {
  const now = useNow();
  const may = useMay();
  const asked = detail.inquiries.find(({ open }) => open) ?? detail.inquiries.at(-1) ?? null;
  const inquiry = useInquiry(asked?.id ?? null, may("seeInquiries"));
  const histories = useHistories(detail.id, asked?.id ?? null);
  return <TwoLanes picture={lanesOfCase(detail, inquiry.data ?? null, now, histories)} />;
}

/** Whether whoever reported it has been told what came of it; a grid worker or a sensor waits for no answer. */
function Replied({ channel, at }: { channel: Channel; at: string | null }) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  if (!at && !CITIZENS.includes(channel)) return null;
  return (
    <span className="quiet">
      {" · "}
      {at ? t("panel.replied", { at: fullMoment(at, language) }) : t("panel.replyOwed")}
    </span>
  );
}

function Reports({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const { report } = detail;
  return (
    <dl className="facts">
      <Fact name={t("panel.reportedBy")}>
        {word("channel", detail.channel)} · {fullMoment(detail.reportedAt, language)}
        {detail.reportCount > 1 && ` · ${t("panel.times_report", { count: detail.reportCount })}`}
        <Replied channel={detail.channel} at={detail.repliedAt} />
      </Fact>
      {detail.merged.length > 0 && (
        <Fact name={t("panel.mergedReports")}>
          {detail.merged.map(({ id, number, channel, reportedAt, repliedAt }) => (
            <div key={id}>
              <SelectLink kind="case" id={id}>
                <span className="mono">{number}</span>
              </SelectLink>{" "}
              {word("channel", channel)} · {fullMoment(reportedAt, language)}
              <Replied channel={channel} at={repliedAt} />
            </div>
          ))}
        </Fact>
      )}
      {report?.description && <Fact name={t("panel.description")}>{report.description}</Fact>}
      {(report?.reporterName ?? report?.reporterPhone) && (
        <Fact name={t("panel.reporter")}>
          {report?.reporterName}{" "}
          {report?.reporterPhone && <a href={`tel:${report.reporterPhone}`}>{report.reporterPhone}</a>}
        </Fact>
      )}
      {detail.returns.map(({ at, unit, reasonCode, namesUnit }) => (
        <Fact key={at} name={word("event", "CASE_RETURNED")}>
          {t("panel.returnedBy", {
            unit: unit ? named(unit) : "—",
            at: fullMoment(at, language),
            reason: word("reason", reasonCode),
          })}
          {namesUnit && t("panel.returnedNames", { unit: named(namesUnit) })}
        </Fact>
      ))}
      {(detail.reworks > 0 || detail.escalations > 0 || detail.noticeAttempts > 0) && (
        <Fact name="">
          {[
            detail.noticeAttempts > 0 && t("panel.notices", { count: detail.noticeAttempts }),
            detail.reworks > 0 && t("panel.reworks", { count: detail.reworks }),
            detail.escalations > 0 && t("panel.escalations", { count: detail.escalations }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Fact>
      )}
    </dl>
  );
}

function History({ id }: { id: string }) {
  return <HistoryTimeline query={useCaseHistory(id)} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="case-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
