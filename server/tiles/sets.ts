import { DEEPEST_ZOOM, featureIdOf, LAST_CELL_ZOOM, type TileSet } from "../contract/map.ts";
import type { Queries } from "../db/database.ts";
import type { Viewer } from "../access/viewer.ts";
import { isStaff } from "../access/visibility.ts";
import {
  encodeTile,
  pointFeature,
  shapeFeature,
  type Tags,
  type TileFeature,
  type TileLayers,
} from "./encode.ts";
import { EXTENT, projectionOf, STEPS, type TileAddress } from "./mercator.ts";
import {
  componentsIn,
  dangersIn,
  openCasesIn,
  storedCellsIn,
  visibleCellsIn,
  type CellRow,
} from "./queries.ts";
import { areasIn, baseIn, networksIn, type Drawn } from "./shape-queries.ts";

/** The first zoom of each set; below it there is nothing to tell apart. */
export const SHALLOWEST: Readonly<Record<TileSet, number>> = {
  components: 0,
  cases: 0,
  networks: 13,
  areas: 12,
  base: 0,
};

/** Is there such a tile at all? Outside the zooms of a set, and beyond the edge of the world, there is none. */
export function isTile(set: TileSet, { z, x, y }: TileAddress): boolean {
  return z >= SHALLOWEST[set] && z <= DEEPEST_ZOOM[set] && x < 2 ** z && y < 2 ** z;
}

/** One tile as the viewer may see it, not compressed. An empty one is 0 bytes. */
export async function tileOf(
  database: Queries,
  set: TileSet,
  tile: TileAddress,
  viewer: Viewer,
): Promise<Buffer> {
  return encodeTile(await LAYERS[set](database, tile, viewer));
}

type Layers = (database: Queries, tile: TileAddress, viewer: Viewer) => Promise<TileLayers>;

const LAYERS: Readonly<Record<TileSet, Layers>> = {
  components: (database, tile, viewer) =>
    tile.z > LAST_CELL_ZOOM
      ? singleComponents(database, tile, viewer)
      : countedComponents(database, tile, viewer),
  cases: openCases,
  networks,
  areas,
  base,
};

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);
const present = <T>(list: readonly (T | undefined)[]): T[] =>
  list.filter((item): item is T => item !== undefined);

async function singleComponents(database: Queries, tile: TileAddress, viewer: Viewer): Promise<TileLayers> {
  const rows = await componentsIn(database, tile, viewer);
  const components = rows.map((row) =>
    pointFeature([row.px, row.py], { id: row.id, ...row.look }, featureIdOf(row.id)),
  );
  return { components: present(components) };
}

async function countedComponents(database: Queries, tile: TileAddress, viewer: Viewer): Promise<TileLayers> {
  const cells = isStaff(viewer)
    ? await storedCellsIn(database, tile)
    : await visibleCellsIn(database, tile, viewer);
  const dangers = await dangersIn(database, tile, viewer);
  return {
    cells: present(cells.map((row) => cellFeature(row, tile))),
    dangers: present(
      dangers.map((row) =>
        pointFeature(
          [row.px, row.py],
          { count: row.count, id: row.id, status: row.ownership_status },
          row.id ? featureIdOf(row.id) : undefined,
        ),
      ),
    ),
  };
}

/** Drawn at the mean place of its components, so that the circles follow the streets and not a grid. */
function cellFeature(row: CellRow, { z, x, y }: TileAddress): TileFeature | undefined {
  const perUnit = STEPS / 2 ** z / EXTENT;
  const unresolved = row.unknown + row.suspected + row.claim_pending + row.disputed;
  return pointFeature(
    [row.mean_column / perUnit - x * EXTENT, row.mean_row / perUnit - y * EXTENT],
    {
      total: unresolved + row.backstop + row.confirmed + row.private + row.abandoned,
      unresolved,
      backstop: row.backstop,
      danger: row.danger,
      unknown: row.unknown,
      suspected: row.suspected,
      claim_pending: row.claim_pending,
      disputed: row.disputed,
      confirmed: row.confirmed,
      private: row.private,
      abandoned: row.abandoned,
    },
    (row.x % 1024) * 1024 + (row.y % 1024),
  );
}

async function openCases(database: Queries, tile: TileAddress, viewer: Viewer): Promise<TileLayers> {
  const project = projectionOf(tile);
  const rows = await openCasesIn(database, tile, viewer);
  const cases = rows.map((row) =>
    pointFeature(
      project(row.lon, row.lat),
      {
        id: row.id,
        component: row.component_id,
        number: row.number,
        state: row.state,
        danger: flag(row.danger),
        due: row.due,
      },
      featureIdOf(row.id),
    ),
  );
  return { cases: present(cases) };
}

async function networks(database: Queries, tile: TileAddress, viewer: Viewer): Promise<TileLayers> {
  const rows = await networksIn(database, tile, viewer);
  const lines = rows.map((row) => {
    const [medium, unit, diameter, id] = row.facts;
    return drawnAs(row, { id, medium, unit, diameter }, id === undefined ? undefined : featureIdOf(id));
  });
  return { networks: present(lines) };
}

async function areas(database: Queries, tile: TileAddress, viewer: Viewer): Promise<TileLayers> {
  const rows = await areasIn(database, tile, viewer);
  const surfaces = rows.map((row) => {
    const [kind, id, name] = row.facts;
    return drawnAs(row, { id, kind, name }, id === undefined ? undefined : featureIdOf(id));
  });
  return { areas: present(surfaces) };
}

function drawnAs(row: Drawn<unknown>, tags: Tags, id?: number): TileFeature | undefined {
  return shapeFeature(row.shapes, row.project, tags, id);
}

/** One layer per kind of base feature, in the order in which they lie on each other. */
async function base(database: Queries, tile: TileAddress): Promise<TileLayers> {
  const layers: Record<string, TileFeature[]> = {};
  for (const row of await baseIn(database, tile)) {
    const [kind, , cls, name, name_en] = row.facts;
    const feature = drawnAs(row, { class: cls, name, name_en });
    if (feature) (layers[kind] ??= []).push(feature);
  }
  return layers;
}
