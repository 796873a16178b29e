import type { z } from "zod";
import type { ComponentDetail, ComponentSummary, listComponents } from "../contract/registry.ts";
import type { QueryOf } from "../contract/endpoint.ts";
import type { Queries } from "../db/database.ts";
import { instantText, unitJson } from "../db/fragments.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { changeProposalFor, roleProposalFor } from "./changes/proposal-queries.ts";
import { parseQuestion } from "./question.ts";
import { asked } from "./question-queries.ts";
import { concerning, visibleTo } from "../access/visibility.ts";
import type { DetailKey } from "../domain/component/described.ts";
import { chosen, DETAIL_FACTS, EXPORTED_ATTRIBUTES } from "../db/component-fragments.ts";

type Summary = z.input<typeof ComponentSummary>;
export type ComponentFilter = Omit<QueryOf<typeof listComponents>, "cursor" | "limit">;

/** Columns of a ComponentSummary from `component`, `class` (component_class, scheme A) and `owner` (unit). */
const SUMMARY = sql`
  component.id, component.class_code as "classCode", coalesce(class.name_zh, component.class_code) as "classNameZh", coalesce(class.name_en, component.class_code) as "classNameEn",
  component.class_group as "classGroup",
  (select code from component_code where component_id = component.id order by valid_to nulls first, scheme, code limit 1) as code,
  jsonb_build_object('lon', ST_X(component.geom), 'lat', ST_Y(component.geom)) as position,
  component.address, component.division_code as "divisionCode", component.ownership_status as "ownershipStatus", ${unitJson(sql`owner`)} as owner,
  component.physical_state as "physicalState", component.open_danger as "openDanger", component.open_case_count as "openCaseCount", component.provisional`;
const JOINS = sql`left join component_class class on class.scheme = 'A' and class.code = component.class_code left join unit owner on owner.id = component.owner_unit_id`;

/** A page of components by id after `after`; `limit + 1` rows tell whether there is more. */
export async function componentsPage(
  queries: Queries,
  viewer: Viewer,
  filter: ComponentFilter,
  after: string | null,
  limit: number,
): Promise<Summary[]> {
  const where = await matching(queries, viewer, filter);
  return await queries.rows<Summary>(sql`
    select ${SUMMARY} from component ${JOINS}
    where ${where} and (${after}::uuid is null or component.id > ${after}::uuid)
    order by component.id limit ${limit + 1}`);
}

export type ExportRow = Summary & { readonly attributes: Readonly<Record<string, string | null>> };

/** The same page, with the attributes that the export shows besides. */
export async function exportPage(
  queries: Queries,
  viewer: Viewer,
  filter: ComponentFilter,
  after: string | null,
  limit: number,
): Promise<ExportRow[]> {
  const where = await matching(queries, viewer, filter);
  return await queries.rows<ExportRow>(sql`
    select ${SUMMARY}, ${EXPORTED_ATTRIBUTES} as attributes from component ${JOINS}
    where ${where} and (${after}::uuid is null or component.id > ${after}::uuid)
    order by component.id limit ${limit + 1}`);
}

/** How many match, counted up to 10,000 and not a row further: null beyond. */
export async function countComponents(
  queries: Queries,
  viewer: Viewer,
  filter: ComponentFilter,
): Promise<number | null> {
  const where = await matching(queries, viewer, filter);
  const { n } = await queries.one<{ n: number }>(sql`
    select count(*)::int as n from (select from component where ${where} limit 10001) counted`);
  return n > 10_000 ? null : n;
}

async function matching(queries: Queries, viewer: Viewer, filter: ComponentFilter): Promise<Sql> {
  const where: Sql[] = [visibleTo(viewer), sql`not component.retired`];
  if (filter.bbox)
    where.push(
      sql`component.geom && ST_MakeEnvelope(${filter.bbox[0]}, ${filter.bbox[1]}, ${filter.bbox[2]}, ${filter.bbox[3]}, 4490)`,
    );
  if (filter.classCode)
    where.push(
      filter.classCode.length === 2
        ? sql`left(component.class_code, 2) = ${filter.classCode}`
        : sql`component.class_code = ${filter.classCode}`,
    );
  where.push(...chosen(filter));
  if (filter.unitId) where.push(sql`component.owner_unit_id = ${filter.unitId}`);
  if (filter.danger !== undefined) where.push(sql`component.open_danger = ${filter.danger}`);
  if (filter.provisional !== undefined) where.push(sql`component.provisional = ${filter.provisional}`);
  if (filter.batchId) where.push(sql`component.import_batch_id = ${filter.batchId}`);
  if (filter.q) where.push(await asked(queries, parseQuestion(filter.q)));
  return sql.join(where, " and ");
}

/**
 * Scheme B's code of each class of scheme A, where there is exactly one: a pole is 0130 or 0131 in B, and which of them
 * the register does not know.
 */
export async function schemeBCodes(queries: Queries): Promise<Map<string, string>> {
  const rows = await queries.rows<{ a: string; b: string }>(sql`
    select maps_to_a as a, min(code) as b from component_class where scheme = 'B' and maps_to_a <> '' group by maps_to_a having count(*) = 1`);
  return new Map(rows.map(({ a, b }) => [a, b]));
}

export type NearRow = Summary & { distanceM: number };

/** The nearest components within `radiusM` metres; distances on the sphere. */
export async function nearestComponents(
  queries: Queries,
  viewer: Viewer,
  {
    lon,
    lat,
    radiusM,
    group,
    limit,
  }: { lon: number; lat: number; radiusM: number; group?: string | undefined; limit: number },
): Promise<NearRow[]> {
  const point = sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4490)`;
  // A degree of longitude is never longer than one of latitude: this box holds the whole circle up to 60 degrees.
  const margin = radiusM / 55_000;
  return await queries.rows<NearRow>(sql`
    select * from (
      select ${SUMMARY}, round(ST_DistanceSphere(component.geom, ${point})::numeric, 2)::float8 as "distanceM"
      from component ${JOINS}
      where component.geom && ST_Expand(${point}, ${margin}) and ${visibleTo(viewer)} and not component.retired
        and (${group ?? null}::text is null or component.class_group = ${group ?? null})
    ) near where "distanceM" <= ${radiusM} order by "distanceM" limit ${limit}`);
}

/** One component with everything the detail shows; undefined where it does not exist or is not the viewer's to see. */
export async function componentDetail(
  queries: Queries,
  viewer: Viewer,
  id: string,
): Promise<z.input<typeof ComponentDetail> | undefined> {
  // What a component is seen for alone (it was announced, its days are corrected) tells nothing of its cases.
  const own =
    viewer.role === "OWNER_UNIT"
      ? sql`and c.unit_id = ${viewer.unitId}::uuid`
      : viewer.role === "CONTRACTOR"
        ? sql`and ${concerning(viewer)}`
        : sql``;
  const found = await queries.maybe<Described>(sql`
    select ${SUMMARY}, ${DETAIL_FACTS} as described, component.source_crs as "sourceCrs", component.restricted, component.retired, component.disposition,
      component.attributes, to_jsonb(component.photo_ids) as "photoIds", component.import_batch_id as "importBatchId", component.version,
      coalesce((select jsonb_agg(jsonb_build_object('scheme', scheme, 'code', code, 'from', valid_from, 'to', valid_to) order by valid_from desc, code) from component_code where component_id = component.id), '[]') as codes,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unit', ${unitJson(sql`u`)}, 'from', lower(r.valid), 'to', upper(r.valid), 'basis', r.basis, 'basisRef', r.basis_ref, 'unitEndedOn', u.valid_to,
          'jointWith', case when r.basis <> 'SPLIT_UNALLOCATED' then '[]'::jsonb else coalesce((select jsonb_agg(${unitJson(sql`part`)} order by part.code)
            from unit_lineage came join unit_lineage l on l.predecessor_id = came.predecessor_id and l.kind = 'SPLIT' join unit part on part.id = l.successor_id
            where came.successor_id = r.unit_id and came.kind = 'SPLIT'), '[]') end) order by lower(r.valid) desc, r.role)
        from component_role r join unit u on u.id = r.unit_id where r.component_id = component.id), '[]') as roles,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unit', ${unitJson(sql`u`)}, 'from', lower(r.valid), 'to', upper(r.valid), 'basis', r.basis, 'basisRef', r.basis_ref,
          'correctedOn', r.corrected_on, 'correctedBy', r.corrected_by) order by r.corrected_on desc, lower(r.valid) desc, r.role)
        from component_role_corrected r join unit u on u.id = r.unit_id where r.component_id = component.id), '[]') as corrected,
      ${roleProposalFor(viewer)} as "roleProposal", ${changeProposalFor(viewer)} as "changeProposal",
      (select jsonb_build_object('id', other.id, 'on', component.identified_on,
          'code', (select code from component_code where component_id = other.id order by valid_to nulls first, scheme, code limit 1))
        from component other where other.id = component.identified_with and ${seen(viewer)}) as "identifiedWith",
      coalesce((select jsonb_agg(jsonb_build_object('id', other.id, 'on', other.identified_on) order by other.identified_on, other.id)
        from component other where other.identified_with = component.id and ${seen(viewer)}), '[]') as "identifiedHere",
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'state', c.state, 'danger', c.danger, 'defect', c.defect, 'open', c.open, 'reportedAt', ${instantText(sql`c.reported_at`)}) order by c.open desc, c.reported_at desc)
        from case_file c where c.component_id = component.id ${own}), '[]') as cases,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'state', i.state, 'open', i.open, 'openedAt', ${instantText(sql`i.opened_at`)}) order by i.open desc, i.opened_at desc)
        from inquiry i where i.component_id = component.id), '[]') as inquiries,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'unit', ${unitJson(sql`m`)}) order by a.kind, a.name)
        from area a left join unit m on m.id = a.unit_id
        where a.kind in ('COMPOUND', 'FACTORY', 'ROAD', 'CONSTRUCTION', 'GREEN', 'WATER') and a.geom && component.geom and ST_Covers(a.geom, component.geom)), '[]') as areas
    from component ${JOINS} where component.id = ${id} and ${visibleTo(viewer)}`);
  if (!found) return undefined;
  const { described, ...row } = found;
  return { ...row, ...described };
}

/** Whether the viewer may see the component that is `other` there. */
function seen(viewer: Viewer): Sql {
  return sql`exists (select from component where component.id = other.id and ${visibleTo(viewer)})`;
}

type Detail = z.input<typeof ComponentDetail>;
type Described = Omit<Detail, DetailKey> & { readonly described: Pick<Detail, DetailKey> };
