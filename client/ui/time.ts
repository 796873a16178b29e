import { clock } from "./clock.ts";
import type { Language } from "../i18n/i18n.ts";

/** Dates and times as read in the street: Asia/Shanghai, whatever the reader's own clock says. */
const ZONE = "Asia/Shanghai";
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    timeZone: ZONE,
    hourCycle: "h23",
    ...options,
  });
  formats.set(key, made);
  return made;
}

export function dayIn(instant: string | number): string {
  return new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** `2026-11-22 18:01` in Chinese, `22 Nov 2026, 18:01` in English. */
export function fullMoment(instant: string | number, language: Language): string {
  return format(language, {
    year: "numeric",
    month: language === "en" ? "short" : "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
    .format(new Date(instant))
    .replaceAll("/", "-");
}

/** As short as the reader can still place it: the time today, month and day this year, else the whole date. */
export function shortMoment(instant: string | number, language: Language, now = clock.now()): string {
  const at = new Date(instant);
  if (dayIn(instant) === dayIn(now))
    return format(language, { hour: "2-digit", minute: "2-digit" }).format(at);
  const year = dayIn(instant).slice(0, 4) === dayIn(now).slice(0, 4) ? {} : { year: "numeric" as const };
  const date = format(language, { ...year, month: language === "en" ? "short" : "numeric", day: "numeric" })
    .format(at)
    .replaceAll("/", "-");
  return `${date} ${format(language, { hour: "2-digit", minute: "2-digit" }).format(at)}`;
}

/** A calendar day that comes as `YYYY-MM-DD`. */
export function dayText(day: string, language: Language): string {
  if (language !== "en") return day;
  return format(language, { year: "numeric", month: "short", day: "numeric" }).format(
    new Date(`${day}T00:00:00+08:00`),
  );
}
