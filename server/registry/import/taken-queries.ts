import type { Queries } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/**
 * The rows of a batch that are to be registered, once as columns, in a temporary table `taken` that ends with the
 * transaction. Parsed where they are used, their bytes would be parsed again for every column (30,000 rows: 3 s instead of
 * 0.4 s), and without statistics PostgreSQL joins them row by row with themselves.
 */
const COLUMNS = {
  COMPONENTS: sql`id uuid, "classCode" text, "classGroup" text, "lonE7" float8, "latE7" float8, "accuracyCm" float8, crs text, state text,
    owner uuid, restricted boolean, address text, attributes jsonb, "surveyedOn" date, "codeScheme" text, code text, since date`,
  NETWORKS: sql`id uuid, owner uuid, medium text, "accuracyCm" float8, "diameterMm" int, attributes jsonb, "geometryE7" jsonb`,
  AREAS: sql`id uuid, "areaKind" text, code text, name text, "nameEn" text, owner uuid, attributes jsonb, since date, "geometryE7" jsonb`,
} as const;

/** As much as the checks look at. */
const CHECKED = {
  COMPONENTS: sql`"classCode" text, "classGroup" text, "lonE7" float8, "latE7" float8, "accuracyCm" float8, owner uuid, "codeScheme" text, code text`,
  NETWORKS: sql`owner uuid, "geometryE7" jsonb`,
  AREAS: sql`"areaKind" text, code text, name text, owner uuid, attributes jsonb, "geometryE7" jsonb`,
} as const;

type Subject = keyof typeof COLUMNS;

const POINT = sql`ST_SetSRID(ST_MakePoint("lonE7" / 1e7, "latE7" / 1e7), 4490)`;
const SHAPE = sql`ST_SetSRID(ST_Scale(ST_GeomFromGeoJSON("geometryE7"), 1e-7, 1e-7), 4490)`;

export async function unpackTaken(
  queries: Queries,
  subject: Subject,
  batchId: string,
  purpose: "to check" | "to register",
): Promise<void> {
  const columns = (purpose === "to check" ? CHECKED : COLUMNS)[subject];
  // Bulk statements pay seconds for compiling expressions that run in one.
  await queries.run(sql`set local jit = off`);
  await queries.run(sql`set local work_mem = '64MB'`);
  await queries.run(sql`drop table if exists taken`);
  await queries.run(
    sql`create temporary table taken (line int primary key, ${columns}, geom geometry) on commit drop`,
  );
  await queries.run(sql`
    insert into taken
    select line, r.*, ${subject === "COMPONENTS" ? POINT : SHAPE}
    from import_row i cross join lateral jsonb_to_record(convert_from(i.body, 'UTF8')::jsonb) as r(${columns})
    where i.batch_id = ${batchId}::uuid and i.verdict in ('NEW', 'OUTSIDE')`);
  await queries.run(sql`analyze taken`);
}
