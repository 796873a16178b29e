import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Subject } from "./context.ts";
import { box } from "./surroundings-queries.ts";
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
