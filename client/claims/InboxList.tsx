import { Button, Empty, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import "../ui/Rows.css";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { DangerMark, StatusGlyph } from "../matter/StatusChip.tsx";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { shortMoment } from "../ui/time.ts";
import type { InboxItem, useInbox } from "./calls.ts";

/** Letters as rows: what and where, how long there is, what was answered. */
export function InboxList({
  inbox,
  tab,
  chosen,
  choose,
}: {
  inbox: ReturnType<typeof useInbox>;
  tab: "waiting" | "answered";
  chosen: string | null;
  choose: (inquiryId: string) => void;
}) {
  const { t } = useTranslation("claims");
  if (inbox.isPending) return <Skeleton active className="claims-skeleton" />;
  if (inbox.isError) return <FailedQuery error={inbox.error} retry={() => void inbox.refetch()} />;
  const items = inbox.data.pages.flatMap(({ items }) => items);
  if (items.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`none.${tab}`)}>
        <p className="quiet">{t("noneWhy")}</p>
      </Empty>
    );
  }
  return (
    <ul className="list-rows inbox-rows">
      {items.map((item) => (
        <li key={item.letter.id}>
          <Row item={item} chosen={chosen === item.inquiry.id} choose={choose} />
        </li>
      ))}
      {inbox.hasNextPage && (
        <li>
          <Button type="link" loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {t("more")}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Row({
  item: { letter, inquiry },
  chosen,
  choose,
}: {
  item: InboxItem;
  chosen: boolean;
  choose: (inquiryId: string) => void;
}) {
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  return (
    <button
      type="button"
      className="list-row inbox-row"
      aria-current={chosen}
      data-unseen={letter.seenAt === null && letter.answer === null}
      onClick={() => choose(inquiry.id)}
    >
      <span className="first">
        <StatusGlyph
          status={inquiry.ownershipStatus}
          group={inquiry.classGroup}
          danger={inquiry.danger && inquiry.open}
        />
        {named({ nameZh: inquiry.classNameZh, nameEn: inquiry.classNameEn })}
      </span>
      {letter.answer === null ? (
        <TimeLeft
          deadline={{
            kind: "CONSULT",
            clock: inquiry.next?.clock ?? "WORK_DAY",
            startedAt: letter.sentAt,
            dueAt: letter.dueAt,
            provisional: inquiry.next?.dueAt === letter.dueAt ? inquiry.next.provisional : null,
          }}
        />
      ) : (
        <span className="answer-said" data-answer={letter.answer}>
          {word("answer", letter.answer)}
        </span>
      )}
      <span className="second">
        {inquiry.address || inquiry.number}
        {inquiry.danger && inquiry.open && <DangerMark />}
        {letter.answer !== null && <span className="quiet">{word("inquiryState", inquiry.state)}</span>}
        <time className="quiet">{shortMoment(letter.answeredAt ?? letter.sentAt, language)}</time>
      </span>
    </button>
  );
}
