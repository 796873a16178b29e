/**
 * The database refuses what must not be; this map says in the API's words what it refused. The key is the name of the
 * constraint, the unique index or the trigger's message code; the value an error code of contract/errors.ts.
 */
export const CONSTRAINT_CODES: ReadonlyMap<string, string> = new Map([]);

/** The name of the constraint that an SQL error names, or undefined for any other error. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return typeof code === "string" && code.startsWith("23") && typeof constraint === "string"
    ? constraint
    : undefined;
}
