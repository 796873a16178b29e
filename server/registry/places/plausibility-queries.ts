import type { PlaceDoubt } from "../../contract/places.ts";
import type { Queries } from "../../db/database.ts";
import { json, sql } from "../../db/sql.ts";

/** What speaks for a place, and how far off it is there: metres, 0 inside, null where it says nothing. */
export interface Ground {
  readonly against: PlaceDoubt["against"];
  readonly metres: number | null;
}

/** Roads and grounds that an address names; a name of one sign is in every address. */
const NAMED = sql`kind in ('ROAD', 'COMPOUND', 'FACTORY', 'CONSTRUCTION', 'GREEN', 'WATER') and length(name) >= 3`;

/**
 * What the register says of each of these points, in degrees: whether a street that is drawn holds it, and how far the road or ground is
 * that the address names. Nothing where no street is drawn, and where the address names none.
 */
export async function groundsAt(
  queries: Queries,
  points: readonly { readonly lon: number; readonly lat: number }[],
  address: string,
): Promise<Ground[][]> {
  const rows = await queries.rows<{ street: number | null; address: number | null }>(sql`
    with named as materialized (select geom from area where ${NAMED} and position(name in ${address}) > 0 limit 20),
      point as (select n, ST_SetSRID(ST_MakePoint(lon, lat), 4490) as at
        from rows from (jsonb_to_recordset(${json(points)}::jsonb) as (lon float8, lat float8)) with ordinality as r (lon, lat, n))
    select case when exists (select from division where level = 'STREET' and geom is not null)
        then (select min(case when ST_Covers(geom, at) then 0 else ceil(ST_DistanceSphere(ST_ClosestPoint(geom, at), at)) end)::int from division where geom is not null) end as street,
      (select min(ceil(ST_DistanceSphere(ST_ClosestPoint(named.geom, at), at)))::int from named) as address
    from point order by n`);
  return rows.map(({ street, address: road }) => [
    { against: "STREET", metres: street },
    { against: "ADDRESS", metres: road },
  ]);
}
