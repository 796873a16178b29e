import type { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import { BORDER_SENTENCES, sentenceOfIssue, type Language } from "./issue-sentences.ts";

type Issue = { path: string; message: string };
/** An issue whose message may still be the key of a sentence of the border. */
type Found = Issue;

const DEEPEST = 64;
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Checks one part of a request against its schema. Objects are closed at every depth, however the schema was
 * written: a key that did not survive parsing is refused, so that a misspelt field never passes in silence.
 * Throws invalid_input naming each field, in the reader's language, and coordinates_swapped for a position that would be one
 * the other way round.
 */
export function atTheBorder<Schema extends z.ZodType>(
  schema: Schema | undefined,
  given: unknown,
  part: "params" | "query" | "body",
  language: Language = "en",
): z.output<Schema> {
  const refuse = (issues: readonly Found[]) => refuseIn(language, issues);
  if (!schema) {
    refuse(part === "body" ? [] : unknownKeys(given, {}, part));
    return undefined as z.output<Schema>;
  }
  refuse(dangerousParts(given, part));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    refuseSwapped(parsed.error.issues, given);
    refuse(
      parsed.error.issues.slice(0, 20).map((issue) => ({
        path: [part, ...issue.path.map(String)].join("."),
        message: sentenceOfIssue(issue, language),
      })),
    );
    throw new ApiError("invalid_input", { summary: part });
  }
  refuse(unknownKeys(given, parsed.data, part));
  return parsed.data;
}

/**
 * A latitude beyond 90 beside a longitude that could be one: the two were exchanged, as half of all maps write them. A box
 * finds that out for itself.
 */
function refuseSwapped(issues: readonly z.core.$ZodIssue[], given: unknown): void {
  for (const issue of issues) {
    const swapped =
      issue.code === "custom" && issue.params?.["swapped"]
        ? (issue.params["swapped"] as { lon: number; lat: number })
        : pairAt(given, issue.path);
    if (swapped && Math.abs(swapped.lat) > 90 && Math.abs(swapped.lat) <= 180 && Math.abs(swapped.lon) <= 90)
      throw new ApiError("coordinates_swapped", { lon: swapped.lon, lat: swapped.lat });
  }
}

function pairAt(given: unknown, path: readonly PropertyKey[]): { lon: number; lat: number } | undefined {
  if (path.at(-1) !== "lat") return undefined;
  let holder = given;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return undefined;
    holder = Reflect.get(holder, key);
  }
  if (!isRecord(holder)) return undefined;
  const [lon, lat] = [Number(holder["lon"]), Number(holder["lat"])];
  return Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : undefined;
}

function refuseIn(language: Language, found: readonly Found[]): void {
  if (found.length === 0) return;
  const issues = found.map(({ path, message }): Issue => {
    const own =
      message in BORDER_SENTENCES ? BORDER_SENTENCES[message as keyof typeof BORDER_SENTENCES] : null;
    return { path, message: own ? own[language === "zh" ? 0 : 1] : message };
  });
  const summary = issues
    .slice(0, 3)
    .map((issue) => `${issue.path}: ${issue.message}`)
    .join("; ");
  throw new ApiError("invalid_input", { summary }, { issues });
}

/** Iterative, because a hostile body may be nested 100,000 deep. */
function dangerousParts(root: unknown, part: string): Found[] {
  const todo: { value: unknown; path: string; depth: number }[] = [{ value: root, path: part, depth: 0 }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { value, path, depth } = next;
    if (typeof value === "string" && !isText(value)) return [{ path, message: "not_text" }];
    if (typeof value !== "object" || value === null) continue;
    if (depth > DEEPEST) return [{ path: part, message: "too_deep" }];
    for (const key of Object.keys(value)) {
      if (PROTOTYPE_KEYS.has(key) || !isText(key))
        return [{ path: `${path}.${key}`, message: "key_not_allowed" }];
      todo.push({
        value: Reflect.get(value, key),
        path: depth < 8 ? `${path}.${key}` : path,
        depth: depth + 1,
      });
    }
  }
  return [];
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair, and no person ever typed one. */
function isText(value: string): boolean {
  return !value.includes("\u0000") && value.isWellFormed();
}

function unknownKeys(given: unknown, kept: unknown, path: string): Found[] {
  if (!isRecord(given) || !isRecord(kept)) {
    if (!Array.isArray(given) || !Array.isArray(kept) || given.length !== kept.length) return [];
    return given.flatMap((item, index) => unknownKeys(item, kept[index], `${path}.${index}`)).slice(0, 20);
  }
  return Object.keys(given)
    .flatMap((key) =>
      given[key] === undefined
        ? []
        : key in kept
          ? unknownKeys(given[key], kept[key], `${path}.${key}`)
          : [{ path: `${path}.${key}`, message: "unknown_field" }],
    )
    .slice(0, 20);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
