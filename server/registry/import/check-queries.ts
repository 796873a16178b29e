import type { ImportOptions } from "../../contract/imports.ts";
import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

// These read the temporary table `taken` that unpackTaken (taken-queries.ts) filled in the same transaction.

/** A code that is registered already is never taken twice. */
export async function markKnownCodes(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select line, c.code from taken join component_code c on c.scheme = "codeScheme" and c.code = taken.code) known
    where r.batch_id = ${batchId}::uuid and r.line = known.line`);
}

/**
 * Rows that stand where something of their kind is registered: nearer than both accuracies together (D27). Nothing is
 * searched beyond the row's own accuracy and 20 m, which every survey keeps within.
 */
export async function markNeighbours(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-near',
      problem_params = jsonb_build_object('distance', round(near.distance::numeric, 2), 'code', near.code)
    from (
      select line, nearest.distance, coalesce((select code from component_code where component_id = nearest.id limit 1), nearest.class_code) as code
      from taken
      cross join lateral (select "accuracyCm" / 100 as accuracy offset 0) given
      cross join lateral (
        select c.id, c.class_code, ST_DistanceSphere(c.geom, taken.geom) as distance from component c
        where c.geom && ST_Expand(taken.geom, (accuracy + 20) / (111320 * greatest(cos(radians(ST_Y(taken.geom))), 0.01)), (accuracy + 20) / 110500)
          and c.class_group = "classGroup" and not c.retired and ST_DistanceSphere(c.geom, taken.geom) <= accuracy + c.accuracy_m
        order by 3 limit 1) nearest) near
    where r.batch_id = ${batchId}::uuid and r.line = near.line and r.verdict = 'NEW'`);
}

/** Points that lie outside the home street, where one is set: let in, with a warning. */
export async function markOutside(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    with home as (select geom from division where code = (select value #>> '{}' from setting where key = 'home_division') and geom is not null)
    update import_row r set verdict = 'OUTSIDE', problem_code = coalesce(problem_code, 'outside-area'),
      problem_params = coalesce(problem_params, jsonb_build_object('x', round(ST_X(given.geom)::numeric, 6), 'y', round(ST_Y(given.geom)::numeric, 6)))
    from (select line, taken.geom from home, taken where not ST_Intersects(home.geom, taken.geom)) given
    where r.batch_id = ${batchId}::uuid and r.line = given.line and r.verdict = 'NEW'`);
}

/** Polygons that JavaScript let pass and GEOS does not: holes outside, rings that touch along a line. */
export async function refuseInvalidAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'REFUSED', target_id = null, body = null, leaf_index = null, problem_code = 'geometry-invalid',
      problem_params = jsonb_build_object('reason', bad.reason),
      row_data = coalesce(row_data, jsonb_build_object('name', bad.name, 'code', bad.code) || bad.attributes)
    from (select line, name, code, attributes, ST_IsValidReason(geom) as reason from taken) bad
    where r.batch_id = ${batchId}::uuid and r.line = bad.line and bad.reason <> 'Valid Geometry'`);
}

export async function markKnownAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row r set verdict = 'DUPLICATE', problem_code = 'duplicate-code', problem_params = jsonb_build_object('code', known.code)
    from (select line, a.code from taken join area a on a.code = taken.code and a.kind = "areaKind") known
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

/** What the dry run tells. Reads `taken`, from which later checks have taken rows away, together with the verdicts. */
export async function findings(
  queries: Queries,
  batchId: string,
  subject: ImportOptions["subject"],
): Promise<Findings> {
  const still = sql`from taken join import_row r on r.batch_id = ${batchId}::uuid and r.line = taken.line and r.verdict in ('NEW', 'OUTSIDE')`;
  const points = subject === "COMPONENTS";
  return await queries.one<Findings>(sql`
    select
      (select jsonb_build_object('read', count(*), 'new', count(*) filter (where verdict in ('NEW', 'OUTSIDE')), 'duplicate', count(*) filter (where verdict = 'DUPLICATE'),
        'refused', count(*) filter (where verdict = 'REFUSED'), 'outside', count(*) filter (where verdict = 'OUTSIDE'))
       from import_row where batch_id = ${batchId}::uuid) as counts,
      (select coalesce(jsonb_agg(p order by p.count desc), '[]') from (
        select problem_code as code, count(*) as count, min(line) as "firstLine", (array_agg(problem_params order by line))[1] as params
        from import_row where batch_id = ${batchId}::uuid and problem_code is not null group by 1 order by 2 desc limit 40) p) as problems,
      (select coalesce(jsonb_agg(c order by c.count desc), '[]') from (
        select ${points ? sql`"classCode"` : sql`null::text`} as "classCode", count(*) as count ${still} group by 1) c where "classCode" is not null) as classes,
      (select count(owner)::int ${still}) as owned,
      (select case when count(*) = 0 then null else jsonb_build_array(min(ST_XMin(geom)), min(ST_YMin(geom)), max(ST_XMax(geom)), max(ST_YMax(geom))) end ${still}) as extent,
      (select coalesce(jsonb_agg(jsonb_build_object('line', line, 'row', convert_from(body, 'UTF8')::jsonb - '{n,v,batch,id,kind,geometryE7}'::text[]) order by line), '[]')
       from (select line, body from import_row where batch_id = ${batchId}::uuid and verdict in ('NEW', 'OUTSIDE') order by line limit 5) s) as samples`);
}
