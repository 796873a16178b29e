import { Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { TimeLeft } from "../ui/TimeLeft.tsx";
import { fullMoment, shortMoment } from "../ui/time.ts";
import type { LetterItem } from "./evidence-board.ts";

const TONE = { CLAIM: "blue", DENY: "default", NEED_SITE_VISIT: "gold", NO_REPLY: "default" } as const;

/** Who was asked, in which round, whether the letter was opened, until when, and what came back. Silence is written as such. */
export function LetterTable({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const language = useLanguage();
  const letters = [...detail.lettersSent].sort(
    (a, b) => b.round - a.round || a.unit.nameZh.localeCompare(b.unit.nameZh, "zh"),
  );
  if (letters.length === 0) return <p className="quiet">{t("letter.none")}</p>;
  const consult = detail.deadlines.find(
    (deadline) => deadline.kind === "CONSULT" && deadline.metAt === null && deadline.cancelledAt === null,
  );
  return (
    <Table<LetterItem>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={letters}
      scroll={{ x: "max-content" }}
      columns={[
        {
          title: t("letter.unit"),
          key: "unit",
          render: (_, letter) => (
            <span className="letter-unit">
              {named(letter.unit)}
              {detail.round > 1 && <small className="quiet">{` ${t("letter.round")} ${letter.round}`}</small>}
            </span>
          ),
        },
        {
          title: t("letter.answer"),
          key: "answer",
          render: (_, letter) =>
            letter.answer === null ? (
              consult ? (
                <TimeLeft deadline={{ ...consult, startedAt: letter.sentAt, dueAt: letter.dueAt }} />
              ) : (
                <span className="quiet">{t("letter.waiting")}</span>
              )
            ) : (
              <Said answer={letter.answer} reasonCode={letter.reasonCode} />
            ),
        },
        {
          title: t("letter.sent"),
          key: "sent",
          render: (_, letter) => (
            <time title={fullMoment(letter.sentAt, language)}>{shortMoment(letter.sentAt, language)}</time>
          ),
        },
        {
          title: t("letter.seen"),
          key: "seen",
          render: (_, letter) =>
            letter.seenAt ? (
              <time title={fullMoment(letter.seenAt, language)}>{shortMoment(letter.seenAt, language)}</time>
            ) : (
              <span className="quiet">{t("letter.notSeen")}</span>
            ),
        },
      ]}
    />
  );
}

/** What came back, and why not. A denial without a reason is accepted, and seen (D9). */
function Said({
  answer,
  reasonCode,
}: {
  answer: NonNullable<LetterItem["answer"]>;
  reasonCode: string | null;
}) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const reason = reasonCode
    ? word("denialReason", reasonCode)
    : answer === "DENY"
      ? t("letter.noReason")
      : null;
  return (
    <>
      <Tag color={TONE[answer]}>{word("answer", answer)}</Tag>
      {reason && <small className="quiet">{reason}</small>}
    </>
  );
}
