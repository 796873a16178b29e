import type { ParcelCheck } from "./state.ts";

/** A compound, a yard or a site that the point lies in, as the map knows it. */
export interface Premises {
  readonly id: string;
  readonly kind: string;
}

/** Areas that are somebody's own ground; a building site may be either. */
const CLOSED = new Set(["COMPOUND", "FACTORY"]);
export const PREMISES_KINDS: readonly string[] = [...CLOSED, "CONSTRUCTION"];

/**
 * What the map says against a check of the ground: that the point lies inside a compound or a yard, or in no such area, or not in the
 * one that is named. Null where the two agree.
 */
export function mapAgainst(
  { result, areaId }: Pick<ParcelCheck, "result" | "areaId">,
  premises: readonly Premises[],
): "INSIDE" | "OUTSIDE" | null {
  if (result === "PUBLIC") return premises.some(({ kind }) => CLOSED.has(kind)) ? "INSIDE" : null;
  const there = areaId === null ? premises.length > 0 : premises.some(({ id }) => id === areaId);
  return there ? null : "OUTSIDE";
}
