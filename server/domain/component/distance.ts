import type { Position } from "../names.ts";

/** Points farther apart than this, or than both may err, are not one thing: the place is corrected first (docs/domain.md#d5). */
export const ONE_PLACE_M = 30;

const METRES_OF_A_DEGREE = 111_195;

/** Between two points of one town, in centimetres: flat, which errs by less than a millimetre there. */
export function distanceCm(one: Position, other: Position): number {
  const latitude = (((one.latE7 + other.latE7) / 2e7) * Math.PI) / 180;
  const east = ((one.lonE7 - other.lonE7) / 1e7) * Math.cos(latitude);
  const north = (one.latE7 - other.latE7) / 1e7;
  return Math.round(Math.hypot(east, north) * METRES_OF_A_DEGREE * 100);
}
