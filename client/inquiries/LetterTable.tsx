import { Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { running } from "../../server/domain/clocks/deadline.ts";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { fullMoment, shortMoment } from "../ui/time.ts";
import type { LetterItem } from "./evidence-board.ts";

const TONE = {
  CLAIM: "blue",
  DENY: "default",
  NEED_SITE_VISIT: "gold",
  NO_REPLY: "default",
  UNIT_DISSOLVED: "default",
  UNSEEN: "default",
} as const;

/** Who was asked, in which round, whether the letter was opened, until when, and what came back. Silence is written as such. */
export function LetterTable({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const letters = [...detail.lettersSent].sort(
    (a, b) => b.round - a.round || a.unit.nameZh.localeCompare(b.unit.nameZh, "zh"),
  );
  if (letters.length === 0) return <p className="quiet">{t("letter.none")}</p>;
  const consult = detail.deadlines.find((deadline) => deadline.kind === "CONSULT" && running(deadline));
  return (
    <Table<LetterItem>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={letters}
      columns={[
        {
          title: `${t("letter.unit")} · ${t("letter.sent")} · ${t("letter.seen")}`,
          key: "unit",
          render: (_, letter) => (
            <>
              {named(letter.unit)}
              {detail.round > 1 && <small className="quiet">{` ${t("letter.round")} ${letter.round}`}</small>}
              <Way letter={letter} />
            </>
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
      ]}
    />
  );
}

/** When the letter left and when it was opened. */
function Way({ letter: { sentAt, seenAt } }: { letter: LetterItem }) {
  const { t } = useTranslation("inquiries");
  const language = useLanguage();
  return (
    <div className="letter-way">
      <time title={fullMoment(sentAt, language)}>{shortMoment(sentAt, language)}</time>
      {" · "}
      {seenAt ? (
        <time title={fullMoment(seenAt, language)}>
          {t("letter.seen")} {shortMoment(seenAt, language)}
        </time>
      ) : (
        t("letter.notSeen")
      )}
    </div>
  );
}

/** What came back, and why not. A denial without a reason is accepted, and seen (docs/domain.md#d9). */
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
      {reason && <div className="letter-way">{reason}</div>}
    </>
  );
}
