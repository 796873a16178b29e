import { useTranslation } from "react-i18next";
import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { PhotoStrip } from "../matter/PhotoStrip.tsx";
import { dayText, fullMoment } from "../ui/time.ts";
import { StatedReasons, standing } from "./StatedReasons.tsx";

const CHANNELS = {
  SITE_AND_WEB: "form.channelBoth",
  SITE: "form.channelSite",
  WEB: "form.channelWeb",
} as const;

/** What came of it so far: the notice, the owner, the backstop with its reviews. Nothing while nothing came of it. */
export function Outcome({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  const { notice, determination, backstop } = detail;
  const { meeting = null, court = null } = detail.file;
  if (!notice && !determination && !backstop && !meeting && !court) return null;
  const channel =
    notice &&
    (notice.channel in CHANNELS ? t(CHANNELS[notice.channel as keyof typeof CHANNELS]) : notice.channel);
  return (
    <section className="outcome">
      {meeting && (
        <p>{t("result.meeting", { at: fullMoment(meeting.meetsAt, language), place: meeting.place })}</p>
      )}
      {court && (
        <p>
          {t("result.court", {
            at: fullMoment(court.since, language),
            court: court.court,
            reference: court.reference,
          })}
        </p>
      )}
      {notice && (
        <p>
          {t("result.notice", { at: fullMoment(notice.publishedAt, language), channel })}{" "}
          <span className="quiet">
            {notice.endedAt
              ? t("result.noticeEnded", { at: fullMoment(notice.endedAt, language) })
              : t("result.noticeRunning")}
          </span>
        </p>
      )}
      {backstop && (
        <div className="caught" data-ended={backstop.endedOn !== null}>
          <p>
            <strong>
              {t("result.backstop", {
                unit: named(backstop.custodian),
                from: dayText(backstop.from, language),
              })}
            </strong>
          </p>
          <p className="quiet">
            {backstop.endedOn
              ? t("result.ended", { on: dayText(backstop.endedOn, language) })
              : `${t("result.interval", { days: backstop.inspectionIntervalDays })} · ${t("result.review", { day: dayText(backstop.reviewOn, language) })}`}
            {backstop.reviews.length > 0 && ` · ${t("result.reviews", { count: backstop.reviews.length })}`}
          </p>
          {backstop.emergencyReason && (
            <p>{t("result.emergency", { reason: word("emergency", backstop.emergencyReason) })}</p>
          )}
          {backstop.photoIds && backstop.photoIds.length > 0 && (
            <>
              <p className="quiet">{t("proposal.consent")}</p>
              <PhotoStrip ids={backstop.photoIds} />
            </>
          )}
          {detail.proposal === null && <StatedReasons stated={standing(detail)} />}
          {backstop.endedOn === null && <p className="quiet">{t("result.notJudgment")}</p>}
        </div>
      )}
      {determination && (
        <div className="determined">
          <p>
            <strong>
              {t("result.determined", {
                unit: named(determination.owner),
                from: dayText(determination.from, language),
              })}
            </strong>
          </p>
          <p className="quiet">
            {determination.final
              ? t("result.final")
              : t("result.objection", { at: fullMoment(determination.objectionUntil, language) })}
          </p>
        </div>
      )}
    </section>
  );
}
