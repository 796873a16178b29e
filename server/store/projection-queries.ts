import { unitsBefore, unitsBeside } from "../domain/case/assignments.ts";
import { caseOpen, openDanger, type CaseFile } from "../domain/case/state.ts";
import { nextDue, type Deadline } from "../domain/clocks/deadline.ts";
import { disputed, inquiryOpen, type Inquiry } from "../domain/inquiry/state.ts";
import { waiting } from "../domain/inquiry/waiting.ts";
import type { Instant } from "../domain/names.ts";
import type { Writes } from "../db/at-once.ts";
import { json, sql } from "../db/sql.ts";

export interface CaseProjection {
  readonly file: CaseFile;
  readonly version: number;
}

export function casesChanged(changed: readonly CaseProjection[], at: Instant): Writes {
  if (changed.length === 0) return {};
  const rows = changed.map(({ file, version }) => ({
    id: file.id,
    number: file.number,
    component_id: file.componentId,
    division_code: file.divisionCode,
    state: file.state,
    open: caseOpen(file),
    danger: file.danger,
    defect: file.defect,
    channel: file.channel,
    substitute: file.substituteHandling,
    unit_id: file.unitId,
    beside: unitsBeside(file),
    past: unitsBefore(file),
    lon: file.position.lonE7,
    lat: file.position.latE7,
    reported_at: file.reportedAt,
    filed_at: file.filedAt,
    closed_at: file.endedAt,
    next_due_at: nextDue(file.deadlines),
    urgency: urgency(
      file.deadlines,
      file.reportedAt,
      (openDanger(file) ? 10 : 0) + (nobodysSide(file) || isDisagreed(file) ? 5 : 0),
    ),
    merged_into: file.mergedInto,
    recurrence_of: file.recurrenceOf,
    created_by: file.createdBy,
    photo_ids: file.photoIds,
    state_json: file,
    version,
  }));
  const cases = sql`
    insert into case_file (id, number, component_id, division_code, state, open, danger, defect, channel, substitute_handling, unit_id, beside_unit_ids, past_unit_ids, geom,
                           reported_at, filed_at, closed_at, next_due_at, urgency, merged_into, recurrence_of, created_by, photo_ids, state_json, version, changed_at)
    select id, number, component_id, division_code, state, open, danger, defect, channel, substitute, unit_id, array(select jsonb_array_elements_text(r.beside)::uuid),
           array(select jsonb_array_elements_text(r.past)::uuid), ST_SetSRID(ST_MakePoint(lon / 1e7, lat / 1e7), 4490),
           reported_at, filed_at, closed_at, next_due_at, urgency, merged_into, recurrence_of, created_by,
           array(select jsonb_array_elements_text(r.photo_ids)::uuid), state_json, version, ${at}
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (
      id uuid, number text, component_id uuid, division_code text, state text, open boolean, danger boolean, defect text, channel text, substitute boolean,
      unit_id uuid, beside jsonb, past jsonb, lon bigint, lat bigint, reported_at timestamptz, filed_at timestamptz, closed_at timestamptz, next_due_at timestamptz, urgency timestamptz,
      merged_into uuid, recurrence_of uuid, created_by uuid, photo_ids jsonb, state_json jsonb, version int)
    on conflict (id) do update set component_id = excluded.component_id, state = excluded.state, open = excluded.open, division_code = excluded.division_code, danger = excluded.danger, defect = excluded.defect,
      substitute_handling = excluded.substitute_handling, unit_id = excluded.unit_id, beside_unit_ids = excluded.beside_unit_ids,
      past_unit_ids = excluded.past_unit_ids, filed_at = excluded.filed_at, closed_at = excluded.closed_at,
      next_due_at = excluded.next_due_at, urgency = excluded.urgency, merged_into = excluded.merged_into, photo_ids = excluded.photo_ids,
      state_json = excluded.state_json, version = excluded.version, changed_at = excluded.changed_at`;
  return { cases, ...proofsOf(changed) };
}

/** Which picture proves which step: it proves no other, here or elsewhere (docs/domain.md#guard-1). */
function proofsOf(changed: readonly CaseProjection[]): Writes {
  const proofs = changed.flatMap(({ file }) =>
    (file.proofs ?? []).map((proof) => ({ ...proof, caseId: file.id })),
  );
  if (proofs.length === 0) return {};
  const written = sql`
    insert into case_proof (case_id, photo_id, step)
    select "caseId", "photoId", step from jsonb_to_recordset(${json(proofs)}::jsonb) as r ("caseId" uuid, "photoId" uuid, step text)
    on conflict do nothing`;
  return { proofs: written };
}

export interface InquiryProjection {
  readonly inquiry: Inquiry;
  readonly version: number;
}

export function inquiriesChanged(changed: readonly InquiryProjection[], at: Instant): Writes {
  if (changed.length === 0) return {};
  const rows = changed.map(({ inquiry, version }) => ({
    id: inquiry.id,
    number: inquiry.number,
    component_id: inquiry.componentId,
    division_code: inquiry.divisionCode,
    state: inquiry.state,
    open: inquiryOpen(inquiry),
    danger: inquiry.danger,
    owner: inquiry.determination?.ownerUnitId ?? null,
    custodian: inquiry.backstop?.custodianUnitId ?? null,
    opened_at: inquiry.openedAt,
    ended_at: inquiry.endedAt,
    next_due_at: nextDue(inquiry.deadlines),
    review: inquiry.backstop?.reviewOn ?? null,
    urgency: urgency(inquiry.deadlines, inquiry.openedAt, disputed(inquiry) ? 5 : 0),
    ...awaited(inquiry),
    state_json: inquiry,
    version,
  }));
  const inquiries = sql`
    insert into inquiry (id, number, component_id, division_code, state, open, danger, owner_unit_id, custodian_unit_id, opened_at, ended_at,
                         next_due_at, review_due_on, urgency, awaits_step, awaits_roles, escalated_to, state_json, version, changed_at)
    select id, number, component_id, division_code, state, open, danger, owner, custodian, opened_at, ended_at, next_due_at, review, urgency,
           awaits_step, array(select jsonb_array_elements_text(awaits_roles)), escalated_to, state_json, version, ${at}
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (
      id uuid, number text, component_id uuid, division_code text, state text, open boolean, danger boolean, owner uuid, custodian uuid, opened_at timestamptz,
      ended_at timestamptz, next_due_at timestamptz, review date, urgency timestamptz, awaits_step text, awaits_roles jsonb, escalated_to text,
      state_json jsonb, version int)
    on conflict (id) do update set component_id = excluded.component_id, state = excluded.state, open = excluded.open, danger = excluded.danger, owner_unit_id = excluded.owner_unit_id,
      custodian_unit_id = excluded.custodian_unit_id, ended_at = excluded.ended_at, next_due_at = excluded.next_due_at, review_due_on = excluded.review_due_on,
      urgency = excluded.urgency, awaits_step = excluded.awaits_step, awaits_roles = excluded.awaits_roles, escalated_to = excluded.escalated_to,
      state_json = excluded.state_json, version = excluded.version, changed_at = excluded.changed_at`;
  return {
    inquiries,
    ...linksOf(changed),
    ...lettersOf(changed),
    ...claimsOf(changed),
    ...announcementsOf(changed),
  };
}

/** Who was told of a determination goes on seeing it: it may object, and claim later (docs/domain.md#guard-7). */
function announcementsOf(changed: readonly InquiryProjection[]): Writes {
  const told = changed.flatMap(({ inquiry }) =>
    (inquiry.announcedTo ?? []).map((unitId) => ({
      unitId,
      inquiry: inquiry.id,
      component: inquiry.componentId,
    })),
  );
  if (told.length === 0) return {};
  const announcements = sql`
    insert into determination_notice (inquiry_id, unit_id, component_id)
    select inquiry, "unitId", component from jsonb_to_recordset(${json(told)}::jsonb) as r (inquiry uuid, "unitId" uuid, component uuid)
    on conflict (inquiry_id, unit_id) do update set component_id = excluded.component_id`;
  return { announcements };
}

/** Who has claimed it, asked or not, goes on seeing it (docs/domain.md#guard-7). */
function claimsOf(changed: readonly InquiryProjection[]): Writes {
  const claims = changed.flatMap(({ inquiry }) =>
    inquiry.claims.map(({ unitId, at }) => ({
      unitId,
      at,
      inquiry: inquiry.id,
      component: inquiry.componentId,
    })),
  );
  if (claims.length === 0) return {};
  const written = sql`
    insert into inquiry_claim (inquiry_id, unit_id, component_id, claimed_at)
    select inquiry, "unitId", component, max(at)
    from jsonb_to_recordset(${json(claims)}::jsonb) as r (inquiry uuid, "unitId" uuid, component uuid, at timestamptz) group by 1, 2, 3
    on conflict (inquiry_id, unit_id) do update set component_id = excluded.component_id, claimed_at = excluded.claimed_at`;
  return { claims: written };
}

function linksOf(changed: readonly InquiryProjection[]): Writes {
  const links = changed.flatMap(({ inquiry }) =>
    inquiry.caseIds.map((caseId) => [caseId, inquiry.id] as const),
  );
  if (links.length === 0) return {};
  const written = sql`
    insert into case_inquiry (case_id, inquiry_id)
    select * from unnest(${links.map(([caseId]) => caseId)}::uuid[], ${links.map(([, inquiryId]) => inquiryId)}::uuid[])
    on conflict do nothing`;
  return { links: written };
}

function lettersOf(changed: readonly InquiryProjection[]): Writes {
  const letters = changed.flatMap(({ inquiry }) =>
    inquiry.letters.map((letter) => ({ ...letter, inquiry: inquiry.id, component: inquiry.componentId })),
  );
  if (letters.length === 0) return {};
  const written = sql`
    insert into inquiry_letter (id, inquiry_id, component_id, unit_id, round, sent_at, due_at, delivered_at, answer, reason_code, answered_at, subject)
    select id, inquiry, component, "unitId", round, "sentAt", "dueAt", "sentAt", answer, "reasonCode", "answeredAt", about
    from jsonb_to_recordset(${json(letters)}::jsonb) as r (
      id uuid, inquiry uuid, component uuid, "unitId" uuid, round int, "sentAt" timestamptz, "dueAt" timestamptz, answer text, "reasonCode" text, "answeredAt" timestamptz, about text)
    on conflict (id) do update set component_id = excluded.component_id, unit_id = excluded.unit_id, due_at = excluded.due_at, answer = excluded.answer, reason_code = excluded.reason_code, answered_at = excluded.answered_at`;
  return { letters: written };
}

/** Deadlines are rows: the sweep finds what is due by one index, whichever track it belongs to. */
export function deadlinesChanged(
  cases: readonly CaseProjection[],
  inquiries: readonly InquiryProjection[],
  newId: () => string,
): Writes {
  const owners = [
    ...cases.map(({ file }) => ["case", file] as const),
    ...inquiries.map(({ inquiry }) => ["inquiry", inquiry] as const),
  ];
  const rows = owners.flatMap(([streamKind, { id: streamId, componentId, deadlines }]) =>
    deadlines.map((deadline) => ({ ...deadline, streamKind, streamId, componentId, id: newId() })),
  );
  if (rows.length === 0) return {};
  const deadlines = sql`
    insert into deadline (id, stream_kind, stream_id, component_id, kind, clock, minutes, rule_id, started_at, due_at, met_at, cancelled_at, cancelled_by, lapsed_at, fired_at, told_at, provisional)
    select id, "streamKind", "streamId", "componentId", kind, clock, minutes, "ruleId", "startedAt", "dueAt", "metAt", "cancelledAt", "cancelledBy", "lapsedAt", "firedAt", "toldAt",
      case when provisional is not null then array(select jsonb_array_elements_text(provisional)::int) end
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (
      id uuid, "streamKind" text, "streamId" uuid, "componentId" uuid, kind text, clock text, minutes int, "ruleId" text,
      "startedAt" timestamptz, "dueAt" timestamptz, "metAt" timestamptz, "cancelledAt" timestamptz, "cancelledBy" text, "lapsedAt" timestamptz, "firedAt" timestamptz, "toldAt" timestamptz, provisional jsonb)
    on conflict (stream_id, kind, rule_id, started_at) do update set component_id = excluded.component_id, due_at = excluded.due_at, met_at = excluded.met_at, cancelled_at = excluded.cancelled_at,
      cancelled_by = case when excluded.cancelled_at is not null then coalesce(excluded.cancelled_by, deadline.cancelled_by) end,
      lapsed_at = excluded.lapsed_at, fired_at = excluded.fired_at, told_at = excluded.told_at, provisional = excluded.provisional
    where (deadline.component_id, deadline.due_at, deadline.met_at, deadline.cancelled_at, deadline.lapsed_at, deadline.fired_at, deadline.provisional)
      is distinct from (excluded.component_id, excluded.due_at, excluded.met_at, excluded.cancelled_at, excluded.lapsed_at, excluded.fired_at, excluded.provisional)`;
  return { deadlines };
}

export interface EvidenceProjection {
  readonly id: string;
  readonly componentId: string;
  readonly inquiryId: string;
  readonly kind: string;
  readonly unitId: string | null;
  readonly direction: string;
  readonly collectedBy: string | null;
  readonly collectedByUnitId: string | null;
  readonly recordedAt: Instant;
  readonly detail: object;
  readonly photoIds: readonly string[];
}

export function evidenceAdded(items: readonly EvidenceProjection[]): Writes {
  if (items.length === 0) return {};
  const evidence = sql`
    insert into evidence (id, component_id, inquiry_id, kind, unit_id, direction, collected_by, collected_by_unit_id, recorded_at, detail, photo_ids)
    select id, "componentId", "inquiryId", kind, "unitId", direction, "collectedBy", "collectedByUnitId", "recordedAt", detail,
           array(select jsonb_array_elements_text("photoIds")::uuid)
    from jsonb_to_recordset(${json(items)}::jsonb) as r (
      id uuid, "componentId" uuid, "inquiryId" uuid, kind text, "unitId" uuid, direction text, "collectedBy" uuid, "collectedByUnitId" uuid,
      "recordedAt" timestamptz, detail jsonb, "photoIds" jsonb)`;
  return { evidence };
}

/**
 * What the queue sorts by: the clock that runs out next; where none runs, since when it has been there, so that nothing sinks.
 * `yearsAhead` lifts what comes first: dangers, then disputes.
 */
function urgency(deadlines: readonly Deadline[], since: Instant, yearsAhead: number): Instant {
  return new Date(Date.parse(nextDue(deadlines) ?? since) - yearsAhead * YEAR).toISOString();
}

/** Outside every street, and not handed over yet: the first of its list. */
function nobodysSide(file: CaseFile): boolean {
  return file.outside === true && !file.handedOver && caseOpen(file);
}

/** The two streets do not agree: the first of the convener's. */
function isDisagreed(file: CaseFile): boolean {
  return caseOpen(file) && typeof file.disagreed === "string";
}

function awaited(inquiry: Inquiry) {
  const awaits = waiting(inquiry);
  return {
    awaits_step: awaits?.step ?? null,
    awaits_roles: awaits?.roles ?? [],
    escalated_to: inquiry.escalation?.to ?? null,
  };
}

const YEAR = 365 * 86_400_000;
