import { Table, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../i18n/i18n.ts";
import { share, type Insight } from "./figures.ts";

type Month = Insight["byMonth"][number];
type Unit = Insight["byUnit"][number];

export function MonthTable({ rows }: { rows: readonly Month[] }) {
  const { t } = useTranslation("insight");
  const count = (key: "filed" | "dangers" | "determined" | "backstop") => ({
    title: <Tooltip title={t(`figure.${key}.formula`)}>{t(`figure.${key}.name`)}</Tooltip>,
    dataIndex: key,
    align: "right" as const,
  });
  return (
    <Table<Month>
      size="small"
      rowKey="month"
      pagination={false}
      dataSource={[...rows].reverse()}
      columns={[
        { title: t("month"), dataIndex: "month" },
        count("filed"),
        count("dangers"),
        count("determined"),
        count("backstop"),
      ]}
    />
  );
}

export function UnitTable({ rows }: { rows: readonly Unit[] }) {
  const { t } = useTranslation("insight");
  const named = useNamed();
  const count = (key: "asked" | "claimed" | "denied" | "silent" | "returned") => ({
    title: t(key),
    dataIndex: key,
    align: "right" as const,
    sorter: (a: Unit, b: Unit) => a[key] - b[key],
  });
  return (
    <Table<Unit>
      size="small"
      rowKey="unitId"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={rows}
      columns={[
        { title: t("unit"), key: "unit", render: (_, row) => named(row) },
        count("asked"),
        count("claimed"),
        count("denied"),
        count("silent"),
        {
          title: <Tooltip title={t("answerRateFormula")}>{t("answerRate")}</Tooltip>,
          key: "rate",
          align: "right",
          render: (_, row) => {
            const rate = share(row.asked - row.silent, row.asked);
            return rate === null ? "–" : `${(rate * 100).toFixed(0)}%`;
          },
          sorter: (a, b) =>
            (share(a.asked - a.silent, a.asked) ?? 0) - (share(b.asked - b.silent, b.asked) ?? 0),
        },
        count("returned"),
      ]}
    />
  );
}
