import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { areasOf, linesOf } from "../access/visibility.ts";
import type { Shape } from "./encode.ts";
import {
  boundsOf,
  degreesPerUnit,
  EXTENT,
  LINEAR_FROM,
  projectionOf,
  type Projection,
  type TileAddress,
} from "./mercator.ts";
import { boxOf } from "./queries.ts";

/** From this zoom on a line is a feature of its own; before, lines that are drawn alike are one, which is a tenth of the work. */
const SINGLE_LINES_FROM = 16;

/** The same for areas, which nobody can point at from farther away. */
const SINGLE_AREAS_FROM = 15;

/** What a screen does not show: 3 of the 4096 tile units are less than a pixel, even just before the next zoom. */
const TOLERANCE = 3;

/**
 * Several shapes that are drawn as one feature. With this, in tile units and as one text, the sample town's fullest tiles went
 * from 195 KB to 27 KB (networks z13), from 204 KB to 32 KB (areas z12) and from 60 KB to 43 KB (base z12), and took a third
 * of the time.
 */
export interface Drawn<T> {
  readonly facts: T;
  readonly shapes: readonly Shape[];
  /** From the numbers of the shapes to tile units. */
  readonly project: Projection;
}

/** Answers what `rows` gives in its two columns, `facts` and `shape`, as one text for thousands of rows cost the driver more than the query. */
async function drawn<T>(database: Queries, tile: TileAddress, rows: Sql): Promise<Drawn<T>[]> {
  const { found } = await database.one<{ found: string | null }>(sql`
    select string_agg('[' || facts || ',[' || shapes || ']]', ',' order by first, facts collate "C") as found
    from (select facts, string_agg(shape, ',' order by at) as shapes, min(at) as first from (${rows}) drawn where shape is not null group by facts) feature`);
  if (found === null) return [];
  const project = tile.z >= LINEAR_FROM ? inTileUnits : projectionOf(tile);
  return (JSON.parse(`[${found}]`) as [T, Shape[]][]).map(([facts, shapes]) => ({ facts, shapes, project }));
}

const inTileUnits: Projection = (x, y) => [x, y];

/**
 * A shape as GeoJSON, simplified: in whole tile units where the projection is a straight line within a tile, else in degrees.
 * ST_Simplify and ST_TransScale do not use GEOS and cannot throw. Options 0: without a `crs` member, which is longer than most lines.
 */
function shape(tile: TileAddress): Sql {
  const { west, north, east, south } = boundsOf(tile);
  const simple = sql`ST_Simplify(geom, ${degreesPerUnit(tile.z) * TOLERANCE}::float8, true)`;
  if (tile.z < LINEAR_FROM) return sql`ST_AsGeoJSON(${simple}, 7, 0)`;
  const [across, down] = [EXTENT / (east - west), EXTENT / (south - north)];
  return sql`ST_AsGeoJSON(ST_TransScale(${simple}, ${-west}::float8, ${-north}::float8, ${across}::float8, ${down}::float8), 0, 0)`;
}

/** Wide enough for outlines and wide lines not to show the tile's edge. */
const around = (tile: TileAddress): Sql => boxOf(boundsOf(tile, 80));

export type NetworkFacts = readonly [
  medium: string,
  unitId: string | null,
  diameterMm: number | null,
  id?: string,
];

export function networksIn(
  database: Queries,
  tile: TileAddress,
  viewer: Viewer,
): Promise<Drawn<NetworkFacts>[]> {
  const single = tile.z < SINGLE_LINES_FROM ? sql.empty : sql`, id`;
  return drawn(
    database,
    tile,
    sql`select json_build_array(medium, unit_id, diameter_mm${single})::text as facts, ${shape(tile)} as shape, 0 as at
      from network_line where geom && ${around(tile)} and ${linesOf(viewer)} limit 20000`,
  );
}

export type AreaFacts = readonly [kind: string, id?: string, name?: string];

export function areasIn(database: Queries, tile: TileAddress, viewer: Viewer): Promise<Drawn<AreaFacts>[]> {
  // Cells of 100 m are 3 px wide at zoom 13, and they are two thirds of all areas.
  const single = tile.z < SINGLE_AREAS_FROM ? sql.empty : sql`, id, name`;
  const unseen = tile.z < 14 ? sql`and kind <> 'GRID_CELL'` : sql.empty;
  return drawn(
    database,
    tile,
    sql`select json_build_array(kind${single})::text as facts, ${shape(tile)} as shape, 0 as at
      from area where geom && ${around(tile)} and upper_inf(valid) and ${areasOf(viewer)} ${unseen} ${wideEnough(tile)} limit 5000`,
  );
}

/** Narrower than a pixel both ways is not seen. */
function wideEnough({ z }: TileAddress): Sql {
  const pixel = degreesPerUnit(z) * 8;
  return z < 16
    ? sql`and (ST_XMax(geom) - ST_XMin(geom) > ${pixel}::float8 or ST_YMax(geom) - ST_YMin(geom) > ${pixel}::float8)`
    : sql.empty;
}

export type BaseFacts = readonly [
  kind: string,
  type: string,
  cls: string | null,
  name: string | null,
  nameEn: string | null,
];

/** What is drawn alike and has the same name, or none, is one feature: a village's houses, a park of several parts. */
export function baseIn(database: Queries, tile: TileAddress): Promise<Drawn<BaseFacts>[]> {
  return drawn(
    database,
    tile,
    sql`select json_build_array(kind, GeometryType(geom), class, name, name_en)::text as facts, ${shape(tile)} as shape, id as at
      from base_feature where geom && ${around(tile)} and min_zoom <= ${tile.z} limit 20000`,
  );
}
