import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";

/** The box this deployment serves, `[west, south, east, north]` in degrees, or null where no home street is set. */
export async function servedBox(queries: Queries): Promise<number[] | null> {
  const row = await queries.maybe<{ box: number[] }>(sql`
    select jsonb_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)) as box
    from division where code = (select value #>> '{}' from setting where key = 'home_division') and geom is not null`);
  return row?.box ?? null;
}

export interface PlaceFacts {
  readonly divisionCode: string;
  readonly gridCode: string | null;
  readonly roadName: string | null;
}

/** Which community, grid cell and road a point lies in; the nearest division where it lies in none. */
export async function placeOf(queries: Queries, lon: number, lat: number): Promise<PlaceFacts> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)`;
  return await queries.one<PlaceFacts>(sql`
    select coalesce(
        (select code from division where geom && ${point} and ST_Covers(geom, ${point}) order by length(code) desc limit 1),
        (select code from division where geom is not null order by geom <-> ${point} limit 1), '000000') as "divisionCode",
      (select code from area where kind = 'GRID_CELL' and geom && ${point} and ST_Covers(geom, ${point}) limit 1) as "gridCode",
      (select name from area where kind = 'ROAD' and geom && ${point} and ST_Covers(geom, ${point}) limit 1) as "roadName"`);
}

/** Whether a point lies in no street that is drawn; false where none is. Of `lon`, `lat` in degrees. */
export function outsideStreets(point: Sql): Sql {
  return sql`(exists (select from division where level = 'STREET' and geom is not null)
    and not exists (select from division where geom && ${point} and ST_Covers(geom, ${point})))`;
}

/** Nearer to the boundary of a street than this, the other street may be meant (docs/domain.md#d6). */
const BOUNDARY_M = 5;

/**
 * Whether a point lies within 5 m of the boundary of a street that is drawn, or nearer to it than the point is accurate. Of a point in
 * EPSG:4490 and its accuracy in metres.
 */
export function nearBoundary(point: Sql, accuracyM: Sql): Sql {
  const within = sql`greatest(${BOUNDARY_M}, ${accuracyM})`;
  return sql`exists (select from division where level = 'STREET' and geom is not null
    and geom && ST_Expand(${point}, ${within} / 55000.0)
    and ST_DistanceSphere(ST_ClosestPoint(ST_Boundary(geom), ${point}), ${point}) <= ${within})`;
}

/** Group of a class of scheme A; undefined for a code that the scheme does not have. */
export async function classGroupOf(
  queries: Queries,
  classCode: string,
): Promise<{ group: "COVER" | "GRATE" | "CABINET" | "POLE" | "LAMP" | "OTHER" } | undefined> {
  return await queries.maybe(
    sql`select class_group as "group" from component_class where scheme = 'A' and code = ${classCode} and length(code) = 4`,
  );
}

/** The next free 16-digit code of a district and class (CJT214: 6 district + 4 class + 6 serial). */
export async function allocateCode(
  queries: Queries,
  divisionCode: string,
  classCode: string,
): Promise<string> {
  const { n } = await queries.one<{ n: number }>(sql`select nextval('component_serial') as n`);
  // Serials from 900000 on belong to the registry, so that they never meet a survey's own.
  return `${divisionCode.slice(0, 6).padEnd(6, "0")}${classCode}${String(900_000 + (n % 100_000)).padStart(6, "0")}`;
}
