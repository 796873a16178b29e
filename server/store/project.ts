import type { Dossier } from "../domain/mechanism/dossier.ts";
import type { Standing } from "../domain/mechanism/standing.ts";
import type { Instant } from "../domain/names.ts";
import type { Tx } from "../db/actor.ts";
import type { Writes } from "../db/at-once.ts";
import { newId } from "../db/id.ts";
import type { SealedEvent } from "./append.ts";
import {
  componentRegistered,
  componentsChanged,
  type ComponentProjection,
} from "./component-projection-queries.ts";
import {
  casesChanged,
  deadlinesChanged,
  evidenceAdded,
  inquiriesChanged,
  type EvidenceProjection,
} from "./projection-queries.ts";

export interface Change {
  readonly before: Dossier;
  readonly after: Dossier;
  readonly standing: Standing;
  readonly versionOf: (streamId: string) => number;
  readonly sealed: readonly SealedEvent[];
}

/**
 * The rows that the events changed, and only those: what is the same object as before did not change, except for its
 * version where an event says something that leaves the state alone (an urging, a note). As many statements for a
 * thousand components as for one; a component that is being registered comes alone.
 */
export function projected(tx: Tx, changes: readonly Change[], now: Instant): Writes {
  const written = changes.flatMap((change) =>
    change.after.component && change.sealed.length > 0
      ? [{ ...change, component: change.after.component }]
      : [],
  );
  const moved: ComponentProjection[] = [];
  let registered: Writes = {};
  for (const { component, standing, versionOf, before, sealed } of written) {
    const projection = { component, standing, version: versionOf(component.id) };
    if (before.component) moved.push(projection);
    else registered = componentRegistered(projection, sourceCrsOf(sealed), now);
  }
  const touched = new Set(written.flatMap(({ sealed }) => sealed.map(({ streamId }) => streamId)));
  const cases = written.flatMap(({ after, before, versionOf }) =>
    after.cases
      .filter((file) => touched.has(file.id) || !before.cases.includes(file))
      .map((file) => ({ file, version: versionOf(file.id) })),
  );
  const inquiries = written.flatMap(({ after, before, versionOf }) =>
    after.inquiries
      .filter((inquiry) => touched.has(inquiry.id) || !before.inquiries.includes(inquiry))
      .map((inquiry) => ({ inquiry, version: versionOf(inquiry.id) })),
  );
  return {
    ...registered,
    ...componentsChanged(moved, now),
    ...casesChanged(cases, now),
    ...inquiriesChanged(inquiries, now),
    ...deadlinesChanged(cases, inquiries, newId),
    ...evidenceAdded(
      written.flatMap(({ sealed, component }) => evidenceOf(sealed, component.id, tx.actor.unitId, now)),
    ),
  };
}

/** Whether codes or roles moved: they are replaced, not added to, so they are written after the rest. */
export function rolesMoved({ before, after }: Pick<Change, "before" | "after">): boolean {
  const { component } = after;
  if (!component) return false;
  if (component.roles === before.component?.roles && component.codes === before.component.codes) return false;
  return component.roles.length + component.codes.length > 0 || before.component !== null;
}

/** Evidence rows of the events that bring evidence, the site survey among them. */
export function evidenceOf(
  sealed: readonly SealedEvent[],
  componentId: string,
  unitId: string | null,
  now: Instant,
): EvidenceProjection[] {
  const items: EvidenceProjection[] = [];
  for (const event of sealed) {
    const data = event.data as {
      id?: string;
      kind?: string;
      unitId?: string | null;
      direction?: string;
      byAccountId?: string | null;
      observation?: object;
      photoIds?: string[];
      broughtBy?: string | null;
    };
    if (event.kind !== "EVIDENCE_ADDED" && event.kind !== "SITE_SURVEYED") continue;
    const survey = event.kind === "SITE_SURVEYED";
    items.push({
      id: survey ? event.eventId : (data.id ?? event.eventId),
      componentId,
      inquiryId: event.streamId,
      kind: survey ? "SHAFT_CONTENTS" : (data.kind ?? "PHOTO"),
      unitId: data.unitId ?? null,
      direction: survey ? "NEUTRAL" : (data.direction ?? "NEUTRAL"),
      collectedBy: data.byAccountId ?? null,
      // A letter that the seat scanned is its unit's own paper.
      collectedByUnitId: data.broughtBy ?? unitId,
      recordedAt: now,
      detail: { ...data.observation, event: event.eventId },
      photoIds: data.photoIds ?? [],
    });
  }
  return items;
}

function sourceCrsOf(sealed: readonly SealedEvent[]): string {
  const registered = sealed.find((event) => event.kind === "COMPONENT_REGISTERED");
  const crs: unknown = registered && Reflect.get(registered.data, "sourceCrs");
  return typeof crs === "string" ? crs : "EPSG:4490";
}
