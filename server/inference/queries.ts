import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type {
  CandidateUnit,
  ConfirmedNeighbour,
  EarlierAnswer,
  NetworkLine,
  Position,
  ResponsibleArea,
  Subject,
} from "./context.ts";
import { keyOfWord } from "./words.ts";

/** A component as the ranking sees it; undefined where it is not registered. */
export async function subjectOf(queries: Queries, componentId: string): Promise<Subject | undefined> {
  const row = await queries.maybe<{
    id: string;
    lon: number;
    lat: number;
    accuracyM: number;
    classCode: string;
    attributes: Record<string, string | number>;
    observations: { kind: string; unitId: string | null }[];
  }>(sql`
    select c.id, ST_X(c.geom) as lon, ST_Y(c.geom) as lat, c.accuracy_m::float8 as "accuracyM", c.class_code as "classCode", c.attributes,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'unitId', e.unit_id)) from evidence e where e.component_id = c.id and e.direction = 'FOR' and e.unit_id is not null), '[]') as observations
    from component c where c.id = ${componentId}`);
  if (!row) return undefined;
  const { attributes, observations, ...subject } = row;
  const letters =
    typeof attributes.lettering === "string" ? await unitOfLettering(queries, attributes.lettering) : [];
  const found =
    typeof attributes.shaftContents === "string" ? keyOfWord("medium", attributes.shaftContents) : null;
  const contents = found ? [{ kind: "SHAFT_CONTENT" as const, medium: found }] : [];
  return {
    ...subject,
    attributes: {
      diameterMm: typeof attributes.diameterMm === "number" ? attributes.diameterMm : null,
      material: typeof attributes.material === "string" ? attributes.material : null,
    },
    observations: [
      ...letters,
      ...contents,
      ...observations.flatMap(({ kind, unitId }) =>
        kind in OBSERVED ? [{ kind: OBSERVED[kind as keyof typeof OBSERVED], unitId }] : [],
      ),
    ],
  };
}

/** Evidence on file that speaks for a unit, in the ranking's words. */
const OBSERVED = {
  COVER_LETTERING: "LETTERING",
  SHAFT_CONTENTS: "SHAFT_CONTENT",
  HANDOVER_DOCUMENT: "HANDOVER_DOCUMENT",
  PERMIT: "PERMIT",
  AS_BUILT_DRAWING: "PROJECT",
  MEETING_MINUTES: "MINUTES",
  ORAL_STATEMENT: "STATEMENT",
} as const;

async function unitOfLettering(queries: Queries, lettering: string) {
  const named = await queries.maybe<{ id: string }>(
    sql`select id from unit where name_zh = ${lettering} or code = ${lettering} limit 1`,
  );
  if (named) return [{ kind: "LETTERING" as const, unitId: named.id }];
  // Cast letters name a medium more often than a unit: 雨, 污, 电, 信 ... (DOMAIN 3.3).
  const medium = keyOfWord("medium", lettering);
  return medium ? [{ kind: "LETTERING" as const, medium }] : [];
}

interface Around {
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  /** The component itself: it is no neighbour of its own. */
  readonly id: string;
}

export async function linesAround(
  queries: Queries,
  { lon, lat, radiusM }: Around,
): Promise<(NetworkLine & { id: string })[]> {
  return await queries.rows(sql`
    select id, unit_id as "unitId", medium, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as coordinates, accuracy_m::float8 as "accuracyM", diameter_mm as "diameterMm"
    from network_line where geom && ${box(lon, lat, radiusM)} limit 4000`);
}

export async function areasAround(queries: Queries, { lon, lat }: Around): Promise<ResponsibleArea[]> {
  const rows = await queries.rows<{ unitId: string | null; kind: string; polygons: Position[][][] }>(sql`
    select area.unit_id as "unitId", kind, ST_AsGeoJSON(geom, 7)::jsonb -> 'coordinates' as polygons
    from area left join unit on unit.id = area.unit_id
    where geom && ${box(lon, lat, 25)} and kind not in ('GRID_CELL', 'BLOCK') and unit.unit_type is distinct from 'STREET_DEPT' limit 400`);
  return rows;
}

export async function neighboursAround(
  queries: Queries,
  { id, lon, lat, radiusM }: Around,
): Promise<ConfirmedNeighbour[]> {
  return await queries.rows(sql`
    select id, owner_unit_id as "unitId", class_code as "classCode", ST_X(geom) as lon, ST_Y(geom) as lat,
           case when jsonb_typeof(attributes -> 'diameterMm') = 'number' then (attributes ->> 'diameterMm')::numeric::int end as "diameterMm"
    from component where geom && ${box(lon, lat, radiusM)} and ownership_status = 'CONFIRMED' and owner_unit_id is not null and not retired and id <> ${id} limit 3000`);
}

/**
 * Units that could own something today, with the media they run. The media come by a skip scan: one probe of the index for
 * each pair of unit and medium there is (about forty), however many lines there are; grouping 10,000 lines took 17 ms.
 */
export async function candidateUnits(queries: Queries): Promise<CandidateUnit[]> {
  return await queries.rows(sql`
    with recursive runs as (
      (select unit_id, medium from network_line where unit_id is not null order by unit_id, medium limit 1)
      union all
      select next.unit_id, next.medium from runs, lateral (
        select unit_id, medium from network_line where (unit_id, medium) > (runs.unit_id, runs.medium) order by unit_id, medium limit 1) next
    )
    select u.id, u.unit_type as type, coalesce((select jsonb_agg(medium) from runs where unit_id = u.id), '[]') as media
    from unit u
    where (u.valid_to is null or u.valid_to > current_date) and u.unit_type not in ('STREET_DEPT', 'CONTRACTOR', 'GOVERNANCE_CENTRE', 'CONVENER')
    order by u.id limit 2000`);
}

export async function answersAround(
  queries: Queries,
  { id, lon, lat, radiusM }: Around,
): Promise<EarlierAnswer[]> {
  return await queries.rows(sql`
    select l.unit_id as "unitId", case l.answer when 'CLAIM' then 'CLAIM' else 'DENIAL' end as kind, c.class_code as "classCode", ST_X(c.geom) as lon, ST_Y(c.geom) as lat,
           to_char(l.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from inquiry_letter l join component c on c.id = l.component_id
    where l.answer in ('CLAIM', 'DENY') and c.geom && ${box(lon, lat, radiusM)} and c.id <> ${id} limit 500`);
}

function box(lon: number, lat: number, radiusM: number) {
  const dLat = radiusM / 110_600;
  const dLon = dLat / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  return sql`ST_MakeEnvelope(${lon - dLon}, ${lat - dLat}, ${lon + dLon}, ${lat + dLat}, 4490)`;
}

export async function unitsById(
  queries: Queries,
  ids: readonly string[],
): Promise<Map<string, { id: string; nameZh: string; nameEn: string; unitType: string }>> {
  const rows = await queries.rows<{ id: string; nameZh: string; nameEn: string; unitType: string }>(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", unit_type as "unitType" from unit where id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function nearestLine(
  queries: Queries,
  lon: number,
  lat: number,
  unitId: string,
): Promise<{ lineId: string; distanceM: number; lon: number; lat: number } | undefined> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)`;
  return await queries.maybe(sql`
    select id as "lineId", round(ST_DistanceSphere(at, ${point})::numeric, 2)::float8 as "distanceM", ST_X(at) as lon, ST_Y(at) as lat
    from (select id, ST_ClosestPoint(geom, ${point}) as at from network_line
          where unit_id = ${unitId} and geom && ${box(lon, lat, 60)} order by geom <-> ${point} limit 1) nearest where ST_DistanceSphere(at, ${point}) <= 60`);
}

export async function classNamesById(queries: Queries): Promise<Map<string, { zh: string; en: string }>> {
  const rows = await queries.rows<{ code: string; zh: string; en: string }>(
    sql`select code, name_zh as zh, name_en as en from component_class where scheme = 'A'`,
  );
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}
