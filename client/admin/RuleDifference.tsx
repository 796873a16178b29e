import { Empty, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { defaultRepair, defaultStep, type RuleChange } from "../../server/domain/clocks/rule-difference.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { useLimit } from "../matter/TimeLeft.tsx";

const TONE = { ADDED: "green", REMOVED: "red", CHANGED: "gold", MOVED: "blue" } as const;
type Side = "before" | "after";

/** What a draft changes, row by row, as a person decides about it: what it was, what it will be. */
export function RuleDifference({ changes }: { changes: readonly RuleChange[] }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const said = useSaid();
  const nameOf = (change: RuleChange) => {
    if (change.part === "STEP") return word("step", change.key);
    if (change.part === "REPAIR") return t("rules.lineName", { id: change.key });
    return change.part === "TEXT" ? t(`rules.text.${change.key}`) : t("rules.other");
  };
  return (
    <Table<RuleChange>
      className="rule-difference"
      size="small"
      rowKey={({ part, key }) => `${part} ${key}`}
      pagination={false}
      dataSource={[...changes]}
      locale={{
        emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("rules.noDifference")} />,
      }}
      columns={[
        {
          title: t("rules.what"),
          key: "what",
          width: "24%",
          render: (_, change) => (
            <>
              {nameOf(change)} <Tag color={TONE[change.change]}>{t(`rules.change.${change.change}`)}</Tag>
            </>
          ),
        },
        {
          title: t("rules.before"),
          key: "before",
          width: "38%",
          render: (_, change) => said(change, "before"),
        },
        { title: t("rules.after"), key: "after", width: "38%", render: (_, change) => said(change, "after") },
      ]}
    />
  );
}

/** One side of a change in words; of a repair only what is different, and all of one that came or went. */
function useSaid() {
  const { t } = useTranslation("admin");
  const word = useWord();
  const limit = useLimit();
  const language = useLanguage() === "en" ? "en" : "zh";
  const timed = (rule: { minutes: number; clock: string; source: string }) =>
    [limit(rule.minutes, rule.clock), rule.source].filter(Boolean).join(" · ");
  const repair = (change: RuleChange & { part: "REPAIR" }, side: Side) => {
    const [line, other] = [change[side], change[side === "before" ? "after" : "before"]];
    if (!line) return "—";
    const rows = [
      [t("rules.limit"), limit(line.minutes, line.clock), other && limit(other.minutes, other.clock)],
      [t("rules.classes"), line.classes.join(" "), other?.classes.join(" ")],
      [t("rules.defects"), words(line.defects), other && words(other.defects)],
      [t("rules.criterion"), line.criterionZh, other?.criterionZh],
      [t("rules.close"), line.closeZh, other?.closeZh],
    ] as const;
    const shown = rows.filter(([, mine, theirs]) => mine !== theirs);
    return (shown.length > 0 ? shown : rows.slice(0, 3)).map(([name, mine]) => (
      <div key={name}>
        <span className="quiet">{name}</span> {mine || "—"}
      </div>
    ));
  };
  const words = (defects: readonly string[]) => defects.map((defect) => word("defect", defect)).join("、");
  return (change: RuleChange, side: Side) => {
    if (change.part === "TEXT") return <span className="wrapped">{change[side] || "—"}</span>;
    if (change.part === "REPAIR") return repair(change, side);
    const own = change[side];
    if (own) return timed(own);
    const otherwise = change.part === "STEP" ? defaultStep(change.key, language) : defaultRepair(language);
    return (
      <>
        {timed(otherwise)} <Tag>{t("rules.default")}</Tag>
      </>
    );
  };
}
