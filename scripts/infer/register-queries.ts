import type { Queries } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import type {
  ConfirmedNeighbour,
  EarlierAnswer,
  NetworkLine,
  Position,
  ResponsibleArea,
} from "../../server/inference/context.ts";
import type { Labelled } from "../../server/inference/models/refit.ts";

export interface Label {
  readonly componentId: string;
  readonly kind: Labelled["kind"];
  readonly unitId: string;
}

/**
 * What the register's decisions say: at most `most` components with a confirmed owner (those that an inquiry decided first, then
 * others spread over the town, the same ones each time), and every claim, denial and return about a component that nobody has
 * decided yet.
 */
export async function labels(queries: Queries, most: number): Promise<Label[]> {
  return await queries.rows<Label>(sql`
    (select c.id as "componentId", 'DETERMINATION' as kind, c.owner_unit_id as "unitId" from component c
      where c.ownership_status = 'CONFIRMED' and c.owner_unit_id is not null and not c.retired and not c.restricted
      order by exists (select from inquiry i where i.component_id = c.id) desc, md5(c.id::text) limit ${most})
    union all
    select distinct on (l.component_id, l.unit_id) l.component_id, case l.answer when 'CLAIM' then 'CLAIM' else 'DENIAL' end, l.unit_id
      from inquiry_letter l join component c on c.id = l.component_id
      where l.answer in ('CLAIM', 'DENY') and c.ownership_status <> 'CONFIRMED' and not c.retired and not c.restricted
      -- The last word counts.
      and not exists (select from inquiry_letter later where later.component_id = l.component_id and later.unit_id = l.unit_id and later.answer in ('CLAIM', 'DENY') and later.answered_at > l.answered_at)
    union all
    select distinct c.id, 'RETURN', (returned ->> 'unitId')::uuid
      from case_file f join component c on c.id = f.component_id cross join lateral jsonb_array_elements(f.state_json -> 'returns') returned
      where returned ->> 'unitId' is not null and c.ownership_status <> 'CONFIRMED' and not c.retired and not c.restricted`);
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

export async function allNeighbours(queries: Queries): Promise<ConfirmedNeighbour[]> {
  return await queries.rows(sql`
    select id, owner_unit_id as "unitId", class_code as "classCode", ST_X(geom) as lon, ST_Y(geom) as lat,
           case when jsonb_typeof(attributes -> 'diameterMm') = 'number' then (attributes ->> 'diameterMm')::numeric::int end as "diameterMm"
    from component where ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired`);
}

/** Claims, denials and returns, and how each of them ended where that is known. */
export async function allAnswers(queries: Queries): Promise<EarlierAnswer[]> {
  return await queries.rows(sql`
    select l.component_id as "componentId", l.unit_id as "unitId",
           case when l.answer = 'CLAIM' and c.owner_unit_id is distinct from l.unit_id and c.ownership_status = 'CONFIRMED' then 'CLAIM_REJECTED'
                when l.answer = 'CLAIM' then 'CLAIM'
                when c.owner_unit_id = l.unit_id then 'DENIAL_OVERTURNED' else 'DENIAL' end as kind,
           c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat,
           to_char(l.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from inquiry_letter l join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY')
    union all
    select c.id, (returned ->> 'unitId')::uuid, case when c.owner_unit_id = (returned ->> 'unitId')::uuid then 'DENIAL_OVERTURNED' else 'RETURN' end,
           c.class_code, ST_X(c.geom), ST_Y(c.geom), to_char((returned ->> 'at')::timestamptz at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
    from case_file f join component c on c.id = f.component_id cross join lateral jsonb_array_elements(f.state_json -> 'returns') returned
    where returned ->> 'unitId' is not null`);
}
