import type { SpatialContext, Subject } from "./context.ts";
import { AreaIndex } from "./area-index.ts";
import { NetworkIndex } from "./network-index.ts";
import { planeAround } from "./plane.ts";
import { PointIndex } from "./point-index.ts";

/** What everybody does without a model: a component to the unit whose thing is nearest; null where there is nothing. */
export type Baseline = (subject: Subject) => string | null;

/** The owner of the nearest line of any medium; without lines, of the area it stands in or the nearest area. */
export const nearestLine = (context: SpatialContext, origin: { lon: number; lat: number }): Baseline => {
  const plane = planeAround(origin.lon, origin.lat);
  const units: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? units.length;
    if (number === units.length) units.push(id);
    numbers.set(id, number);
    return number;
  };
  const network = new NetworkIndex(context.lines, numberOf, plane);
  const areas = new AreaIndex(context.areas, numberOf, plane);
  return ({ lon, lat }) => {
    const [x, y] = [plane.x(lon), plane.y(lat)];
    for (const radius of [5, 30, 150, 1000]) {
      const nearest = network.around(x, y, radius).toSorted((a, b) => a.distance - b.distance)[0];
      if (nearest) return units[nearest.unit] ?? null;
    }
    for (const reach of [0, 30, 300]) {
      const around = areas.around(x, y, reach).filter(({ group }) => group !== "service");
      const nearest = around.toSorted((a, b) => b.depth - a.depth)[0];
      if (nearest) return units[nearest.unit] ?? null;
    }
    return null;
  };
};

/** The commonest owner among the five nearest labelled components, the nearest one deciding a tie; itself left out. */
export const majorityOfFive = (
  labelled: readonly {
    readonly id: string;
    readonly unitId: string;
    readonly lon: number;
    readonly lat: number;
  }[],
  origin: { lon: number; lat: number },
): Baseline => {
  const plane = planeAround(origin.lon, origin.lat);
  const index = new PointIndex(labelled, plane);
  return ({ id, lon, lat }) => {
    const votes = new Map<string, number>();
    const near = index.near(plane.x(lon), plane.y(lat), 100_000, 6).filter(({ record }) => record.id !== id);
    for (const { record } of near.slice(0, 5)) votes.set(record.unitId, (votes.get(record.unitId) ?? 0) + 1);
    return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  };
};
