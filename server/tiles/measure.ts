import { DEEPEST_ZOOM, TILE_SETS, type TileSet } from "../contract/map.ts";
import { asViewer } from "../access/as-viewer.ts";
import type { Database } from "../db/database.ts";
import type { Viewer } from "../access/viewer.ts";
import type { TileAddress } from "./mercator.ts";
import { filledTiles } from "./queries.ts";
import { isTile, tileOf } from "./sets.ts";

export interface TileFigures {
  readonly set: TileSet;
  readonly z: number;
  readonly tiles: number;
  /** Milliseconds for one tile, from asking the database to the encoded bytes, nothing cached. */
  readonly median: number;
  readonly p99: number;
  /** Encoded, not compressed. */
  readonly largestBytes: number;
}

/** Makes up to `most` of the fullest tiles of every zoom, one after the other. For the benchmark. */
export async function measureTiles(database: Database, viewer: Viewer, most = 30): Promise<TileFigures[]> {
  const figures: TileFigures[] = [];
  for (const set of TILE_SETS) {
    for (let z = 0; z <= DEEPEST_ZOOM[set]; z++) {
      if (!isTile(set, { z, x: 0, y: 0 })) continue;
      const tiles = await filledTiles(database, z, most);
      if (tiles.length > 0) figures.push(await measure(database, viewer, set, tiles));
    }
  }
  return figures;
}

async function measure(
  database: Database,
  viewer: Viewer,
  set: TileSet,
  tiles: readonly TileAddress[],
): Promise<TileFigures> {
  const times: number[] = [];
  let largestBytes = 0;
  for (const tile of tiles) {
    const started = performance.now();
    const bytes = await asViewer(database, viewer, (queries) => tileOf(queries, set, tile, viewer));
    times.push(performance.now() - started);
    largestBytes = Math.max(largestBytes, bytes.length);
  }
  times.sort((a, b) => a - b);
  const share = (part: number) => times[Math.min(Math.floor(times.length * part), times.length - 1)] ?? 0;
  return {
    set,
    z: tiles[0]?.z ?? 0,
    tiles: tiles.length,
    median: share(0.5),
    p99: share(0.99),
    largestBytes,
  };
}
