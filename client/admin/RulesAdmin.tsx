import { Button, Collapse, Popconfirm, Skeleton, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import type { listRulePacks } from "../../server/contract/reference.ts";
import {
  STEP_KINDS,
  type RepairRule,
  type RulePack,
  type StepRule,
} from "../../server/domain/clocks/rules.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { dayText } from "../ui/time.ts";
import { useLimit } from "../matter/TimeLeft.tsx";
import { useToast } from "../ui/undo.tsx";
import { useEnableRulePack, useRulePacks } from "./calls.ts";

type Pack = AnswerOf<typeof listRulePacks>["items"][number];
type Rules = Pick<RulePack, "steps" | "repairs" | "otherRepair">;

/** The sets of time limits with the texts they come from. One is in force; clocks that run already keep their own. */
export function RulesAdmin() {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const language = useLanguage();
  const toast = useToast();
  const query = useRulePacks();
  const enable = useEnableRulePack();
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const packs = query.data.items.toSorted((a, b) => Number(b.enabled) - Number(a.enabled));
  return (
    <>
      {enable.error && <CommandProblem error={enable.error} />}
      <Collapse
        defaultActiveKey={packs.filter(({ enabled }) => enabled).map(({ id }) => id)}
        items={packs.map((pack) => ({
          key: pack.id,
          label: (
            <>
              {named(pack)} {pack.enabled && <Tag color="green">{t("rules.inForce")}</Tag>}{" "}
              <span className="quiet">
                {t("rules.version", { version: pack.version, from: dayText(pack.validFrom, language) })}
              </span>
            </>
          ),
          extra: !pack.enabled && (
            <Popconfirm
              title={t("rules.enableAsk", { name: named(pack) })}
              onConfirm={(event) => {
                event?.stopPropagation();
                enable.mutate(pack.id, { onSuccess: () => toast(t("rules.done", { name: named(pack) })) });
              }}
              onCancel={(event) => event?.stopPropagation()}
            >
              <Button
                size="small"
                loading={enable.isPending && enable.variables === pack.id}
                onClick={(event) => event.stopPropagation()}
              >
                {t("rules.enable")}
              </Button>
            </Popconfirm>
          ),
          children: <PackView pack={pack} />,
        }))}
      />
    </>
  );
}

function PackView({ pack }: { pack: Pack }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const limit = useLimit();
  const { steps, repairs, otherRepair } = pack.rules as unknown as Rules;
  return (
    <div className="rule-pack">
      <h3>{t("rules.source")}</h3>
      <blockquote>{pack.sourceText}</blockquote>
      <h3>{t("rules.steps")}</h3>
      <Table<[string, StepRule]>
        size="small"
        rowKey={([step]) => step}
        pagination={false}
        dataSource={STEP_KINDS.map((step) => [step, steps[step]])}
        columns={[
          {
            title: t("rules.step"),
            key: "step",
            render: (_, [step]) => t(`rules.stepName.${step as "GUARD"}`),
          },
          { title: t("rules.limit"), key: "limit", render: (_, [, rule]) => limit(rule.minutes, rule.clock) },
          {
            title: t("rules.stepSource"),
            key: "source",
            render: (_, [, rule]) => <span className="quiet">{rule.source}</span>,
          },
        ]}
      />
      <h3>{t("rules.repairs")}</h3>
      <Table<RepairRule>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={repairs}
        scroll={{ x: "max-content" }}
        columns={[
          {
            title: t("rules.classes"),
            key: "classes",
            render: (_, { classes }) => <span className="mono">{classes.join(" ")}</span>,
          },
          {
            title: t("rules.defects"),
            key: "defects",
            render: (_, { defects }) => defects.map((defect) => word("defect", defect)).join("、"),
          },
          { title: t("rules.limit"), key: "limit", render: (_, rule) => limit(rule.minutes, rule.clock) },
          {
            title: t("rules.criterion"),
            key: "criterion",
            width: 260,
            render: (_, { criterionZh }) => <span className="wrapped">{criterionZh}</span>,
          },
          {
            title: t("rules.close"),
            key: "close",
            width: 220,
            render: (_, { closeZh }) => <span className="wrapped">{closeZh}</span>,
          },
        ]}
        footer={() => `${t("rules.other")}: ${limit(otherRepair.minutes, otherRepair.clock)}`}
      />
    </div>
  );
}
