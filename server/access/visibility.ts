import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "./viewer.ts";

type Who = Pick<Viewer, "role" | "unitId">;

/** Whoever works for the street or the city sees every component, restricted ones too. */
export function seesEverything(viewer: Pick<Viewer, "role">): boolean {
  return viewer.role !== "OWNER_UNIT" && viewer.role !== "CONTRACTOR";
}

/** Nobody is known to own it, of a row of `component`. */
export const UNRESOLVED = sql`component.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')`;

/**
 * The rows of `component` (under that name in the query) that a viewer may see, as a condition. docs/domain.md#guard-7:
 * an owner unit sees what concerns it (below), and what has been announced: a public notice is public, and whoever finds
 * its drawing eight months after the backstop must find the cover (docs/domain.md#d10). Never a restricted one (class
 * 0130). A contractor sees what it was sent to and whatever is unresolved.
 */
export function visibleTo(viewer: Who): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (viewer.role === "CONTRACTOR") return concerning(viewer);
  return sql`(not component.restricted and (component.announced or ${concern(viewer)}))`;
}

/**
 * Of these, the rows whose cases, photos and steps a viewer may know too: its own components, those it was asked about or
 * has claimed, and the unresolved ones inside its service area, or anywhere when no area is set. What a unit sees for its
 * announcement alone is a place, a class, a code, a status and the notice.
 */
export function concerning(viewer: Who): Sql {
  if (seesEverything(viewer)) return sql`true`;
  if (viewer.role === "CONTRACTOR") {
    return sql`((not component.restricted and ${UNRESOLVED}) or component.id = any(array(
      select component_id from case_file where unit_id = ${viewer.unitId}::uuid)))`;
  }
  return sql`(not component.restricted and (${concern(viewer)}))`;
}

// Arrays and scalar subqueries become InitPlans, read once and not per row, and the ways of seeing then go through their
// indexes (30,000 components: 2 ms; with `exists` in their place 90 ms, and more in planning than that).
function concern({ unitId }: Who): Sql {
  const area = sql`(select service_area from unit where id = ${unitId}::uuid)`;
  return sql`component.owner_unit_id = ${unitId}::uuid
    or (${UNRESOLVED} and (${area} is null or ST_Intersects(${area}, component.geom)))
    or component.id = any(array(select component_id from inquiry_letter where unit_id = ${unitId}::uuid
                                union select component_id from inquiry_claim where unit_id = ${unitId}::uuid))`;
}
