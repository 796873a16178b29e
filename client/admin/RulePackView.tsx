import { Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { RulePackVersion } from "../../server/contract/rule-packs.ts";
import { defaultRepair, defaultStep } from "../../server/domain/clocks/rule-difference.ts";
import { STEP_KINDS, STEPS, type StepKind } from "../../server/domain/clocks/steps.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { useLimit } from "../matter/TimeLeft.tsx";

type RepairLine = RulePackVersion["rules"]["repairs"][number];

/** One version as it reads: its source, its steps (with the defaults where it says nothing), its repairs in their order. */
export function RulePackView({ pack }: { pack: RulePackVersion }) {
  const { t } = useTranslation("admin");
  const limit = useLimit();
  const language = useLanguage() === "en" ? "en" : "zh";
  const { repairs, otherRepair } = pack.rules;
  const other = otherRepair ?? defaultRepair(language);
  return (
    <div className="rule-pack">
      <h3>{t("rules.source")}</h3>
      <blockquote>{pack.sourceText}</blockquote>
      <h3>{t("rules.steps")}</h3>
      <Steps pack={pack} />
      <h3>{t("rules.repairs")}</h3>
      <Repairs lines={repairs} />
      <p className="rule-other">
        <b>{t("rules.other")}</b> {limit(other.minutes, other.clock)}{" "}
        <span className="quiet">{other.source}</span>
        {!otherRepair && <Tag>{t("rules.default")}</Tag>}
      </p>
    </div>
  );
}

function Steps({ pack }: { pack: RulePackVersion }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const limit = useLimit();
  const language = useLanguage() === "en" ? "en" : "zh";
  const ruleOf = (step: StepKind) => pack.rules.steps[step] ?? defaultStep(step, language);
  return (
    <Table<StepKind>
      size="small"
      rowKey={(step) => step}
      pagination={false}
      dataSource={[...STEP_KINDS]}
      columns={[
        {
          title: t("rules.step"),
          key: "step",
          render: (_, step) => (
            <>
              {word("step", step)} <span className="quiet">{t(`rules.track.${STEPS[step].track}`)}</span>
            </>
          ),
        },
        {
          title: t("rules.limit"),
          key: "limit",
          render: (_, step) => limit(ruleOf(step).minutes, ruleOf(step).clock),
        },
        {
          title: t("rules.stepSource"),
          key: "source",
          render: (_, step) => (
            <span className="quiet wrapped">
              {ruleOf(step).source} {!pack.rules.steps[step] && <Tag>{t("rules.default")}</Tag>}
            </span>
          ),
        },
      ]}
    />
  );
}

function Repairs({ lines }: { lines: readonly RepairLine[] }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const limit = useLimit();
  if (lines.length === 0) return <p className="quiet">{t("rules.noRepairs")}</p>;
  return (
    <Table<RepairLine>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...lines]}
      scroll={{ x: "max-content" }}
      columns={[
        { title: t("rules.line"), key: "id", render: (_, { id }) => <span className="mono">{id}</span> },
        {
          title: t("rules.classes"),
          key: "classes",
          width: 200,
          render: (_, { classes }) => <span className="mono wrapped">{classes.join(" ")}</span>,
        },
        {
          title: t("rules.defects"),
          key: "defects",
          width: 180,
          render: (_, { defects }) => (
            <span className="wrapped">{defects.map((defect) => word("defect", defect)).join("、")}</span>
          ),
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
    />
  );
}
