import { z } from "zod";
import { MAY } from "../domain/permissions.ts";
import { endpoint } from "./endpoint.ts";
import { Bbox, CaseState, ClassGroup, Id, OwnershipStatus, UnitRef } from "./shapes.ts";

/** The vector tile sets; each has a TileJSON at `/tiles/{set}.json`. */
export const TILE_SETS = ["components", "cases", "networks", "areas", "base"] as const;
export type TileSet = (typeof TILE_SETS)[number];

/** Up to this zoom tiles of the components set hold counts per cell, from the next on single components. */
export const LAST_CELL_ZOOM = 14;
export const DEEPEST_ZOOM: Readonly<Record<TileSet, number>> = {
  components: 17,
  cases: 16,
  networks: 17,
  areas: 16,
  base: 16,
};

/** Whatever the map appends to an address to ask anew; the server reads nothing from it. */
const Version = z.object({ v: z.string().max(64).optional() });

export const readTile = endpoint({
  name: "readTile",
  method: "GET",
  path: "/tiles/:set/:z/:x/:y.mvt",
  summary:
    "One vector tile (Mapbox Vector Tile 2.1) of what the viewer may see; 404 outside the zooms of the set",
  tag: "registry",
  access: MAY.seeRegistry,
  params: z.object({
    set: z.enum(TILE_SETS),
    z: z.coerce.number().int().min(0).max(22),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  }),
  query: Version,
  answer: z.unknown(),
  contentType: "application/vnd.mapbox-vector-tile",
});

export const readTileJson = endpoint({
  name: "readTileJson",
  method: "GET",
  path: "/tiles/:set.json",
  summary: "TileJSON 3.0 of one tile set: its zooms, bounds, layers and fields",
  tag: "registry",
  access: MAY.seeRegistry,
  params: z.object({ set: z.enum(TILE_SETS) }),
  query: Version,
  answer: z.object({
    tilejson: z.literal("3.0.0"),
    name: z.string(),
    tiles: z.array(z.string()),
    minzoom: z.int(),
    maxzoom: z.int(),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    vector_layers: z.array(
      z.object({
        id: z.string(),
        fields: z.record(z.string(), z.string()),
        minzoom: z.int(),
        maxzoom: z.int(),
      }),
    ),
  }),
});

const Count = z.int().min(0);

export const readMapSummary = endpoint({
  name: "readMapSummary",
  method: "GET",
  path: "/api/registry/summary",
  summary: "How many components of each ownership status lie in a box, of those the viewer may see",
  tag: "registry",
  access: MAY.seeRegistry,
  query: z.object({ bbox: Bbox }),
  answer: z.object({
    total: Count,
    danger: Count,
    statuses: z.record(OwnershipStatus, Count),
    /** False where a wide box was counted from cells, which may reach over its edge by one cell (about 140 m). */
    exact: z.boolean(),
  }),
});
export type MapSummary = z.infer<typeof readMapSummary.answer>;

export const readComponentHover = endpoint({
  name: "readComponentHover",
  method: "GET",
  path: "/api/components/:id/hover",
  summary: "What the card under the pointer says of one component: code, class, owner, the first reason",
  tag: "registry",
  access: MAY.seeRegistry,
  params: z.object({ id: Id }),
  answer: z.object({
    id: Id,
    code: z.string().nullable(),
    classCode: z.string(),
    classNameZh: z.string(),
    classNameEn: z.string(),
    classGroup: ClassGroup,
    ownershipStatus: OwnershipStatus,
    openDanger: z.boolean(),
    address: z.string(),
    owner: UnitRef.nullable(),
    /**
     * Why it is (or may be) that unit's: the basis of the owner's role where there is an owner, else the newest evidence
     * in favour of somebody. A unit is told only of evidence that is its own (docs/domain.md#guard-7).
     */
    reason: z
      .object({ from: z.enum(["ROLE", "EVIDENCE"]), kind: z.string(), unit: UnitRef.nullable() })
      .nullable(),
    openCase: z.object({ id: Id, number: z.string(), state: CaseState }).nullable(),
  }),
});
export type ComponentHover = z.infer<typeof readComponentHover.answer>;

/**
 * The number that stands for a uuid as the id of a feature in a tile, which must be an integer: 52 bits mixed from all
 * 128, so two of ten million components share one with a chance of about one in a hundred. Use `id` where it matters.
 */
export function featureIdOf(id: string): number {
  let high = 0;
  let low = 0;
  // The four words of `8-4-4-4-12` digits.
  for (const digits of [
    id.slice(0, 8),
    id.slice(9, 13) + id.slice(14, 18),
    id.slice(19, 23) + id.slice(24, 28),
    id.slice(28),
  ]) {
    const word = Number.parseInt(digits, 16);
    high = Math.imul(high ^ word, 0x9e3779b1);
    low = Math.imul(low ^ word ^ (word >>> 15), 0x85ebca6b);
    high ^= high >>> 16;
    low ^= low >>> 13;
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}
