import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../http/viewer.ts";

/** Whoever works for the street or the city sees every component, restricted ones too. */
export function seesEverything(viewer: Pick<Viewer, "role">): boolean {
  return viewer.role !== "OWNER_UNIT" && viewer.role !== "CONTRACTOR";
}

const UNRESOLVED = sql`component.ownership_status in ('UNKNOWN', 'SUSPECTED', 'CLAIM_PENDING', 'DISPUTED')`;

/**
 * The rows of `component` (under that name in the query) that a viewer may see, as a condition. Guard b.5-7: an owner unit
 * sees its own components, those it was asked about, and the unresolved ones inside its service area, or anywhere when no
 * area is set; never a restricted one (class 0130). A contractor sees what it was sent to and whatever is unresolved.
 */
export function visibleTo(viewer: Pick<Viewer, "role" | "unitId">): Sql {
  if (seesEverything(viewer)) return sql`true`;
  // Arrays and scalar subqueries become InitPlans, read once and not per row, and the three ways of seeing then go through
  // their three indexes (30,000 components: 2 ms; with `exists` in their place 90 ms, and more in planning than that).
  if (viewer.role === "CONTRACTOR") {
    return sql`((not component.restricted and ${UNRESOLVED}) or component.id = any(array(
      select component_id from case_file where unit_id = ${viewer.unitId}::uuid)))`;
  }
  const area = sql`(select service_area from unit where id = ${viewer.unitId}::uuid)`;
  return sql`(not component.restricted and (
    component.owner_unit_id = ${viewer.unitId}::uuid
    or (${UNRESOLVED} and (${area} is null or ST_Intersects(${area}, component.geom)))
    or component.id = any(array(select component_id from inquiry_letter where unit_id = ${viewer.unitId}::uuid))))`;
}
