import type { Point } from "./geometry.ts";

/**
 * The town is drawn in metres around a point of 张槎 and written in degrees. EPSG:4547 (CGCS2000, 3-degree Gauss-Kruger,
 * central meridian 114 E, scale 1, false easting 500 km) inverted by Kruger's series to the third power of n: better
 * than 0.1 mm over the zone, so that ST_Transform gives back the metres the generator used.
 */
const ORIGIN = { easting: 404_700, northing: 2_548_000 } as const;

const SEMI_MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING_RADIUS = (SEMI_MAJOR / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3,
  (61 / 240) * N ** 3,
];
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3,
  (1 / 48) * N ** 2 + (1 / 15) * N ** 3,
  (17 / 480) * N ** 3,
];
const DELTA = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3,
  (56 / 15) * N ** 3,
];
const CENTRAL_MERIDIAN = 114;
const FALSE_EASTING = 500_000;
const DEGREE = Math.PI / 180;

/** Local metres (east, north of ORIGIN) to EPSG:4490 [lon, lat] in degrees, rounded to 1e-7 (about 1 cm). */
export function toDegrees([x, y]: Point): [number, number] {
  const xi = (ORIGIN.northing + y) / RECTIFYING_RADIUS;
  const eta = (ORIGIN.easting + x - FALSE_EASTING) / RECTIFYING_RADIUS;
  let xi0 = xi;
  let eta0 = eta;
  for (let k = 2; k <= 6; k += 2) {
    const beta = BETA[k / 2 - 1] ?? 0;
    xi0 -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    eta0 -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  const chi = Math.asin(Math.sin(xi0) / Math.cosh(eta0));
  let latitude = chi;
  for (let k = 2; k <= 6; k += 2) latitude += (DELTA[k / 2 - 1] ?? 0) * Math.sin(k * chi);
  const longitude = Math.atan2(Math.sinh(eta0), Math.cos(xi0));
  return [round7(CENTRAL_MERIDIAN + longitude / DEGREE), round7(latitude / DEGREE)];
}

/** EPSG:4490 degrees back to local metres; the tests measure distances with it. */
export function toMetres([longitude, latitude]: readonly [number, number]): Point {
  const phi = latitude * DEGREE;
  const lambda = (longitude - CENTRAL_MERIDIAN) * DEGREE;
  const e = Math.sqrt(FLATTENING * (2 - FLATTENING));
  const conformal = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
  const xi0 = Math.atan2(conformal, Math.cos(lambda));
  const eta0 = Math.atanh(Math.sin(lambda) / Math.hypot(1, conformal));
  let xi = xi0;
  let eta = eta0;
  ALPHA.forEach((alpha, index) => {
    const k = 2 * (index + 1);
    xi += alpha * Math.sin(k * xi0) * Math.cosh(k * eta0);
    eta += alpha * Math.cos(k * xi0) * Math.sinh(k * eta0);
  });
  return [FALSE_EASTING + RECTIFYING_RADIUS * eta - ORIGIN.easting, RECTIFYING_RADIUS * xi - ORIGIN.northing];
}

function round7(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
