/**
 * The database refuses what must not be; this map says in the API's words what it refused. The key is the name of the
 * constraint or of the unique index; the value an error code of contract/errors.ts.
 */
export const CONSTRAINT_CODES: ReadonlyMap<string, string> = new Map([
  ["account_username_taken", "username_taken"],
  ["component_position_finite", "coordinates_outside"],
  ["component_role_overlap", "role_overlap"],
  ["event_stream_seq", "stale_version"],
  ["inquiry_one_open", "inquiry_already_open"],
  ["rule_pack_one_start", "conflict"],
  ["rule_pack_pkey", "conflict"],
  ["unit_code_taken", "conflict"],
  ["unit_lineage_once", "conflict"],
]);

/** The name of the constraint that an SQL error names, or undefined for any other error. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return typeof code === "string" && code.startsWith("23") && typeof constraint === "string"
    ? constraint
    : undefined;
}
