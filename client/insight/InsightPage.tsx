import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Empty, Segmented, Skeleton } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { insight } from "../../server/contract/audit.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useWord } from "../i18n/i18n.ts";
import { downloadCsv } from "../ui/csv.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useNow } from "../ui/now.ts";
import { dayIn } from "../ui/time.ts";
import { FigureGrid } from "./FigureGrid.tsx";
import {
  componentFigures,
  ownershipFigures,
  presetPeriod,
  safetyFigures,
  type Insight,
  type Preset,
} from "./figures.ts";
import { MonthChart } from "./MonthChart.tsx";
import { MonthTable, UnitTable } from "./Tables.tsx";
import "./insight.css";

const PRESETS: readonly Preset[] = ["thisMonth", "lastMonth", "thisYear", "lastYear", "twelveMonths"];

/** The figures that a street is asked for, each with its formula; the period is in the address. */
export function InsightPage() {
  const { t } = useTranslation("insight");
  const [params, setParams] = useSearchParams();
  const today = dayIn(useNow());
  const fallback = presetPeriod("twelveMonths", today);
  const period = { from: params.get("from") ?? fallback.from, to: params.get("to") ?? fallback.to };
  const choose = (from: string, to: string) => setParams({ from, to }, { replace: true });
  const preset = PRESETS.find((name) => {
    const named = presetPeriod(name, today);
    return named.from === period.from && named.to === period.to;
  });
  const answer = useQuery({
    queryKey: keyOf(insight, period),
    queryFn: ({ signal }) => call(insight, { query: period, signal }),
    placeholderData: (old) => old,
  });
  return (
    <div className="insight">
      <header className="insight-head">
        <h1>{t("title")}</h1>
        <Segmented<Preset | "">
          value={preset ?? ""}
          onChange={(name) => {
            if (name === "") return;
            const named = presetPeriod(name, today);
            choose(named.from, named.to);
          }}
          options={PRESETS.map((name) => ({ value: name, label: t(`presets.${name}`) }))}
        />
        <DatePicker.RangePicker
          aria-label={t("period")}
          allowClear={false}
          value={[dayjs(period.from), dayjs(period.to)]}
          onChange={(range) => {
            const [from, to] = range ?? [];
            if (from && to) choose(from.format("YYYY-MM-DD"), to.format("YYYY-MM-DD"));
          }}
        />
        {answer.data && <ExportButton data={answer.data} name={`${period.from}_${period.to}`} />}
      </header>
      {answer.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : answer.isError ? (
        <FailedQuery error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <Figures data={answer.data} />
      )}
    </div>
  );
}

function Figures({ data }: { data: Insight }) {
  const { t } = useTranslation("insight");
  return (
    <>
      <section>
        <h2>
          {t("section.components")}{" "}
          <span className="quiet">{t("of", { total: data.components.total.toLocaleString() })}</span>
        </h2>
        <StatusBar components={data.components} />
        <FigureGrid figures={componentFigures(data)} />
      </section>
      <section>
        <h2>{t("section.safety")}</h2>
        <FigureGrid figures={safetyFigures(data)} />
      </section>
      <section>
        <h2>{t("section.ownership")}</h2>
        <FigureGrid figures={ownershipFigures(data)} />
      </section>
      <section>
        <h2>{t("section.months")}</h2>
        {data.byMonth.some((row) => row.filed + row.determined + row.backstop > 0) ? (
          <MonthChart months={data.byMonth} />
        ) : (
          <Empty description={t("nothing")} />
        )}
        <MonthTable rows={data.byMonth} />
      </section>
      <section>
        <h2>{t("section.units")}</h2>
        <UnitTable rows={data.byUnit} />
      </section>
    </>
  );
}

const STATUS_COLOUR: Readonly<Record<string, string>> = {
  CONFIRMED: "confirmed",
  PRIVATE: "private",
  UNKNOWN: "unknown",
  SUSPECTED: "suspected",
  CLAIM_PENDING: "claim",
  DISPUTED: "disputed",
  BACKSTOP: "backstop",
  ABANDONED: "abandoned",
};

/** All components as one bar. The unresolved few are drawn at least a hair wide: they are what one looks for. */
function StatusBar({ components }: { components: Insight["components"] }) {
  const word = useWord();
  return (
    <>
      <div className="status-bar" aria-hidden>
        {components.byStatus.map(({ status, count }) => (
          <span
            key={status}
            style={{ flexGrow: count, background: `var(--status-${STATUS_COLOUR[status]})` }}
            title={`${word("status", status)} ${count}`}
          />
        ))}
      </div>
      <ul className="status-counts">
        {components.byStatus.map(({ status, count }) => (
          <li key={status}>
            <span
              className="swatch"
              style={{ background: `var(--status-${STATUS_COLOUR[status]})` }}
              aria-hidden
            />
            {word("status", status)} <strong>{count.toLocaleString()}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

function ExportButton({ data, name }: { data: Insight; name: string }) {
  const { t } = useTranslation("insight");
  const word = useWord();
  const rows: (string | number | null)[][] = [
    ...data.components.byStatus.map(({ status, count }) => [
      t("section.components"),
      word("status", status),
      count,
      "",
    ]),
    ...[...componentFigures(data), ...safetyFigures(data), ...ownershipFigures(data)].map(
      ({ key, value }) => ["", t(`figure.${key}.name`), value, t(`figure.${key}.formula`)],
    ),
    [],
    [
      t("month"),
      t("figure.filed.name"),
      t("figure.dangers.name"),
      t("figure.determined.name"),
      t("figure.backstop.name"),
    ],
    ...data.byMonth.map((row) => [row.month, row.filed, row.dangers, row.determined, row.backstop]),
    [],
    [t("unit"), t("asked"), t("claimed"), t("denied"), t("silent"), t("returned")],
    ...data.byUnit.map((row) => [row.nameZh, row.asked, row.claimed, row.denied, row.silent, row.returned]),
  ];
  return (
    <Button icon={<DownloadOutlined />} onClick={() => downloadCsv(`youzhu-insight-${name}.csv`, rows)}>
      {t("export")}
    </Button>
  );
}
