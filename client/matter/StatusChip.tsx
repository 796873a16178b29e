import { useTranslation } from "react-i18next";
import type { ClassGroup, OwnershipStatus } from "../../server/domain/names.ts";
import { useWord } from "../i18n/i18n.ts";
import "./StatusChip.css";

const COLOUR: Readonly<Record<OwnershipStatus, string>> = {
  CONFIRMED: "var(--status-confirmed)",
  PRIVATE: "var(--status-private)",
  UNKNOWN: "var(--status-unknown)",
  SUSPECTED: "var(--status-suspected)",
  CLAIM_PENDING: "var(--status-claim)",
  DISPUTED: "var(--status-disputed)",
  BACKSTOP: "var(--status-backstop)",
  ABANDONED: "var(--status-abandoned)",
};

/** The mark of a component as on the map: colour and fill say the ownership, the shape says the class group. */
export function StatusGlyph({
  status,
  group = "COVER",
  danger = false,
  size = 16,
}: {
  status: OwnershipStatus;
  group?: ClassGroup;
  danger?: boolean;
  size?: number;
}) {
  const colour = COLOUR[status];
  const hollow = status === "PRIVATE" || status === "BACKSTOP";
  const path = SHAPE[group];
  return (
    <svg className="status-glyph" width={size} height={size} viewBox="-10 -10 20 20" aria-hidden="true">
      {danger && <circle r={9} fill="none" stroke="#c8102e" strokeWidth={2} />}
      <path
        d={path}
        fill={hollow ? "none" : colour}
        stroke={colour}
        strokeWidth={status === "BACKSTOP" ? 3 : 2}
        strokeLinejoin="round"
        transform={danger ? "scale(.68)" : status === "CONFIRMED" ? "scale(.8)" : undefined}
      />
      {status === "DISPUTED" && (
        <path
          d={path}
          fill="#7a4f9d"
          clipPath="inset(0 0 0 50%)"
          transform={danger ? "scale(.68)" : undefined}
        />
      )}
      {status === "ABANDONED" && (
        <path d="M-5 -5 L5 5 M5 -5 L-5 5" stroke="var(--text-3)" strokeWidth={1.6} />
      )}
    </svg>
  );
}

/** Circle cover, square grate, diamond cabinet, triangle pole, drop lamp. */
const SHAPE: Readonly<Record<ClassGroup, string>> = {
  COVER: "M-6 0 a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0 z",
  GRATE: "M-5.5 -5.5 h11 v11 h-11 z",
  CABINET: "M0 -7 L7 0 L0 7 L-7 0 z",
  POLE: "M0 -7 L6.5 5 H-6.5 z",
  LAMP: "M0 -7.5 C5 -1 6 1 6 2.5 a6 5.2 0 1 1 -12 0 C-6 1 -5 -1 0 -7.5 z",
  OTHER: "M-6 -2.5 L0 -7 L6 -2.5 L4 5.5 H-4 z",
};

export function StatusChip({
  status,
  group = "COVER",
  danger = false,
}: {
  status: OwnershipStatus;
  group?: ClassGroup;
  danger?: boolean;
}) {
  const word = useWord();
  return (
    <span className="status-chip">
      <StatusGlyph status={status} group={group} danger={danger} />
      {word("status", status)}
    </span>
  );
}

const TONE: Readonly<Record<string, string>> = {
  GUARDED: "watch",
  MADE_SAFE: "work",
  REPAIRED: "work",
  DISPATCHED: "work",
  POST_REPAIR_CHECK: "done",
  CLOSED: "done",
  CONSULTING: "asking",
  SITE_SURVEY: "asking",
  MEETING: "asking",
  NOTICE: "asking",
  DETERMINED: "done",
};

/** The state of a case or inquiry in the office's words. */
export function StateChip({
  of,
  state,
  openDanger = false,
}: {
  of: "caseState" | "inquiryState";
  state: string;
  openDanger?: boolean;
}) {
  const word = useWord();
  const tone = openDanger ? (state === "GUARDED" ? "watch" : "danger") : (TONE[state] ?? "quiet");
  return (
    <span className="state-chip" data-tone={tone}>
      {word(of, state)}
    </span>
  );
}

/** 险情: said in words beside every colour. */
export function DangerMark() {
  const { t } = useTranslation("ui");
  return <span className="danger-mark">{t("danger")}</span>;
}
