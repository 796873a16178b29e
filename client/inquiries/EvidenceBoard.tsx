import { MinusCircleOutlined, PlusCircleOutlined } from "@ant-design/icons";
import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { EVIDENCE_WEIGHT } from "../../server/domain/names.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { fullMoment } from "../ui/time.ts";
import {
  evidenceOfNobody,
  partyColumns,
  worthOf,
  type EvidenceItem,
  type PartyColumn,
} from "./evidence-board.ts";
import { useObservation } from "./observation.ts";

/** All parties side by side, as papers are laid out on a meeting's table: what each said, what speaks for and against it. */
export function EvidenceBoard({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const columns = partyColumns(detail);
  const nobody = evidenceOfNobody(detail);
  if (columns.length === 0 && nobody.length === 0) return <p className="quiet">{t("evidence.none")}</p>;
  return (
    <>
      {nobody.length > 0 && (
        <div className="evidence-nobody">
          <h4>{t("evidence.nobody")}</h4>
          <EvidenceList detail={detail} items={nobody} />
        </div>
      )}
      {columns.length > 0 && (
        <div className="evidence-board" tabIndex={0} role="group" aria-label={t("evidence.party")}>
          {columns.map((column) => (
            <Party key={column.unit.id} detail={detail} column={column} />
          ))}
        </div>
      )}
    </>
  );
}

function Party({ detail, column }: { detail: InquiryDetail; column: PartyColumn }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const word = useWord();
  const { unit, probability, letter, claim, inFavour, against, neutral, weight } = column;
  return (
    <article className="party" data-claims={claim?.status === "OPEN"}>
      <header>
        <strong>{named(unit)}</strong>
        <span className="quiet">
          {probability !== null && `${Math.round(probability * 100)}% · `}
          {t("evidence.weight", { weight })}
        </span>
      </header>
      <div className="party-said">
        {claim && (
          <Tag color={claim.status === "OPEN" ? "blue" : "default"}>{t(`claim.${claim.status}`)}</Tag>
        )}
        {letter?.answer && letter.answer !== "CLAIM" && <Tag>{word("answer", letter.answer)}</Tag>}
        {letter && letter.answer === null && <span className="quiet">{t("letter.waiting")}</span>}
        {letter?.reasonCode && <span>{word("denialReason", letter.reasonCode)}</span>}
      </div>
      <EvidenceList detail={detail} items={[...inFavour, ...against, ...neutral]} />
    </article>
  );
}

const SIGN = {
  FOR: <PlusCircleOutlined className="for" />,
  AGAINST: <MinusCircleOutlined className="against" />,
  NEUTRAL: <span className="neutral">○</span>,
} as const;
const SIDE = {
  FOR: "evidence.forText",
  AGAINST: "evidence.againstText",
  NEUTRAL: "evidence.neutral",
} as const;

function EvidenceList({ detail, items }: { detail: InquiryDetail; items: readonly EvidenceItem[] }) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const language = useLanguage();
  const observed = useObservation();
  return (
    <ul className="evidence-list">
      {items.map((item) => (
        <li key={item.id}>
          <Tooltip title={t(SIDE[item.direction])}>{SIGN[item.direction]}</Tooltip>
          <div>
            {word("evidence", item.kind)} <span className="quiet">{EVIDENCE_WEIGHT[item.kind]}</span>{" "}
            <Worth worth={worthOf(detail, item.id)} />
            {observed(item.observation).map(({ name, value }) => (
              <div key={name}>
                <span className="quiet">{name}</span> {value}
              </div>
            ))}
            {item.note && <div className="evidence-note">{item.note}</div>}
            <small className="quiet">
              {item.by && `${t("evidence.by", { who: item.by })} · `}
              {fullMoment(item.recordedAt, language)}
            </small>
            {item.photoIds.length > 0 && <PhotoStrip ids={item.photoIds} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What counts no more, and what nobody can look at, says so. */
function Worth({ worth }: { worth: ReturnType<typeof worthOf> }) {
  const { t } = useTranslation("inquiries");
  return worth === "counts" ? null : <Tag>{t(`evidence.${worth}`)}</Tag>;
}
