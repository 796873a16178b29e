import type { Geometry, Position } from "geojson";

import { type SourceCrs, unshift } from "./crs.ts";
import { type Gdal, GdalError } from "./gdal.ts";
import { checkPlace, checkRaw, positionsOf, rewound } from "../check/geometry-check.ts";
import type { Limits } from "./limits.ts";
import { ImportRefused, isRefused, type Problem, problem } from "../check/problems.ts";
import type { ReadOptions, SourceRow } from "./source-file.ts";

/** A row as the file has it. Problems found while reading are already in it. */
export interface RawRow {
  readonly line: number;
  readonly raw: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Where conversions happen; CSV sources start the reader's thread only when a row needs it. */
export type GdalSupplier = () => Gdal;

/** Checks every geometry, converts it to EPSG:4490, checks where it landed. One conversion call a batch. */
export async function* placeRows(
  batches: AsyncIterable<readonly RawRow[]>,
  crs: SourceCrs,
  gdal: GdalSupplier,
  options: ReadOptions,
  limits: Limits,
): AsyncGenerator<readonly SourceRow[]> {
  let features = 0;
  let vertices = 0;
  for await (const batch of batches) {
    features += batch.length;
    if (features > limits.features) throw new ImportRefused("too-many-features", { limit: limits.features });
    const checked = batch.map((row) => {
      const problems = isRefused(row.problems) ? row.problems : [...row.problems, ...checkRaw(row.raw, crs)];
      return { ...row, problems };
    });
    const sound = checked.map((row) => (isRefused(row.problems) ? null : row.raw));
    for (const geometry of sound) vertices += geometry ? positionsOf(geometry).length : 0;
    if (vertices > limits.vertices) throw new ImportRefused("too-many-vertices", { limit: limits.vertices });
    const placed = await convert(sound, crs, gdal);
    yield checked.map((row, at) => finish(row, placed[at] ?? null, crs, options));
  }
}

function finish(row: RawRow, placed: Geometry | null, crs: SourceCrs, options: ReadOptions): SourceRow {
  if (isRefused(row.problems) || !placed) return { ...row, geometry: null };
  const lost = positionsOf(placed).find(([x = NaN, y = NaN]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  const problems = lost
    ? [...row.problems, problem("coordinate-untransformable", { ...firstPosition(row.raw), crs: crs.name })]
    : [...row.problems, ...checkPlace(placed, options.bounds ?? null)];
  return { ...row, problems, geometry: isRefused(problems) ? null : rewound(placed) };
}

async function convert(
  geometries: readonly (Geometry | null)[],
  crs: SourceCrs,
  gdal: GdalSupplier,
): Promise<(Geometry | null)[]> {
  switch (crs.kind) {
    case "degrees":
      return [...geometries];
    case "shifted":
      return geometries.map((geometry) => geometry && unshift(geometry, crs.name));
    case "projected":
      return project(geometries, crs, gdal());
  }
}

async function project(
  geometries: readonly (Geometry | null)[],
  crs: SourceCrs & { kind: "projected" },
  gdal: Gdal,
): Promise<(Geometry | null)[]> {
  const positions = geometries.flatMap((geometry) => (geometry ? positionsOf(geometry) : []));
  if (positions.length === 0) return geometries.map(() => null);
  const coordinates = Float64Array.from(positions.flatMap(([x = NaN, y = NaN]) => [x, y]));
  const { result } = await gdal
    .call("transform", { definition: crs.definition, coordinates })
    .catch((error: unknown) => {
      if (error instanceof GdalError) throw new ImportRefused("crs-unknown", { crs: crs.name });
      throw error;
    });
  let at = 0;
  const next = (): Position => [result[at++] ?? NaN, result[at++] ?? NaN];
  return geometries.map((geometry) => geometry && withPositions(geometry, next));
}

/** The same geometry with other numbers, taken in the order of `positionsOf`. */
function withPositions(geometry: Geometry, next: () => Position): Geometry {
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: next() };
    case "MultiPoint":
    case "LineString":
      return { type: geometry.type, coordinates: geometry.coordinates.map(next) };
    case "MultiLineString":
    case "Polygon":
      return { type: geometry.type, coordinates: geometry.coordinates.map((part) => part.map(next)) };
    case "MultiPolygon":
      return {
        type: "MultiPolygon",
        coordinates: geometry.coordinates.map((part) => part.map((ring) => ring.map(next))),
      };
    case "GeometryCollection":
      return {
        type: "GeometryCollection",
        geometries: geometry.geometries.map((part) => withPositions(part, next)),
      };
  }
}

function firstPosition(geometry: Geometry | null): { x: number; y: number } {
  const [x = NaN, y = NaN] = (geometry && positionsOf(geometry)[0]) ?? [];
  return { x, y };
}
