import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Collapse, Empty, Input, Modal, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import {
  listModels,
  switchModel,
  type ModelReport,
  type ModelVersion,
} from "../../server/contract/inference.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { fullMoment, shortMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";

function useModels() {
  return useQuery({
    queryKey: keyOf(listModels),
    queryFn: ({ signal }) => call(listModels, { signal }),
    select: ({ items }) => items,
  });
}

function useSwitchModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof switchModel>) => call(switchModel, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [listModels.name] }),
  });
}

/** The versions of the weights that rank likely owners: what each has learned, how well it did, and which one is in use. */
export function ModelsAdmin() {
  const { t } = useTranslation("admin");
  const query = useModels();
  const [switching, setSwitching] = useState<ModelVersion | null>(null);
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const active = query.data.find((model) => model.active);
  return (
    <>
      <p className="quiet">{t("models.intro")}</p>
      {query.data.length === 1 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("models.none")}>
          <p className="quiet">{t("models.noneHow")}</p>
          <code>npm run infer:train -- --register</code>
        </Empty>
      )}
      <Collapse
        defaultActiveKey={query.data.slice(0, 1).map(({ version }) => version)}
        items={query.data.map((model) => ({
          key: model.version,
          label: <Heading model={model} />,
          extra: <SwitchButton model={model} onClick={() => setSwitching(model)} />,
          children: (
            <Version model={model} before={query.data.find(({ version }) => version === model.basedOn)} />
          ),
        }))}
      />
      {switching && <SwitchDialog to={switching} from={active} close={() => setSwitching(null)} />}
    </>
  );
}

function Heading({ model }: { model: ModelVersion }) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  return (
    <>
      <strong className="mono">{model.version}</strong>{" "}
      {model.active && <Tag color="green">{t("models.active")}</Tag>}
      {!model.usable && <Tag color="red">{t("models.unusable")}</Tag>}
      <span className="quiet">
        {model.id === null
          ? t("models.shipped")
          : t("models.proposed", {
              at: shortMoment(model.proposedAt ?? "", language),
              from: model.basedOn ?? "",
            })}
        {model.switchedAt && model.active && (
          <>
            {" · "}
            {t("models.since", {
              at: fullMoment(model.switchedAt, language),
              who: model.switchedBy ?? "",
            })}
          </>
        )}
      </span>
    </>
  );
}

function SwitchButton({ model, onClick }: { model: ModelVersion; onClick: () => void }) {
  const { t } = useTranslation("admin");
  const may = useMay();
  if (model.active || !model.usable || !may("switchModel")) return null;
  return (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
    >
      {t(model.id === null ? "models.back" : "models.switchOn")}
    </Button>
  );
}

/** The second step: what will change, a reason, and only then the switch. */
function SwitchDialog({
  to,
  from,
  close,
}: {
  to: ModelVersion;
  from: ModelVersion | undefined;
  close: () => void;
}) {
  const { t } = useTranslation("admin");
  const toast = useToast();
  const change = useSwitchModel();
  const [reason, setReason] = useState("");
  const all = to.report?.rows.find(({ classCode }) => classCode === null);
  const worse =
    to.report?.rows.filter(({ count, before, after }) => count >= 30 && after.hit1 < before.hit1 - 0.02) ??
    [];
  return (
    <Modal
      open
      title={t("models.ask", { version: to.version })}
      okText={t("models.switchOn")}
      cancelText={t("models.cancel")}
      okButtonProps={{ disabled: reason.trim() === "", loading: change.isPending }}
      onCancel={close}
      onOk={() =>
        change.mutate(
          { id: to.id, reason: reason.trim() },
          {
            onSuccess: ({ version }) => {
              toast(t("models.done", { version }));
              close();
            },
          },
        )
      }
    >
      <p>{t("models.askText", { from: from?.version ?? "" })}</p>
      {all && (
        <p>
          {t("models.askFigures", {
            before: percent(all.before.hit1),
            after: percent(all.after.hit1),
            count: all.count,
          })}
        </p>
      )}
      {worse.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("models.worse", { classes: worse.map(({ nameZh }) => nameZh).join("、") })}
        />
      )}
      <p>
        <label htmlFor="model-reason">{t("models.reason")}</label>
        <Input
          id="model-reason"
          autoFocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      {change.isError && <CommandProblem error={change.error} />}
    </Modal>
  );
}

function Version({ model, before }: { model: ModelVersion; before: ModelVersion | undefined }) {
  const { t } = useTranslation("admin");
  return (
    <>
      {model.report && <Report report={model.report} />}
      <h3>{t("models.weights")}</h3>
      <p className="quiet">{t("models.weightsWhat")}</p>
      <Weights model={model} before={before} />
      <p className="quiet small mono">SHA-256 {model.sha256}</p>
    </>
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function Report({ report }: { report: ModelReport }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  type Row = ModelReport["rows"][number];
  const figure = (name: "hit1" | "hit3" | "brier" | "ece") => ({
    title: t(`models.${name}`),
    key: name,
    align: "right" as const,
    render: (_: unknown, { before, after }: Row) => {
      const show = (value: number) =>
        name === "hit1" || name === "hit3" ? percent(value) : value.toFixed(3);
      const gain =
        name === "hit1" || name === "hit3" ? after[name] - before[name] : before[name] - after[name];
      const tone = gain > 0.005 ? "better" : gain < -0.005 ? "worse" : "same";
      return (
        <span className="model-figure" data-tone={tone}>
          {show(before[name])} → <strong>{show(after[name])}</strong>
        </span>
      );
    },
  });
  return (
    <>
      <h3>{t("models.report")}</h3>
      <p className="quiet">{t("models.learnedFrom", report.examples)}</p>
      <Table<Row>
        size="small"
        rowKey={({ classCode }) => classCode ?? "all"}
        pagination={report.rows.length > 12 ? { pageSize: 12, size: "small" } : false}
        dataSource={report.rows}
        columns={[
          {
            title: t("models.class"),
            key: "class",
            render: (_, row) => (row.classCode === null ? <strong>{t("models.all")}</strong> : named(row)),
          },
          { title: t("models.count"), dataIndex: "count", align: "right" },
          figure("hit1"),
          figure("hit3"),
          figure("brier"),
          figure("ece"),
        ]}
      />
    </>
  );
}

function Weights({ model, before }: { model: ModelVersion; before: ModelVersion | undefined }) {
  const { t } = useTranslation("admin");
  const english = useLanguage() === "en";
  const old = new Map(before?.weights.map(({ kind, weight }) => [kind, weight]));
  const signed = (weight: number) =>
    weight > 0 ? `+${weight.toFixed(2)}` : weight.toFixed(2).replace("-", "−");
  type Row = ModelVersion["weights"][number];
  return (
    <Table<Row>
      size="small"
      rowKey="kind"
      pagination={{ pageSize: 12, size: "small" }}
      dataSource={model.weights}
      columns={[
        { title: t("models.says"), key: "says", render: (_, { zh, en }) => (english ? en : zh) },
        {
          title: t("models.weight"),
          key: "weight",
          align: "right",
          render: (_, { weight }) => <span className="mono">{signed(weight)}</span>,
        },
        ...(before
          ? [
              {
                title: t("models.before"),
                key: "before",
                align: "right" as const,
                render: (_: unknown, { kind }: Row) => (
                  <span className="mono quiet">{signed(old.get(kind) ?? 0)}</span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
