import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Deadline } from "../../server/contract/shapes.ts";
import { MINUTES_PER_UNIT, type ClockKind } from "../../server/domain/clocks/working-time.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { useNow } from "../ui/now.ts";
import { lengthParts, timeLeft } from "./time-left.ts";
import { fullMoment } from "../ui/time.ts";
import "./TimeLeft.css";

interface Clocked {
  readonly kind: string;
  readonly clock: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly minutes?: number;
  readonly ruleId?: string;
  readonly provisional?: readonly number[] | null | undefined;
  readonly recomputed?: Deadline["recomputed"] | undefined;
}

/** 剩 1 小时 12 分, then 已超 20 分; the moment itself and the kind of clock on hover. */
export function TimeLeft({ deadline, withKind = false }: { deadline: Clocked; withKind?: boolean }) {
  const { t } = useTranslation("ui");
  const word = useWord();
  const length = useLength();
  const now = useNow();
  const left = timeLeft(deadline.startedAt, deadline.dueAt, now);
  const text = t(left.over ? "time.over" : "time.left", { length: length(Date.parse(deadline.dueAt) - now) });
  return (
    <Tooltip title={<ClockNote deadline={deadline} />} mouseEnterDelay={0.3}>
      <span className="time-left" data-tone={left.tone}>
        {withKind ? `${word("deadline", deadline.kind)} ${text}` : text}
        {deadline.provisional && ` · ${t("time.provisionalShort")}`}
      </span>
    </Tooltip>
  );
}

/** When a clock ends, which kind it is, since when it runs and by which rule. */
export function ClockNote({ deadline }: { deadline: Clocked }) {
  const { t } = useTranslation("ui");
  const word = useWord();
  const language = useLanguage();
  const limit = useLimit();
  const holidays = useHolidayNote()(deadline);
  return (
    <div>
      <div>
        {word("deadline", deadline.kind)} · {t("time.due", { at: fullMoment(deadline.dueAt, language) })}
      </div>
      <div>{word("clock", deadline.clock)}</div>
      {deadline.minutes !== undefined && (
        <div>{t("time.limit", { limit: limit(deadline.minutes, deadline.clock) })}</div>
      )}
      <div>{t("time.started", { at: fullMoment(deadline.startedAt, language) })}</div>
      {deadline.ruleId && <div>{t("time.rule", { rule: deadline.ruleId })}</div>}
      {holidays && <div>{holidays}</div>}
    </div>
  );
}

/** What a holiday table that is missing, or has come since, means for a clock; null where nothing. */
export function useHolidayNote(): (clock: Pick<Clocked, "provisional" | "recomputed">) => string | null {
  const { t } = useTranslation("ui");
  const language = useLanguage();
  return ({ provisional, recomputed }) => {
    if (provisional && provisional.length > 0)
      return t("time.provisional", { years: provisional.join(", ") });
    if (!recomputed) return null;
    return recomputed.kept
      ? t("time.recomputedKept", { after: fullMoment(recomputed.after, language) })
      : t("time.recomputed", { before: fullMoment(recomputed.before, language) });
  };
}

/** `1 小时 12 分` from milliseconds. */
export function useLength(): (milliseconds: number) => string {
  const { t } = useTranslation("ui");
  return (milliseconds) => {
    const { days, hours, minutes } = lengthParts(milliseconds);
    const parts = [
      days > 0 && t("time.days", { count: days }),
      hours > 0 && t("time.hours", { count: hours }),
      minutes > 0 && t("time.minutes", { count: minutes }),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" ") : t("time.moment");
  };
}

/** A limit in the unit of its clock: `2 紧急工作时`, `3 工作日`, `30 分`. */
export function useLimit(): (minutes: number, clock: string) => string {
  const { t } = useTranslation("ui");
  const word = useWord();
  return (minutes, clock) => {
    const per = MINUTES_PER_UNIT[clock as ClockKind] ?? 60;
    if (minutes < per) return t("time.minutes", { count: minutes });
    return `${Number((minutes / per).toFixed(1))} ${word("clockUnit", clock)}`;
  };
}
