import { CloseOutlined, DownloadOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readMapSummary } from "../../server/contract/map.ts";
import { listComponents } from "../../server/contract/registry.ts";
import { OWNERSHIP_STATUSES, UNRESOLVED } from "../../server/domain/names.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { chosenIn, type MapFilter } from "../map/filter.ts";
import { useKeys } from "../ui/keys.ts";
import { numberText } from "../ui/numbers.ts";
import { StatusChip, StatusGlyph } from "../matter/StatusChip.tsx";
import { BULK_LIMIT, useOpenMany } from "./open-many.ts";
import "./BoxBar.css";

/** What of a box is meant: the corners `west,south,east,north`, and what the legend shows. */
export type BoxFilter = { readonly bbox: string } & ReturnType<typeof chosenIn>;

/** The question for exactly what was seen inside the box when it was drawn. */
export function boxFilter(bbox: string, filter: MapFilter): BoxFilter {
  return { bbox, ...chosenIn(filter) };
}

/** The contract reads the corners from a text and speaks of them as numbers. */
const question = ({ bbox, ...kinds }: BoxFilter) => ({ ...kinds, bbox: bbox as never });

/** Many at once: how many, of which status, and what may be done with all of them. */
export function BoxBar({
  box,
  clear,
  select,
}: {
  box: BoxFilter;
  clear: () => void;
  select: (id: string) => void;
}) {
  const { t } = useTranslation(["cases", "ui"]);
  const language = useLanguage();
  const may = useMay();
  const [listed, setListed] = useState(false);
  const open = useOpenMany();
  const list = useComponentsIn(box);
  const total = list.data?.pages[0]?.total ?? null;
  useKeys({ Escape: clear });
  return (
    <section className="box-bar" aria-label={t("box.label")}>
      <div className="box-bar-line">
        <strong aria-live="polite">
          {total === null
            ? t("box.counting")
            : t("box.count", { count: total, shown: numberText(total, language) })}
        </strong>
        <Counts box={box} />
        <Button
          size="small"
          icon={<UnorderedListOutlined />}
          aria-pressed={listed}
          onClick={() => setListed(!listed)}
        >
          {t("box.list")}
        </Button>
        {may("openInquiry") && <OpenInquiries box={box} open={open} />}
        {may("exportRegistry") && (
          <Button size="small" icon={<DownloadOutlined />} href={exportAddress(box)} download>
            {t("box.export")}
          </Button>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t("box.clear")}
          title={t("box.clear")}
          onClick={clear}
        />
      </div>
      {open.state && (
        <p className="box-bar-state" role="status">
          {open.state.running
            ? t("box.opening", { done: open.state.done, total: open.state.total })
            : t("box.opened", { count: open.state.done })}
          {open.state.refused.length > 0 &&
            ` ${t("box.refused", { count: open.state.refused.length })} ${[...new Set(open.state.refused)].join("；")}`}
        </p>
      )}
      {listed && (
        <div className="box-bar-list">
          {list.isPending ? (
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          ) : list.isError ? (
            <FailedQuery error={list.error} retry={() => void list.refetch()} />
          ) : (
            <Rows list={list} select={select} />
          )}
        </div>
      )}
    </section>
  );
}

function useComponentsIn(box: BoxFilter) {
  return useInfiniteQuery({
    queryKey: keyOf(listComponents, { ...box }),
    queryFn: ({ pageParam, signal }) =>
      call(listComponents, {
        query: { ...question(box), limit: 50, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

function Rows({ list, select }: { list: ReturnType<typeof useComponentsIn>; select: (id: string) => void }) {
  const { t } = useTranslation(["cases", "ui"]);
  const named = useNamed();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (rows.length === 0) return <p className="quiet">{t("box.none")}</p>;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" onClick={() => select(row.id)}>
            <StatusChip status={row.ownershipStatus} group={row.classGroup} danger={row.openDanger} />
            <span>{named({ nameZh: row.classNameZh, nameEn: row.classNameEn })}</span>
            <span className="quiet">{row.address || row.code}</span>
          </button>
        </li>
      ))}
      {list.hasNextPage && (
        <li>
          <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("ui:loadMore")}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** How many of each status lie in the box; only those that the legend shows. */
function Counts({ box }: { box: BoxFilter }) {
  const { t } = useTranslation("words");
  const language = useLanguage();
  // It counts by status alone; where the legend leaves out anything else, the figures would not be those of what is seen.
  const byStatus = Object.keys(box).every((said) => said === "bbox" || said === "status");
  const { data } = useQuery({
    queryKey: keyOf(readMapSummary, { bbox: box.bbox }),
    queryFn: ({ signal }) => call(readMapSummary, { query: { bbox: box.bbox as never }, signal }),
    enabled: byStatus,
  });
  if (!byStatus || !data) return null;
  const shown = OWNERSHIP_STATUSES.filter(
    (status) => data.statuses[status] > 0 && (box.status?.includes(status) ?? true),
  );
  return (
    <span className="box-bar-counts">
      {shown.map((status) => (
        <span key={status} title={t(`status.${status}`)}>
          <StatusGlyph status={status} group="COVER" danger={false} />
          {numberText(data.statuses[status], language)}
        </span>
      ))}
    </span>
  );
}

function OpenInquiries({ box, open }: { box: BoxFilter; open: ReturnType<typeof useOpenMany> }) {
  const { t } = useTranslation("cases");
  const status = (box.status ?? OWNERSHIP_STATUSES).filter(
    (one) => UNRESOLVED.includes(one) && one !== "CLAIM_PENDING" && one !== "DISPUTED",
  );
  const unresolved = useQuery({
    queryKey: keyOf(listComponents, { ...box, status, limit: BULK_LIMIT }),
    queryFn: ({ signal }) =>
      call(listComponents, { query: { ...question(box), status, limit: BULK_LIMIT }, signal }),
    enabled: status.length > 0,
  }).data;
  const ids = unresolved?.items.map(({ id }) => id) ?? [];
  const many = unresolved !== undefined && unresolved.nextCursor !== null;
  if (ids.length === 0) return null;
  return (
    <Popconfirm
      title={t("box.openAsk", { count: ids.length })}
      description={many ? t("box.tooMany", { count: BULK_LIMIT }) : undefined}
      onConfirm={() => void open.run(ids)}
      disabled={open.state?.running ?? false}
    >
      <Button size="small" type="primary" loading={open.state?.running ?? false}>
        {t("box.open", { count: ids.length })}
        {many && "+"}
      </Button>
    </Popconfirm>
  );
}

function exportAddress({ bbox, ...kinds }: BoxFilter): string {
  const query = new URLSearchParams({ bbox, format: "csv" });
  for (const [parameter, values] of Object.entries(kinds)) query.set(parameter, values.join(","));
  return `/api/components/export?${query.toString()}`;
}
