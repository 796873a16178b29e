import { Button, Empty, Segmented, Skeleton } from "antd";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import type { Gap, listGaps } from "../../server/contract/clean-up.ts";
import { GAP_KINDS } from "../../server/domain/names.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";

/** Where responsibility is missing, the biggest first, each with what is missing; one opens the list filtered to it. */
export function GapList({
  query,
  shown,
  kind,
  setKind,
  open,
}: {
  query: UseQueryResult<AnswerOf<typeof listGaps>>;
  shown: readonly Gap[];
  kind: string | null;
  setKind: (kind: string | null) => void;
  open: (gap: Gap) => void;
}) {
  const { t } = useTranslation("cleanUp");
  const named = useNamed();
  const english = useLanguage() === "en";
  if (query.isPending) return <Skeleton active className="clean-up-waiting" />;
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <div className="clean-up-head">
        <Segmented<string>
          size="small"
          block
          value={kind ?? "ALL"}
          onChange={(next) => setKind(next === "ALL" ? null : next)}
          options={(["ALL", ...GAP_KINDS] as const).map((value) => ({
            value,
            label: t(`gaps.kinds.${value}`),
          }))}
        />
      </div>
      {shown.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("gaps.none")} className="clean-up-waiting">
          <p className="quiet">{t("gaps.noneWhy")}</p>
        </Empty>
      )}
      <ul className="clean-up-rows">
        {shown.map((gap) => (
          <li key={keyOfGap(gap)} className="clean-up-gap" data-kind={gap.kind}>
            <strong>{english ? gap.reason.en : gap.reason.zh}</strong>
            <span className="quiet small">
              {named(gap.division)}
              {" · "}
              {gap.classes
                .slice(0, 3)
                .map((one) => `${named(one)} ${one.count}`)
                .join(english ? ", " : "、")}
            </span>
            <Button type="link" size="small" onClick={() => open(gap)}>
              {t("gaps.list", { count: gap.count })}
            </Button>
          </li>
        ))}
        {query.data.more && <li className="quiet small clean-up-gap">{t("gaps.more")}</li>}
      </ul>
    </>
  );
}

export function keyOfGap({ kind, filter }: Gap): string {
  return `${kind} ${filter.division} ${filter.cluster ?? filter.road ?? ""}`;
}
