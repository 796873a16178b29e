import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Trial } from "./refusal.ts";

/** The newest answers: what a unit said ten years ago says little, and a request must not read a city's whole history. */
const MOST = 2_000;

/** Claims and denials in inquiries, with what the ranking said when the unit was asked. */
export async function answersGiven(queries: Queries): Promise<Trial[]> {
  return await queries.rows<Trial>(sql`
    select l.unit_id as "unitId", c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat, l.answer = 'DENY' as refused,
      (select (candidate ->> 'permille')::float8 / 1000 from jsonb_array_elements(i.state_json -> 'candidates') candidate
        where candidate ->> 'unitId' = l.unit_id::text limit 1) as owns
    from inquiry_letter l join inquiry i on i.id = l.inquiry_id join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY') order by l.answered_at desc, l.id limit ${MOST}`);
}

/** Cases that went to a unit as its own: returned, or taken on. Where somebody acted in the owner's stead nothing was asked. */
export async function dispatchesGiven(queries: Queries): Promise<Trial[]> {
  return await queries.rows<Trial>(sql`
    with newest as (
      select f.unit_id, f.substitute_handling, f.state_json, f.reported_at, c.class_code, ST_X(c.geom) as lon, ST_Y(c.geom) as lat
      from case_file f join component c on c.id = f.component_id
      where f.state not in ('REPORTED', 'PREFILING_VERIFY', 'FILED', 'VOID', 'MERGED') order by f.reported_at desc, f.id limit ${MOST}
    )
    select (returned ->> 'unitId') as "unitId", class_code as "classCode", lon, lat, true as refused, null as owns, reported_at
    from newest cross join lateral jsonb_array_elements(state_json -> 'returns') returned where returned ->> 'unitId' is not null
    union all
    select unit_id::text, class_code, lon, lat, false, null, reported_at
    from newest where unit_id is not null and not substitute_handling and state_json ->> 'acknowledgedAt' is not null
    order by reported_at desc`);
}

export interface Asked {
  readonly classCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly ownerUnitId: string | null;
}

export async function componentAsked(queries: Queries, id: string): Promise<Asked | undefined> {
  return await queries.maybe<Asked>(sql`
    select class_code as "classCode", ST_X(geom) as lon, ST_Y(geom) as lat, owner_unit_id as "ownerUnitId" from component where id = ${id}`);
}
