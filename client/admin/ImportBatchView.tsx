import { ArrowLeftOutlined, DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Popconfirm, Skeleton, Statistic, Table, Tabs, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { urlOf } from "../../server/contract/call.ts";
import {
  importReport,
  NEIGHBOUR_CODES,
  ROW_VERDICTS,
  type ImportBatch,
  type ImportSummary,
} from "../../server/contract/imports.ts";
import { useReference } from "../api/reference.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { fullMoment } from "../ui/time.ts";
import { atWork, useImportBatch, useImportStep, type RowVerdict } from "./calls.ts";
import { BatchProgress } from "./ImportList.tsx";
import { ImportMap } from "./ImportMap.tsx";
import { ImportRows } from "./ImportRows.tsx";
import { NoteLine } from "./NoteLine.tsx";

/** One batch: how far it is, what the dry run found, and the decision: apply, discard, or take it back as one. */
export function ImportBatchView({ id, back }: { id: string; back: () => void }) {
  const { t } = useTranslation("admin");
  const query = useImportBatch(id);
  return (
    <section className="import-batch">
      <Button type="text" icon={<ArrowLeftOutlined />} onClick={back}>
        {t("imports.back")}
      </Button>
      {query.isPending ? (
        <Skeleton active />
      ) : query.isError ? (
        <FailedQuery error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Batch batch={query.data} />
      )}
    </section>
  );
}

function Batch({ batch }: { batch: ImportBatch }) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  const { summary } = batch;
  return (
    <>
      <header className="file-line">
        <h2 className="mono">{batch.fileName}</h2>
        <Tag>{t(`imports.state.${batch.state}`)}</Tag>
        <span className="quiet">
          {t(`imports.subjects.${batch.subject}`)} ·{" "}
          {t("imports.created", { at: fullMoment(batch.createdAt, language) })}
          {batch.appliedAt && ` · ${t("imports.applied", { at: fullMoment(batch.appliedAt, language) })}`}
          {batch.undoneAt && ` · ${t("imports.undone", { at: fullMoment(batch.undoneAt, language) })}`}
        </span>
      </header>
      {batch.merkleRoot && (
        <p className="quiet">
          <span className="mono">{t("imports.merkle", { root: batch.merkleRoot.slice(0, 24) })}</span> ·{" "}
          {t("imports.merkleHint")}
        </p>
      )}
      {atWork(batch) && (
        <div className="working">
          <BatchProgress batch={batch} />
          <span className="quiet">{t("imports.leaveable")}</span>
        </div>
      )}
      {batch.error && <NoteLine note={batch.error} />}
      {summary && summary.counts && (
        <>
          <Decision key={batch.version} batch={batch} summary={summary} />
          <Counts summary={summary} />
          {summary.notes.map((note) => (
            <NoteLine key={note.code} note={note} />
          ))}
          <Found batch={batch} summary={summary} />
        </>
      )}
    </>
  );
}

function Counts({ summary: { counts, owned, format, layer, crs, encoding } }: { summary: ImportSummary }) {
  const { t } = useTranslation("admin");
  return (
    <>
      <div className="import-counts">
        {(["read", "new", "duplicate", "refused", "outside"] as const).map((key) => (
          <Statistic
            key={key}
            title={t(`imports.counts.${key}`)}
            value={counts[key]}
            {...(key === "refused" && counts.refused > 0 && { className: "loud" })}
          />
        ))}
      </div>
      <p className="quiet">
        {[format, layer, crs, encoding].filter(Boolean).join(" · ")} · {t("imports.owned", { count: owned })}
      </p>
    </>
  );
}

/** Apply needs a word about the refused rows; undo and discard name what happens to how many. */
function Decision({ batch, summary }: { batch: ImportBatch; summary: ImportSummary }) {
  const { t } = useTranslation("admin");
  const step = useImportStep(batch);
  const [acceptRefusals, setAcceptRefusals] = useState(false);
  const [acceptNeighbours, setAcceptNeighbours] = useState(false);
  const [acceptOutside, setAcceptOutside] = useState(false);
  const { counts } = summary;
  const ready = counts.refused === 0 || acceptRefusals;
  const near = summary.problems
    .filter(({ note }) => NEIGHBOUR_CODES.includes(note.code))
    .reduce((sum, { count }) => sum + count, 0);
  const taken = counts.new + (acceptNeighbours ? near : 0) + (acceptOutside ? counts.outside : 0);
  if (batch.state === "APPLIED") {
    return (
      <div className="decision">
        <Popconfirm title={t("imports.undoAsk")} onConfirm={() => step.mutate({ do: "undo" })}>
          <Button danger loading={step.isPending}>
            {t("imports.undo")}
          </Button>
        </Popconfirm>
        {step.error && <CommandProblem error={step.error} />}
      </div>
    );
  }
  if (batch.state !== "CHECKED") return null;
  return (
    <div className="decision">
      {counts.refused > 0 && (
        <Checkbox checked={acceptRefusals} onChange={(event) => setAcceptRefusals(event.target.checked)}>
          {t("imports.acceptRefusals", { count: counts.refused })}
        </Checkbox>
      )}
      {near > 0 && (
        <Checkbox checked={acceptNeighbours} onChange={(event) => setAcceptNeighbours(event.target.checked)}>
          {t("imports.acceptNeighbours", { count: near })}
        </Checkbox>
      )}
      {counts.outside > 0 && (
        <Checkbox checked={acceptOutside} onChange={(event) => setAcceptOutside(event.target.checked)}>
          {t("imports.acceptOutside", { count: counts.outside })}
        </Checkbox>
      )}
      <div className="form-foot">
        <Popconfirm
          title={t("imports.applyAsk", {
            count: taken,
            subject: t(`imports.subjects.${batch.subject}`),
          })}
          onConfirm={() => step.mutate({ do: "apply", acceptRefusals, acceptNeighbours, acceptOutside })}
          disabled={!ready}
        >
          <Button type="primary" disabled={!ready || taken === 0} loading={step.isPending}>
            {t("imports.apply", { count: taken })}
          </Button>
        </Popconfirm>
        <Button onClick={() => step.mutate({ do: "discard" })}>{t("imports.discard")}</Button>
        <Button icon={<DownloadOutlined />} href={urlOf(importReport, { id: batch.id })}>
          {t("imports.report")}
        </Button>
      </div>
      {step.error && <CommandProblem error={step.error} />}
    </div>
  );
}

/** The file's words that mean nothing yet: what the next dry run should be told. */
function UnknownWords({ words }: { words: ImportSummary["words"] }) {
  const { t } = useTranslation("admin");
  return (
    <Table
      size="small"
      rowKey={({ of, word }) => `${of} ${word}`}
      pagination={false}
      dataSource={words}
      columns={[
        { title: t("imports.wordOf"), key: "of", render: (_, { of }) => t(`imports.wordsOf.${of}`) },
        { title: t("imports.word"), dataIndex: "word", className: "mono" },
        { title: t("imports.count"), dataIndex: "count", align: "right" },
      ]}
    />
  );
}

function Found({ batch, summary }: { batch: ImportBatch; summary: ImportSummary }) {
  const { t } = useTranslation("admin");
  const english = useLanguage() === "en";
  const named = useNamed();
  const classes = useReference().data?.classes ?? [];
  const { counts } = summary;
  const verdicts = ROW_VERDICTS.filter(
    (verdict) => counts[verdict.toLowerCase() as "new"] > 0,
  ) as RowVerdict[];
  return (
    <Tabs
      items={[
        ...(summary.problems.length > 0
          ? [
              {
                key: "problems",
                label: `${t("imports.problems")} ${summary.problems.length}`,
                children: (
                  <Table
                    size="small"
                    rowKey={({ note, firstLine }) => `${note.code}${firstLine}`}
                    pagination={false}
                    dataSource={summary.problems}
                    columns={[
                      {
                        title: t("imports.reason"),
                        key: "reason",
                        render: (_, { note }) => (english ? note.en : note.zh),
                      },
                      { title: t("imports.count"), dataIndex: "count", align: "right" },
                      {
                        title: "",
                        key: "first",
                        render: (_, { firstLine }) => (
                          <span className="quiet">{t("imports.firstAt", { line: firstLine })}</span>
                        ),
                      },
                    ]}
                  />
                ),
              },
            ]
          : []),
        ...(summary.words.length > 0
          ? [
              {
                key: "words",
                label: `${t("imports.words")} ${summary.words.length}`,
                children: <UnknownWords words={summary.words} />,
              },
            ]
          : []),
        ...verdicts.map((verdict) => ({
          key: verdict,
          label: `${t(`imports.verdict.${verdict}`)} ${counts[verdict.toLowerCase() as "new"].toLocaleString()}`,
          children: <ImportRows batchId={batch.id} verdict={verdict} rowUnit={summary.rowUnit} />,
        })),
        ...(summary.extent
          ? [{ key: "map", label: t("imports.mapOfSamples"), children: <ImportMap summary={summary} /> }]
          : []),
        {
          key: "classes",
          label: t("imports.classes"),
          children: (
            <ul className="class-counts">
              {summary.classes.map(({ classCode, count }) => {
                const known = classes.find(({ scheme, code }) => scheme === "A" && code === classCode);
                return (
                  <li key={classCode}>
                    <span className="mono">{classCode}</span> {known ? named(known) : ""}{" "}
                    <strong>{count.toLocaleString()}</strong>
                  </li>
                );
              })}
              {summary.unusedColumns.length > 0 && (
                <Alert type="info" title={`${t("imports.unused")}: ${summary.unusedColumns.join(", ")}`} />
              )}
            </ul>
          ),
        },
      ]}
    />
  );
}
