import { rankWithin } from "../../server/inference/rank.ts";
import { Surroundings } from "../../server/inference/scene.ts";
import type { Database } from "../../server/db/database.ts";
import { sql } from "../../server/db/sql.ts";
import { syntheticCity, type CitySize } from "../infer-city.ts";
import { seconds, type Ratio } from "./measure.ts";

/** The city that the speed goal is stated for. */
const CITY: CitySize = { components: 1_000_000, lines: 200_000, parcels: 20_000, units: 50 };
/** Both sides are asked about this many of the million: the rest is the same work again. */
const ASKED = 100_000;

/** Ranking the owners of a whole city, against a bare nearest-neighbour join in SQL that only finds the nearest line. */
export async function rankingRate(database: Database): Promise<Ratio[]> {
  const { context, subjects } = syntheticCity(CITY);
  const [first] = subjects;
  if (!first) return [];
  let surroundings = new Surroundings(context, first);
  const indexed = await seconds(async () => (surroundings = new Surroundings(context, first)));
  const asked = subjects.slice(0, ASKED);
  const ranked = await seconds(async () => {
    for (const subject of asked) rankWithin(surroundings, subject);
  });
  const single = await seconds(async () => rankWithin(surroundings, first));

  await database.script(
    "create table bare_point (id text, geom geometry(Point, 4490)); create table bare_line (unit text, geom geometry(LineString, 4490))",
  );
  await database.copy(
    "bare_point",
    ["id", "geom"],
    asked.map(({ id, lon, lat }) => [id, `SRID=4490;POINT(${lon} ${lat})`]),
  );
  await database.copy(
    "bare_line",
    ["unit", "geom"],
    context.lines.map(({ unitId, coordinates }) => [
      unitId,
      `SRID=4490;LINESTRING(${coordinates.map(([lon, lat]) => `${lon} ${lat}`).join(",")})`,
    ]),
  );
  await database.script("create index on bare_line using gist (geom); analyze bare_line; analyze bare_point");
  const bare = await seconds(() =>
    database.one(sql`
      select count(nearest.unit)::int as n from bare_point p,
      lateral (select unit from bare_line l order by l.geom <-> p.geom limit 1) nearest`),
  );
  await database.script("drop table bare_point; drop table bare_line");
  const million = ((ranked / ASKED) * CITY.components + indexed) / 60;
  return [
    {
      name: "rank likely owners / nearest line in SQL",
      ratio: ranked / bare,
      aim: "<= 4",
      holds: ranked / bare <= 4,
      figures: `${((1e6 * ranked) / ASKED).toFixed(0)} µs a component, a city of a million in ${million.toFixed(1)} min on one core, one component ${(single * 1000).toFixed(1)} ms`,
    },
  ];
}
