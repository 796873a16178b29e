import { PlusOutlined } from "@ant-design/icons";
import { Button, Empty, Progress, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../../server/contract/imports.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { fullMoment } from "../ui/time.ts";
import { atWork, useImports } from "./calls.ts";

const TONE: Readonly<Record<ImportBatch["state"], string>> = {
  READING: "processing",
  CHECKED: "gold",
  APPLYING: "processing",
  APPLIED: "green",
  UNDONE: "default",
  DISCARDED: "default",
  FAILED: "red",
};

/** Every batch that was ever tried, newest first, with how far it is. */
export function ImportList({ open, begin }: { open: (batchId: string) => void; begin: () => void }) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  const query = useImports();
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const batches = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="admin-bar">
        <Button type="primary" icon={<PlusOutlined />} onClick={begin}>
          {t("imports.new")}
        </Button>
      </div>
      <Table<ImportBatch>
        size="small"
        rowKey="id"
        pagination={false}
        loading={query.isPending}
        dataSource={batches}
        onRow={({ id }) => ({ onClick: () => open(id), className: "clickable" })}
        locale={{
          emptyText: (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("imports.none")}>
              <p className="quiet">{t("imports.noneWhy")}</p>
            </Empty>
          ),
        }}
        columns={[
          {
            title: t("imports.file"),
            key: "file",
            render: (_, batch) => (
              <Button type="link" size="small" onClick={() => open(batch.id)}>
                {batch.fileName}
              </Button>
            ),
          },
          {
            title: t("imports.subject"),
            key: "subject",
            render: (_, batch) => t(`imports.subjects.${batch.subject}`),
          },
          {
            title: t("imports.stateTitle"),
            key: "state",
            render: (_, batch) => (
              <>
                <Tag color={TONE[batch.state]}>{t(`imports.state.${batch.state}`)}</Tag>
                {atWork(batch) && batch.progress && <BatchProgress batch={batch} />}
              </>
            ),
          },
          {
            title: t("imports.counts.new"),
            key: "new",
            align: "right",
            render: (_, { summary }) => summary?.counts.new.toLocaleString(),
          },
          {
            title: t("imports.counts.duplicate"),
            key: "duplicate",
            align: "right",
            render: (_, { summary }) => summary?.counts.duplicate.toLocaleString(),
          },
          {
            title: t("imports.counts.refused"),
            key: "refused",
            align: "right",
            render: (_, { summary }) => summary?.counts.refused.toLocaleString(),
          },
          {
            title: t("imports.when"),
            key: "when",
            render: (_, batch) => fullMoment(batch.appliedAt ?? batch.createdAt, language),
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

/** How far the present step is; a bar where the whole is known. */
export function BatchProgress({ batch: { progress } }: { batch: ImportBatch }) {
  const { t } = useTranslation("admin");
  if (!progress) return null;
  const { step, done, total } = progress;
  const words = { step: t(`imports.step.${step}`), done: done.toLocaleString() };
  return (
    <span className="batch-progress" role="status">
      {total === null
        ? t("imports.progress", words)
        : t("imports.progressOf", { ...words, total: total.toLocaleString() })}
      {total !== null && total > 0 && (
        <Progress percent={Math.round((done / total) * 100)} size="small" status="active" />
      )}
    </span>
  );
}
