import type { Geometry, Position } from "geojson";

/** A position that stands for a component of any shape; null for an empty geometry. */
export const middleOf = (geometry: Geometry | null): Position | null => {
  if (!geometry) return null;
  switch (geometry.type) {
    case "Point":
      return geometry.coordinates.length >= 2 ? geometry.coordinates : null;
    case "MultiPoint":
      return geometry.coordinates[0] ?? null;
    case "LineString":
      return geometry.coordinates[Math.floor(geometry.coordinates.length / 2)] ?? null;
    case "MultiLineString":
      return geometry.coordinates[0]?.[0] ?? null;
    case "Polygon":
      return meanOf(geometry.coordinates[0] ?? []);
    case "MultiPolygon":
      return meanOf(geometry.coordinates[0]?.[0] ?? []);
    case "GeometryCollection":
      return middleOf(geometry.geometries[0] ?? null);
  }
};

const meanOf = (ring: readonly Position[]): Position | null => {
  const open = ring.slice(0, -1);
  if (open.length === 0) return null;
  const sum = open.reduce(([x = 0, y = 0], [lon = 0, lat = 0]) => [x + lon, y + lat], [0, 0]);
  return [(sum[0] ?? 0) / open.length, (sum[1] ?? 0) / open.length];
};

/** The lines of a geometry with at least two positions. */
export const linesOf = (geometry: Geometry | null): Position[][] => {
  if (!geometry) return [];
  switch (geometry.type) {
    case "LineString":
      return geometry.coordinates.length > 1 ? [geometry.coordinates] : [];
    case "MultiLineString":
      return geometry.coordinates.filter((part) => part.length > 1);
    case "GeometryCollection":
      return geometry.geometries.flatMap(linesOf);
    case "Point":
    case "MultiPoint":
    case "Polygon":
    case "MultiPolygon":
      return [];
  }
};

/** The polygons of a geometry. */
export const polygonsOf = (geometry: Geometry | null): Position[][][] => {
  if (!geometry) return [];
  switch (geometry.type) {
    case "Polygon":
      return geometry.coordinates.length > 0 ? [geometry.coordinates] : [];
    case "MultiPolygon":
      return geometry.coordinates;
    case "GeometryCollection":
      return geometry.geometries.flatMap(polygonsOf);
    case "Point":
    case "MultiPoint":
    case "LineString":
    case "MultiLineString":
      return [];
  }
};
