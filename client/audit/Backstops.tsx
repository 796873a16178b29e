import { DownloadOutlined } from "@ant-design/icons";
import { Button, Empty, Skeleton } from "antd";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { InquirySummary } from "../../server/contract/inquiries.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { EVERYTHING } from "../map/filter.ts";
import { FollowMap } from "../map/FollowMap.tsx";
import { downloadCsv } from "../ui/csv.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useKeys } from "../ui/keys.ts";
import { useNow } from "../ui/now.ts";
import { StatusGlyph } from "../matter/StatusChip.tsx";
import { dayIn, dayText } from "../ui/time.ts";
import { backstopWhy, reviewTone } from "./backstop-why.ts";
import { useBackstops } from "./calls.ts";
import "../matter/InquiryRows.css";
import "../ui/Rows.css";

/** The whole file of an inquiry, which another feature draws. */
export type InquiryView = ComponentType<{ id: string }>;

/** What the public pays for, on the map, with why; the review is given in the file itself. */
export function Backstops({
  Inquiry,
  chosen,
  choose,
  replay,
}: {
  Inquiry: InquiryView;
  chosen: string | null;
  choose: (inquiryId: string | null) => void;
  replay: (componentId: string) => void;
}) {
  const { t } = useTranslation("audit");
  const query = useBackstops();
  const today = dayIn(useNow());
  const rows = (query.data?.pages.flatMap(({ items }) => items) ?? []).toSorted((a, b) =>
    (a.reviewOn ?? "9").localeCompare(b.reviewOn ?? "9"),
  );
  const detail = useInquiry(chosen);
  const place = rows.find(({ id }) => id === chosen) ?? detail.data ?? null;
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => choose(null) });
  const count = (tone: string) => rows.filter(({ reviewOn }) => reviewTone(reviewOn, today) === tone).length;
  return (
    <div className="audit-backstops">
      <section className="audit-list" aria-label={t("tabs.backstops")}>
        <div className="audit-filters">
          <span className={count("late") > 0 ? "loud" : "quiet"}>
            {t("backstops.overdue", { count: count("late") })}
          </span>
          <span className="quiet">{t("backstops.soon", { count: count("soon") })}</span>
          <span className="quiet">{t("backstops.all", { count: rows.length })}</span>
          <ExportButton rows={rows} />
        </div>
        {query.isPending ? (
          <Skeleton active className="audit-pad" />
        ) : query.isError ? (
          <FailedQuery error={query.error} retry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("backstops.none")} className="audit-pad">
            <p className="quiet">{t("backstops.noneWhy")}</p>
          </Empty>
        ) : (
          <ul className="list-rows">
            {rows.map((row) => (
              <li key={row.id}>
                <Row row={row} chosen={row.id === chosen} today={today} choose={choose} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className="audit-map">
        <FollowMap
          componentId={place?.componentId ?? null}
          at={place?.position ?? null}
          start={{ ...EVERYTHING, status: ["BACKSTOP"] }}
          onSelect={(component) => {
            const row = component && rows.find(({ componentId }) => componentId === component.id);
            if (row) choose(row.id);
          }}
        />
      </div>
      <aside className="audit-detail">
        {chosen === null ? (
          <p className="audit-pad quiet">{t("backstops.pick")}</p>
        ) : (
          <>
            <Why inquiryId={chosen} replay={replay} />
            <Inquiry id={chosen} />
          </>
        )}
      </aside>
    </div>
  );
}

function Row({
  row,
  chosen,
  today,
  choose,
}: {
  row: InquirySummary;
  chosen: boolean;
  today: string;
  choose: (inquiryId: string) => void;
}) {
  const { t } = useTranslation("audit");
  const named = useNamed();
  const language = useLanguage();
  const tone = reviewTone(row.reviewOn, today);
  return (
    <button
      type="button"
      className="list-row inquiry-row"
      aria-current={chosen}
      onClick={() => choose(row.id)}
    >
      <span className="first">
        <StatusGlyph status={row.ownershipStatus} group={row.classGroup} />
        {named({ nameZh: row.classNameZh, nameEn: row.classNameEn })}
        <span className="place">{row.address}</span>
      </span>
      <span className={tone === "late" ? "loud" : "quiet"}>
        {row.reviewOn &&
          `${dayText(row.reviewOn, language)}${tone === "late" ? ` ${t("backstops.late")}` : ""}`}
      </span>
      <span className="second">
        <span className="mono">{row.number}</span>
        {row.custodian && <span>{named(row.custodian)}</span>}
        <span>
          {t("backstops.why.letters", {
            sent: row.letters.sent,
            claims: row.letters.claims,
            denials: row.letters.denials,
            silent: row.letters.sent - row.letters.answered,
          })}
        </span>
      </span>
    </button>
  );
}

/** Why it ended here, in one glance, above the whole file. */
function Why({ inquiryId, replay }: { inquiryId: string; replay: (componentId: string) => void }) {
  const { t } = useTranslation("audit");
  const word = useWord();
  const detail = useInquiry(inquiryId).data;
  if (!detail) return null;
  const why = backstopWhy(detail);
  return (
    <div className="audit-why">
      <ul>
        <li>{t("backstops.why.letters", why.letters)}</li>
        {why.noticeOver && <li>{t("backstops.why.notice")}</li>}
        {why.emergencyReason && (
          <li className="loud">
            {t("backstops.why.emergency", { reason: word("emergency", why.emergencyReason) })}
          </li>
        )}
        {why.leftOut > 0 && <li className="loud">{t("backstops.why.leftOut", { count: why.leftOut })}</li>}
        {why.againstMap && <li className="loud">{t(`backstops.why.map${why.againstMap}`)}</li>}
        {why.byConsent && <li>{t("backstops.why.byConsent")}</li>}
        {why.onPrivate && <li className="loud">{t("backstops.why.override")}</li>}
        {why.samePerson && <li className="loud">{t("backstops.why.samePair")}</li>}
      </ul>
      <Button size="small" onClick={() => replay(detail.componentId)}>
        {t("tabs.replay")}
      </Button>
    </div>
  );
}

function ExportButton({ rows }: { rows: readonly InquirySummary[] }) {
  const { t } = useTranslation("audit");
  const named = useNamed();
  const run = () =>
    downloadCsv("youzhu-backstops.csv", [
      [
        t("backstops.number"),
        t("backstops.component"),
        "lon",
        "lat",
        t("backstops.custodian"),
        t("backstops.since"),
        t("backstops.review"),
        "letters",
        "claims",
        "denials",
      ],
      ...rows.map((row) => [
        row.number,
        `${named({ nameZh: row.classNameZh, nameEn: row.classNameEn })} ${row.address}`,
        row.position.lon,
        row.position.lat,
        row.custodian ? named(row.custodian) : null,
        row.endedAt,
        row.reviewOn,
        row.letters.sent,
        row.letters.claims,
        row.letters.denials,
      ]),
    ]);
  return (
    <Button size="small" icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={run}>
      {t("export")}
    </Button>
  );
}
