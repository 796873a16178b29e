import { Alert, Button, Popconfirm, Skeleton, Tag } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { enteredClaim, enteredLetter } from "../../server/domain/inquiry/state.ts";
import { inquiryCan } from "../../server/domain/inquiry/table.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useActor, useMe } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { StateChip, StatusChip } from "../matter/StatusChip.tsx";
import { TimeLeft } from "../matter/TimeLeft.tsx";
import { dayText, fullMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { useMarkSeen, useUnitCommand } from "./calls.ts";
import { WhyAsked } from "./WhyAsked.tsx";

/** What the unit is asked about one component, what it said, and what it may say now. */
export function LetterPanel({ inquiryId, onAnswered }: { inquiryId: string; onAnswered: () => void }) {
  const inquiry = useInquiry(inquiryId);
  if (inquiry.isPending) return <Skeleton active className="letter-panel" paragraph={{ rows: 8 }} />;
  if (inquiry.isError) return <FailedQuery error={inquiry.error} retry={() => void inquiry.refetch()} />;
  return <Panel key={inquiryId} detail={inquiry.data} onAnswered={onAnswered} />;
}

function Panel({ detail, onAnswered }: { detail: InquiryDetail; onAnswered: () => void }) {
  const { t } = useTranslation("claims");
  const language = useLanguage();
  const named = useNamed();
  const letter = useOwnLetter(detail);
  useSeen(letter);
  return (
    <article className="letter-panel" aria-label={detail.number}>
      <header>
        <div className="letter-line">
          <h2>{named({ nameZh: detail.classNameZh, nameEn: detail.classNameEn })}</h2>
          <StatusChip status={detail.ownershipStatus} group={detail.classGroup} />
        </div>
        <p>{detail.address || "—"}</p>
        <p className="quiet">
          <span className="mono">{detail.number}</span> <StateChip of="inquiryState" state={detail.state} />{" "}
          <Link to={`/?component=${detail.componentId}`}>{t("openInMap")}</Link>
        </p>
      </header>
      {detail.danger && detail.open && <Alert type="error" showIcon title={t("danger")} />}
      {detail.notice && (
        <section>
          <p>
            {t("noticed", {
              at: fullMoment(detail.notice.publishedAt, language),
              channel: t(`noticeBy.${detail.notice.channel as "SITE"}`, {
                defaultValue: detail.notice.channel,
              }),
            })}{" "}
            {detail.next?.kind === "NOTICE" && <TimeLeft deadline={detail.next} withKind />}
          </p>
          {detail.custodian && <p className="quiet">{t("custodian", { unit: named(detail.custodian) })}</p>}
        </section>
      )}
      {detail.determination && (
        <section>
          <p>
            {t("determined", {
              unit: named(detail.determination.owner),
              from: dayText(detail.determination.from, language),
            })}{" "}
            {!detail.determination.final &&
              t("objectUntil", { at: fullMoment(detail.determination.objectionUntil, language) })}
          </p>
        </section>
      )}
      {letter && (
        <section>
          <p>{t("letterFrom", { at: fullMoment(letter.sentAt, language) })}</p>
          {letter.answer === null && (
            <p>
              {t("due")} <strong>{fullMoment(letter.dueAt, language)}</strong>{" "}
              <TimeLeft
                deadline={{
                  ...clockOf(detail, letter.dueAt),
                  kind: "CONSULT",
                  startedAt: letter.sentAt,
                  dueAt: letter.dueAt,
                }}
              />
            </p>
          )}
          {letter.seenAt && <p className="quiet">{t("seen", { at: fullMoment(letter.seenAt, language) })}</p>}
        </section>
      )}
      {letter && detail.open && <WhyAsked letterId={letter.id} />}
      <OwnWord detail={detail} letter={letter} />
      <Entered detail={detail} />
      <Answering detail={detail} waiting={letter?.answer === null} onAnswered={onAnswered} />
      <OwnEvidence detail={detail} />
    </article>
  );
}

type OwnLetter = InquiryDetail["lettersSent"][number] | null;

/** The newest letter to my unit. */
function useOwnLetter(detail: InquiryDetail): OwnLetter {
  const unitId = useMe().unit?.id;
  const own = detail.lettersSent.filter(({ unit }) => unit.id === unitId);
  return own.reduce<OwnLetter>(
    (newest, letter) => (newest && newest.round > letter.round ? newest : letter),
    null,
  );
}

/** Opening a letter is its delivery: recorded once, by being looked at. */
function useSeen(letter: OwnLetter): void {
  const { mutate } = useMarkSeen();
  const unseen = letter && letter.seenAt === null ? letter.id : null;
  useEffect(() => {
    if (unseen) mutate(unseen);
  }, [unseen, mutate]);
}

/** Which clock the letter runs by, and what the holiday table means for it. */
function clockOf({ deadlines }: InquiryDetail, dueAt: string) {
  const consult = deadlines.filter(({ kind }) => kind === "CONSULT");
  const own = consult.find((deadline) => deadline.dueAt === dueAt);
  return {
    clock: (own ?? consult[0])?.clock ?? "WORK_DAY",
    provisional: own?.provisional,
    recomputed: own?.recomputed,
  };
}

/** What the street entered for my unit, with the letter it was taken from: if it was not my unit's word, it says so here. */
function Entered({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("claims");
  const language = useLanguage();
  const actor = useActor();
  const toast = useToast();
  const command = useUnitCommand(detail);
  const { file } = detail;
  const letter = actor.unitId ? enteredLetter(file, actor.unitId) : undefined;
  const claim = file.claims.find((one) => actor.unitId && enteredClaim(one, actor.unitId));
  const { proposal } = file;
  const erred = proposal?.kind === "DISCLAIMER" && proposal.unitId === actor.unitId ? proposal : null;
  const at = erred?.at ?? letter?.answeredAt ?? claim?.at;
  if (!at) return null;
  const papers = (
    erred?.evidence ??
    file.evidence.filter((item) => item.onBehalf && item.broughtBy === actor.unitId && !item.fallen)
  ).flatMap(({ photoIds }) => photoIds ?? []);
  return (
    <section>
      <Alert
        type="warning"
        showIcon
        title={t("entered.title", { at: fullMoment(at, language) })}
        description={
          <>
            <p>{t(erred ? "entered.disclaimer" : "entered.text")}</p>
            {papers.length > 0 && <PhotoStrip ids={[...new Set(papers)]} />}
            {command.error && <CommandProblem error={command.error} />}
            {inquiryCan(actor, file, "CONTEST_ANSWER") === null && (
              <Popconfirm
                title={t("entered.ask")}
                onConfirm={() =>
                  command.mutate({ type: "CONTEST_ANSWER" }, { onSuccess: () => toast(t("entered.done")) })
                }
              >
                <Button danger loading={command.isPending}>
                  {t("entered.contest")}
                </Button>
              </Popconfirm>
            )}
          </>
        }
      />
    </section>
  );
}

const CLAIM_SAID = {
  OPEN: "claimOpen",
  ACCEPTED: "claimAccepted",
  REJECTED: "claimRejected",
  SUPERSEDED: "claimSuperseded",
} as const;

/** What my unit answered and what came of it. */
function OwnWord({ detail, letter }: { detail: InquiryDetail; letter: OwnLetter }) {
  const { t } = useTranslation("claims");
  const word = useWord();
  const language = useLanguage();
  const unitId = useMe().unit?.id;
  const claim = detail.claims.filter(({ unit }) => unit.id === unitId).at(-1);
  if (!claim && (!letter || letter.answer === null)) return null;
  return (
    <section>
      <h3>{t("yourAnswer")}</h3>
      {letter?.answer === "NO_REPLY" && <p>{t("silence")}</p>}
      {letter?.answer && letter.answer !== "NO_REPLY" && letter.answeredAt && (
        <p>
          {t("answeredAt", {
            at: fullMoment(letter.answeredAt, language),
            answer: word("answer", letter.answer),
          })}
          {letter.reasonCode && ` · ${word("denialReason", letter.reasonCode)}`}
        </p>
      )}
      {claim && claim.status !== "WITHDRAWN" && (
        <Tag color={claim.status === "OPEN" ? "blue" : claim.status === "ACCEPTED" ? "green" : "default"}>
          {t(CLAIM_SAID[claim.status])}
        </Tag>
      )}
    </section>
  );
}

/** Where a claim comes without, or after, a letter: what it means then. */
const LATE = { NOTICE: "notice", BACKSTOP: "late", DETERMINED: "objection" } as const;

/** The answer while it is asked for; a claim at any later time; taking a claim back. */
function Answering({
  detail,
  waiting,
  onAnswered,
}: {
  detail: InquiryDetail;
  waiting: boolean;
  onAnswered: () => void;
}) {
  const { t } = useTranslation("claims");
  const actor = useActor();
  const toast = useToast();
  const command = useUnitCommand(detail);
  const file = detail.file;
  const mayAnswer = inquiryCan(actor, file, "ANSWER") === null;
  const mayWithdraw = inquiryCan(actor, file, "WITHDRAW_CLAIM") === null;
  const final = detail.state === "DETERMINED" && detail.determination?.final === true;
  const when = final ? "lateClaim" : LATE[detail.state as keyof typeof LATE];
  const late = !waiting && mayAnswer ? when : undefined;
  const ownsIt = detail.determination?.owner.id === actor.unitId;
  if (!mayAnswer && !mayWithdraw) return null;
  if (ownsIt && !mayWithdraw) return null;
  return (
    <section>
      {command.error && <CommandProblem error={command.error} />}
      {late && <Alert type="warning" showIcon title={t(`${late}.title`)} description={t(`${late}.text`)} />}
      {mayAnswer && !mayWithdraw && (
        <>
          <h3>
            {t("choose")} {waiting && <span className="quiet">{t("chooseHint")}</span>}
          </h3>
          <AnswerForm
            inquiry={file}
            {...(!waiting && { only: "CLAIM" as const })}
            sending={command.isPending}
            send={(body) =>
              command.mutate(body, {
                onSuccess: () => {
                  toast(t(`done.${body.answer}`));
                  onAnswered();
                },
              })
            }
          />
        </>
      )}
      {mayWithdraw && (
        <Popconfirm
          title={t("withdrawAsk")}
          onConfirm={() =>
            command.mutate({ type: "WITHDRAW_CLAIM" }, { onSuccess: () => toast(t("done.WITHDRAW")) })
          }
        >
          <Button loading={command.isPending}>{t("withdraw")}</Button>
        </Popconfirm>
      )}
    </section>
  );
}

function OwnEvidence({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("claims");
  const word = useWord();
  const language = useLanguage();
  const unitId = useMe().unit?.id;
  const own = detail.evidence.filter((item) => item.unit?.id === unitId);
  if (own.length === 0) return null;
  return (
    <section>
      <h3>{t("ownEvidence")}</h3>
      <ul className="own-evidence">
        {own.map((item) => (
          <li key={item.id}>
            {word("evidence", item.kind)}{" "}
            <span className="quiet">{fullMoment(item.recordedAt, language)}</span>
            {item.note && <div>{item.note}</div>}
            {item.photoIds.length > 0 && <PhotoStrip ids={item.photoIds} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
