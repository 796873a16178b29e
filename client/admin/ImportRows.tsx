import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import type { importRows } from "../../server/contract/imports.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useImportRows, type RowVerdict } from "./calls.ts";

type Row = AnswerOf<typeof importRows>["items"][number];
const SHOWN_FIELDS = 6;

/** Rows of the file with their line and what was decided about each, and why. */
export function ImportRows({
  batchId,
  verdict,
  rowUnit,
}: {
  batchId: string;
  verdict: RowVerdict;
  rowUnit: "line" | "feature";
}) {
  const { t } = useTranslation("admin");
  const english = useLanguage() === "en";
  const query = useImportRows(batchId, verdict, true);
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <Table<Row>
        size="small"
        rowKey="line"
        loading={query.isPending}
        pagination={false}
        dataSource={query.data?.pages.flatMap(({ items }) => items) ?? []}
        columns={[
          { title: t(`imports.${rowUnit}`), dataIndex: "line", width: 80, align: "right" },
          ...(verdict === "NEW"
            ? []
            : [
                {
                  title: t("imports.reason"),
                  key: "reason",
                  render: (_: unknown, { note }: Row) => (note ? (english ? note.en : note.zh) : ""),
                },
              ]),
          {
            title: t("imports.content"),
            key: "content",
            render: (_, { row }) => (
              <span className="quiet row-content">
                {Object.entries(row)
                  .filter(([, value]) => value !== null && value !== "" && typeof value !== "object")
                  .slice(0, SHOWN_FIELDS)
                  .map(([name, value]) => `${name}: ${String(value)}`)
                  .join(" · ")}
              </span>
            ),
          },
        ]}
      />
      {query.hasNextPage && (
        <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
