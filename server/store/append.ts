import { clock } from "../clock.ts";
import { createHash } from "node:crypto";
import type { Basis, Instant, StreamKind } from "../domain/names.ts";
import type { Tx } from "../db/actor.ts";
import { atOnce, type Writes } from "../db/at-once.ts";
import { entropy } from "../db/entropy.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { canonical, type Canonical } from "./canonical.ts";

/** An event about to be written. `data` holds integers, strings, booleans, lists and objects: no floats, no names of people. */
export interface NewEvent {
  readonly stream: StreamKind;
  readonly streamId: string;
  readonly kind: string;
  readonly data: object;
  readonly componentId: string | null;
  readonly divisionCode: string | null;
  readonly occurredAt: Instant;
  /** Free text and personal data: kept beside the history, as salted digests in it. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly basis?: readonly Basis[];
  /** Position in this list of the event it follows from by itself. */
  readonly cause?: number | null;
}

export interface StreamHead {
  readonly seq: number;
  /** SHA-256 of the stream's last leaf, hex; null before its first event. */
  readonly head: string | null;
}

export interface Author {
  readonly accountId: string | null;
  readonly role: string;
  readonly unitId: string | null;
}

export interface SealedEvent extends NewEvent {
  readonly author: Author;
  readonly recordedAt: Instant;
  readonly eventId: string;
  readonly seq: number;
  readonly body: string;
  readonly leafHash: string;
  readonly disclosures: readonly { readonly digest: string; readonly disclosure: string }[];
}

/**
 * Gives events their place in their streams and their final bytes. `heads` says where the streams stand; the caller holds
 * their lock. docs/history.md#leaf: leaf = SHA-256(0x00 || canonical bytes), `prev` chains the events of one stream.
 */
export function seal(
  events: readonly NewEvent[],
  heads: ReadonlyMap<string, StreamHead>,
  author: Author,
  recordedAt: Instant,
  command: string | null = null,
): SealedEvent[] {
  const present = new Map(heads);
  const sealed: SealedEvent[] = [];
  for (const event of events) {
    const { seq, head } = present.get(event.streamId) ?? { seq: 0, head: null };
    const eventId = newId();
    const disclosures = Object.entries(event.notes ?? {}).map(([name, value]) => disclose(name, value));
    const cause =
      event.cause === null || event.cause === undefined ? null : (sealed[event.cause]?.eventId ?? null);
    const body = canonical({
      v: 1,
      id: eventId,
      kind: event.kind,
      stream: event.stream,
      streamId: event.streamId,
      seq: seq + 1,
      prev: head,
      component: event.componentId,
      division: event.divisionCode,
      at: event.occurredAt,
      rec: recordedAt,
      actor: { account: author.accountId, role: author.role, unit: author.unitId },
      cause,
      cmd: command,
      basis: (event.basis ?? []) as unknown as Canonical,
      data: event.data as Canonical,
      // Without it, whoever sees a neighbour's proof could guess an event's content from its hash.
      n: entropy(16).toString("hex"),
      _sd: disclosures.map(({ digest }) => digest).sort(),
    });
    const leafHash = leafHashOf(Buffer.from(body));
    present.set(event.streamId, { seq: seq + 1, head: leafHash });
    sealed.push({ ...event, author, recordedAt, eventId, seq: seq + 1, body, leafHash, disclosures });
  }
  return sealed;
}

/** Sealed events, their disclosures, their streams' heads and their places in the log's queue, as writes for `atOnce`. */
export function appended(events: readonly SealedEvent[]): Writes {
  if (events.length === 0) return {};
  const column = <T>(of: (event: SealedEvent, n: number) => T): T[] => events.map(of);
  const disclosed = events.flatMap(({ eventId, disclosures }) =>
    disclosures.map((one) => ({ eventId, ...one })),
  );
  const told = sql`
    insert into disclosure (event_id, digest, disclosure)
    select * from unnest(${disclosed.map((d) => d.eventId)}::uuid[], ${disclosed.map((d) => d.digest)}::text[], ${disclosed.map((d) => d.disclosure)}::text[])`;
  return {
    given: sql`
      select * from unnest(
        ${column((e) => e.eventId)}::uuid[], ${column((e) => e.stream)}::text[], ${column((e) => e.streamId)}::uuid[], ${column((e) => e.seq)}::int[],
        ${column((e) => e.kind)}::text[], ${column((e) => e.componentId)}::uuid[], ${column((e) => e.divisionCode)}::text[],
        ${column((e) => e.occurredAt)}::timestamptz[], ${column((e) => e.recordedAt)}::timestamptz[], ${column((e) => e.body)}::text[], ${column((e) => e.leafHash)}::text[], ${column((e) => e.author.accountId)}::uuid[], ${column((e) => e.author.role)}::text[]
      ) with ordinality as given (event_id, stream_kind, stream_id, seq, kind, component_id, division_code, occurred_at, recorded_at, body, leaf, account, role, n)`,
    written: sql`
      insert into event (event_id, stream_kind, stream_id, seq, kind, component_id, division_code, occurred_at, recorded_at,
                         actor_account_id, actor_role, body, body_json, leaf_hash)
      select event_id, stream_kind, stream_id, seq, kind, component_id, division_code, occurred_at, recorded_at,
             account, role, convert_to(body, 'UTF8'), body::jsonb, decode(leaf, 'hex')
      from given order by n returning id`,
    queued: sql`insert into event_queue (id) select id from written`,
    ...(disclosed.length > 0 && { told }),
    streams: sql`
      insert into stream (id, kind, seq, head)
      select distinct on (stream_id) stream_id, stream_kind, seq, decode(leaf, 'hex') from given order by stream_id, seq desc
      on conflict (id) do update set seq = excluded.seq, head = excluded.head`,
  };
}

/** Writes sealed events, whose streams' locks the caller holds. */
export async function append(tx: Tx, events: readonly SealedEvent[]): Promise<void> {
  await atOnce(tx, appended(events));
}

/** Appends events of administrative streams (unit, account, rule pack, import, area): reads their heads itself. */
export async function record(tx: Tx, events: readonly NewEvent[]): Promise<SealedEvent[]> {
  const ids = [...new Set(events.map((event) => event.streamId))].sort();
  const heads = await headsOf(tx, ids);
  const now = clock.iso();
  const sealed = seal(events, heads, tx.actor, now);
  await append(tx, sealed);
  return sealed;
}

async function headsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, StreamHead>> {
  const rows = await tx.rows<{ id: string; seq: number; head: string }>(
    sql`select id, seq, encode(head, 'hex') as head from stream where id = any(${ids}::uuid[]) order by id for no key update`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** SHA-256(0x00 || body), hex, as RFC 6962 hashes a leaf. */
export function leafHashOf(body: Uint8Array): string {
  return createHash("sha256").update(Buffer.of(0)).update(body).digest("hex");
}

/** RFC 9901 disclosure: base64url(JSON [salt, name, value]) and its digest. */
function disclose(name: string, value: string) {
  const disclosure = Buffer.from(JSON.stringify([entropy(16).toString("base64url"), name, value])).toString(
    "base64url",
  );
  return { disclosure, digest: createHash("sha256").update(disclosure).digest("base64url") };
}
