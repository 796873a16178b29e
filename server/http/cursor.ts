import type { z } from "zod";
import { ApiError } from "../contract/errors.ts";

/**
 * Pages are keysets: a cursor is the sort key of the last row seen, so that rows written meanwhile neither repeat
 * nor vanish. It is opaque to clients (base64url of JSON) and checked like any other input when it comes back.
 */
export function writeCursor(key: readonly (string | number | boolean | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Reads a cursor back into the tuple that `shape` describes; `undefined` means the first page. Throws invalid_input. */
export function readCursor<Shape extends z.ZodType>(
  cursor: string | undefined,
  shape: Shape,
): z.output<Shape> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new ApiError(
    "invalid_input",
    { summary: "cursor" },
    { issues: [{ path: "query.cursor", message: "not a cursor of this list" }] },
  );
}

/** `rows` was asked with `limit + 1`: the extra row only says that there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | boolean | null)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
