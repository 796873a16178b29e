import { z } from "zod";
import type { HistoryEntry } from "../contract/shapes.ts";
import type { Queries } from "../db/database.ts";
import { sql, type Sql } from "../db/sql.ts";
import { may } from "../domain/permissions.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import { readsText } from "../access/caller-words.ts";
import type { Viewer } from "../access/viewer.ts";
import { isStaff, stepsOf } from "../access/visibility.ts";
import { textsOf } from "./disclosures.ts";
import { setsAside } from "./set-aside.ts";

/** What a history is asked for; every given condition must hold. Days are in Asia/Shanghai, both included. */
export interface HistoryFilter {
  readonly streamId?: string | undefined;
  readonly streamKind?: string | undefined;
  readonly componentId?: string | undefined;
  readonly kind?: string | undefined;
  readonly accountId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only decisions that take two persons and a reason (docs/domain.md#guard-10). */
  readonly twoPersons?: boolean | undefined;
}

export type HistoryViewer = Pick<Viewer, "role" | "unitId">;

/**
 * Void, forced close, a moved deadline, a suspension, the owner, private premises, the backstop, a sealing, who maintains, what leaves
 * the register or is hidden from units, and what undoes them (a change between ordinary classes is one person's and stands there all the same): one asks, another decides (docs/domain.md#guard-10).
 */
const TWO_PERSON_KINDS = [
  "CASE_VOIDED",
  "CASE_FORCED_CLOSED",
  "EXTENSION_GRANTED",
  "OWNER_DETERMINED",
  "PRIVATE_CONFIRMED",
  "BACKSTOP_SIGNED",
  "ROLE_CORRECTED",
  "ROLE_PROPOSED",
  "SHAFT_SEALED",
  "INQUIRY_REOPENED",
  "INQUIRY_WITHDRAWN",
  "CASE_SUSPENDED",
  "CHANGE_PROPOSED",
  "CHANGE_REFUSED",
  "COMPONENT_RETIRED",
  "STREET_DECIDED",
  "COMPONENT_IDENTIFIED",
  "IDENTIFICATION_UNDONE",
  "CLASS_CHANGED",
  // By one person, and an exception all the same.
  "REWORK_ORDERED",
  "REFERRED_TO_COURT",
  // What the seat entered as its error for the owner; the second person's yes is below.
  "DISCLAIMER_PROPOSED",
];

/**
 * What one person did to the register with his own hand, and what a person has said of a claim: whoever moves a point, gives a role
 * that takes no second person, or rejects a claim, moves who is likely to answer. What follows from a decision has a cause.
 */
const ONE_PERSONS_HAND = ["POSITION_CORRECTED", "ROLE_ASSIGNED", "ROLE_ENDED", "CLAIM_REJECTED"];

/** These, what set a rule of the backstop aside, an owner's error that was entered for it, a danger that was found to be none, and what a person resumed before its day. */
const EXCEPTIONS = sql`(event.kind = any(${TWO_PERSON_KINDS}::text[])
  or (event.kind = 'DANGER_REASSESSED' and event.body_json #>> '{data,danger}' = 'false')
  or (event.kind = 'OWNERSHIP_DISCLAIMED' and event.body_json #>> '{data,onBehalf}' = 'true')
  or ${setsAside(sql`event`)}
  or (event.kind = 'REQUEST_MADE' and event.body_json #>> '{data,kind}' in ('DANGER_OVER', 'SUSPENSION'))
  or (event.kind = any(${ONE_PERSONS_HAND}::text[]) and event.actor_account_id is not null and event.body_json ->> 'cause' is null
    and event.body_json #>> '{data,reasonCode}' is distinct from 'OTHER_OWNER_DETERMINED')
  or (event.kind = 'CASE_RESUMED' and event.actor_account_id is not null))`;

interface Row {
  eventId: string;
  streamKind: HistoryEntry["streamKind"];
  streamId: string;
  seq: number;
  kind: string;
  cause: string | null;
  componentId: string | null;
  occurredAt: string;
  recordedAt: string;
  accountId: string | null;
  role: string;
  displayName: string | null;
  unitId: string | null;
  unitNameZh: string | null;
  unitNameEn: string | null;
  unitType: string | null;
  data: Record<string, unknown> | null;
  basis: HistoryEntry["basis"] | null;
  leafHash: string;
  leafIndex: number | null;
  disclosures: string[];
  /** recorded_at in microseconds since 1970 and the storage key: the place in the list. */
  recordedUs: number;
  id: number;
}

const CursorKey = z.tuple([z.int(), z.int()]);

/** A page of the history that `viewer` may read, newest first, with who did it and the proof mark. */
export async function historyOf(
  queries: Queries,
  viewer: HistoryViewer,
  filter: HistoryFilter,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: HistoryEntry[]; nextCursor: string | null }> {
  const after = readCursor(paging.cursor, CursorKey);
  const conditions = [
    ...conditionsOf(filter),
    ...(after
      ? [
          sql`(event.recorded_at, event.id) < (timestamptz 'epoch' + ${after[0]}::bigint * interval '1 microsecond', ${after[1]}::bigint)`,
        ]
      : []),
    readableBy(viewer),
  ];
  // The page is cut first, so that names and notes are joined to what is shown and not to everything.
  const rows = await queries.rows<Row>(sql`
    with shown as (
      select event.* from event where ${sql.join(conditions, " and ")}
      order by event.recorded_at desc, event.id desc limit ${paging.limit + 1})
    select e.event_id as "eventId", e.stream_kind as "streamKind", e.stream_id as "streamId", e.seq, e.kind,
           e.body_json ->> 'cause' as cause, e.component_id as "componentId", e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
           e.actor_account_id as "accountId", e.actor_role as role, account.display_name as "displayName",
           unit.id as "unitId", unit.name_zh as "unitNameZh", unit.name_en as "unitNameEn", unit.unit_type as "unitType",
           e.body_json -> 'data' as data, e.body_json -> 'basis' as basis, encode(e.leaf_hash, 'hex') as "leafHash",
           leaf.idx as "leafIndex",
           coalesce((select json_agg(d.disclosure) from disclosure d where d.event_id = e.event_id), '[]'::json) as disclosures,
           round(extract(epoch from e.recorded_at) * 1000000)::bigint as "recordedUs", e.id
    from shown e
    left join account on account.id = e.actor_account_id
    left join unit on unit.id::text = e.body_json #>> '{actor,unit}'
    left join event_leaf leaf on leaf.id = e.id
    order by e.recorded_at desc, e.id desc`);
  const page = pageOf(rows, paging.limit, (row) => [row.recordedUs, row.id]);
  return { items: page.items.map((row) => entryOf(row, viewer)), nextCursor: page.nextCursor };
}

function conditionsOf(filter: HistoryFilter): Sql[] {
  const { streamId, streamKind, componentId, kind, accountId, from, to, twoPersons } = filter;
  return [
    ...(streamId ? [sql`event.stream_id = ${streamId}::uuid`] : []),
    ...(streamKind ? [sql`event.stream_kind = ${streamKind}`] : []),
    // With what was told of it while it was thought to be another, provisional one.
    ...(componentId
      ? [
          sql`event.component_id = any(array(select id from component where id = ${componentId}::uuid or identified_with = ${componentId}::uuid))`,
        ]
      : []),
    ...(kind ? [sql`event.kind = ${kind}`] : []),
    ...(accountId ? [sql`event.actor_account_id = ${accountId}::uuid`] : []),
    ...(from ? [sql`event.recorded_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`] : []),
    ...(to ? [sql`event.recorded_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`] : []),
    ...(twoPersons ? [EXCEPTIONS] : []),
  ];
}

function readableBy(viewer: HistoryViewer): Sql {
  const accounts = may(viewer.role, "readAccountEvents") ? sql`true` : sql`event.stream_kind <> 'account'`;
  return sql`${accounts} and ${stepsOf(viewer)}`;
}

function entryOf(row: Row, viewer: HistoryViewer): HistoryEntry {
  const own = isStaff(viewer) || (row.unitId !== null && row.unitId === viewer.unitId);
  // Whose answer ended a round would tell who was asked, and that it did not claim.
  const unnamed = !own && row.streamKind === "inquiry" && row.role === "OWNER_UNIT";
  return {
    eventId: row.eventId,
    streamKind: row.streamKind,
    streamId: row.streamId,
    seq: row.seq,
    kind: row.kind,
    cause: row.cause,
    componentId: row.componentId,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    actor: {
      accountId: unnamed ? null : row.accountId,
      role: row.role,
      // To a unit the others are offices, not persons.
      displayName: own ? row.displayName : null,
      unit:
        row.unitId === null || unnamed
          ? null
          : {
              id: row.unitId,
              nameZh: row.unitNameZh ?? "",
              nameEn: row.unitNameEn ?? "",
              unitType: row.unitType ?? "",
            },
    },
    data: row.data ?? {},
    notes: own ? notesOf(row, viewer) : {},
    basis: row.basis ?? [],
    leafHash: row.leafHash,
    leafIndex: row.leafIndex,
  };
}

/** The texts beside an event that were not erased, as far as they are told to `viewer`. */
function notesOf({ kind, disclosures }: Row, viewer: HistoryViewer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(textsOf(disclosures)).filter(([name]) => readsText(viewer, kind, name)),
  );
}
