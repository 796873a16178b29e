import gcoordModule from "gcoord";
import type { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import type { GivenPoint } from "../contract/shapes.ts";
import type { GivenNumbers, Position } from "../domain/names.ts";

// The types describe an ES module; what Node loads is the CommonJS one, whose export is the whole.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

export type Given = z.output<typeof GivenPoint>;

/**
 * A point as a client gave it, in CGCS2000. GCJ-02 and BD-09 are converted only when declared (about 630 m here); WGS-84
 * differs from CGCS2000 by centimetres and passes as it is. Throws coordinates_swapped and coordinates_outside for
 * a point that is far from `served` (a box in degrees, grown by about 5 km).
 */
export function positionOf(given: Given, served: readonly number[] | null): Position {
  const [lon, lat] = toStorage(given.crs, given);
  const [west, south, east, north] = served ?? [-180, -90, 180, 90];
  const margin = 0.05;
  const within = (x: number, y: number) =>
    x >= (west ?? -180) - margin &&
    x <= (east ?? 180) + margin &&
    y >= (south ?? -90) - margin &&
    y <= (north ?? 90) + margin;
  if (!within(lon, lat))
    throw new ApiError(within(lat, lon) ? "coordinates_swapped" : "coordinates_outside", {
      lon: round(lon),
      lat: round(lat),
    });
  return { lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7) };
}

export function degrees({ lonE7, latE7 }: Position): { lon: number; lat: number } {
  return { lon: lonE7 / 1e7, lat: latE7 / 1e7 };
}

export type Crs = Given["crs"];
/** Systems that a client may name; two of them are the same to a centimetre here. */
export const CRS_NAMES = ["EPSG:4490", "GCJ02", "BD09"] as const satisfies readonly Crs[];

/** Where these numbers are, if they are of that system; wherever that is. */
export function positionIn(crs: Crs, numbers: { readonly lon: number; readonly lat: number }): Position {
  const [lon, lat] = toStorage(crs, numbers);
  return { lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7) };
}

/** The numbers as they were sent, where they were of another system; kept beside the place (docs/domain.md#d17). */
export function rawOf({ lon, lat, crs }: Given): { given?: GivenNumbers } {
  if (crs === "EPSG:4490") return {};
  return { given: { lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7), crs } };
}

function toStorage(
  crs: Crs,
  { lon, lat }: { readonly lon: number; readonly lat: number },
): readonly [number, number] {
  if (crs === "GCJ02") return gcoord.transform<[number, number]>([lon, lat], gcoord.GCJ02, gcoord.WGS84);
  if (crs === "BD09") return gcoord.transform<[number, number]>([lon, lat], gcoord.BD09, gcoord.WGS84);
  return [lon, lat];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
