import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { CandidateUnit, SpatialContext } from "./context.ts";

interface Around {
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  /** The component itself: it is no neighbour of its own. */
  readonly id: string;
}

/** Everything the ranking looks at around one point, in one statement. `lon`, `lat` in degrees, EPSG:4490. */
export async function surroundingsOf(queries: Queries, around: Around): Promise<SpatialContext> {
  const listed = (rows: ReturnType<typeof sql>) =>
    sql`(select coalesce(jsonb_agg(to_jsonb(listed)), '[]') from (${rows}) listed)`;
  return await queries.one<SpatialContext>(sql`
    select ${listed(lines(around))} as lines, ${listed(areas(around))} as areas, ${listed(neighbours(around))} as neighbours,
           ${listed(UNITS)} as units, ${listed(answers(around))} as history`);
}

/** Units that could own something today. */
export async function candidateUnits(queries: Queries): Promise<CandidateUnit[]> {
  return await queries.rows(UNITS);
}

function lines({ lon, lat, radiusM }: Around) {
  return sql`
    select id, unit_id as "unitId", medium, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as coordinates, accuracy_m::float8 as "accuracyM", diameter_mm as "diameterMm"
    from network_line where geom && ${box(lon, lat, radiusM)} limit 4000`;
}

function areas({ lon, lat }: Around) {
  return sql`
    select area.unit_id as "unitId", kind, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as polygons
    from area left join unit on unit.id = area.unit_id
    where geom && ${box(lon, lat, 25)} and kind not in ('GRID_CELL', 'BLOCK') and unit.unit_type is distinct from 'STREET_DEPT' limit 400`;
}

function neighbours({ id, lon, lat, radiusM }: Around) {
  return sql`
    select id, owner_unit_id as "unitId", class_code as "classCode", ST_X(geom) as lon, ST_Y(geom) as lat,
           case when jsonb_typeof(attributes -> 'diameterMm') = 'number' then (attributes ->> 'diameterMm')::numeric::int end as "diameterMm"
    from component where geom && ${box(lon, lat, radiusM)} and ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired and id <> ${id} limit 3000`;
}

/**
 * Units that could own something today, with the media they run. The media come by a skip scan: one probe of the index for
 * each pair of unit and medium there is (about forty), however many lines there are; grouping 10,000 lines took 17 ms.
 */
const UNITS = sql`
    with recursive runs as (
      (select unit_id, medium from network_line where unit_id is not null order by unit_id, medium limit 1)
      union all
      select next.unit_id, next.medium from runs, lateral (
        select unit_id, medium from network_line where (unit_id, medium) > (runs.unit_id, runs.medium) order by unit_id, medium limit 1) next
    )
    select u.id, u.unit_type as type, coalesce((select jsonb_agg(medium) from runs where unit_id = u.id), '[]') as media
    from unit u
    where (u.valid_to is null or u.valid_to > current_date) and u.unit_type not in ('STREET_DEPT', 'CONTRACTOR', 'GOVERNANCE_CENTRE', 'CONVENER')
    order by u.id limit 2000`;

function answers({ id, lon, lat, radiusM }: Around) {
  return sql`
    select l.unit_id as "unitId", case l.answer when 'CLAIM' then 'CLAIM' else 'DENIAL' end as kind, c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat,
           to_char(l.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from inquiry_letter l join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY') and c.geom && ${box(lon, lat, radiusM)} and c.id <> ${id} limit 500`;
}

/** A box of `radiusM` metres to each side of a point, degrees, EPSG:4490. */
export function box(lon: number, lat: number, radiusM: number) {
  const dLat = radiusM / 110_600;
  const dLon = dLat / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  return sql`ST_MakeEnvelope(${lon - dLon}, ${lat - dLat}, ${lon + dLon}, ${lat + dLat}, 4490)`;
}
