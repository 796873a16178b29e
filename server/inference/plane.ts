import type { Position } from "./context.ts";

/**
 * A flat piece of the earth in metres around one point. Good to 0.3 % within 30 km, which is far below the survey error
 * of anything it is used for; a projection library would cost more than the whole evidence of a component.
 */
export interface Plane {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

const METRES_PER_DEGREE = 111_195;

export const planeAround = (lon: number, lat: number): Plane => {
  const eastward = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return { x: (other) => (other - lon) * eastward, y: (other) => (other - lat) * METRES_PER_DEGREE };
};

/** True for a lon/lat pair that can be on this planet. */
export const isPosition = (position: Position | undefined): position is Position => {
  if (!position) return false;
  const [lon, lat] = position;
  return (
    typeof lon === "number" &&
    typeof lat === "number" &&
    Number.isFinite(lon) &&
    Number.isFinite(lat) &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= 90
  );
};

/** Squared distance in square metres from (px, py) to the segment a-b. */
export const squaredDistanceToSegment = (
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number => {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  let t = length2 > 0 ? ((px - ax) * dx + (py - ay) * dy) / length2 : 0;
  if (t < 0) t = 0;
  else if (t > 1) t = 1;
  const ex = px - ax - t * dx;
  const ey = py - ay - t * dy;
  return ex * ex + ey * ey;
};

/** Standard normal distribution function (logistic approximation, error below 0.01). */
export const normalShare = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));
