import type { Queries } from "../server/db/database.ts";
import { sql } from "../server/db/sql.ts";
import type { EarlierAnswer, NetworkLine, Position, ResponsibleArea } from "../server/inference/context.ts";

/** A determined component: what a refit learns from. */
export interface DeterminedRow {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
  readonly classCode: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly owner: string;
}

/** At most `most` components with a confirmed owner, the same ones each time, spread over the town. */
export async function determinedComponents(queries: Queries, most: number): Promise<DeterminedRow[]> {
  return await queries.rows(sql`
    select id, ST_X(geom) as lon, ST_Y(geom) as lat, accuracy_m::float8 as "accuracyM", class_code as "classCode", attributes, owner_unit_id as owner
    from component where ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired and not restricted
    order by md5(id::text) limit ${most}`);
}

export async function allLines(queries: Queries): Promise<NetworkLine[]> {
  return await queries.rows(sql`
    select unit_id as "unitId", medium, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as coordinates, accuracy_m::float8 as "accuracyM", diameter_mm as "diameterMm"
    from network_line where unit_id is not null`);
}

export async function allAreas(queries: Queries): Promise<ResponsibleArea[]> {
  return await queries.rows<{ unitId: string | null; kind: string; polygons: Position[][][] }>(sql`
    select area.unit_id as "unitId", kind, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as polygons
    from area join unit on unit.id = area.unit_id
    where kind not in ('GRID_CELL', 'BLOCK') and unit.unit_type <> 'STREET_DEPT'`);
}

/** Claims and denials, and how each of them ended where that is known. */
export async function allAnswers(queries: Queries): Promise<EarlierAnswer[]> {
  return await queries.rows(sql`
    select l.component_id as "componentId", l.unit_id as "unitId",
           case when l.answer = 'CLAIM' and c.owner_unit_id is distinct from l.unit_id and c.ownership_status = 'CONFIRMED' then 'CLAIM_REJECTED'
                when l.answer = 'CLAIM' then 'CLAIM'
                when c.owner_unit_id = l.unit_id then 'DENIAL_OVERTURNED' else 'DENIAL' end as kind,
           c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat,
           to_char(l.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from inquiry_letter l join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY')`);
}
