import { useTranslation } from "react-i18next";
import type { InquirySummary } from "../../server/contract/inquiries.ts";
import { useWord } from "../i18n/i18n.ts";
import { TimeLeft } from "../matter/TimeLeft.tsx";

/** Which step it waits for, whose that is and until when. Nothing for a unit, or where it is over. */
export function Awaited({ inquiry }: { inquiry: InquirySummary }) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const by = useAwaitedBy(inquiry);
  const { awaits, next } = inquiry;
  if (!awaits) return null;
  return (
    <p className="awaited" role="status">
      <strong>{t("awaits.step", { step: word("deadline", awaits.step) })}</strong>
      <span>{by}</span>
      {next && <TimeLeft deadline={next} />}
      <Escalated inquiry={inquiry} />
    </p>
  );
}

/** Whose step it is, in words. */
export function useAwaitedBy({ awaits }: InquirySummary): string | null {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  if (!awaits) return null;
  return awaits.roles.length === 0
    ? t("awaits.time")
    : t("awaits.by", { roles: awaits.roles.map((role) => word("accountRole", role)).join(" / ") });
}

/** Nobody took it in time: whom it has come to. */
export function Escalated({ inquiry: { awaits } }: { inquiry: InquirySummary }) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  return awaits?.escalatedTo ? (
    <span className="escalated-mark">
      {t("awaits.escalated", { role: word("accountRole", awaits.escalatedTo) })}
    </span>
  ) : null;
}
