import type { ImportOptions } from "../../contract/imports.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import { PLACE, accepted } from "../apply/accepted-row-queries.ts";

// These read what unpackAccepted (accepted-row-queries.ts) prepared in the same transaction.

/** A code that is registered already is never taken twice. */
export async function markKnownCodes(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select f.line, known.code from import_fact f
          cross join lateral (select c.code from component_code c where c.scheme = f.code_scheme and c.code = f.code limit 1) known
          where f.batch_id = ${batchId}::uuid) known
    where r.batch_id = ${batchId}::uuid and r.line = known.line`);
}

/**
 * Rows that stand where something of their kind is registered: nearer than both accuracies together (docs/domain.md#d27).
 * Nothing is searched beyond the row's own accuracy and 20 m, which every survey keeps within.
 */
export async function markNeighbours(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-near',
      problem_params = jsonb_build_object('distance', round(near.distance::numeric, 2), 'code', near.code)
    from (
      select line, nearest.distance, coalesce((select code from component_code where component_id = nearest.id limit 1), nearest.class_code) as code
      from (select line, class_group, ${PLACE} as geom, accuracy_cm / 100::float8 as accuracy from import_fact where batch_id = ${batchId}::uuid) given
      cross join lateral (
        select c.id, c.class_code, ST_DistanceSphere(c.geom, given.geom) as distance from component c
        where c.geom && ST_Expand(given.geom, (accuracy + 20) / (111320 * greatest(cos(radians(ST_Y(given.geom))), 0.01)), (accuracy + 20) / 110500)
          and c.class_group = given.class_group and not c.retired and ST_DistanceSphere(c.geom, given.geom) <= accuracy + c.accuracy_m
        order by 3 limit 1) nearest) near
    where r.batch_id = ${batchId}::uuid and r.line = near.line and r.verdict in ('NEW', 'OUTSIDE')`);
}

const HOME = sql`select geom, name_zh, name_en from division where code = (select value #>> '{}' from setting where key = 'home_division') and geom is not null`;

/** Points that lie outside the home street, where one is set: held back until somebody says that they are right. */
export async function markOutside(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    with home as (${HOME})
    update import_row r set verdict = 'OUTSIDE', problem_code = coalesce(problem_code, 'outside-area'),
      problem_params = coalesce(problem_params, jsonb_build_object('x', round(ST_X(given.geom)::numeric, 6), 'y', round(ST_Y(given.geom)::numeric, 6)))
    from (select line, accepted.geom from home, ${accepted("COMPONENTS", batchId)} where not ST_Intersects(home.geom, accepted.geom)) given
    where r.batch_id = ${batchId}::uuid and r.line = given.line and r.verdict = 'NEW'`);
}

export interface Elsewhere {
  readonly place: string;
  readonly placeEn: string;
  /** From the middle of the home street to the middle of what lies outside. */
  readonly kilometres: number;
}

/** How far from the home street the rows of a batch lie that are outside; undefined where none is. */
export async function outsideWhere(queries: Queries, batchId: string): Promise<Elsewhere | undefined> {
  return await queries.maybe<Elsewhere>(sql`
    with home as (${HOME}), outside as (
      select avg(f.lon_e7) / 1e7 as lon, avg(f.lat_e7) / 1e7 as lat from import_row r join import_fact f using (batch_id, line)
      where r.batch_id = ${batchId}::uuid and r.verdict = 'OUTSIDE')
    select name_zh as place, name_en as "placeEn",
      round(ST_DistanceSphere(ST_Centroid(geom), ST_SetSRID(ST_MakePoint(lon, lat), 4490)) / 1000)::int as kilometres
    from home, outside where lon is not null`);
}

/** The same for lines and areas, where nothing at all touches the box of the home street. */
export async function shapesElsewhere(queries: Queries): Promise<Elsewhere | undefined> {
  return await queries.maybe<Elsewhere>(sql`
    with home as (${HOME}), file as (select ST_SetSRID(ST_Extent(geom)::geometry, 4490) as box from accepted)
    select name_zh as place, name_en as "placeEn", round(ST_DistanceSphere(ST_Centroid(geom), ST_Centroid(box)) / 1000)::int as kilometres
    from home, file where not home.geom && box`);
}

/** Polygons that JavaScript let pass and GEOS does not: holes outside, rings that touch along a line. */
export async function refuseInvalidAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'REFUSED', target_id = null, body = null, leaf_index = null, problem_code = 'geometry-invalid',
      problem_params = jsonb_build_object('reason', bad.reason),
      row_data = coalesce(row_data, jsonb_build_object('name', bad.name, 'code', bad.code) || bad.attributes)
    from (select line, name, code, attributes, ST_IsValidReason(geom) as reason from accepted) bad
    where r.batch_id = ${batchId}::uuid and r.line = bad.line and bad.reason <> 'Valid Geometry'`);
}

export async function markKnownAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select line, a.code from accepted join area a on a.code = accepted.code and a.kind = "areaKind") known
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

/**
 * How far the rows lie from the components that have their codes: a constant shift is another coordinate system
 * (docs/domain.md#d17).
 */
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
  readonly words: readonly { of: "class" | "unit" | "medium" | "state"; word: string; count: number }[];
  readonly classes: readonly { classCode: string; count: number }[];
  readonly owned: number;
  readonly extent: readonly number[] | null;
  readonly samples: readonly { line: number; row: Record<string, unknown> }[];
}

/**
 * What the dry run tells. Classes, owners and extent are those of the rows that may be registered, outside ones included.
 */
export async function findings(
  queries: Queries,
  batchId: string,
  subject: ImportOptions["subject"],
): Promise<Findings> {
  return await queries.one<Findings>(sql`
    with all_rows as (select line, verdict, problem_code, problem_params from import_row where batch_id = ${batchId}::uuid),
    -- Tables of this size are joined by hashing, whatever the planner believes of a batch that is a second old.
    still as materialized (select accepted.* from ${accepted(subject, batchId)} where line not in (select line from all_rows where verdict not in ('NEW', 'OUTSIDE'))),
    troubled as (
      select problem_code as code, count(*)::int as count, min(line) as "firstLine", (array_agg(problem_params order by line))[1] as params
      from all_rows where problem_code is not null group by 1 order by 2 desc limit 40),
    said as (
      select case problem_code when 'class-unknown' then 'class' when 'medium-unknown' then 'medium' when 'state-unknown' then 'state' else 'unit' end as of,
        coalesce(problem_params ->> 'value', problem_params ->> 'owner', problem_params ->> 'medium', problem_params ->> 'state') as word, count(*)::int as count
      from all_rows where problem_code in ('class-unknown', 'owner-unknown', 'unit-unknown', 'medium-unknown', 'state-unknown') group by 1, 2 order by 3 desc limit 40)
    select
      (select jsonb_build_object('read', count(*), 'new', count(*) filter (where verdict = 'NEW'), 'duplicate', count(*) filter (where verdict = 'DUPLICATE'),
        'refused', count(*) filter (where verdict = 'REFUSED'), 'outside', count(*) filter (where verdict = 'OUTSIDE')) from all_rows) as counts,
      (select coalesce(jsonb_agg(t order by t.count desc), '[]') from troubled t) as problems,
      (select coalesce(jsonb_agg(s order by s.count desc), '[]') from said s) as words,
      (select coalesce(jsonb_agg(c order by c.count desc), '[]') from (
        select class_code as "classCode", count(*) as count from still where class_code is not null group by 1) c) as classes,
      (select count(owner)::int from still) as owned,
      (select case when count(*) = 0 then null else jsonb_build_array(min(ST_XMin(geom)), min(ST_YMin(geom)), max(ST_XMax(geom)), max(ST_YMax(geom))) end from still) as extent,
      (select coalesce(jsonb_agg(jsonb_build_object('line', line, 'row', convert_from(body, 'UTF8')::jsonb - '{n,v,batch,id,kind,geometryE7}'::text[]) order by line), '[]')
       from (select line, body from import_row where batch_id = ${batchId}::uuid and verdict in ('NEW', 'OUTSIDE') order by line limit 5) s) as samples`);
}
