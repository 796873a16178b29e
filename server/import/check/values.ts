import { type Problem, problem } from "./problems.ts";

/** Anything a source hands over, as the text it was: trimmed, well-formed, without the zero byte that no database takes. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replaceAll("\u0000", "").trim().toWellFormed().normalize("NFC");
}

/** What may stand in `attributes`: integers as they are, everything else as text of at most 500 characters. */
export function attributesOf(
  properties: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, string>>,
): Record<string, string | number> {
  const attributes: Record<string, string | number> = {};
  for (const [column, key] of Object.entries(kept)) {
    const value = properties[column];
    if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0))
      attributes[key] = value;
    else {
      const text = textOf(value).slice(0, 500).toWellFormed();
      if (text !== "") attributes[key] = text;
    }
  }
  return attributes;
}

/** `2023-05-06`, `2023/5/6`, `20230506`, with or without a time behind it. Null with a problem for anything else. */
export function dayIn(text: string, problems: Problem[]): string | null {
  if (text === "") return null;
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d{2})(\d{2}))(?!\d)/.exec(text);
  const [year, month, day] = [found?.[1], found?.[2] ?? found?.[4], found?.[3] ?? found?.[5]];
  const iso = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && date.getFullYear() >= 1900)
    return iso;
  problems.push(problem("day-unreadable", { text: text.slice(0, 40) }));
  return null;
}

/** A positive number within `most`, or null with a problem. */
export function amountIn(text: string, most: number, problems: Problem[]): number | null {
  if (text === "") return null;
  const value = Number(text.replace(",", "."));
  if (Number.isFinite(value) && value > 0 && value <= most) return value;
  // A zero is how many files say that they do not know.
  if (value !== 0) problems.push(problem("number-unreadable", { text: text.slice(0, 40) }));
  return null;
}

/** 1e-7 degree, about a centimetre: the precision of every stored position. */
export function e7(degrees: number): number {
  // `+ 0` makes a negative zero, which has no canonical form, an ordinary one.
  return Math.round(degrees * 1e7) + 0;
}
