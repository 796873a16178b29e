import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as useModules, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useScheme } from "../ui/scheme.ts";

useModules([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** The colours of the page, as the chart needs them: written out. */
export interface Ink {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly surface: string;
  /** Written out: the chart measures its texts, and `inherit` has no width. */
  readonly font: string;
  readonly scheme: "light" | "dark";
  readonly of: (name: string) => string;
}

/** A chart of ECharts, as wide as its place, in the colours of the page. `label` says what it shows; a table beside it says all. */
export function Chart({
  option,
  height,
  label,
}: {
  option: (ink: Ink) => EChartsCoreOption;
  height: number;
  label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const scheme = useScheme();
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const made = init(element, null, { renderer: "svg" });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option(inkOf(document.documentElement, scheme)), { notMerge: true });
  }, [option, scheme]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}

function inkOf(root: HTMLElement, scheme: Ink["scheme"]): Ink {
  const style = getComputedStyle(root);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of("text"),
    quiet: of("text-3"),
    line: of("line"),
    surface: of("surface"),
    font: getComputedStyle(document.body).fontFamily,
    of,
    scheme,
  };
}
