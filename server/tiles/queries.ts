import type { TileSet } from "../contract/map.ts";
import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { concerning, visibleTo } from "../access/visibility.ts";
import { TILE_COLUMNS, TILE_TAGS } from "../db/component-fragments.ts";
import { boundsOf, cellsOf, EXTENT, FINEST_CELLS, STEPS, type Bounds, type TileAddress } from "./mercator.ts";

/** At most this many components in one tile; measured at 82 bytes each, so that a tile stays below 500 KB. */
const MOST_COMPONENTS = 5500;

export const boxOf = ({ west, south, east, north }: Bounds): Sql =>
  sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4490)`;

/** Column and row of a point inside a tile, 4096 to its edge. */
const placeIn = ({ z, x, y }: TileAddress): Sql => {
  const size = STEPS / 2 ** z;
  const shift = 18 - z;
  return sql`((mercator_column(ST_X(component.geom)) - ${x * size}::int8) >> ${shift}::int4)::int4 as px,
    ((mercator_row(ST_Y(component.geom)) - ${y * size}::int8) >> ${shift}::int4)::int4 as py`;
};

/** What single components say in a tile, by tag; null where nothing is recorded. */
export type Look = Readonly<Record<string, string | number | null>>;

export interface ComponentRow {
  readonly id: string;
  readonly px: number;
  readonly py: number;
  readonly look: Look;
}

/**
 * Single components, the dangerous and unresolved first where there are more than a tile holds. Those that look alike are one
 * row with typed columns, their ids and places JSON beside it: a driver pays for every value of thousands of rows. (4,859
 * components, median of 63: 15.0 ms so, 21.3 ms as rows, 16.8 ms as text split by spaces on PostgreSQL; embedded 17.0, 18.8
 * and 16.6.) They are placed by proportion, which at these zooms is within a tenth of a tile unit of the projection.
 */
export async function componentsIn(
  database: Queries,
  tile: TileAddress,
  viewer: Viewer,
): Promise<ComponentRow[]> {
  const bounds = boundsOf(tile);
  const across = EXTENT / (bounds.east - bounds.west);
  const down = EXTENT / (bounds.north - bounds.south);
  const alike = await database.rows<Look & { ids: string[]; across: number[]; down: number[] }>(sql`
    select ${TILE_TAGS}, json_agg(id) as ids, json_agg(px) as across, json_agg(py) as down
    from (
      select id, ${TILE_COLUMNS},
        floor((ST_X(geom) - ${bounds.west}::float8) * ${across}::float8)::int4 as px,
        floor((${bounds.north}::float8 - ST_Y(geom)) * ${down}::float8)::int4 as py
      from component
      where geom && ${boxOf(bounds)} and not retired and ${visibleTo(viewer)}
      order by open_danger desc, ownership_status in ('CONFIRMED', 'PRIVATE', 'ABANDONED')
      limit ${MOST_COMPONENTS}
    ) component group by ${TILE_TAGS}`);
  return alike.flatMap(({ ids, across: xs, down: ys, ...look }) =>
    ids.map((id, n) => ({ id, px: xs[n] ?? 0, py: ys[n] ?? 0, look })),
  );
}

export interface DangerRow {
  readonly px: number;
  readonly py: number;
  /** The component, where there is one alone. */
  readonly id: string | null;
  readonly ownership_status: string | null;
  readonly count: number;
}

/** Open dangers for the zooms of cells. Those within 1/64 of the tile's edge are one mark with a count, so none is left out. */
export function dangersIn(database: Queries, tile: TileAddress, viewer: Viewer): Promise<DangerRow[]> {
  return database.rows(sql`
    select round(avg(px))::int as px, round(avg(py))::int as py, count(*)::int as count,
      case when count(*) = 1 then min(id::text) end as id,
      case when count(*) = 1 then min(ownership_status) end as ownership_status
    from (
      select id, ${placeIn(tile)}, ownership_status
      from component
      where open_danger and geom && ${boxOf(boundsOf(tile))} and not retired and ${visibleTo(viewer)}
    ) placed
    group by px >> 6, py >> 6
    order by px, py`);
}

/** Counts per ownership status, under the names of the statuses in lower case. */
export interface StatusCounts {
  readonly unknown: number;
  readonly suspected: number;
  readonly claim_pending: number;
  readonly disputed: number;
  readonly backstop: number;
  readonly confirmed: number;
  readonly private: number;
  readonly abandoned: number;
  readonly danger: number;
}

export interface CellRow extends StatusCounts {
  readonly x: number;
  readonly y: number;
  /** Mean place of its components on the scale of 2^30 steps around the world. */
  readonly mean_column: number;
  readonly mean_row: number;
}

/** Zero where there is no cell at all, as over the sea. */
export const SUMS = sql`coalesce(sum(unknown), 0)::int as unknown, coalesce(sum(suspected), 0)::int as suspected, coalesce(sum(claim_pending), 0)::int as claim_pending,
  coalesce(sum(disputed), 0)::int as disputed, coalesce(sum(backstop), 0)::int as backstop, coalesce(sum(confirmed), 0)::int as confirmed,
  coalesce(sum(private), 0)::int as private, coalesce(sum(abandoned), 0)::int as abandoned, coalesce(sum(danger), 0)::int as danger`;

const TOTAL = sql`sum(unknown + suspected + claim_pending + disputed + backstop + confirmed + private + abandoned)`;

/** For the staff: what is stored (restricted components are in no count), and what has not been folded into it yet. */
export function storedCellsIn(database: Queries, tile: TileAddress): Promise<CellRow[]> {
  const { x0, x1, y0, y1 } = cellsOf(tile);
  const shift = FINEST_CELLS - tile.z;
  const finer = 2 ** shift;
  return database.rows(sql`
    select x, y, ${SUMS}, (sum(sum_column) / ${TOTAL})::int8 as mean_column, (sum(sum_row) / ${TOTAL})::int8 as mean_row
    from (
      select x, y, unknown, suspected, claim_pending, disputed, backstop, confirmed, private, abandoned, danger,
        sum_column, sum_row
      from component_cell
      where level = ${tile.z} and x between ${x0} and ${x1} and y between ${y0} and ${y1}
      union all
      select x >> ${shift}::int4, y >> ${shift}::int4, unknown, suspected, claim_pending, disputed, backstop, confirmed,
        private, abandoned, danger, sum_column, sum_row
      from component_cell_delta
      where x between ${x0 * finer} and ${(x1 + 1) * finer - 1} and y between ${y0 * finer} and ${(y1 + 1) * finer - 1}
    ) cell
    group by x, y
    having ${TOTAL} > 0
    order by x, y`);
}

export const COUNTS = sql`
  count(*) filter (where ownership_status = 'UNKNOWN')::int as unknown,
  count(*) filter (where ownership_status = 'SUSPECTED')::int as suspected,
  count(*) filter (where ownership_status = 'CLAIM_PENDING')::int as claim_pending,
  count(*) filter (where ownership_status = 'DISPUTED')::int as disputed,
  count(*) filter (where ownership_status = 'BACKSTOP')::int as backstop,
  count(*) filter (where ownership_status = 'CONFIRMED')::int as confirmed,
  count(*) filter (where ownership_status = 'PRIVATE')::int as private,
  count(*) filter (where ownership_status = 'ABANDONED')::int as abandoned,
  count(*) filter (where open_danger)::int as danger`;

/** For units: counted from what this viewer may see and nothing else. */
export function visibleCellsIn(database: Queries, tile: TileAddress, viewer: Viewer): Promise<CellRow[]> {
  const { x0, x1, y0, y1 } = cellsOf(tile);
  return database.rows(sql`
    select * from (
      select mercator_cell(c, ${tile.z}) as x, mercator_cell(r, ${tile.z}) as y, ${COUNTS},
        (sum(c) / count(*))::int8 as mean_column, (sum(r) / count(*))::int8 as mean_row
      from (
        select ownership_status, open_danger, mercator_column(ST_X(geom)) as c, mercator_row(ST_Y(geom)) as r
        from component
        where geom && ${boxOf(boundsOf(tile, 1))} and not retired and ${visibleTo(viewer)}
      ) placed
      group by 1, 2
    ) cell
    where x between ${x0} and ${x1} and y between ${y0} and ${y1}
    order by x, y`);
}

export interface CaseRow {
  readonly id: string;
  readonly component_id: string;
  readonly number: string;
  readonly state: string;
  readonly danger: boolean;
  readonly due: number | null;
  readonly lon: number;
  readonly lat: number;
}

/** Open cases on components that concern the viewer, dangers and the most urgent first. */
export function openCasesIn(database: Queries, tile: TileAddress, viewer: Viewer): Promise<CaseRow[]> {
  return database.rows(sql`
    select case_file.id, component_id, number, state, danger, floor(extract(epoch from next_due_at))::int8 as due,
      ST_X(case_file.geom) as lon, ST_Y(case_file.geom) as lat
    from case_file join component on component.id = component_id
    where open and case_file.geom && ${boxOf(boundsOf(tile))} and ${concerning(viewer)}
    order by danger desc, urgency, case_file.id
    limit 3000`);
}

/** The layers of `map_change` whose changes can change a tile of the set. */
const DEPENDS_ON: Readonly<Record<TileSet, readonly string[]>> = {
  components: ["component"],
  cases: ["case", "component"],
  networks: ["network"],
  areas: ["area"],
  base: ["base"],
};

/** How often what the set shows has changed; exact under concurrent commits (see the migration). 0.1 ms. */
export async function mapVersion(database: Queries, set: TileSet): Promise<number> {
  const row = await database.one<{ version: number }>(sql`
    select coalesce(sum(changes), 0)::int8 as version from map_change where layer = any(${DEPENDS_ON[set]}::text[])`);
  return row.version;
}

/** The box around the registered components, by their cells of about 600 m; around the base map where there are none. */
export async function boundsOfRegistry(database: Queries): Promise<Bounds | undefined> {
  const level = 12;
  const cells = await database.one<{ x0: number | null; x1: number; y0: number; y1: number }>(sql`
    select min(x) as x0, max(x) as x1, min(y) as y0, max(y) as y1 from (
      select x, y from component_cell where level = ${level}
      union all select x >> 2, y >> 2 from component_cell_delta
    ) cell`);
  if (cells.x0 !== null) {
    const z = level + 4;
    const { west, north } = boundsOf({ z, x: cells.x0, y: cells.y0 });
    const { east, south } = boundsOf({ z, x: cells.x1, y: cells.y1 });
    return { west, south, east, north };
  }
  const base = await database.one<{ west: number | null; south: number; east: number; north: number }>(sql`
    select ST_XMin(box) as west, ST_YMin(box) as south, ST_XMax(box) as east, ST_YMax(box) as north
    from (select ST_Extent(geom) as box from base_feature) extent`);
  return base.west === null ? undefined : { ...base, west: base.west };
}

/** The tiles of a zoom with the most components, fullest first. */
export async function filledTiles(database: Queries, z: number, most: number): Promise<TileAddress[]> {
  const rows = await database.rows<{ x: number; y: number }>(sql`
    select (mercator_column(ST_X(geom)) >> ${30 - z}::int4)::int4 as x, (mercator_row(ST_Y(geom)) >> ${30 - z}::int4)::int4 as y
    from component where not retired group by 1, 2 order by count(*) desc, 1, 2 limit ${most}`);
  return rows.map((row) => ({ ...row, z }));
}
