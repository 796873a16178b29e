import { clock } from "../clock.ts";
import { ApiError, fillSentence } from "../contract/errors.ts";
import { REASONS } from "../domain/reasons.ts";
import type { Refusal } from "../domain/decision.ts";
import { standing } from "../domain/mechanism/standing.ts";
import type { Command, Context, Dossier, Outcome } from "../domain/mechanism/dossier.ts";
import type { Candidate } from "../domain/inquiry/state.ts";
import { perform } from "../domain/mechanism/perform.ts";
import type { Instant } from "../domain/names.ts";
import type { Tx } from "../db/actor.ts";
import { atOnce } from "../db/at-once.ts";
import { newId } from "../db/id.ts";
import { sql } from "../db/sql.ts";
import { appended, seal, type NewEvent, type StreamHead } from "./append.ts";
import { calendarNow } from "./calendar.ts";
import {
  loadDossier,
  lockDossier,
  nextInquirySerial,
  type LoadedDossier,
  type Target,
} from "./dossier-queries.ts";
import { picturesOf } from "./picture-queries.ts";
import { projected, rolesMoved } from "./project.ts";
import { componentsChanged, writeCodesAndRoles } from "./component-projection-queries.ts";
import { inquiriesChanged } from "./projection-queries.ts";

export interface Execution {
  readonly target: Target;
  /** What to do, said once the dossier is known; several commands are one transaction, each seeing the last one's result. */
  readonly commands: (
    dossier: Dossier,
    loaded: Pick<LoadedDossier, "departmentUnitId">,
  ) => readonly Command[];
  /** Version of the target stream that the caller saw (`If-Match`). */
  readonly expectedVersion?: number | undefined;
  readonly occurredAt?: Instant | undefined;
  /** Likely owners, asked for only when an inquiry may open. */
  readonly candidates?: (
    tx: Tx,
  ) => Promise<{ readonly modelVersion: string | null; readonly candidates: readonly Candidate[] }>;
  /** Photos that come with the commands, and prove a step by what they show. */
  readonly photoIds?: readonly string[];
  /** Who is told of a determination, where one may be made. */
  readonly concerned?: (tx: Tx) => Promise<readonly string[]>;
  /** What is around the point today, for what may not pass over it (docs/domain.md#guard-3). */
  readonly around?: (tx: Tx) => Promise<Pick<Context, "candidates" | "premises">>;
  /** A component that is being registered by these commands: nothing to load yet. */
  readonly fresh?: { readonly departmentUnitId: string | null; readonly rulePack: Context["rulePack"] };
  /** Commands that have no row in the tables of who may what: their endpoint has checked the role, or nobody asked. */
  readonly asSystem?: boolean;
}

export interface Executed {
  readonly dossier: Dossier;
  readonly outcomes: readonly Outcome[];
  readonly versionOf: (streamId: string) => number;
}

/**
 * The one write path of the mechanism: lock the component, load its dossier, decide and react purely, append the
 * events, write the projections. All of it in the caller's transaction, so that a command and everything that follows
 * from it commit together. Throws not_found, stale_version, transition_refused.
 */
export async function execute(tx: Tx, execution: Execution): Promise<Executed> {
  const { target, fresh } = execution;
  const opens = execution.candidates !== undefined;
  const loaded = fresh ? await emptyDossier(tx, fresh, opens) : await lockedDossier(tx, target, opens);
  await refuseStaleStream(tx, execution, loaded.heads);
  const now = clock.iso();
  const commands = execution.commands(loaded.dossier, loaded);
  const inquiry = execution.candidates
    ? await execution.candidates(tx)
    : { modelVersion: null, candidates: [] };
  const around = await execution.around?.(tx);
  const number = loaded.inquirySerial === null ? "" : numbered("inquiry", loaded.inquirySerial, now);
  const context: Context = {
    now: execution.occurredAt ?? now,
    actor: execution.asSystem ? { ...tx.actor, role: "SYSTEM" } : tx.actor,
    calendar: loaded.calendar,
    rulePack: loaded.rulePack,
    pinnedPacks: loaded.pinnedPacks,
    newId,
    newInquiryNumber: () => number,
    candidates: around?.candidates ?? inquiry.candidates,
    premises: around?.premises ?? null,
    publicUnitIds: loaded.publicUnitIds,
    modelVersion: inquiry.modelVersion,
    liveLineUnits: loaded.liveLineUnits,
    concernedUnitIds: (await execution.concerned?.(tx)) ?? [],
    departmentUnitId: loaded.departmentUnitId,
    custodianUnitId: loaded.departmentUnitId,
    ...(execution.photoIds?.length && { pictures: await picturesOf(tx, execution.photoIds) }),
  };
  const { dossier, outcomes } = performAll(loaded.dossier, commands, context);
  return await store(tx, loaded, dossier, outcomes, now, execution);
}

/**
 * Writes the rows of a component and its open matters anew from what holds today: a role that began or ended overnight, a column
 * that is new. Records nothing.
 */
export async function restate(tx: Tx, componentId: string): Promise<void> {
  const { dossier, heads } = await lockedDossier(tx, { component: componentId });
  if (!dossier.component) return;
  const now = clock.iso();
  const version = heads.get(componentId)?.seq ?? 0;
  const { component } = dossier;
  const inquiries = dossier.inquiries.map((inquiry) => ({
    inquiry,
    version: heads.get(inquiry.id)?.seq ?? 0,
  }));
  await atOnce(tx, {
    ...componentsChanged([{ component, standing: standing(dossier, now), version }], now),
    ...inquiriesChanged(inquiries, now),
  });
}

/** A number people read out on the phone: `C-2026-000123`. Gaps are possible, repeats are not. */
export function numbered(kind: "case" | "inquiry", n: number, now: Instant): string {
  return `${kind === "case" ? "C" : "Q"}-${now.slice(0, 4)}-${String(n).padStart(6, "0")}`;
}

/** `opens`: an inquiry may open, so a number for it is drawn. */
async function lockedDossier(tx: Tx, target: Target, opens = false): Promise<LoadedDossier> {
  const id = await lockDossier(tx, target);
  if (!id) throw new ApiError("not_found");
  const loaded = await loadDossier(tx, id, target, opens);
  if (holds(loaded.dossier, target)) return loaded;
  // While the lock was waited for, its component was identified with another one, and the matter is there now.
  const moved = await lockDossier(tx, target);
  if (!moved) throw new ApiError("not_found");
  return await loadDossier(tx, moved, target, opens);
}

function holds({ cases, inquiries }: Dossier, target: Target): boolean {
  if ("case" in target) return cases.some(({ id }) => id === target.case);
  return "inquiry" in target ? inquiries.some(({ id }) => id === target.inquiry) : true;
}

async function emptyDossier(
  tx: Tx,
  fresh: NonNullable<Execution["fresh"]>,
  opens: boolean,
): Promise<LoadedDossier> {
  return {
    inquirySerial: opens ? await nextInquirySerial(tx) : null,
    dossier: { component: null, cases: [], inquiries: [] },
    heads: new Map(),
    calendar: await calendarNow(tx),
    pinnedPacks: [],
    liveLineUnits: [],
    publicUnitIds: [],
    ...fresh,
  };
}

export async function refuseStaleStream(
  tx: Tx,
  { expectedVersion, target }: Pick<Execution, "expectedVersion" | "target">,
  heads: ReadonlyMap<string, StreamHead>,
): Promise<void> {
  if (expectedVersion === undefined) return;
  const id = "component" in target ? target.component : "case" in target ? target.case : target.inquiry;
  const current = heads.get(id)?.seq ?? 0;
  if (current === expectedVersion) return;
  const changed = await tx.rows<{ kind: string }>(
    sql`select kind from event where stream_id = ${id} and seq > ${expectedVersion} order by seq limit 20`,
  );
  throw new ApiError(
    "stale_version",
    { seen: expectedVersion, current },
    { changed: changed.map((event) => event.kind) },
  );
}

function performAll(
  start: Dossier,
  commands: readonly Command[],
  context: Context,
): { dossier: Dossier; outcomes: Outcome[] } {
  let dossier = start;
  const outcomes: Outcome[] = [];
  for (const command of commands) {
    const performed = perform(dossier, command, context);
    if ("refused" in performed) throw refused(performed.refused);
    const offset = outcomes.length;
    dossier = performed.dossier;
    outcomes.push(
      ...performed.outcomes.map((outcome) => ({
        ...outcome,
        cause: outcome.cause === null ? null : outcome.cause + offset,
      })),
    );
  }
  return { dossier, outcomes };
}

/** What happened to one component, as the history records it. */
export function eventsOf(dossier: Dossier, outcomes: readonly Outcome[], at: Instant): NewEvent[] {
  return outcomes.map(({ stream, id, event, cause }) => ({
    stream,
    streamId: id,
    kind: event.kind,
    data: event.data,
    componentId: dossier.component?.id ?? null,
    divisionCode: dossier.component?.divisionCode ?? null,
    occurredAt: event.occurredAt ?? at,
    ...(event.notes && { notes: event.notes }),
    ...(event.basis && { basis: event.basis }),
    cause,
  }));
}

/** The domain's "not now" as the API says it, with the reason's key so that the client shows its own language. */
export function refused({ reason, params }: Refusal): ApiError {
  const sentence = fillSentence(REASONS[reason][1], params ?? {});
  return new ApiError("transition_refused", { reason: sentence, ...params }, { reason });
}

async function store(
  tx: Tx,
  loaded: LoadedDossier,
  dossier: Dossier,
  outcomes: readonly Outcome[],
  now: Instant,
  execution: Execution,
): Promise<Executed> {
  const sealed = seal(eventsOf(dossier, outcomes, execution.occurredAt ?? now), loaded.heads, tx.actor, now);
  const versions = new Map([...loaded.heads].map(([id, { seq }]) => [id, seq]));
  for (const event of sealed) versions.set(event.streamId, event.seq);
  const versionOf = (id: string) => versions.get(id) ?? 0;
  const change = {
    before: loaded.dossier,
    after: dossier,
    standing: standing(dossier, now),
    versionOf,
    sealed,
  };
  await atOnce(tx, { ...appended(sealed), ...projected(tx, [change], now) });
  if (dossier.component && rolesMoved(change)) await writeCodesAndRoles(tx, [dossier.component]);
  return { dossier, outcomes, versionOf };
}
