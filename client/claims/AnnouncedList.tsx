import { Button, Empty, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "../ui/Rows.css";
import type { InquirySummary } from "../../server/contract/inquiries.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { StateChip, StatusGlyph } from "../matter/StatusChip.tsx";
import { shortMoment } from "../ui/time.ts";
import { useAnnounced } from "./calls.ts";

/**
 * What everybody was told of and nobody has claimed: whoever finds it on its own drawings claims it here
 * (docs/domain.md#d10).
 */
export function AnnouncedList({
  chosen,
  choose,
}: {
  chosen: string | null;
  choose: (inquiryId: string) => void;
}) {
  const { t } = useTranslation("claims");
  const [q, setQ] = useState("");
  const announced = useAnnounced(q, true);
  const items = announced.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="own-search">
        <Input.Search
          allowClear
          placeholder={t("searchAnnounced")}
          aria-label={t("searchAnnounced")}
          onSearch={(typed) => setQ(typed.trim())}
        />
        <p className="quiet">{t("announcedWhy")}</p>
      </div>
      {announced.isPending ? (
        <Skeleton active className="claims-skeleton" />
      ) : announced.isError ? (
        <FailedQuery error={announced.error} retry={() => void announced.refetch()} />
      ) : items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("none.announced")} />
      ) : (
        <ul className="list-rows inbox-rows">
          {items.map((item) => (
            <li key={item.id}>
              <Row item={item} chosen={chosen === item.id} choose={choose} />
            </li>
          ))}
          {announced.hasNextPage && (
            <li>
              <Button
                type="link"
                loading={announced.isFetchingNextPage}
                onClick={() => void announced.fetchNextPage()}
              >
                {t("more")}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Row({
  item,
  chosen,
  choose,
}: {
  item: InquirySummary;
  chosen: boolean;
  choose: (inquiryId: string) => void;
}) {
  const { t } = useTranslation("claims");
  const named = useNamed();
  const language = useLanguage();
  // What is announced no more is here because the unit itself has claimed it.
  const claimable = item.state === "NOTICE" || item.ownershipStatus === "BACKSTOP";
  // A determination that this unit was told of: within the window it objects, later it claims (docs/domain.md#d1).
  const objectable = item.state === "DETERMINED" && item.next?.kind === "OBJECTION";
  const said = claimable || (item.state === "DETERMINED" && !objectable) ? "claimIt" : "claimedIt";
  return (
    <button
      type="button"
      className="list-row inbox-row"
      aria-current={chosen}
      onClick={() => choose(item.id)}
    >
      <span className="first">
        <StatusGlyph
          status={item.ownershipStatus}
          group={item.classGroup}
          danger={item.danger && item.open}
        />
        {named({ nameZh: item.classNameZh, nameEn: item.classNameEn })}
      </span>
      <span className="announced-claim">{objectable ? t("objectIt") : t(said)}</span>
      <span className="second">
        {item.address || item.number}
        <StateChip of="inquiryState" state={item.state} />
        {item.state === "DETERMINED" && item.owner && (
          <span>{t("determinedFor", { unit: named(item.owner) })}</span>
        )}
        {objectable && item.next ? (
          <time className="quiet">{t("objectUntil", { at: shortMoment(item.next.dueAt, language) })}</time>
        ) : (
          <time className="quiet">{shortMoment(item.openedAt, language)}</time>
        )}
      </span>
    </button>
  );
}
