import { Button, Empty, Table, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../server/contract/shapes.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useHistoryFacts } from "../matter/history-facts.ts";
import { useColumns } from "../ui/ColumnChoice.tsx";
import { fullMoment } from "../ui/time.ts";
import type { useHistory } from "./calls.ts";

/** The history as a table: when, what, by whom, and the mark that it is sealed. A row leads to the component's replay. */
export function HistoryTable({
  query,
  none,
  replay,
}: {
  query: ReturnType<typeof useHistory>;
  none: string;
  replay: (componentId: string) => void;
}) {
  const { t } = useTranslation("audit");
  const word = useWord();
  const language = useLanguage();
  const facts = useHistoryFacts();
  const who = useWho();
  const { columns, button } = useColumns<HistoryEntry>("history", [
    {
      title: t("history.when"),
      key: "when",
      width: 150,
      render: (_, entry) => (
        <Tooltip
          title={
            entry.recordedAt === entry.occurredAt
              ? null
              : t("history.recordedLater", { at: fullMoment(entry.recordedAt, language) })
          }
        >
          <time>{fullMoment(entry.occurredAt, language)}</time>
        </Tooltip>
      ),
    },
    {
      title: t("history.what"),
      key: "what",
      width: 150,
      render: (_, entry) => word("event", entry.kind),
    },
    { title: t("history.who"), key: "who", width: 200, render: (_, entry) => who(entry.actor) },
    {
      title: t("history.facts"),
      key: "facts",
      render: (_, entry) => (
        <>
          {facts(entry).join(" · ")}
          {Object.values(entry.notes).map((note) => (
            <div key={note} className="quiet">
              {note}
            </div>
          ))}
        </>
      ),
    },
    {
      title: t("history.proof"),
      key: "proof",
      width: 130,
      render: (_, entry) => (
        <Tooltip title={entry.leafHash}>
          <span className="mono quiet">
            {entry.leafIndex === null ? "○" : `#${entry.leafIndex}`} {entry.leafHash.slice(0, 8)}
          </span>
        </Tooltip>
      ),
    },
  ]);
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="table-tools">{button}</div>
      <Table<HistoryEntry>
        size="small"
        rowKey="eventId"
        sticky
        loading={query.isPending}
        pagination={false}
        dataSource={entries}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={none} /> }}
        onRow={({ componentId }) =>
          componentId ? { onClick: () => replay(componentId), className: "to-replay" } : {}
        }
        columns={columns}
      />
      {query.hasNextPage && (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** A person with the office, an office, or the system itself. */
export function useWho(): (actor: HistoryEntry["actor"]) => string {
  const named = useNamed();
  const word = useWord();
  return ({ displayName, role, unit }) =>
    [displayName ?? word("accountRole", role), unit ? named(unit) : null].filter(Boolean).join(" · ");
}
