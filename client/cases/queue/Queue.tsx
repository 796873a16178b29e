import { CloseCircleOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Empty, Input, Segmented, Skeleton } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseSummary } from "../../../server/contract/cases.ts";
import { caseQueuePage, useCaseQueue } from "../../api/cases.ts";
import { useUnits } from "../../api/reference.ts";
import { useMay } from "../../api/session.ts";
import { useLanguage, useNamed, useWord } from "../../i18n/i18n.ts";
import { FailedQuery } from "../../api/FailedQuery.tsx";
import { ExportList } from "../../matter/ExportList.tsx";
import { usePaletteCommands } from "../../ui/commands.ts";
import { useKeys } from "../../ui/keys.ts";
import { RegisterChanges } from "../../matter/RegisterChanges.tsx";
import { SavedFilters } from "../../matter/SavedFilters.tsx";
import { useSelection } from "../../matter/selection.ts";
import { fullMoment } from "../../ui/time.ts";
import { filterOf, nextTab, readChoice, rowFrom, TABS, type QueueChoice, type Tab } from "./queue-filter.ts";
import { QueueRow } from "./QueueRow.tsx";
import "./Queue.css";

/** The work: overdue first, what is mine before what is everybody's. */
export function Queue({ onSelect }: { onSelect: (id: string) => void }) {
  const { t } = useTranslation("cases");
  const { selection, params, setParam, startFiling, filing } = useSelection();
  const may = useMay();
  const choice = readChoice(params);
  const query = useCaseQueue(filterOf(choice));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];

  const walk = (step: 1 | -1) => {
    const row = rowFrom(rows, selection.case, step);
    if (!row) return;
    onSelect(row.id);
    document.querySelector(`#row-${row.id}`)?.scrollIntoView({ block: "nearest" });
  };
  // While a case is being filed the keys are the panel's: nobody leaves it by a slip.
  useKeys(
    {
      j: () => walk(1),
      k: () => walk(-1),
      g: () => setParam("queue", nextTab(choice.tab)),
      ...(may("reportCase") && { n: () => startFiling(null, selection.component ?? undefined) }),
    },
    { enabled: filing === null },
  );

  usePaletteCommands("queue", [
    ...(may("reportCase")
      ? [
          {
            id: "new-case",
            title: t("queue.newCase"),
            group: t("queue.label"),
            keys: "n",
            run: () => startFiling(null, selection.component ?? undefined),
          },
        ]
      : []),
    ...TABS.map((tab) => ({
      id: `queue-${tab}`,
      title: `${t("queue.label")}: ${t(`queue.${tab}`)}`,
      group: t("queue.label"),
      run: () => setParam("queue", tab),
    })),
  ]);

  return (
    <section className="queue" aria-label={t("queue.label")}>
      <div className="queue-head">
        <Segmented<Tab>
          block
          value={choice.tab}
          onChange={(tab) => setParam("queue", tab)}
          options={TABS.map((value) => ({ value, label: t(`queue.${value}`) }))}
        />
        {may("reportCase") && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => startFiling(null, selection.component ?? undefined)}
            title={`${t("queue.newCase")} (n)`}
            aria-label={t("queue.newCase")}
          />
        )}
      </div>
      <Filters choice={choice} counts={query.data?.pages[0]?.counts} />
      <RegisterChanges />
      {query.isPending ? (
        <Skeleton active className="queue-wait" paragraph={{ rows: 10 }} title={false} />
      ) : query.isError && rows.length === 0 ? (
        <FailedQuery error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <NoRows choice={choice} />
      ) : (
        <ul className="list-rows queue-rows" data-old={query.isPlaceholderData}>
          {rows.map((row) => (
            <QueueRow key={row.id} row={row} selected={selection.case === row.id} select={onSelect} />
          ))}
          {query.hasNextPage && (
            <More loading={query.isFetchingNextPage} more={() => void query.fetchNextPage()} />
          )}
        </ul>
      )}
    </section>
  );
}

function Filters({
  choice,
  counts,
}: {
  choice: QueueChoice;
  counts: { total: number; overdue: number; danger: number } | undefined;
}) {
  const { t } = useTranslation("cases");
  const { setParam, setParams, params } = useSelection();
  // The field keeps what is being typed, half a Chinese word too; only a saved filter puts another text into it.
  const [applied, setApplied] = useState({ round: 0, q: choice.q });
  const apply = (query: URLSearchParams) => {
    setApplied(({ round }) => ({ round: round + 1, q: query.get("q") ?? "" }));
    setParams(Object.fromEntries(FILTER_NAMES.map((name) => [name, query.get(name)])));
  };
  const named = useNamed();
  const unit = useUnits(choice.unitId !== null).data?.find(({ id }) => id === choice.unitId);
  return (
    <div className="queue-filters">
      <Input
        size="small"
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t("queue.search")}
        placeholder={t("queue.search")}
        key={applied.round}
        defaultValue={applied.q}
        onChange={(event) => setParam("q", event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <div className="queue-ticks">
        <Checkbox
          checked={choice.overdue}
          onChange={(event) => setParam("overdue", event.target.checked ? "1" : null)}
        >
          {t("queue.overdueOnly")}
        </Checkbox>
        {choice.tab === "open" && (
          <Checkbox
            checked={choice.ended}
            onChange={(event) => setParam("ended", event.target.checked ? "1" : null)}
          >
            {t("queue.withEnded")}
          </Checkbox>
        )}
        {counts && <span className="quiet">{t("queue.counts", counts)}</span>}
        <span className="queue-tools">
          <SavedFilters list="queue" names={FILTER_NAMES} params={params} apply={apply} />
          <ExportQueue choice={choice} />
        </span>
      </div>
      {choice.unitId !== null && (
        <Button
          size="small"
          icon={<CloseCircleOutlined />}
          onClick={() => setParam("unit", null)}
          aria-label={t("queue.clearUnit")}
        >
          {t("queue.unitFilter", { unit: unit ? named(unit) : "…" })}
        </Button>
      )}
    </div>
  );
}

/** What of the address makes up the queue's filter. */
const FILTER_NAMES = ["queue", "q", "overdue", "ended", "unit"] as const;

/** The same rows that the filter shows, down to the last page. */
function ExportQueue({ choice }: { choice: QueueChoice }) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const moment = (at: string | null) => (at === null ? null : fullMoment(at, language));
  return (
    <ExportList<CaseSummary>
      name={t("queue.file")}
      head={t("queue.columns", { returnObjects: true })}
      page={(cursor) => caseQueuePage(filterOf(choice), cursor)}
      line={(row) => [
        row.number,
        word("caseState", row.state),
        named({ nameZh: row.classNameZh, nameEn: row.classNameEn }),
        word("defect", row.defect),
        row.danger ? t("form.danger") : null,
        row.address,
        row.unit ? named(row.unit) : null,
        word("status", row.ownershipStatus),
        moment(row.reportedAt),
        row.next ? word("deadline", row.next.kind) : null,
        moment(row.next?.dueAt ?? null),
        row.position.lon,
        row.position.lat,
      ]}
    />
  );
}

function NoRows({ choice }: { choice: QueueChoice }) {
  const { t } = useTranslation("cases");
  const filtered = choice.q !== "" || choice.overdue || choice.unitId !== null;
  const key = filtered ? "all" : choice.tab;
  return (
    <Empty className="queue-none" image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`queue.empty.${key}`)}>
      <p className="quiet">{t(`queue.emptyWhy.${key}`)}</p>
    </Empty>
  );
}

/** The next page, when its place comes into sight, or by hand. */
function More({ loading, more }: { loading: boolean; more: () => void }) {
  const { t } = useTranslation("ui");
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element || loading) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      rootMargin: "300px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [loading, more]);
  return (
    <li ref={place} className="queue-more">
      <Button type="link" loading={loading} onClick={more}>
        {t("loadMore")}
      </Button>
    </li>
  );
}
