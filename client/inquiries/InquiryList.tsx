import { Button, Empty, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { InquirySummary } from "../../server/contract/inquiries.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useNow } from "../ui/now.ts";
import { DangerMark, StatusGlyph } from "../matter/StatusChip.tsx";
import "../matter/InquiryRows.css";
import "../ui/Rows.css";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { dayIn, dayText } from "../ui/time.ts";
import { Escalated, useAwaitedBy } from "./Awaited.tsx";
import type { useInquiries } from "./calls.ts";

/** Inquiries as rows, in the server's order: what and where, how far it is, what waits for whom. */
export function InquiryList({
  query,
  keep,
  chosen,
  choose,
}: {
  query: ReturnType<typeof useInquiries>;
  keep: (row: InquirySummary) => boolean;
  chosen: string | null;
  choose: (row: InquirySummary) => void;
}) {
  const { t } = useTranslation("inquiries");
  if (query.isPending) return <Skeleton active className="inquiry-panel" />;
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap(({ items }) => items).filter(keep);
  if (rows.length === 0 && !query.hasNextPage) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("none")} className="inquiry-none">
        <p className="quiet">{t("noneWhy")}</p>
      </Empty>
    );
  }
  return (
    <ul className="list-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} chosen={row.id === chosen} choose={choose} />
        </li>
      ))}
      {query.hasNextPage && (
        <li>
          <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("loadMore")}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Row({
  row,
  chosen,
  choose,
}: {
  row: InquirySummary;
  chosen: boolean;
  choose: (row: InquirySummary) => void;
}) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const word = useWord();
  const by = useAwaitedBy(row);
  const { letters } = row;
  return (
    <button type="button" className="list-row inquiry-row" aria-current={chosen} onClick={() => choose(row)}>
      <span className="first">
        <StatusGlyph status={row.ownershipStatus} group={row.classGroup} danger={row.danger && row.open} />
        {named({ nameZh: row.classNameZh, nameEn: row.classNameEn })}
        <span className="place">{row.address}</span>
      </span>
      {row.next && row.open ? <TimeLeft deadline={row.next} /> : <Review row={row} />}
      <span className="second">
        <span className="mono">{row.number}</span>
        <span>{word("inquiryState", row.state)}</span>
        {row.danger && row.open && <DangerMark />}
        {row.open && letters.sent > 0 && (
          <span>{t("letters", { sent: letters.sent, answered: letters.answered })}</span>
        )}
        {row.open && letters.claims > 0 && (
          <span className="claims-mark">{t("claimsCount", { count: letters.claims })}</span>
        )}
        {row.awaits && <span className="quiet">{by}</span>}
        <Escalated inquiry={row} />
        {row.proposal && (
          <span className="proposal-mark">{t(`proposalWaits.${row.proposal as "BACKSTOP"}`)}</span>
        )}
        {!row.open && row.owner && <span>{named(row.owner)}</span>}
        {row.state === "BACKSTOP" && row.custodian && <span>{named(row.custodian)}</span>}
      </span>
    </button>
  );
}

/** When a backstop is looked at again; late is loud. */
function Review({ row: { reviewOn, state } }: { row: InquirySummary }) {
  const { t } = useTranslation("inquiries");
  const language = useLanguage();
  const today = dayIn(useNow());
  if (state !== "BACKSTOP" || !reviewOn) return null;
  const day = dayText(reviewOn, language);
  return reviewOn < today ? (
    <span className="review-late">{t("reviewOverdue", { day })}</span>
  ) : (
    <span className="quiet">{t("reviewOn", { day })}</span>
  );
}
