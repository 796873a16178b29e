import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type Ink } from "./Chart.tsx";
import type { Insight } from "./figures.ts";

/** Cases as bars, what became of ownership as lines: one year of both tracks. */
export function MonthChart({ months }: { months: Insight["byMonth"] }) {
  const { t } = useTranslation("insight");
  const names = {
    filed: t("figure.filed.name"),
    dangers: t("figure.dangers.name"),
    determined: t("figure.determined.name"),
    backstop: t("figure.backstop.name"),
  };
  const said = JSON.stringify([names, months]);
  const option = useCallback(
    (ink: Ink) => {
      const [words, rows] = JSON.parse(said) as [typeof names, Insight["byMonth"]];
      const axis = {
        axisLine: { lineStyle: { color: ink.line } },
        axisLabel: { color: ink.quiet },
        axisTick: { show: false },
      };
      const line = (name: string, color: string, data: number[], type: "solid" | "dashed") => ({
        name,
        type: "line",
        data,
        yAxisIndex: 1,
        symbolSize: 5,
        lineStyle: { width: 2, type },
        itemStyle: { color },
      });
      return {
        animation: false,
        textStyle: { fontFamily: ink.font },
        grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
        tooltip: {
          trigger: "axis",
          backgroundColor: ink.surface,
          borderColor: ink.line,
          textStyle: { color: ink.text, fontSize: 13 },
        },
        legend: { top: 0, left: 0, itemHeight: 9, textStyle: { color: ink.text } },
        xAxis: { type: "category", data: rows.map((row) => row.month), ...axis },
        yAxis: [
          { type: "value", minInterval: 1, splitLine: { lineStyle: { color: ink.line } }, ...axis },
          { type: "value", minInterval: 1, splitLine: { show: false }, ...axis },
        ],
        series: [
          {
            name: words.filed,
            type: "bar",
            barMaxWidth: 26,
            itemStyle: { color: ink.of("status-confirmed") },
            data: rows.map((row) => row.filed),
          },
          {
            name: words.dangers,
            type: "bar",
            barGap: "-100%",
            barMaxWidth: 26,
            itemStyle: { color: ink.of("danger") },
            data: rows.map((row) => row.dangers),
          },
          line(
            words.determined,
            ink.of("ok"),
            rows.map((row) => row.determined),
            "solid",
          ),
          line(
            words.backstop,
            ink.of("status-backstop"),
            rows.map((row) => row.backstop),
            "dashed",
          ),
        ],
      };
    },
    [said],
  );
  return <Chart option={option} height={280} label={t("section.months")} />;
}
