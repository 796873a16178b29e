import type { Places, Outline } from "../../contract/places.ts";
import type { Tx } from "../../db/actor.ts";
import type { Queries } from "../../db/database.ts";
import { unitJson } from "../../db/fragments.ts";
import { json, sql } from "../../db/sql.ts";

const OF_TODAY = sql`u.unit_type = 'STREET_DEPT' and u.valid_to is null`;
const AREAS_OFFERED = 200;

/** What is set and what could be; `streamId` is the stream of both settings. */
export async function placesAsSet(queries: Queries, streamId: string): Promise<Places> {
  return await queries.one<Places>(sql`
    select
      coalesce((select seq from stream where id = ${streamId}::uuid), 0) as version,
      coalesce((select jsonb_agg(jsonb_build_object('divisionCode', r.division_code, 'placeKind', r.place_kind, 'unit', ${unitJson(sql`u`)},
          'labelZh', r.label_zh, 'labelEn', r.label_en) order by r.priority, r.id)
        from place_rule r join unit u on u.id = r.unit_id), '[]') as rules,
      (select jsonb_build_object('code', code, 'nameZh', name_zh, 'nameEn', name_en,
          'box', jsonb_build_array(ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)))
        from division where geom is not null and code = (select value #>> '{}' from setting where key = 'home_division')) as home,
      coalesce((select jsonb_agg(jsonb_build_object('code', code, 'nameZh', name_zh, 'nameEn', name_en, 'outlined', geom is not null) order by code)
        from division), '[]') as divisions,
      coalesce((select jsonb_agg(${unitJson(sql`u`)} order by u.name_zh) from unit u where ${OF_TODAY}), '[]') as departments,
      coalesce((select jsonb_agg(counted order by kind) from (select kind, count(*)::int as count from area group by kind) counted), '[]') as "areaKinds",
      coalesce((select jsonb_agg(large) from (
        select id, kind, name from area order by ST_Area(geom) desc, id limit ${AREAS_OFFERED}) large), '[]') as areas,
      exists (select from component where not retired) as registered,
      (select count(*)::int from case_file where danger and state = 'FILED' and unit_id is null) as waiting`);
}

export interface RuleRow {
  readonly divisionCode: string | null;
  readonly placeKind: string;
  readonly unitId: string;
  readonly labelZh: string;
  readonly labelEn: string;
}

/** Writes the rules in their order. */
export async function replaceRules(tx: Tx, rules: readonly RuleRow[]): Promise<void> {
  await tx.run(sql`delete from place_rule`);
  await tx.run(sql`
    insert into place_rule (id, division_code, place_kind, unit_id, priority, label_zh, label_en)
    select n, "divisionCode", "placeKind", "unitId", n, "labelZh", "labelEn"
    from rows from (jsonb_to_recordset(${json(rules)}::jsonb)
      as ("divisionCode" text, "placeKind" text, "unitId" uuid, "labelZh" text, "labelEn" text)) with ordinality
      as r ("divisionCode", "placeKind", "unitId", "labelZh", "labelEn", n)`);
}

/** Those of the given units that are no street department of today, and of the divisions that nobody knows. */
export async function unknownIn(
  queries: Queries,
  rules: readonly RuleRow[],
): Promise<{ units: string[]; divisions: string[] }> {
  const units = [...new Set(rules.map(({ unitId }) => unitId))];
  const divisions = [...new Set(rules.flatMap(({ divisionCode }) => divisionCode ?? []))];
  return await queries.one(sql`
    select
      array(select given from unnest(${units}::uuid[]) given where not exists (select from unit u where u.id = given and ${OF_TODAY})) as units,
      array(select given from unnest(${divisions}::text[]) given where not exists (select from division where code = given)) as divisions`);
}

/** True where this unit is the only street department and nothing says yet which one acts. */
export async function isOnlyDepartment(queries: Queries, unitId: string): Promise<boolean> {
  const { only } = await queries.one<{ only: boolean }>(sql`
    select not exists (select from place_rule) and array(select u.id from unit u where ${OF_TODAY}) = array[${unitId}::uuid] as only`);
  return only;
}

export async function divisionKnown(
  queries: Queries,
  code: string,
): Promise<{ nameZh: string; nameEn: string; outlined: boolean } | undefined> {
  return await queries.maybe(sql`
    select name_zh as "nameZh", name_en as "nameEn", geom is not null as outlined from division where code = ${code}`);
}

export async function insertStreet(
  tx: Tx,
  { code, nameZh, nameEn }: { readonly code: string; readonly nameZh: string; readonly nameEn: string },
): Promise<void> {
  await tx.run(
    sql`insert into division (code, name_zh, name_en, level) values (${code}, ${nameZh}, ${nameEn}, 'STREET')`,
  );
}

/** Some 200 m around what is registered, so that the next cover at the edge is inside. Degrees. */
const MARGIN = 0.002;

/** Gives a division its outline; false where what it should come from does not exist. */
export async function outline(tx: Tx, code: string, given: Outline): Promise<boolean> {
  const source =
    given.from === "COMPONENTS"
      ? sql`select ST_SetSRID(ST_Expand(ST_Extent(geom)::geometry, ${MARGIN}), 4490) as geom from component where not retired`
      : given.from === "AREA"
        ? sql`select geom from area where id = ${given.areaId}`
        : sql`select ST_MakeEnvelope(${given.southWest.lon}, ${given.southWest.lat}, ${given.northEast.lon}, ${given.northEast.lat}, 4490) as geom`;
  const changed = await tx.run(sql`
    update division set geom = ST_Multi(source.geom) from (${source}) source where code = ${code} and source.geom is not null`);
  return changed === 1;
}

/** Makes a division the street served. Answers its box, `[west, south, east, north]` in 1e-7 degree. */
export async function serve(tx: Tx, code: string): Promise<number[]> {
  await tx.run(sql`
    insert into setting (key, value) values ('home_division', to_jsonb(${code}::text)) on conflict (key) do update set value = excluded.value`);
  const { box } = await tx.one<{ box: number[] }>(sql`
    select jsonb_build_array(round(ST_XMin(geom)::numeric * 1e7)::bigint, round(ST_YMin(geom)::numeric * 1e7)::bigint,
      round(ST_XMax(geom)::numeric * 1e7)::bigint, round(ST_YMax(geom)::numeric * 1e7)::bigint) as box
    from division where code = ${code}`);
  return box;
}

export async function unitById(queries: Queries, id: string): Promise<Places["departments"][number] | null> {
  const row = await queries.maybe<{ unit: Places["departments"][number] }>(
    sql`select ${unitJson(sql`u`)} as unit from unit u where u.id = ${id}`,
  );
  return row?.unit ?? null;
}

/** Holds the stream of the settings until the transaction ends. Answers its version. */
export async function lockVersion(tx: Tx, streamId: string): Promise<number> {
  const row = await tx.maybe<{ seq: number }>(
    sql`select seq from stream where id = ${streamId}::uuid for no key update`,
  );
  return row?.seq ?? 0;
}
