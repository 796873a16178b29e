import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Observation, Subject } from "./context.ts";
import type { KeptCandidate } from "./clean-up/suggestion.ts";
import { boxAround, envelope } from "./surroundings-queries.ts";
import { keyOfWord } from "./words.ts";

/** A component as the ranking sees it, with what decides which shares of its class count. */
export interface PlacedSubject extends Subject {
  readonly divisionCode: string;
}

interface SubjectRow {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
  readonly classCode: string;
  readonly divisionCode: string;
  readonly attributes: Record<string, string | number>;
  readonly observations: {
    kind: string;
    unitId: string | null;
    direction: "FOR" | "AGAINST";
    observation: Record<string, string | number>;
  }[];
}

/** A component as the ranking sees it; undefined where it is not registered. */
export async function subjectOf(queries: Queries, componentId: string): Promise<PlacedSubject | undefined> {
  const [subject] = await subjectsWhere(queries, sql`c.id = ${componentId}`, 1);
  return subject;
}

/** Components as the ranking sees them, by id. `condition` speaks of `component c`. */
export async function subjectsWhere(
  queries: Queries,
  condition: Sql,
  limit: number,
): Promise<PlacedSubject[]> {
  const rows = await queries.rows<SubjectRow>(sql`
    select c.id, ST_X(c.geom) as lon, ST_Y(c.geom) as lat, c.accuracy_m::float8 as "accuracyM", c.class_code as "classCode", c.division_code as "divisionCode", c.attributes,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'unitId', e.unit_id, 'direction', e.direction, 'observation', e.detail - 'event') order by e.recorded_at)
        from evidence e where e.component_id = c.id), '[]') as observations
    from component c where ${condition} order by c.id limit ${limit}`);
  const named = await unitsOfLettering(queries, rows.flatMap(letteringsOf));
  return rows.map((row) => subjectFrom(row, named));
}

const textIn = (facts: Record<string, unknown> | null, name: string): string | null => {
  const value = facts?.[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
};

/** What was read on the lid: at the survey of the register, and by whoever looked since. */
function letteringsOf({ attributes, observations }: SubjectRow): string[] {
  const read = [attributes, ...observations.map(({ observation }) => observation)];
  return [...new Set(read.flatMap((facts) => textIn(facts, "lettering") ?? []))];
}

function subjectFrom(row: SubjectRow, named: ReadonlyMap<string, string>): PlacedSubject {
  const { attributes, observations, ...subject } = row;
  const seen = [attributes, ...observations.map(({ observation }) => observation)];
  const contents = [...new Set(seen.flatMap((facts) => textIn(facts, "shaftContents") ?? []))];
  const misfit = observations.some(
    ({ kind, direction, observation }) =>
      (kind === "RING_FIT" && direction === "AGAINST") ||
      (textIn(observation, "ringFit") ?? "").startsWith("TOO_"),
  );
  return {
    ...subject,
    attributes: {
      diameterMm: typeof attributes.diameterMm === "number" ? attributes.diameterMm : null,
      material: typeof attributes.material === "string" ? attributes.material : null,
    },
    observations: [
      ...letteringsOf(row).flatMap((lettering) => letteringSays(lettering, named)),
      ...contents.flatMap((text) => {
        const medium = keyOfWord("medium", text);
        return medium ? [{ kind: "SHAFT_CONTENT" as const, medium }] : [];
      }),
      ...(misfit ? [{ kind: "RING_MISFIT" as const }] : []),
      ...observations.flatMap(({ kind, unitId, direction }) =>
        unitId && direction === "FOR" && kind in OBSERVED
          ? [{ kind: OBSERVED[kind as keyof typeof OBSERVED], unitId }]
          : [],
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

function letteringSays(lettering: string, named: ReadonlyMap<string, string>): Observation[] {
  const unitId = named.get(lettering);
  if (unitId) return [{ kind: "LETTERING", unitId }];
  // Cast letters name a medium more often than a unit: 雨, 污, 电, 信 ... (docs/domain.md#marking).
  const medium = keyOfWord("medium", lettering);
  return medium ? [{ kind: "LETTERING", medium }] : [];
}

async function unitsOfLettering(queries: Queries, letterings: string[]): Promise<Map<string, string>> {
  if (letterings.length === 0) return new Map();
  const rows = await queries.rows<{ id: string; name: string; code: string }>(sql`
    select id, name_zh as name, code from unit where name_zh = any(${letterings}) or code = any(${letterings}) order by id desc`);
  return new Map(rows.flatMap(({ id, name, code }) => [[code, id] as const, [name, id] as const]));
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
          where unit_id = ${unitId} and geom && ${envelope(boxAround({ west: lon, south: lat, east: lon, north: lat }, 60))} order by geom <-> ${point} limit 1) nearest where ST_DistanceSphere(at, ${point}) <= 60`);
}

export async function classNamesById(queries: Queries): Promise<Map<string, { zh: string; en: string }>> {
  const rows = await queries.rows<{ code: string; zh: string; en: string }>(
    sql`select code, name_zh as zh, name_en as en from component_class where scheme = 'A'`,
  );
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

/** What the last run kept of a component's ranking; undefined where none has seen it. */
export async function storedSuggestion(
  queries: Queries,
  componentId: string,
): Promise<{ candidates: KeptCandidate[]; modelVersion: string; rankedAt: string } | undefined> {
  return await queries.maybe(sql`
    select candidates, model_version as "modelVersion", ranked_at as "rankedAt" from suggestion where component_id = ${componentId}`);
}

/** The component that a letter to this unit is about. */
export async function letterAbout(
  queries: Queries,
  letterId: string,
  unitId: string,
): Promise<{ componentId: string } | undefined> {
  return await queries.maybe(sql`
    select l.component_id as "componentId" from inquiry_letter l join component c on c.id = l.component_id
    where l.id = ${letterId} and l.unit_id::text = ${unitId} and not c.restricted`);
}
