import type { Dossier, Standing } from "../domain/mechanism.ts";
import type { Instant } from "../domain/names.ts";
import type { Tx } from "../db/actor.ts";
import type { Writes } from "../db/at-once.ts";
import { newId } from "../db/id.ts";
import type { SealedEvent } from "./append.ts";
import {
  casesChanged,
  componentRegistered,
  componentsChanged,
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
  readonly now: Instant;
}

/** The rows that the events changed, and only those: what is the same object as before did not change. */
export function projected(tx: Tx, { before, after, standing, versionOf, sealed, now }: Change): Writes {
  const { component } = after;
  if (!component || sealed.length === 0) return {};
  const projection = { component, standing, version: versionOf(component.id) };
  const cases = after.cases
    .filter((file) => !before.cases.includes(file))
    .map((file) => ({ file, version: versionOf(file.id) }));
  const inquiries = after.inquiries
    .filter((inquiry) => !before.inquiries.includes(inquiry))
    .map((inquiry) => ({ inquiry, version: versionOf(inquiry.id) }));
  const owners = [
    ...cases.map(({ file }) => ({
      streamKind: "case" as const,
      streamId: file.id,
      componentId: component.id,
      deadlines: file.deadlines,
    })),
    ...inquiries.map(({ inquiry }) => ({
      streamKind: "inquiry" as const,
      streamId: inquiry.id,
      componentId: component.id,
      deadlines: inquiry.deadlines,
    })),
  ];
  return {
    ...(before.component
      ? componentsChanged([projection], now)
      : componentRegistered(projection, sourceCrsOf(sealed), now)),
    ...casesChanged(cases, now),
    ...inquiriesChanged(inquiries, now),
    ...deadlinesChanged(owners, newId),
    ...evidenceAdded(evidenceOf(sealed, component.id, tx.actor.unitId, now)),
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
      collectedByUnitId: unitId,
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
