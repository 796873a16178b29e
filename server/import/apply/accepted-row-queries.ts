import type { Queries } from "../../db/database.ts";
import { sql, type Sql } from "../../db/sql.ts";
import { recoverFacts } from "./fact-queries.ts";

/**
 * Lines and areas of a batch that are to be registered, once as columns, in a temporary table `accepted` that ends with the
 * transaction. Parsed where they are used, their bytes would be parsed again for every column, and without statistics
 * PostgreSQL joins them row by row with themselves.
 */
const COLUMNS = {
  NETWORKS: sql`id uuid, owner uuid, medium text, "accuracyCm" float8, "diameterMm" int, attributes jsonb, "geometryE7" jsonb`,
  AREAS: sql`id uuid, "areaKind" text, code text, name text, "nameEn" text, owner uuid, attributes jsonb, since date, "geometryE7" jsonb`,
} as const;

/** As much as the checks look at. */
const CHECKED = {
  NETWORKS: sql`owner uuid, "geometryE7" jsonb`,
  AREAS: sql`"areaKind" text, code text, name text, owner uuid, attributes jsonb, "geometryE7" jsonb`,
} as const;

type Subject = "COMPONENTS" | keyof typeof COLUMNS;

const SHAPE = sql`ST_SetSRID(ST_Scale(ST_GeomFromGeoJSON("geometryE7"), 1e-7, 1e-7), 4490)`;

/** Where a component of import_fact stands. */
export const PLACE: Sql = sql`ST_SetSRID(ST_MakePoint(lon_e7 / 1e7::float8, lat_e7 / 1e7::float8), 4490)`;

/** What `accepted(subject, batchId)` needs: the temporary table, or for components the facts that the dry run has stored. */
export async function unpackAccepted(
  queries: Queries,
  subject: Subject,
  batchId: string,
  purpose: "to check" | "to register",
): Promise<void> {
  // Bulk statements pay seconds for compiling expressions that run in one.
  await queries.run(sql`set local jit = off`);
  await queries.run(sql`set local work_mem = '64MB'`);
  if (subject === "COMPONENTS") {
    await recoverFacts(queries, batchId);
    return;
  }
  const columns = (purpose === "to check" ? CHECKED : COLUMNS)[subject];
  await queries.run(sql`drop table if exists accepted`);
  await queries.run(
    sql`create temporary table accepted (line int primary key, ${columns}, geom geometry) on commit drop`,
  );
  await queries.run(sql`
    insert into accepted
    select line, r.*, ${SHAPE}
    from import_row i cross join lateral jsonb_to_record(convert_from(i.body, 'UTF8')::jsonb) as r(${columns})
    where i.batch_id = ${batchId}::uuid and i.verdict in ('NEW', 'OUTSIDE')`);
  await queries.run(sql`analyze accepted`);
}

/**
 * Runs statements that join a batch with itself. Of a batch that is a second old PostgreSQL guesses one row, and for one row
 * comparing all with all looks cheap (50,000 rows: nine minutes). Hash joins cannot be quadratic; what has to be looked up
 * one by one in a large table is written as a lateral. Switched back, so that no other statement is planned without loops.
 */
export async function byHashing<T>(queries: Queries, work: () => Promise<T>): Promise<T> {
  await queries.run(sql`set local enable_nestloop = off`);
  const done = await work();
  await queries.run(sql`set local enable_nestloop = on`);
  return done;
}

/** The unpacked rows as a table named `accepted` with line, class_code, owner and geom. */
export function accepted(subject: Subject, batchId: string): Sql {
  if (subject !== "COMPONENTS")
    return sql`(select line, null::text as class_code, owner, geom from accepted) accepted`;
  return sql`(select line, class_code, owner_id as owner, ${PLACE} as geom from import_fact where batch_id = ${batchId}::uuid) accepted`;
}
