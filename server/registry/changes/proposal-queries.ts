import type { z } from "zod";
import type { RegisterChange } from "../../contract/register-changes.ts";
import { isStaff, visibleTo } from "../../access/visibility.ts";
import type { Viewer } from "../../access/viewer.ts";
import type { Queries } from "../../db/database.ts";
import { unitJson } from "../../db/fragments.ts";
import { sql, type Sql } from "../../db/sql.ts";

/** A unit is asked about this `proposal`. */
function askedOf(unitId: string | null): Sql {
  return sql`proposal.body #> '{correction,asked}' @> to_jsonb(${unitId}::text)`;
}

/**
 * What is proposed about a role of `component`, as the contract says it. The street reads all of it; a unit reads what
 * it is asked about, whose days it moves, and of the answers its own.
 */
export function roleProposalFor(viewer: Viewer): Sql {
  const staff = isStaff(viewer);
  const own = (unitId: Sql) => (staff ? sql`true` : sql`${unitId} = ${viewer.unitId}::text`);
  return sql`(
    select jsonb_build_object('change', p -> 'change', 'role', p -> 'role', 'unit', ${unitJson(sql`u`)}, 'from', p -> 'from', 'basis', p -> 'basis',
      'basisRef', p -> 'basisRef', 'photoIds', p -> 'photoIds', 'byAccountId', ${staff ? sql`p -> 'byAccountId'` : sql`null`}, 'at', p -> 'at', 'dueAt', p -> 'dueAt',
      'correction', case when p ? 'correction' then jsonb_build_object('until', p #> '{correction,until}',
        'takes', (select coalesce(jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`t`)}, 'from', x -> 'from', 'to', x -> 'to')), '[]')
                  from jsonb_array_elements(p #> '{correction,takes}') x join unit t on t.id = (x ->> 'unitId')::uuid),
        'asked', (select coalesce(jsonb_agg(${unitJson(sql`t`)} order by t.code), '[]')
                  from jsonb_array_elements_text(p #> '{correction,asked}') x join unit t on t.id = x::uuid where ${own(sql`x`)}),
        'heard', (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(p #> '{correction,heard}') x where ${own(sql`x ->> 'unitId'`)})) end)
    from component_proposal proposal cross join lateral (select proposal.body as p) said join unit u on u.id = (p ->> 'unitId')::uuid
    where proposal.component_id = component.id and proposal.about = 'ROLE' and ${staff ? sql`true` : askedOf(viewer.unitId)})`;
}

/** What else waits for a second person; no unit is told what may be hidden from it, or be refused. */
export function changeProposalFor(viewer: Viewer): Sql {
  return isStaff(viewer)
    ? sql`(select body from component_proposal where component_id = component.id and about = 'CHANGE')`
    : sql`null`;
}

type Row = z.input<typeof RegisterChange> & { readonly key: string };

/** What waits, one row a proposal. `key`: when it should have been decided; what does not know that comes first. */
function waiting(viewer: Viewer): Sql {
  const asked = sql`${askedOf(viewer.unitId)}
    and not proposal.body #> '{correction,heard}' @> jsonb_build_array(jsonb_build_object('unitId', ${viewer.unitId}::text))`;
  return sql`
    select component.id, coalesce(case when proposal.body ? 'correction' then 'CORRECTION' end, proposal.body ->> 'change', proposal.body ->> 'kind') as kind,
           proposal.body as p
    from component_proposal proposal join component on component.id = proposal.component_id
    where ${visibleTo(viewer)} and ${isStaff(viewer) ? sql`true` : sql`proposal.about = 'ROLE' and ${asked}`}`;
}

export async function changesPage(
  queries: Queries,
  viewer: Viewer,
  after: readonly [key: string, id: string, kind: string] | null,
  limit: number,
): Promise<Row[]> {
  const [key, id, kind] = after ?? [null, null, null];
  const by = isStaff(viewer) ? sql`p ->> 'byAccountId'` : sql`null::text`;
  return await queries.rows<Row>(sql`
    select w.id as "componentId", coalesce(class.name_zh, component.class_code) as "classNameZh", coalesce(class.name_en, component.class_code) as "classNameEn",
      (select code from component_code where component_id = w.id order by valid_to nulls first, scheme, code limit 1) as code, component.address, w.kind,
      p ->> 'role' as role, ${unitJson(sql`u`)} as unit, ${by} as "byAccountId", p ->> 'at' as at, p ->> 'dueAt' as "dueAt", p #>> '{correction,until}' as "hearingUntil",
      coalesce(p ->> 'dueAt', '') as key
    from (${waiting(viewer)}) w join component on component.id = w.id
    left join component_class class on class.scheme = 'A' and class.code = component.class_code
    left join unit u on u.id = (p ->> 'unitId')::uuid
    where ${key}::text is null or (coalesce(p ->> 'dueAt', ''), w.id, w.kind) > (${key}::text, ${id}::uuid, ${kind}::text)
    order by coalesce(p ->> 'dueAt', ''), w.id, w.kind limit ${limit + 1}`);
}

export async function countChanges(queries: Queries, viewer: Viewer): Promise<number> {
  const { n } = await queries.one<{ n: number }>(
    sql`select count(*)::int as n from (${waiting(viewer)}) counted`,
  );
  return n;
}
