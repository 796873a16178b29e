import { NOW } from "../db/clock.ts";
import type { z } from "zod";
import type { CaseDetail, CaseSummary, listCases } from "../contract/cases.ts";
import type { QueryOf } from "../contract/endpoint.ts";
import type { Queries } from "../db/database.ts";
import { instantText, nextClock, unitJson } from "../db/fragments.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Position } from "../domain/names.ts";
import { nearBoundary, outsideStreets } from "../store/place-queries.ts";
import type { Viewer } from "../access/viewer.ts";
import { atWorkOn, casesOf } from "../access/visibility.ts";

type Summary = z.input<typeof CaseSummary>;
type Detail = z.input<typeof CaseDetail>;
export type CaseFilter = Omit<QueryOf<typeof listCases>, "cursor" | "limit">;
/** A row with the keys that its list is sorted by, for the cursor. */
export type QueueRow = Summary & { urgency: string };

/** Columns of a CaseSummary from `file` (case_file), `component`, `class` and `unit`. */
const SUMMARY = sql`
  file.id, file.number, file.state, file.open, file.danger, file.danger and file.open and file.state_json ->> 'madeSafeAt' is null as "openDanger",
  file.defect, file.channel, file.component_id as "componentId", component.class_code as "classCode",
  coalesce(class.name_zh, component.class_code) as "classNameZh", coalesce(class.name_en, component.class_code) as "classNameEn", component.class_group as "classGroup",
  component.ownership_status as "ownershipStatus", component.address, jsonb_build_object('lon', ST_X(file.geom), 'lat', ST_Y(file.geom)) as position,
  ${unitJson(sql`unit`)} as unit, file.substitute_handling as "substituteHandling", file.reported_at as "reportedAt", file.filed_at as "filedAt", file.closed_at as "endedAt",
  ${nextClock(sql`file.id`)} as next,
  (select jsonb_build_object('id', i.id, 'number', i.number, 'state', i.state, 'open', i.open)
   from case_inquiry link join inquiry i on i.id = link.inquiry_id where link.case_id = file.id order by i.open desc, i.opened_at desc limit 1) as inquiry,
  file.version`;
const JOINS = sql`join component on component.id = file.component_id
  left join component_class class on class.scheme = 'A' and class.code = component.class_code left join unit on unit.id = file.unit_id`;

/** "My work": what waits for the next step of this role. */
function mine(viewer: Viewer): Sql {
  switch (viewer.role) {
    case "STREET_DEPT":
    case "CONTRACTOR":
    case "OWNER_UNIT":
      return sql`${atWorkOn(viewer.unitId)} and file.state in ('DISPATCHED', 'GUARDED', 'MADE_SAFE')`;
    case "GRID_WORKER":
      return sql`(file.state in ('PREFILING_VERIFY', 'REPAIRED') or (file.danger and file.state in ('FILED', 'DISPATCHED')))`;
    case "SHIFT_LEAD":
      return sql`(file.state in ('POST_REPAIR_CHECK', 'REPORTED', 'RETURNED', 'FILED') or file.state_json -> 'request' <> 'null'::jsonb)`;
    case "CONVENER":
      return sql`file.state_json ->> 'disagreed' is not null`;
    case "SEAT_OPERATOR":
      return sql`(file.state in ('REPORTED', 'FILED', 'RETURNED', 'DISPATCHED', 'GUARDED', 'PREFILING_VERIFY')
        or file.state_json -> 'request' ->> 'kind' = 'DANGER_OVER')`;
    default:
      return sql`true`;
  }
}

function matching(viewer: Viewer, filter: CaseFilter): Sql {
  const where: Sql[] = [casesOf(viewer)];
  if (filter.queue !== "all") where.push(sql`file.open`);
  if (filter.queue === "mine") where.push(mine(viewer));
  if (filter.state?.length) where.push(sql`file.state = any(${filter.state})`);
  if (filter.danger !== undefined) where.push(sql`file.danger = ${filter.danger}`);
  if (filter.overdue !== undefined)
    where.push(
      sql`(file.open and file.next_due_at is not null and file.next_due_at < ${NOW}) = ${filter.overdue}`,
    );
  if (filter.unitId) where.push(sql`file.unit_id = ${filter.unitId}`);
  if (filter.componentId) where.push(sql`file.component_id = ${filter.componentId}`);
  if (filter.defect) where.push(sql`file.defect = ${filter.defect}`);
  if (filter.q)
    where.push(sql`(file.number ilike ${`%${filter.q}%`} or component.address ilike ${`%${filter.q}%`})`);
  if (filter.bbox)
    where.push(
      sql`file.geom && ST_MakeEnvelope(${filter.bbox[0]}, ${filter.bbox[1]}, ${filter.bbox[2]}, ${filter.bbox[3]}, 4490)`,
    );
  if (filter.from)
    where.push(sql`file.reported_at >= (${filter.from}::date)::timestamp at time zone 'Asia/Shanghai'`);
  if (filter.to)
    where.push(sql`file.reported_at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  return sql.join(where, " and ");
}

/** Queues go from the most urgent on; the whole list from the newest back. `after` is the last row's sort key and id. */
export async function casesPage(
  queries: Queries,
  viewer: Viewer,
  filter: CaseFilter,
  after: readonly [string, string] | null,
  limit: number,
): Promise<QueueRow[]> {
  const newestFirst = filter.queue === "all";
  const key = newestFirst ? sql`file.reported_at` : sql`file.urgency`;
  const beyond = !after
    ? sql`true`
    : newestFirst
      ? sql`(${key}, file.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : sql`(${key}, file.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const order = newestFirst
    ? sql`order by file.reported_at desc, file.id desc`
    : sql`order by file.urgency, file.id`;
  return await queries.rows<QueueRow>(sql`
    select ${SUMMARY}, ${key} as urgency from case_file file ${JOINS} where ${matching(viewer, filter)} and ${beyond} ${order} limit ${limit + 1}`);
}

/** Open cases by the same filter: how many, how many of them overdue, how many dangerous. */
export async function countCases(
  queries: Queries,
  viewer: Viewer,
  filter: CaseFilter,
): Promise<{ total: number; overdue: number; danger: number }> {
  return await queries.one(sql`
    select count(*)::int as total, (count(*) filter (where file.open and file.next_due_at < ${NOW}))::int as overdue,
           (count(*) filter (where file.open and file.danger and file.state_json ->> 'madeSafeAt' is null))::int as danger
    from case_file file join component on component.id = file.component_id where ${matching(viewer, filter)}`);
}

export interface DuplicateQuestion {
  readonly lon: number;
  readonly lat: number;
  readonly componentId?: string | undefined;
  readonly group?: string | undefined;
  readonly accuracyM?: number | undefined;
}

/**
 * docs/domain.md#d5: same component, or same class group within 10 m (30 m for a rough point), reported within 72 h,
 * still open.
 */
export async function likelyDuplicates(
  queries: Queries,
  viewer: Viewer,
  { lon, lat, componentId, group, accuracyM }: DuplicateQuestion,
): Promise<(Summary & { distanceM: number })[]> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)`;
  const radiusM = (accuracyM ?? 0) > 5 ? 30 : 10;
  return await queries.rows(sql`
    select ${SUMMARY}, round(ST_DistanceSphere(file.geom, ${point})::numeric, 2)::float8 as "distanceM"
    from case_file file ${JOINS}
    where file.open and ${casesOf(viewer)} and (
      file.component_id = ${componentId ?? null}::uuid
      or (file.geom && ST_Expand(${point}, ${radiusM / 55_000}) and ST_DistanceSphere(file.geom, ${point}) <= ${radiusM}
          and (${group ?? null}::text is null or component.class_group = ${group ?? null}) and file.reported_at > ${NOW} - interval '72 hours'))
    order by "distanceM" limit 5`);
}

/** The next case's number, whether its point is on nobody's side of a boundary or near one, and the last case closed at this component within 90 days: a new one then is its recurrence. */
export async function numberAndRecurrence(
  queries: Queries,
  componentId: string,
  at: Position | null,
  accuracyM: number | null,
): Promise<{ n: number; recurrenceOf: string | null; outside: boolean; boundary: boolean }> {
  const point = at
    ? sql`ST_SetSRID(ST_MakePoint(${at.lonE7}::float8 / 1e7, ${at.latE7}::float8 / 1e7), 4490)`
    : sql`(select geom from component where id = ${componentId})`;
  const accuracy =
    accuracyM === null
      ? sql`coalesce((select accuracy_m from component where id = ${componentId}), 0)`
      : sql`${accuracyM}::float8`;
  return await queries.one(sql`
    select nextval('case_number')::int as n, coalesce(${outsideStreets(point)}, false) as outside,
      coalesce(${nearBoundary(point, accuracy)}, false) as boundary, (
      select id from case_file where component_id = ${componentId} and state = 'CLOSED' and closed_at > ${NOW} - interval '90 day' order by closed_at desc limit 1) as "recurrenceOf"`);
}

export type DetailRow = Omit<Detail, "report">;

export async function caseDetail(
  queries: Queries,
  viewer: Viewer,
  id: string,
): Promise<DetailRow | undefined> {
  const state = sql`file.state_json`;
  return await queries.maybe<DetailRow>(sql`
    select ${SUMMARY}, file.division_code as "divisionCode",
      coalesce((select jsonb_agg(${unitJson(sql`bu`)} order by bu.name_zh) from unit bu where bu.id = any(file.beside_unit_ids)), '[]') as beside, ${state} ->> 'dispatchedAt' as "dispatchedAt", ${state} ->> 'acknowledgedAt' as "acknowledgedAt",
      ${state} ->> 'guardedAt' as "guardedAt", ${state} ->> 'madeSafeAt' as "madeSafeAt", ${state} ->> 'repairedAt' as "repairedAt", ${state} ->> 'checkedAt' as "checkedAt",
      ${state} ->> 'emergencyReason' as "emergencyReason", (${state} -> 'noticeAttempts')::int as "noticeAttempts", nullif(${state} -> 'rulePack', 'null'::jsonb) as "rulePack",
      (${state} -> 'reportCount')::int as "reportCount",
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`ru`)}, 'reasonCode', r ->> 'reasonCode', 'namesUnit', ${unitJson(sql`nu`)}, 'at', r ->> 'at') order by n)
        from jsonb_array_elements(${state} -> 'returns') with ordinality as returned (r, n)
        left join unit ru on ru.id = (r ->> 'unitId')::uuid left join unit nu on nu.id = (r ->> 'namesUnitId')::uuid), '[]') as returns,
      (${state} -> 'reworks')::int as reworks, (${state} -> 'extensions')::int as extensions, (${state} -> 'suspensions')::int as suspensions,
      ${state} ->> 'suspendedUntil' as "suspendedUntil", (${state} -> 'escalations')::int as escalations, nullif(${state} -> 'request', 'null'::jsonb) as request,
      file.merged_into as "mergedInto", ${state} ->> 'repliedAt' as "repliedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', own.id, 'number', own.number, 'channel', own.channel, 'reportedAt', ${instantText(sql`own.reported_at`)}, 'repliedAt', own.state_json ->> 'repliedAt') order by own.reported_at)
        from case_file own where own.id = any(array(select (m ->> 'caseId')::uuid from jsonb_array_elements(${state} -> 'merged') m))), '[]') as merged, file.recurrence_of as "recurrenceOf", to_jsonb(file.photo_ids) as "photoIds", ${state} -> 'deadlines' as deadlines,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'state', i.state, 'open', i.open) order by i.opened_at desc)
        from case_inquiry link join inquiry i on i.id = link.inquiry_id where link.case_id = file.id), '[]') as inquiries,
      (select jsonb_build_object('unit', ${unitJson(sql`u`)}, 'from', ${state} -> 'ownerNoted' ->> 'from', 'at', ${state} -> 'ownerNoted' ->> 'at')
        from unit u where u.id = (${state} -> 'ownerNoted' ->> 'unitId')::uuid) as "ownerNoted",
      ${state} as file
    from case_file file ${JOINS} where file.id = ${id} and ${casesOf(viewer)}`);
}

/** What the first report said and who said it, from its disclosures; erased ones are simply absent. */
export async function reportOf(queries: Queries, caseId: string): Promise<Map<string, string>> {
  const rows = await queries.rows<{ disclosure: string }>(sql`
    select d.disclosure from event e join disclosure d on d.event_id = e.event_id where e.stream_id = ${caseId} and e.seq = 1`);
  return new Map(
    rows.map(({ disclosure }) => {
      const [, name, value] = JSON.parse(Buffer.from(disclosure, "base64url").toString()) as [
        string,
        string,
        string,
      ];
      return [name, value];
    }),
  );
}
