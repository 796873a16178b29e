import { clock } from "../clock.ts";
import type { Candidate } from "../domain/inquiry/state.ts";
import { standing } from "../domain/mechanism/standing.ts";
import type { Command, Context, Dossier } from "../domain/mechanism/dossier.ts";
import { perform } from "../domain/mechanism/perform.ts";
import type { Tx } from "../db/actor.ts";
import { atOnce } from "../db/at-once.ts";
import { newId } from "../db/id.ts";
import { appended, seal, type NewEvent, type StreamHead } from "./append.ts";
import { loadDossiers, lockDossiers } from "./dossier-queries.ts";
import { eventsOf, numbered, refused } from "./execute.ts";
import { projected, rolesMoved, type Change } from "./project.ts";
import { writeCodesAndRoles } from "./component-projection-queries.ts";

export interface ManyExecution {
  readonly componentIds: readonly string[];
  /** One command to each component, given by the registry itself; none where null. */
  readonly command: (dossier: Dossier) => Command | null;
  /** Likely owners of each of them, where inquiries may open. */
  readonly candidates?: (componentId: string) => Promise<{
    readonly modelVersion: string | null;
    readonly candidates: readonly Candidate[];
  }>;
}

/**
 * The write path of the mechanism for one thing that happens to many components at once (a unit is merged or dissolved):
 * each is decided over its own dossier and gets its own events in its own streams, and all of it is written by as many
 * statements as for one. Answers how many changed. The caller takes chunks.
 */
export async function executeMany(tx: Tx, execution: ManyExecution): Promise<number> {
  const { componentIds, command, candidates } = execution;
  if (componentIds.length === 0) return 0;
  await lockDossiers(tx, componentIds);
  const loaded = await loadDossiers(tx, componentIds, null, candidates !== undefined);
  const now = clock.iso();
  const heads = new Map<string, StreamHead>();
  const events: NewEvent[] = [];
  const moved: (Omit<Change, "sealed" | "versionOf"> & { readonly first: number; readonly end: number })[] =
    [];
  for (const one of loaded) {
    for (const [id, head] of one.heads) heads.set(id, head);
    const { dossier } = one;
    const given = command(dossier);
    if (!given || !dossier.component) continue;
    const likely = candidates
      ? await candidates(dossier.component.id)
      : { modelVersion: null, candidates: [] };
    const context: Context = {
      now,
      actor: { ...tx.actor, role: "SYSTEM" },
      calendar: one.calendar,
      rulePack: one.rulePack,
      pinnedPacks: one.pinnedPacks,
      newId,
      newInquiryNumber: () => (one.inquirySerial === null ? "" : numbered("inquiry", one.inquirySerial, now)),
      ...likely,
      concernedUnitIds: [],
      departmentUnitId: one.departmentUnitId,
      premises: null,
      publicUnitIds: one.publicUnitIds,
      liveLineUnits: one.liveLineUnits,
      custodianUnitId: one.departmentUnitId,
    };
    const performed = perform(dossier, given, context);
    if ("refused" in performed) throw refused(performed.refused);
    if (performed.outcomes.length === 0) continue;
    const first = events.length;
    const offset = <T extends { cause?: number | null }>(event: T): T =>
      event.cause === null || event.cause === undefined ? event : { ...event, cause: event.cause + first };
    events.push(...eventsOf(performed.dossier, performed.outcomes, now).map(offset));
    moved.push({
      before: dossier,
      after: performed.dossier,
      standing: standing(performed.dossier, now),
      first,
      end: events.length,
    });
  }
  const sealed = seal(events, heads, tx.actor, now);
  const versions = new Map([...heads].map(([id, { seq }]) => [id, seq]));
  for (const event of sealed) versions.set(event.streamId, event.seq);
  const versionOf = (id: string) => versions.get(id) ?? 0;
  const changes = moved.map(({ first, end, ...change }) => ({
    ...change,
    versionOf,
    sealed: sealed.slice(first, end),
  }));
  await atOnce(tx, { ...appended(sealed), ...projected(tx, changes, now) });
  await writeCodesAndRoles(
    tx,
    changes.flatMap((change) =>
      rolesMoved(change) && change.after.component ? [change.after.component] : [],
    ),
  );
  return changes.length;
}
