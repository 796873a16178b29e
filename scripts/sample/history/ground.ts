import { PREMISES_KINDS, type Premises } from "../../../server/domain/inquiry/premises.ts";
import { bounds, contains, type Line, type Point } from "../town/geometry.ts";
import type * as town from "../town/model.ts";

/** Compounds, yards and sites of the town that a component lies in, as the server would find them on the map. */
export function premisesIn({
  areas,
}: Pick<town.Town, "areas">): (place: { lon: number; lat: number }) => Premises[] {
  const mapped = areas
    .filter(({ kind }) => PREMISES_KINDS.includes(kind))
    .flatMap(({ id, kind, geometry }) => {
      const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
      return polygons.map((rings) => ({ id, kind, rings: rings as unknown as readonly Line[] }));
    })
    .map((area) => ({ ...area, box: bounds(area.rings[0] ?? []) }));
  return ({ lon, lat }) => {
    const at: Point = [lon, lat];
    return mapped
      .filter(
        ({ box: [west, south, east, north], rings: [outer = [], ...holes] }) =>
          lon >= west &&
          lon <= east &&
          lat >= south &&
          lat <= north &&
          contains(outer, at) &&
          !holes.some((hole) => contains(hole, at)),
      )
      .map(({ id, kind }) => ({ id, kind }));
  };
}
