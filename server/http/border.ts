import type { z } from "zod";
import { ApiError } from "../contract/errors.ts";

type Issue = { path: string; message: string };

const DEEPEST = 64;
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Checks one part of a request against its schema. Objects are closed at every depth, however the schema was
 * written: a key that did not survive parsing is refused, so that a misspelt field never passes in silence.
 * Throws invalid_input naming each field.
 */
export function atTheBorder<Schema extends z.ZodType>(
  schema: Schema | undefined,
  given: unknown,
  part: "params" | "query" | "body",
): z.output<Schema> {
  if (!schema) {
    refuse(part === "body" ? [] : unknownKeys(given, {}, part));
    return undefined as z.output<Schema>;
  }
  refuse(dangerousParts(given, part));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    refuse(
      parsed.error.issues.slice(0, 20).map((issue) => ({
        path: [part, ...issue.path.map(String)].join("."),
        message: issue.message,
      })),
    );
    throw new ApiError("invalid_input", { summary: part });
  }
  refuse(unknownKeys(given, parsed.data, part));
  return parsed.data;
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const summary = issues
    .slice(0, 3)
    .map((issue) => `${issue.path}: ${issue.message}`)
    .join("; ");
  throw new ApiError("invalid_input", { summary }, { issues: [...issues] });
}

/** Iterative, because a hostile body may be nested 100,000 deep. */
function dangerousParts(root: unknown, part: string): Issue[] {
  const todo: { value: unknown; path: string; depth: number }[] = [{ value: root, path: part, depth: 0 }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { value, path, depth } = next;
    if (typeof value === "string" && !isText(value))
      return [{ path, message: "not a text: NUL or half a character" }];
    if (typeof value !== "object" || value === null) continue;
    if (depth > DEEPEST) return [{ path: part, message: `nested deeper than ${DEEPEST}` }];
    for (const key of Object.keys(value)) {
      if (PROTOTYPE_KEYS.has(key) || !isText(key))
        return [{ path: `${path}.${key}`, message: "key not allowed" }];
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

function unknownKeys(given: unknown, kept: unknown, path: string): Issue[] {
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
          : [{ path: `${path}.${key}`, message: "unknown field" }],
    )
    .slice(0, 20);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
