import type { CleanUpFilter, CleanUpRow } from "../../contract/clean-up.ts";
import type { UnitRef } from "../../contract/shapes.ts";
import type { Queries } from "../../db/database.ts";
import { sql, type Sql } from "../../db/sql.ts";
import { ASKED_AT_LEAST, ASKED_FROM } from "../../domain/inquiry/recipients.ts";
import { envelope } from "../surroundings-queries.ts";
import { TO_RANK } from "./run-queries.ts";
import type { KeptCandidate } from "./suggestion.ts";

/** A row before its reasons are rendered in words. */
export interface WorkRow extends Omit<CleanUpRow, "candidates" | "none"> {
  readonly candidates: readonly KeptCandidate[];
  readonly nonePermille: number;
}

/** Where the next page begins: after this probability and id. */
export type After = readonly [permille: number, id: string] | null;

const OPEN_INQUIRY = sql`exists (select from inquiry where inquiry.component_id = c.id and inquiry.open)`;

/** What a proactive inquiry can be opened for: nobody answers for it, nobody is asked, and no backstop holds it. */
const OPENABLE = sql`c.ownership_status <> 'BACKSTOP' and not ${OPEN_INQUIRY}`;

/** Rows of `suggestion s join component c` that a filter means. */
export function meant(filter: CleanUpFilter): Sql {
  const where: Sql[] = [TO_RANK];
  if (filter.status?.length) where.push(sql`c.ownership_status = any(${filter.status})`);
  if (filter.group?.length) where.push(sql`c.class_group = any(${filter.group})`);
  if (filter.unitId) where.push(sql`s.unit_id = ${filter.unitId}`);
  if (filter.division) where.push(sql`starts_with(c.division_code, ${filter.division})`);
  if (filter.grid) where.push(sql`c.grid_code = ${filter.grid}`);
  if (filter.road) where.push(sql`coalesce(nullif(c.road_name, ''), ${OFF_ROADS}) = ${filter.road}`);
  if (filter.gap) where.push(sql`s.gaps @> array[${filter.gap}] and s.gaps <> '{}'`);
  if (filter.cluster) where.push(sql`s.cluster_id = ${filter.cluster}`);
  if (filter.atLeast !== undefined) where.push(sql`s.permille >= ${filter.atLeast * 10}`);
  if (filter.below !== undefined) where.push(sql`s.permille < ${filter.below * 10}`);
  if (filter.withoutInquiry) where.push(sql`not ${OPEN_INQUIRY}`);
  return sql.join(where, " and ");
}

/** Stands for the name of the road where there is none. */
export const OFF_ROADS = "-";

const FROM = sql`from suggestion s join component c on c.id = s.component_id`;

/** A page, the most certain first; `limit + 1` rows tell whether there is more. `modelVersion` is the one that ranks now. */
export async function workPage(
  queries: Queries,
  filter: CleanUpFilter,
  after: After,
  limit: number,
  modelVersion: string,
): Promise<WorkRow[]> {
  const rest = after
    ? sql`and s.permille <= ${after[0]} and (s.permille < ${after[0]} or c.id > ${after[1]}::uuid)`
    : sql.empty;
  return await queries.rows<WorkRow>(sql`
    with page as (
      select s.component_id as id ${FROM} where ${meant(filter)} ${rest} order by s.permille desc, c.id limit ${limit + 1}
    )
    select c.id, (select code from component_code where component_id = c.id order by valid_to nulls first, scheme, code limit 1) as code,
      c.class_code as "classCode", coalesce(class.name_zh, c.class_code) as "classNameZh", coalesce(class.name_en, c.class_code) as "classNameEn",
      c.class_group as "classGroup", c.ownership_status as "ownershipStatus", c.open_danger as "openDanger", c.address, c.road_name as "roadName",
      c.division_code as "divisionCode", c.grid_code as "gridCode", jsonb_build_object('lon', ST_X(c.geom), 'lat', ST_Y(c.geom)) as position,
      s.candidates, s.none_permille as "nonePermille", s.model_version as "modelVersion", s.ranked_at as "rankedAt",
      s.model_version <> ${modelVersion} or c.changed_at > s.ranked_at as stale, s.gaps, s.cluster_id as "clusterId",
      (select jsonb_build_object('id', id, 'number', number, 'state', state) from inquiry where component_id = c.id and open) as inquiry
    from page join suggestion s on s.component_id = page.id join component c on c.id = page.id
    left join component_class class on class.scheme = 'A' and class.code = c.class_code
    order by s.permille desc, c.id`);
}

export async function countWork(
  queries: Queries,
  filter: CleanUpFilter,
): Promise<{ total: number; openable: number }> {
  return await queries.one(sql`
    select count(*)::int as total, count(*) filter (where ${OPENABLE})::int as openable ${FROM} where ${meant(filter)}`);
}

export type WorkPoint = [id: string, lon: number, lat: number, permille: number];

export async function workPoints(
  queries: Queries,
  filter: CleanUpFilter & { bbox?: readonly [number, number, number, number] | undefined },
  most: number,
): Promise<{ points: WorkPoint[]; more: boolean }> {
  const { bbox } = filter;
  const within = bbox
    ? sql`and c.geom && ${envelope({ west: bbox[0], south: bbox[1], east: bbox[2], north: bbox[3] })}`
    : sql.empty;
  const { points } = await queries.one<{ points: WorkPoint[] }>(sql`
    select coalesce(json_agg(json_build_array(id, lon, lat, permille)), '[]') as points from (
      select c.id, ST_X(c.geom) as lon, ST_Y(c.geom) as lat, s.permille
      ${FROM} where ${meant(filter)} ${within} order by s.permille desc, c.id limit ${most + 1}) listed`);
  return { points: points.slice(0, most), more: points.length > most };
}

/** Which letters opening inquiries for all openable ones would send: the same choice as `askedOf`. */
export async function lettersOf(
  queries: Queries,
  filter: CleanUpFilter,
): Promise<{ components: number; letters: number; byUnit: { unit: UnitRef; letters: number }[] }> {
  return await queries.one(sql`
    with asked as (
      select s.component_id, (candidate ->> 'unitId')::uuid as unit_id
      ${FROM} cross join lateral jsonb_array_elements(s.candidates) with ordinality as listed (candidate, n)
      where ${meant(filter)} and ${OPENABLE} and (n <= ${ASKED_AT_LEAST} or (candidate ->> 'permille')::int >= ${ASKED_FROM * 1000})
    ), counted as (
      select unit_id, count(*)::int as letters from asked group by unit_id
    )
    select (select count(*)::int ${FROM} where ${meant(filter)} and ${OPENABLE}) as components, (select count(*)::int from asked) as letters,
      coalesce((select json_agg(json_build_object('unit', ${UNIT}, 'letters', letters) order by letters desc, u.code)
        from counted join unit u on u.id = counted.unit_id), '[]') as "byUnit"`);
}

const UNIT = sql`json_build_object('id', u.id, 'nameZh', u.name_zh, 'nameEn', u.name_en, 'unitType', u.unit_type)`;

/** Writes down what is to be opened for all that match; answers how many. */
export async function listOpenable(
  queries: Queries,
  openingId: string,
  filter: CleanUpFilter,
  except: readonly string[],
): Promise<number> {
  return await queries.run(sql`
    insert into bulk_opening_item (opening_id, n, component_id)
    select ${openingId}::uuid, row_number() over (order by s.permille desc, c.id), c.id
    ${FROM} where ${meant(filter)} and ${OPENABLE} and c.id <> all(${[...except]}::uuid[])`);
}
