import { NOW } from "../db/clock.ts";
import type { z } from "zod";
import type { inbox, InquiryDetail, InquirySummary, listInquiries } from "../contract/inquiries.ts";
import type { QueryOf } from "../contract/endpoint.ts";
import type { Queries } from "../db/database.ts";
import { instantText, nextClock, unitJson } from "../db/fragments.ts";
import { sql, type Sql } from "../db/sql.ts";
import type { Viewer } from "../access/viewer.ts";
import { inquiriesOf, lettersOf } from "../access/visibility.ts";
import { statedIn } from "./stated-queries.ts";

type Summary = z.input<typeof InquirySummary>;
type Detail = z.input<typeof InquiryDetail>;
export type InquiryFilter = Omit<QueryOf<typeof listInquiries>, "cursor" | "limit">;
export type QueueRow = Summary & { urgency: string };
export type InboxRow = z.input<(typeof inbox)["answer"]>["items"][number] & { key: string };

function summary(viewer: Viewer): Sql {
  return sql`
    inquiry.id, inquiry.number, inquiry.state, inquiry.open, inquiry.danger, inquiry.state_json ->> 'origin' as origin, inquiry.component_id as "componentId",
    component.class_code as "classCode", coalesce(class.name_zh, component.class_code) as "classNameZh", coalesce(class.name_en, component.class_code) as "classNameEn",
    component.class_group as "classGroup", component.ownership_status as "ownershipStatus", component.address,
    jsonb_build_object('lon', ST_X(component.geom), 'lat', ST_Y(component.geom)) as position, inquiry.opened_at as "openedAt", inquiry.ended_at as "endedAt",
    ${unitJson(sql`owner`)} as owner, ${unitJson(sql`custodian`)} as custodian, inquiry.review_due_on as "reviewOn",
    (select jsonb_build_object('sent', count(*), 'answered', count(*) filter (where answer is not null and answer <> 'NO_REPLY'), 'claims', count(*) filter (where answer = 'CLAIM'), 'denials', count(*) filter (where answer = 'DENY'))
     from inquiry_letter letter where letter.inquiry_id = inquiry.id and ${lettersOf(viewer)}) as letters,
    ${nextClock(sql`inquiry.id`, clocksOf(viewer, sql`d.kind`))} as next,
    ${
      viewer.role === "OWNER_UNIT"
        ? sql`null`
        : sql`case when inquiry.awaits_step is not null then jsonb_build_object('step', inquiry.awaits_step, 'roles', to_jsonb(inquiry.awaits_roles), 'escalatedTo', inquiry.escalated_to) end`
    } as awaits,
    ${viewer.role === "OWNER_UNIT" ? sql`null` : sql`inquiry.state_json -> 'proposal' ->> 'kind'`} as proposal, inquiry.version`;
}
const JOINS = sql`join component on component.id = inquiry.component_id
  left join component_class class on class.scheme = 'A' and class.code = component.class_code
  left join unit owner on owner.id = inquiry.owner_unit_id left join unit custodian on custodian.id = inquiry.custodian_unit_id`;

function matching(viewer: Viewer, filter: InquiryFilter): Sql {
  const where: Sql[] = [inquiriesOf(viewer)];
  if (filter.queue === "open") where.push(sql`inquiry.open`);
  if (filter.queue === "announced")
    where.push(
      sql`((component.announced and (inquiry.open or inquiry.state = 'BACKSTOP')) or ${determinationTold(viewer)} or ${claimedUnasked(viewer)})`,
    );
  if (filter.queue === "backstop") where.push(sql`inquiry.state = 'BACKSTOP'`);
  if (filter.queue === "mine") where.push(mine(viewer));
  if (filter.state?.length) where.push(sql`inquiry.state = any(${filter.state})`);
  if (filter.escalated !== undefined)
    where.push(sql`(inquiry.escalated_to is not null) = ${filter.escalated}`);
  if (filter.danger !== undefined) where.push(sql`inquiry.danger = ${filter.danger}`);
  if (filter.overdue !== undefined)
    where.push(sql`(inquiry.next_due_at is not null and inquiry.next_due_at < ${NOW}) = ${filter.overdue}`);
  if (filter.componentId) where.push(sql`inquiry.component_id = ${filter.componentId}`);
  if (filter.q)
    where.push(sql`(inquiry.number ilike ${`%${filter.q}%`} or component.address ilike ${`%${filter.q}%`})`);
  return sql.join(where, " and ");
}

/** Which clocks a unit is told of: those that run for everybody; that somebody must confirm says what is proposed. */
function clocksOf(viewer: Viewer, kind: Sql): Sql {
  return viewer.role === "OWNER_UNIT"
    ? sql`${kind} in ('CONSULT', 'SURVEY', 'NOTICE', 'OBJECTION', 'REVIEW')`
    : sql`true`;
}

/** A determination that this unit was told of: it may object, or claim later. */
function determinationTold({ unitId }: Viewer): Sql {
  return sql`(inquiry.state = 'DETERMINED' and inquiry.id = any(array(select inquiry_id from determination_notice where unit_id = ${unitId}::uuid)))`;
}

/** A claim by a unit that no letter asked: its inbox knows nothing of it. */
function claimedUnasked({ unitId }: Viewer): Sql {
  return sql`(inquiry.id = any(array(select inquiry_id from inquiry_claim where unit_id = ${unitId}::uuid))
    and not exists (select from inquiry_letter letter where letter.inquiry_id = inquiry.id and letter.unit_id = ${unitId}::uuid))`;
}

/** What waits for this role, as the domain says it, and what has come to it because nobody took it in time. */
function mine(viewer: Viewer): Sql {
  return viewer.role === "OWNER_UNIT"
    ? sql`(inquiry.open and exists (select from inquiry_letter letter where letter.inquiry_id = inquiry.id and letter.unit_id = ${viewer.unitId}::uuid and letter.answer is null))`
    : sql`(${viewer.role} = any(inquiry.awaits_roles) or inquiry.escalated_to = ${viewer.role})`;
}

export async function inquiriesPage(
  queries: Queries,
  viewer: Viewer,
  filter: InquiryFilter,
  after: readonly [string, string] | null,
  limit: number,
): Promise<QueueRow[]> {
  const newestFirst = filter.queue === "all" || filter.queue === "announced";
  // The auditor's list goes by the day the review is due; open ones by urgency; all by age.
  const key = newestFirst
    ? sql`inquiry.opened_at`
    : filter.queue === "backstop"
      ? sql`coalesce(inquiry.review_due_on::timestamptz, inquiry.urgency)`
      : sql`inquiry.urgency`;
  const beyond = !after
    ? sql`true`
    : newestFirst
      ? sql`(${key}, inquiry.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : sql`(${key}, inquiry.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const order = newestFirst ? sql`order by ${key} desc, inquiry.id desc` : sql`order by ${key}, inquiry.id`;
  return await queries.rows<QueueRow>(
    sql`select ${summary(viewer)}, ${key} as urgency from inquiry ${JOINS} where ${matching(viewer, filter)} and ${beyond} ${order} limit ${limit + 1}`,
  );
}

export async function countInquiries(
  queries: Queries,
  viewer: Viewer,
  filter: InquiryFilter,
): Promise<{ total: number; overdue: number; danger: number }> {
  return await queries.one(sql`
    select count(*)::int as total, (count(*) filter (where inquiry.next_due_at < ${NOW}))::int as overdue, (count(*) filter (where inquiry.danger and inquiry.open))::int as danger
    from inquiry join component on component.id = inquiry.component_id where ${matching(viewer, filter)}`);
}

type DetailRow = Omit<
  Detail,
  "noticeDraft" | "stated" | "candidates" | "lettersSent" | "claims" | "evidence"
> &
  Pick<Detail, "candidates" | "lettersSent" | "claims" | "evidence">;

/**
 * One inquiry. A unit gets its own letters, claims and evidence, and a `file` cut down to them (docs/domain.md#guard-7).
 */
export async function inquiryDetail(
  queries: Queries,
  viewer: Viewer,
  id: string,
): Promise<(DetailRow & Pick<Detail, "stated">) | undefined> {
  const state = sql`inquiry.state_json`;
  const isUnit = viewer.role === "OWNER_UNIT";
  const ownUnit = (column: Sql): Sql => (isUnit ? sql`where ${column} = ${viewer.unitId}` : sql``);
  const clocks = isUnit
    ? sql`(select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(${state} -> 'deadlines') x where ${clocksOf(viewer, sql`x ->> 'kind'`)})`
    : sql`${state} -> 'deadlines'`;
  const file = isUnit
    ? sql`(${state} || jsonb_build_object(
      'candidates', '[]'::jsonb, 'proposal', case when ${state} #>> '{proposal,kind}' = 'DISCLAIMER' and ${state} #>> '{proposal,unitId}' = ${viewer.unitId} then (${state} -> 'proposal') || '{"byAccountId": null}' end, 'caseIds', '[]'::jsonb, 'leftOut', '[]'::jsonb, 'escalation', null, 'deadlines', ${clocks},
      'letters', (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(${state} -> 'letters') x where x ->> 'unitId' = ${viewer.unitId}),
      'claims', (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(${state} -> 'claims') x where x ->> 'unitId' = ${viewer.unitId}),
      'evidence', (select coalesce(jsonb_agg(x), '[]') from jsonb_array_elements(${state} -> 'evidence') x
        where exists (select from evidence e where e.id::text = x ->> 'id' and e.collected_by_unit_id = ${viewer.unitId}::uuid))))`
    : state;
  const row = await queries.maybe<DetailRow>(sql`
    select ${summary(viewer)}, inquiry.division_code as "divisionCode", (${state} -> 'round')::int as round, (${state} -> 'reopenings')::int as reopenings, ${clocks} as deadlines,
      ${
        isUnit
          ? sql`'[]'::jsonb`
          : sql`coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`u`)}, 'probability', (x ->> 'permille')::numeric / 1000, 'nearby', x ->> 'nearby') order by n)
        from jsonb_array_elements(${state} -> 'candidates') with ordinality as candidate (x, n) join unit u on u.id = (x ->> 'unitId')::uuid), '[]')`
      } as candidates,
      coalesce((select jsonb_agg(jsonb_build_object('id', letter.id, 'unit', ${unitJson(sql`u`)}, 'round', letter.round, 'sentAt', ${instantText(sql`letter.sent_at`)}, 'dueAt', ${instantText(sql`letter.due_at`)},
          'seenAt', ${instantText(sql`letter.seen_at`)}, 'answer', letter.answer, 'reasonCode', letter.reason_code, 'answeredAt', ${instantText(sql`letter.answered_at`)}) order by letter.round, u.name_zh)
        from inquiry_letter letter join unit u on u.id = letter.unit_id where letter.inquiry_id = inquiry.id and ${lettersOf(viewer)}), '[]') as "lettersSent",
      coalesce((select jsonb_agg(jsonb_build_object('unit', ${unitJson(sql`u`)}, 'at', x ->> 'at', 'status', x ->> 'status') order by x ->> 'at')
        from jsonb_array_elements(${state} -> 'claims') x join unit u on u.id = (x ->> 'unitId')::uuid ${ownUnit(sql`(x ->> 'unitId')`)}), '[]') as claims,
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'unit', ${unitJson(sql`u`)}, 'direction', e.direction, 'recordedAt', ${instantText(sql`e.recorded_at`)}, 'by', a.display_name,
          'observation', e.detail - 'event', 'note', null, 'photoIds', to_jsonb(e.photo_ids)) order by e.recorded_at)
        from evidence e left join unit u on u.id = e.unit_id left join account a on a.id = e.collected_by
        where e.inquiry_id = inquiry.id ${isUnit ? sql`and e.collected_by_unit_id = ${viewer.unitId}::uuid` : sql``}), '[]') as evidence,
      (select jsonb_build_object('at', ${state} -> 'survey' ->> 'at', 'by', (select display_name from account where id = (${state} -> 'survey' ->> 'byAccountId')::uuid)) where ${state} -> 'survey' <> 'null'::jsonb) as survey,
      (select jsonb_build_object('result', ${state} -> 'parcelCheck' ->> 'result', 'areaName', (select name from area where id = (${state} -> 'parcelCheck' ->> 'areaId')::uuid), 'contradicts', ${state} -> 'parcelCheck' ->> 'contradicts') where ${state} -> 'parcelCheck' <> 'null'::jsonb) as "parcelCheck",
      nullif(${state} -> 'notice', 'null'::jsonb) as notice, ${isUnit ? sql`null` : sql`nullif(${state} -> 'proposal', 'null'::jsonb)`} as "proposalDetail",
      (select (${state} -> 'determination') - 'ownerUnitId' || jsonb_build_object('owner', ${unitJson(sql`u`)}) from unit u where u.id = (${state} -> 'determination' ->> 'ownerUnitId')::uuid) as determination,
      (select (${state} -> 'backstop') - 'custodianUnitId' - 'signedBy' - 'proposedBy' || jsonb_build_object('custodian', ${unitJson(sql`u`)}) from unit u where u.id = (${state} -> 'backstop' ->> 'custodianUnitId')::uuid) as backstop,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'state', c.state, 'open', c.open) order by c.reported_at desc)
        from case_inquiry link join case_file c on c.id = link.case_id where link.inquiry_id = inquiry.id ${isUnit ? sql`and c.unit_id = ${viewer.unitId}::uuid` : sql``}), '[]') as cases,
      ${file} as file
    from inquiry ${JOINS} where inquiry.id = ${id} and ${inquiriesOf(viewer)}`);
  return row && { ...row, stated: isUnit ? [] : await statedIn(queries, id) };
}

/** A unit's letters: waiting ones by deadline, then answered ones, newest first: one sort key says both. */
export async function inboxPage(
  queries: Queries,
  viewer: Viewer,
  waiting: boolean | undefined,
  after: readonly [string, string] | null,
  limit: number,
): Promise<InboxRow[]> {
  const key = sql`case when letter.answer is null then letter.due_at else timestamptz '3000-01-01' + (timestamptz '3000-01-01' - letter.answered_at) end`;
  const rows = await queries.rows<Summary & { letter: InboxRow["letter"]; key: string }>(sql`
    select ${summary(viewer)}, ${key} as key,
      jsonb_build_object('id', letter.id, 'unit', ${unitJson(sql`own`)}, 'round', letter.round, 'sentAt', ${instantText(sql`letter.sent_at`)}, 'dueAt', ${instantText(sql`letter.due_at`)},
        'seenAt', ${instantText(sql`letter.seen_at`)}, 'answer', letter.answer, 'reasonCode', letter.reason_code, 'answeredAt', ${instantText(sql`letter.answered_at`)}) as letter
    from inquiry_letter letter join inquiry on inquiry.id = letter.inquiry_id ${JOINS} join unit own on own.id = letter.unit_id
    where letter.unit_id = ${viewer.unitId}::uuid and (${waiting ?? null}::boolean is null or (letter.answer is null and inquiry.open) = ${waiting ?? null}::boolean)
      and ${after ? sql`(${key}, letter.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by key, letter.id limit ${limit + 1}`);
  return rows.map(({ letter, key, ...inquiry }) => ({ letter, inquiry, key }));
}

export async function countInbox(
  queries: Queries,
  viewer: Viewer,
): Promise<{ waiting: number; overdue: number }> {
  return await queries.one(sql`
    select count(*)::int as waiting, (count(*) filter (where letter.due_at < ${NOW}))::int as overdue
    from inquiry_letter letter join inquiry on inquiry.id = letter.inquiry_id where letter.unit_id = ${viewer.unitId}::uuid and letter.answer is null and inquiry.open`);
}

/** Marks a letter of this unit as opened; the first time counts. Undefined where the unit has no such letter. */
export async function markLetterSeen(
  queries: Queries,
  unitId: string | null,
  letterId: string,
): Promise<{ seenAt: string; inquiryId: string; componentId: string; first: boolean } | undefined> {
  return await queries.maybe(sql`
    with before as (select seen_at from inquiry_letter where id = ${letterId})
    update inquiry_letter set seen_at = coalesce(seen_at, ${NOW}) where id = ${letterId} and unit_id = ${unitId}::uuid
    returning seen_at as "seenAt", inquiry_id as "inquiryId", component_id as "componentId", (select seen_at is null from before) as first`);
}
