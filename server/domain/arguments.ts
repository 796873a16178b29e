import { z } from "zod";
import { type Position } from "./names.ts";

/**
 * What arguments of commands are made of. The one library that the domain knows: a command'"'"'s schema stands in its
 * declaration, and contract, OpenAPI, types and required fields follow from it. A hand-written type beside a schema was
 * tried first, and the two drifted apart behind a cast.
 */
export const Id = z.uuid();
export const InstantText = z.iso.datetime({ offset: false });
/** A moment, as the domain compares moments: in UTC with milliseconds, however it was written. */
export const Moment = InstantText.transform((text) => new Date(text).toISOString());
export const DayText = z.iso.date();
export const Text = z.string().trim().min(1).max(2000);
export const ShortText = z.string().trim().min(1).max(200);
/** Free text and personal data: beside the history, never in its leaf. */
export const Notes = z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), Text).optional();

/** Coordinate systems in which a client may send a point; anything but EPSG:4490 is converted and the raw input kept. */
export const PointCrs = z.enum(["EPSG:4490", "EPSG:4326", "GCJ02", "BD09"]);
export const LonLat = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });
const CRS_MISSING =
  "请写明坐标系：EPSG:4490、EPSG:4326、GCJ02 或 BD09 | say the coordinate system: EPSG:4490, EPSG:4326, GCJ02 or BD09";
/** Whoever sends a point says in which system it is: 630 m lie between two of them here (docs/domain.md#d17). */
export const GivenPoint = LonLat.extend({
  crs: z.enum(PointCrs.options, {
    error: ({ input }) => (input === undefined ? CRS_MISSING : undefined),
  }),
  accuracyM: z.number().positive().max(500).optional(),
});
type GivenPoint = z.output<typeof GivenPoint>;

export const PhotoIds = z.array(Id).max(10).default([]);
/** What was seen on the spot: what it is about, and the word or number. */
export const Observation = z.record(
  z.string().regex(/^[a-zA-Z]{1,40}$/),
  z.union([z.string().max(500), z.int()]),
);
/** Steps on the spot may be told later than they were taken, from a phone without a network: up to 72 hours. */
export const lateEntry = { occurredAt: Moment.optional() };

/** Arguments as the domain gets them: a point that was sent has become a position by then. */
export type Resolved<T> = { [K in keyof T]: T[K] extends GivenPoint | null ? Position | null : T[K] };
