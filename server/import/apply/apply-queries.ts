import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import { PLACE } from "./accepted-row-queries.ts";

// The inserts read what unpackAccepted (accepted-row-queries.ts) prepared in the same transaction.

/** Rows outside the home street become ordinary ones, because somebody said that they are right. */
export async function takeOutside(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(
    sql`update import_row set verdict = 'NEW' where batch_id = ${batchId}::uuid and verdict = 'OUTSIDE'`,
  );
}

/** Rows that neighbour something registered, or repeat a row of their file, become ordinary ones, because somebody said so. */
export async function takeNeighbours(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    update import_row set verdict = 'NEW' 
    where batch_id = ${batchId}::uuid and verdict = 'DUPLICATE' and problem_code in ('duplicate-near', 'recorded-twice')`);
}

/** Leaves without gaps over the rows that are imported; rows left out lose theirs. Writes only where something moves. */
export async function renumberLeaves(queries: Queries, batchId: string): Promise<void> {
  await queries.run(sql`
    update import_row r set leaf_index = numbered.n, target_id = case when numbered.n is null then null else target_id end
    from (select line, case when verdict = 'NEW' then row_number() over (partition by verdict = 'NEW' order by line) - 1 end as n
          from import_row where batch_id = ${batchId}::uuid) numbered
    where r.batch_id = ${batchId}::uuid and r.line = numbered.line and r.leaf_index is distinct from numbered.n`);
}

/** Leaves per statement: 32 bytes each, twice that as the text in which they travel. */
const LEAVES_AT_ONCE = 500_000;

/** RFC 6962 leaves, SHA-256(0x00 || canonical row), in the order of the tree. */
export async function leafHashes(queries: Queries, batchId: string): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (;;) {
    const { hashes } = await queries.one<{ hashes: Buffer | null }>(sql`
      select string_agg(sha256('\\x00'::bytea || body), ''::bytea order by leaf_index) as hashes from import_row
      where batch_id = ${batchId}::uuid and leaf_index >= ${leaves.length} and leaf_index < ${leaves.length + LEAVES_AT_ONCE}`);
    if (!hashes) return leaves;
    for (let at = 0; at < hashes.length; at += 32) leaves.push(hashes.subarray(at, at + 32));
  }
}

/** Facts of components that are not registered. Afterwards import_fact holds what is. */
export async function dropLeftOut(queries: Queries, batchId: string): Promise<void> {
  await queries.run(sql`
    delete from import_fact f using import_row r
    where f.batch_id = ${batchId}::uuid and r.batch_id = ${batchId}::uuid and r.line = f.line and r.verdict <> 'NEW'`);
}

/** Components, each in its community, grid cell and road. */
export async function insertComponents(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    insert into component (id, division_code, class_code, class_group, geom, accuracy_m, source_crs, physical_state, ownership_status, owner_unit_id,
                           restricted, address, road_name, grid_code, attributes, data_source, first_surveyed_on, import_batch_id)
    select f.id, coalesce(inside.code, (select division.code from division where division.geom is not null order by division.geom <-> f.geom limit 1), '000000'),
      f.class_code, f.class_group, f.geom, f.accuracy_cm / 100::float8, f.crs, f.state, case when f.owner_id is null then 'UNKNOWN' else 'CONFIRMED' end, f.owner_id,
      f.restricted, coalesce(nullif(f.address, ''), road.name, ''), road.name, cell.code, f.attributes, 'IMPORT', f.surveyed_on, ${batchId}::uuid
    from (select *, ${PLACE} as geom from import_fact where batch_id = ${batchId}::uuid order by line) f
    left join lateral (select division.code from division where geom && f.geom and ST_Covers(geom, f.geom) order by length(code) desc limit 1) inside on true
    left join lateral (select code from area where kind = 'GRID_CELL' and geom && f.geom and ST_Covers(geom, f.geom) limit 1) cell on true
    left join lateral (select name from area where kind = 'ROAD' and geom && f.geom and ST_Covers(geom, f.geom) limit 1) road on true`);
}

export async function insertCodes(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    insert into component_code (component_id, scheme, code, valid_from)
    select id, code_scheme, code, since from import_fact where batch_id = ${batchId}::uuid and code is not null`);
}

export async function insertRoles(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    insert into component_role (component_id, role, unit_id, valid, basis, basis_ref)
    select id, part.role, part.unit_id, daterange(since, null), 'IMPORT', ${batchId}
    from import_fact cross join lateral (values ('owner', owner_id), ('regulator', regulator_id), ('maintainer', maintainer_id)) part (role, unit_id)
    where batch_id = ${batchId}::uuid and part.unit_id is not null`);
}

/** One row for each part of a line; the first part has the row's own id. */
export async function insertNetworkLines(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    insert into network_line (id, unit_id, medium, division_code, accuracy_m, diameter_mm, attributes, import_batch_id, geom)
    select case when part.path[1] = 1 then id else gen_random_uuid() end, owner, medium,
      (select code from division where division.geom && part.geom and ST_Intersects(division.geom, ST_StartPoint(part.geom)) order by length(code) desc limit 1),
      "accuracyCm" / 100, "diameterMm", attributes, ${batchId}::uuid, part.geom
    from accepted cross join lateral ST_Dump(accepted.geom) part`);
}

export async function insertAreas(queries: Queries, batchId: string): Promise<number> {
  return await queries.run(sql`
    insert into area (id, kind, code, name, name_en, unit_id, attributes, valid, import_batch_id, geom, division_code)
    select id, "areaKind", code, name, "nameEn", owner, attributes, daterange(since, null), ${batchId}::uuid, accepted.geom,
      (select division.code from division where division.geom && accepted.geom and ST_Covers(division.geom, ST_PointOnSurface(accepted.geom)) order by length(division.code) desc limit 1)
    from accepted`);
}

export interface Changed {
  readonly id: string;
  readonly code: string | null;
}

/** Components of the batch that have a history of their own; areas that somebody corrected. At most `limit`, and how many in all. */
export async function changedSince(
  queries: Queries,
  batchId: string,
  limit: number,
): Promise<{ count: number; first: readonly Changed[] }> {
  return await queries.one(sql`
    with changed as (
      select c.id, (select code from component_code where component_id = c.id limit 1) as code from component c
      where c.import_batch_id = ${batchId}::uuid and (c.version > 0 or c.photo_ids <> '{}'
        or exists (select from stream where id = c.id) or exists (select from case_file where component_id = c.id)
        or exists (select from inquiry where component_id = c.id) or exists (select from evidence where component_id = c.id))
      union all
      select id, code from area where import_batch_id = ${batchId}::uuid and version > 0)
    select (select count(*)::int from changed) as count,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code)), '[]') from (select * from changed limit ${limit}) f) as first`);
}

/** Takes every row of the batch out of the registry; codes and roles go with their components. */
export async function deleteImported(queries: Queries, batchId: string): Promise<number> {
  const components = await queries.run(sql`delete from component where import_batch_id = ${batchId}::uuid`);
  const lines = await queries.run(sql`delete from network_line where import_batch_id = ${batchId}::uuid`);
  const areas = await queries.run(sql`delete from area where import_batch_id = ${batchId}::uuid`);
  return components + lines + areas;
}

const GROWN = {
  COMPONENTS: ["component", "component_code", "component_role"],
  NETWORKS: ["network_line"],
  AREAS: ["area"],
} as const;

/**
 * Fresh statistics where the batch is a fair part of its table: one that just grew tenfold is planned as if it had not. (A
 * tenth more of the same moves no plan, and the database's own rounds see to it.)
 */
export async function analyze(
  queries: Queries,
  subject: "COMPONENTS" | "NETWORKS" | "AREAS",
  rows: number,
): Promise<void> {
  const [main] = GROWN[subject];
  const { known } = await queries.one<{ known: number }>(
    sql`select greatest(reltuples, 0)::float8 as known from pg_class where oid = ${main}::regclass`,
  );
  if (rows < known / 10) return;
  for (const table of GROWN[subject]) await queries.run(sql`analyze ${sql.ident(table)}`);
}
