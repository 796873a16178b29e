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
  if (viewer.role === "CONTRACTOR") {
    return sql`((not component.restricted and ${UNRESOLVED}) or exists (
      select from case_file mine where mine.component_id = component.id and mine.unit_id = ${viewer.unitId}::uuid))`;
  }
  // Scalar subqueries become InitPlans: the service area is read once, not per row.
  const area = sql`(select service_area from unit where id = ${viewer.unitId}::uuid)`;
  return sql`(not component.restricted and (
    component.owner_unit_id = ${viewer.unitId}::uuid
    or (${UNRESOLVED} and (${area} is null or ST_Intersects(${area}, component.geom)))
    or exists (
      select from inquiry_letter letter where letter.component_id = component.id and letter.unit_id = ${viewer.unitId}::uuid)))`;
}
