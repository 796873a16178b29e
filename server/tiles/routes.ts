import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Express, Response } from "express";
import { ApiError } from "../contract/errors.ts";
import { readComponentHover, readMapSummary, readTile, readTileJson, type TileSet } from "../contract/map.ts";
import { asViewer } from "../access/as-viewer.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import type { Viewer } from "../access/viewer.ts";
import { isStaff, seesEverything } from "../access/visibility.ts";
import { TileCache } from "./cache.ts";
import { hoverOf } from "./hover-queries.ts";
import type { TileAddress } from "./mercator.ts";
import { boundsOfRegistry, mapVersion } from "./queries.ts";
import { isTile, tileOf } from "./sets.ts";
import { countedExactly, countInBox } from "./summary-queries.ts";
import { describeSet } from "./tilejson.ts";

const CACHE_BYTES = 48 << 20;

/** A tile as it is sent. */
interface ReadyTile {
  readonly zipped: Buffer;
  readonly etag: string;
  readonly size: number;
}

export function mountTiles(app: Express, deps: HttpDeps): void {
  const cache = new TileCache<ReadyTile>(CACHE_BYTES);

  const ready = async (set: TileSet, tile: TileAddress, viewer: Viewer): Promise<ReadyTile> => {
    const { database } = deps;
    // The base map is the same for everybody.
    if (set !== "base" && !isStaff(viewer)) {
      return await zip(await asViewer(database, viewer, (queries) => tileOf(queries, set, tile, viewer)));
    }
    // Two audiences share tiles: who sees restricted covers, and the rest of the staff.
    const audience = set === "base" || seesEverything(viewer) ? "all" : "staff";
    const key = (version: number) => `${audience}/${version}/${set}/${tile.z}/${tile.x}/${tile.y}`;
    const known = cache.get(key(await mapVersion(database, set)));
    if (known) return known;
    // On one connection, so that a lagging replica cannot give old rows a new version; the version first, so that a commit
    // in between makes a miss and never a stale tile.
    const { version, bytes } = await database.transaction(
      async (queries) => ({
        version: await mapVersion(queries, set),
        bytes: await tileOf(queries, set, tile, viewer),
      }),
      { readOnly: true },
    );
    const made = await zip(bytes);
    cache.set(key(version), made);
    return made;
  };

  // Before the tiles, because `:set.json` is the more particular address.
  mount(
    app,
    readTileJson,
    // The bounds of everything say nothing of anybody; the counts they come from are closed to owner units.
    async ({ params: { set } }) => describeSet(set, await boundsOfRegistry(deps.database)),
    deps,
  );

  mount(
    app,
    readTile,
    async ({ params: { set, ...tile }, viewer, request, response }) => {
      if (!isTile(set, tile)) throw new ApiError("not_found");
      const made = await ready(set, tile, viewer);
      response.set({
        ETag: made.etag,
        "Cache-Control": set === "base" ? "private, max-age=3600" : "private, no-cache",
        Vary: "Cookie, Accept-Encoding",
      });
      if (request.headers["if-none-match"] === made.etag) response.status(304).end();
      else await send(response, made, request.acceptsEncodings("gzip") === "gzip");
    },
    deps,
  );

  mount(
    app,
    readMapSummary,
    async ({ query: { bbox }, viewer, database }) => {
      const { danger, ...counts } = await asViewer(database, viewer, (queries) =>
        countInBox(queries, bbox, viewer),
      );
      const statuses = {
        UNKNOWN: counts.unknown,
        SUSPECTED: counts.suspected,
        CLAIM_PENDING: counts.claim_pending,
        DISPUTED: counts.disputed,
        BACKSTOP: counts.backstop,
        CONFIRMED: counts.confirmed,
        PRIVATE: counts.private,
        ABANDONED: counts.abandoned,
      };
      const total = Object.values(statuses).reduce((sum, count) => sum + count, 0);
      return { total, danger, statuses, exact: countedExactly(bbox, viewer) };
    },
    deps,
  );

  mount(
    app,
    readComponentHover,
    async ({ params: { id }, viewer, database }) => {
      const card = await asViewer(database, viewer, (queries) => hoverOf(queries, id, viewer));
      if (!card) throw new ApiError("not_found");
      return card;
    },
    deps,
  );
}

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** The ETag stands for the content, so that it is right for every audience without naming it. */
async function zip(tile: Buffer): Promise<ReadyTile> {
  const etag = `"${createHash("sha256").update(tile).digest("base64url").slice(0, 22)}"`;
  const zipped = await gzipAsync(tile, { level: 4 });
  return { zipped, etag, size: zipped.length + 200 };
}

async function send(response: Response, tile: ReadyTile, gzipped: boolean): Promise<void> {
  response.type("application/vnd.mapbox-vector-tile");
  if (gzipped) response.set("Content-Encoding", "gzip").end(tile.zipped);
  else response.end(await gunzipAsync(tile.zipped));
}
