import type { Tx } from "../db/actor.ts";
import { sql } from "../db/sql.ts";
import { PREMISES_KINDS, type Premises } from "../domain/inquiry/premises.ts";

/** Compounds, yards and sites that the point of a component lies in. */
export async function premisesAt(tx: Tx, componentId: string): Promise<Premises[]> {
  return await tx.rows<Premises>(sql`
    select area.id, area.kind from component c join area on area.geom && c.geom and ST_Covers(area.geom, c.geom)
    where c.id = ${componentId} and area.kind = any(${[...PREMISES_KINDS]}::text[]) order by area.id`);
}
