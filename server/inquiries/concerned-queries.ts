import type { Tx } from "../db/actor.ts";
import { TODAY } from "../db/clock.ts";
import { sql } from "../db/sql.ts";

/** A line this far from a point may be the one under it, whatever its own map says about its accuracy. */
const LINE_REACH_M = 15;

/**
 * Who is told of a determination although nobody thought of asking it (docs/domain.md#d1): every unit of the medium that the class
 * speaks of, and whoever has a line or a duty area at the point. Nobody where the component is restricted
 * (docs/domain.md#d26).
 */
export async function unitsConcerned(tx: Tx, inquiryId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    with about as materialized (
      select c.geom, class.owner_type, ${LINE_REACH_M} + coalesce(c.accuracy_m, 0) as reach from inquiry
      join component c on c.id = inquiry.component_id and not c.restricted
      left join component_class class on class.scheme = 'A' and class.code = c.class_code
      where inquiry.id = ${inquiryId})
    select unit.id from unit cross join about
    where (unit.valid_to is null or unit.valid_to > ${TODAY}) and (
      unit.unit_type = about.owner_type
      or exists (select from network_line line where line.unit_id = unit.id and line.geom && ST_Expand(about.geom, about.reach / 100000.0)
                 and ST_DistanceSphere(ST_ClosestPoint(line.geom, about.geom), about.geom) <= about.reach)
      or exists (select from area where area.kind = 'DUTY' and area.unit_id = unit.id and area.geom && about.geom and ST_Covers(area.geom, about.geom)))
    order by unit.id`);
  return rows.map(({ id }) => id);
}
