/** Tile z/x/y of the web-mercator scheme, north-west first. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Degrees, CGCS2000 longitude/latitude. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Units along the edge of a tile, as in the vector tile specification. */
export const EXTENT = 4096;

/** What the tile covers, with `buffer` tile units more on every side. */
export function boundsOf({ z, x, y }: TileAddress, buffer = 0): Bounds {
  const margin = buffer / EXTENT;
  const size = 2 ** z;
  return {
    west: longitudeOf((x - margin) / size),
    east: longitudeOf((x + 1 + margin) / size),
    north: latitudeOf((y - margin) / size),
    south: latitudeOf((y + 1 + margin) / size),
  };
}

function longitudeOf(across: number): number {
  return Math.min(Math.max(across, 0), 1) * 360 - 180;
}

function latitudeOf(down: number): number {
  const angle = Math.PI * (1 - 2 * Math.min(Math.max(down, 0), 1));
  return (Math.atan(Math.sinh(angle)) * 180) / Math.PI;
}

/** A place in tile units from the tile's north-west corner, not rounded. */
export type Projection = (longitude: number, latitude: number) => [number, number];

export function projectionOf({ z, x, y }: TileAddress): Projection {
  const scale = 2 ** z;
  return (longitude, latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return [(((longitude + 180) / 360) * scale - x) * EXTENT, (down * scale - y) * EXTENT];
  };
}

/** From this zoom on longitude and latitude are proportional to tile units: within one unit, and a tenth at zoom 15. */
export const LINEAR_FROM = 12;

/** Degrees of longitude in one tile unit: the tolerance to simplify with before drawing. */
export function degreesPerUnit(z: number): number {
  return 360 / 2 ** z / EXTENT;
}

/** Steps around the world on the scale of `mercator_column` and `mercator_row`. */
export const STEPS = 2 ** 30;

/** The finest level of cells that is stored; above it tiles show single components. */
export const FINEST_CELLS = 14;

/** Columns and rows of the 16 x 16 cells of a tile, both ends included. */
export function cellsOf({ x, y }: TileAddress): { x0: number; x1: number; y0: number; y1: number } {
  return { x0: x * 16, x1: x * 16 + 15, y0: y * 16, y1: y * 16 + 15 };
}
