import { insight } from "../../server/contract/audit.ts";
import type { AnswerOf } from "../../server/contract/endpoint.ts";
import { UNRESOLVED } from "../../server/domain/names.ts";
import type zh from "./strings.zh.ts";

export type Insight = AnswerOf<typeof insight>;
export type FigureKey = keyof typeof zh.figure;

/** A number with how it is written. A share of nothing is null, and shown as a dash, never as 0 %. */
export interface Figure {
  readonly key: FigureKey;
  readonly value: number | null;
  readonly form: "count" | "share" | "minutes" | "days";
  readonly p90?: number | null;
  /** What a share is a share of: `n / N` stands beside the per cent. */
  readonly of?: readonly [part: number, whole: number];
  /** Kinds of events that a figure after exemption leaves out for, and how many of each. */
  readonly exemptions?: readonly { readonly kind: string; readonly count: number }[];
}

const shareFigure = (key: FigureKey, part: number, whole: number): Figure => ({
  key,
  value: share(part, whole),
  form: "share",
  of: [part, whole],
});

/** The raw one stands before it. */
const exemptedFigure = (
  key: FigureKey,
  { onTimeExempted, dueExempted, exemptions }: Insight["safety"]["guard"],
): Figure => ({ ...shareFigure(key, onTimeExempted, dueExempted), exemptions });

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function componentFigures({ components }: Insight): Figure[] {
  const count = (statuses: readonly string[]) =>
    components.byStatus
      .filter(({ status }) => statuses.includes(status))
      .reduce((sum, row) => sum + row.count, 0);
  return [
    shareFigure("ownerlessRate", count(UNRESOLVED), components.total),
    shareFigure("backstopRate", count(["BACKSTOP"]), components.total),
  ];
}

export function safetyFigures({ cases, safety: { guard, makeSafe }, minutes }: Insight): Figure[] {
  return [
    { key: "filed", value: cases.filed, form: "count" },
    { key: "reports", value: cases.reports, form: "count" },
    { key: "closed", value: cases.closed, form: "count" },
    { key: "dangers", value: cases.dangers, form: "count" },
    { key: "dangersOver", value: cases.dangersOver, form: "count" },
    { key: "ownerlessDangers", value: cases.ownerlessDangers, form: "count" },
    { key: "ownerlessDangersOver", value: cases.ownerlessDangersOver, form: "count" },
    shareFigure("madeSafeRate", cases.ownerlessDangersMadeSafe, cases.ownerlessDangers),
    { key: "guardMedian", value: minutes.guardMedian, form: "minutes", p90: minutes.guardP90 },
    shareFigure("guardOnTime", guard.onTime, guard.due),
    exemptedFigure("guardExempted", guard),
    { key: "safeMedian", value: minutes.safeMedian, form: "minutes", p90: minutes.safeP90 },
    shareFigure("safeOnTime", makeSafe.onTime, makeSafe.due),
    exemptedFigure("safeExempted", makeSafe),
    shareFigure("onTimeRate", cases.onTime, cases.due),
    exemptedFigure("onTimeExempted", cases),
    shareFigure("onTimeAsTold", cases.onTimeAsTold, cases.due),
    shareFigure("reworkRate", cases.reworked, cases.filed),
  ];
}

export function ownershipFigures({ inquiries }: Insight): Figure[] {
  return [
    { key: "opened", value: inquiries.opened, form: "count" },
    { key: "determined", value: inquiries.determined, form: "count" },
    shareFigure("determinationRate", inquiries.determined, inquiries.opened),
    { key: "daysToOwner", value: inquiries.medianDaysToOwner, form: "days" },
    { key: "backstop", value: inquiries.backstop, form: "count" },
    { key: "lateClaims", value: inquiries.lateClaims, form: "count" },
    { key: "private", value: inquiries.private, form: "count" },
  ];
}

/** First and last day of a period in Asia/Shanghai. */
export interface Period {
  readonly from: string;
  readonly to: string;
}
export type Preset = keyof typeof zh.presets;

/** A named period as seen on `today` (`YYYY-MM-DD`). */
export function presetPeriod(preset: Preset, today: string): Period {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  switch (preset) {
    case "thisMonth":
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case "lastMonth":
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case "thisYear":
      return { from: `${year}-01-01`, to: today };
    case "lastYear":
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case "twelveMonths":
      return { from: day(year, month - 11, 1), to: today };
  }
}

function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
