import { clock } from "../clock.ts";
import { ApiError } from "../contract/errors.ts";
import type { Refusal } from "../domain/decision.ts";
import type { Candidate } from "../domain/inquiry/state.ts";
import type { Context } from "../domain/mechanism/dossier.ts";
import type { Pair, PairPerformed, Side } from "../domain/mechanism/identify.ts";
import { standing } from "../domain/mechanism/standing.ts";
import type { Tx } from "../db/actor.ts";
import { atOnce } from "../db/at-once.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { appended, seal, type SealedEvent, type StreamHead } from "./append.ts";
import { loadWhole, lockDossiers, type LoadedDossier } from "./dossier-queries.ts";
import { eventsOf, numbered, refused, refuseStaleStream } from "./execute.ts";
import { projected, type Change } from "./project.ts";

export interface PairExecution {
  readonly provisionalId: string;
  readonly registeredId: string;
  /** Version of the provisional component that the caller saw (`If-Match`). */
  readonly expectedVersion?: number | undefined;
  readonly perform: (
    pair: Pair,
    contexts: { readonly [S in Side]: Context },
  ) => PairPerformed | { readonly refused: Refusal };
  /** Likely owners of each, where an inquiry may open. */
  readonly candidates: (
    componentId: string,
  ) => Promise<{ readonly modelVersion: string | null; readonly candidates: readonly Candidate[] }>;
}

const SIDES: readonly Side[] = ["provisional", "registered"];

/**
 * The write path for what moves matters from one component to another: both are locked, in the order in which everybody locks
 * several, both whole dossiers are decided over at once, and all of it commits together.
 */
export async function executePair(tx: Tx, execution: PairExecution): Promise<(streamId: string) => number> {
  const { provisionalId, registeredId, expectedVersion } = execution;
  await lockDossiers(tx, [provisionalId, registeredId]);
  const loaded = {
    provisional: await loadWhole(tx, provisionalId, true),
    registered: await loadWhole(tx, registeredId, true),
  };
  const heads = new Map<string, StreamHead>([...loaded.provisional.heads, ...loaded.registered.heads]);
  await refuseStaleStream(tx, { expectedVersion, target: { component: provisionalId } }, heads);
  const now = clock.iso();
  const contexts = {
    provisional: await contextOf(tx, loaded.provisional, execution, now),
    registered: await contextOf(tx, loaded.registered, execution, now),
  };
  const before = { provisional: loaded.provisional.dossier, registered: loaded.registered.dossier };
  const performed = execution.perform(before, contexts);
  if ("refused" in performed) throw refused(performed.refused);
  const { pair, outcomes } = performed;
  const events = outcomes.flatMap(({ side, outcome }) => eventsOf(before[side], [outcome], now));
  const sealed = seal(events, heads, tx.actor, now);
  const versions = new Map([...heads].map(([id, { seq }]) => [id, seq]));
  for (const event of sealed) versions.set(event.streamId, event.seq);
  const versionOf = (id: string) => versions.get(id) ?? 0;
  const changes = SIDES.map((side): Change => ({
    before: before[side],
    after: pair[side],
    standing: standing(pair[side], now),
    versionOf,
    sealed: sealedOn(side, outcomes, sealed),
  }));
  await atOnce(tx, { ...appended(sealed), ...projected(tx, changes, now) });
  await takeAlong(tx, pair);
  return versionOf;
}

async function contextOf(
  tx: Tx,
  one: LoadedDossier,
  { candidates }: PairExecution,
  now: string,
): Promise<Context> {
  const { component } = one.dossier;
  if (!component) throw new ApiError("not_found");
  return {
    now,
    actor: tx.actor,
    calendar: one.calendar,
    rulePack: one.rulePack,
    pinnedPacks: one.pinnedPacks,
    newId,
    newInquiryNumber: () => (one.inquirySerial === null ? "" : numbered("inquiry", one.inquirySerial, now)),
    ...(await candidates(component.id)),
    premises: null,
    publicUnitIds: one.publicUnitIds,
    concernedUnitIds: [],
    liveLineUnits: one.liveLineUnits,
    departmentUnitId: one.departmentUnitId,
    custodianUnitId: one.departmentUnitId,
  };
}

function sealedOn(
  side: Side,
  outcomes: PairPerformed["outcomes"],
  sealed: readonly SealedEvent[],
): SealedEvent[] {
  return sealed.filter((_, n) => outcomes[n]?.side === side);
}

/** What lies beside a case or an inquiry and says which component it is of: evidence and photos. */
async function takeAlong(tx: Tx, { provisional, registered }: Pair): Promise<void> {
  for (const { component, cases, inquiries } of [provisional, registered]) {
    if (!component) continue;
    const { id, photoIds } = component;
    await tx.run(sql`
      update evidence set component_id = ${id}::uuid
      where component_id <> ${id}::uuid and inquiry_id = any(${inquiries.map((inquiry) => inquiry.id)}::uuid[])`);
    await tx.run(sql`
      update photo set component_id = ${id}::uuid
      where component_id <> ${id}::uuid and (case_id = any(${cases.map((file) => file.id)}::uuid[])
        or id in (select unnest(photo_ids) from evidence where component_id = ${id}::uuid)
        or (${!component.retired}::boolean and id = any(${[...photoIds]}::uuid[])))`);
  }
}
