import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Rows of a batch that are still to be imported, with their canonical facts as `data`. */
function pending(batchId: string) {
  return sql`(select line, convert_from(body, 'UTF8')::jsonb as data from import_row
              where batch_id = ${batchId}::uuid and verdict in ('NEW', 'OUTSIDE'))`;
}

/** A code that is registered already is never taken twice. */
export async function markKnownCodes(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select p.line, c.code from ${pending(batchId)} p
          join component_code c on c.scheme = p.data ->> 'codeScheme' and c.code = p.data ->> 'code') known
    where r.batch_id = ${batchId}::uuid and r.line = known.line`);
}

/**
 * Rows that stand where something of their kind is registered: nearer than both accuracies together (D27). Nothing is
 * searched beyond the row's own accuracy and 20 m, which every survey keeps within.
 */
export async function markNeighbours(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    with given as materialized (
      select line, data ->> 'classGroup' as class_group, (data ->> 'accuracyCm')::float / 100 as accuracy,
        ST_SetSRID(ST_MakePoint((data ->> 'lonE7')::float / 1e7, (data ->> 'latE7')::float / 1e7), 4490) as place
      from ${pending(batchId)} p)
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-near',
      problem_params = jsonb_build_object('distance', round(near.distance::numeric, 2), 'code', near.code)
    from (
      select given.line, nearest.* from given cross join lateral (
        select ST_DistanceSphere(c.geom, place) as distance, coalesce((select code from component_code where component_id = c.id limit 1), c.class_code) as code
        from component c
        where c.geom && ST_Expand(place, (accuracy + 20) / (111320 * greatest(cos(radians(ST_Y(place))), 0.01)), (accuracy + 20) / 110500)
          and c.class_group = given.class_group and not c.retired and ST_DistanceSphere(c.geom, place) <= accuracy + c.accuracy_m
        order by 1 limit 1) nearest) near
    where r.batch_id = ${batchId}::uuid and r.line = near.line`);
}

/** Points that lie outside the home street, where one is set: let in, with a warning. */
export async function markOutside(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    with home as (select geom from division where code = (select value #>> '{}' from setting where key = 'home_division') and geom is not null),
    given as (select line, (data ->> 'lonE7')::float / 1e7 as x, (data ->> 'latE7')::float / 1e7 as y from ${pending(batchId)} p)
    update import_row r set verdict = 'OUTSIDE', problem_code = coalesce(problem_code, 'outside-area'),
      problem_params = coalesce(problem_params, jsonb_build_object('x', round(given.x::numeric, 6), 'y', round(given.y::numeric, 6)))
    from given, home
    where r.batch_id = ${batchId}::uuid and r.line = given.line and verdict = 'NEW'
      and not ST_Intersects(home.geom, ST_SetSRID(ST_MakePoint(given.x, given.y), 4490))`);
}

/** Polygons that JavaScript let pass and GEOS does not: holes outside, rings that touch along a line. */
export async function refuseInvalidAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'REFUSED', target_id = null, body = null, leaf_index = null, problem_code = 'geometry-invalid',
      problem_params = jsonb_build_object('reason', bad.reason), row_data = coalesce(row_data, bad.data - 'geometryE7')
    from (select line, data, ST_IsValidReason(ST_Scale(ST_GeomFromGeoJSON(data -> 'geometryE7'), 1e-7, 1e-7)) as reason from ${pending(batchId)} p) bad
    where r.batch_id = ${batchId}::uuid and r.line = bad.line and bad.reason <> 'Valid Geometry'`);
}

export async function markKnownAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select p.line, a.code from ${pending(batchId)} p join area a on a.code = p.data ->> 'code' and a.kind = p.data ->> 'areaKind') known
    where r.batch_id = ${batchId}::uuid and r.line = known.line`);
}

export interface Shift {
  readonly count: number;
  readonly lon: number;
  readonly lat: number;
  /** Degrees: by how much the file lies east and north of what is registered, and how much that varies. */
  readonly east: number;
  readonly north: number;
  readonly spread: number;
}

/** How far the rows lie from the components that have their codes: a constant shift is another coordinate system (D17). */
export async function shiftOfKnown(queries: Queries, batchId: string): Promise<Shift> {
  return await queries.one<Shift>(sql`
    select count(*)::int as count, coalesce(avg(ST_X(c.geom)), 0) as lon, coalesce(avg(ST_Y(c.geom)), 0) as lat, coalesce(avg(x - ST_X(c.geom)), 0) as east,
      coalesce(avg(y - ST_Y(c.geom)), 0) as north, coalesce(greatest(stddev(x - ST_X(c.geom)), stddev(y - ST_Y(c.geom))), 0) as spread
    from (select (data ->> 'lonE7')::float / 1e7 as x, (data ->> 'latE7')::float / 1e7 as y, data ->> 'codeScheme' as scheme, data ->> 'code' as code
          from (select convert_from(body, 'UTF8')::jsonb as data from import_row where batch_id = ${batchId}::uuid and problem_code = 'duplicate-code' limit 2000) known) given
    join component_code k on k.scheme = given.scheme and k.code = given.code join component c on c.id = k.component_id`);
}

export interface Findings {
  readonly counts: { read: number; new: number; duplicate: number; refused: number; outside: number };
  readonly problems: readonly {
    code: string;
    params: Record<string, string | number>;
    count: number;
    firstLine: number;
  }[];
  readonly classes: readonly { classCode: string; count: number }[];
  readonly owned: number;
  readonly extent: readonly number[] | null;
  readonly samples: readonly { line: number; row: Record<string, unknown> }[];
}

/** What the dry run tells: one statement over the batch's rows. */
export async function findings(queries: Queries, batchId: string): Promise<Findings> {
  return await queries.one<Findings>(sql`
    with r as materialized (select line, verdict, problem_code, problem_params, convert_from(body, 'UTF8')::jsonb - 'geometryE7' as data
                            from import_row where batch_id = ${batchId}::uuid),
    taken as (select line, data from r where verdict in ('NEW', 'OUTSIDE'))
    select
      (select jsonb_build_object('read', count(*), 'new', count(*) filter (where verdict in ('NEW', 'OUTSIDE')), 'duplicate', count(*) filter (where verdict = 'DUPLICATE'),
        'refused', count(*) filter (where verdict = 'REFUSED'), 'outside', count(*) filter (where verdict = 'OUTSIDE')) from r) as counts,
      (select coalesce(jsonb_agg(p order by p.count desc), '[]') from (
        select problem_code as code, count(*) as count, min(line) as "firstLine", (array_agg(problem_params order by line))[1] as params
        from r where problem_code is not null group by 1 order by 2 desc limit 40) p) as problems,
      (select coalesce(jsonb_agg(c order by c.count desc), '[]') from (
        select data ->> 'classCode' as "classCode", count(*) as count from taken where data ? 'classCode' group by 1) c) as classes,
      (select count(*)::int from taken where data ->> 'owner' is not null) as owned,
      (select case when count(*) = 0 then null else jsonb_build_array(min((data ->> 'lonE7')::float) / 1e7, min((data ->> 'latE7')::float) / 1e7,
         max((data ->> 'lonE7')::float) / 1e7, max((data ->> 'latE7')::float) / 1e7) end from taken where data ? 'lonE7') as extent,
      (select coalesce(jsonb_agg(jsonb_build_object('line', line, 'row', data - '{n,v,batch,id,kind}'::text[]) order by line), '[]')
       from (select * from taken order by line limit 5) s) as samples`);
}
