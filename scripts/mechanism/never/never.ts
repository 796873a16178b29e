import type { CaseEvent, CaseEventData } from "../../../server/domain/case/events.ts";
import type { InquiryEvent, InquiryEventData } from "../../../server/domain/inquiry/events.ts";
import type { CaseFile } from "../../../server/domain/case/state.ts";
import type { Inquiry } from "../../../server/domain/inquiry/state.ts";
import type { Life, Step } from "../life.ts";

/** Something that no step may bring about. `broken` says in words how this one did, null where it did not. */
export interface Never {
  readonly name: string;
  readonly broken: (step: Step) => string | null;
}

export const caseOf = ({ dossier }: Life, id: string): CaseFile | undefined =>
  dossier.cases.find((known) => known.id === id);
export const inquiryOf = ({ dossier }: Life, id: string): Inquiry | undefined =>
  dossier.inquiries.find((known) => known.id === id);

/** What this step did to cases, of one kind: the case, and what was recorded. */
export function onCases<K extends keyof CaseEventData>(
  step: Step,
  kind: K,
): { id: string; data: CaseEventData[K] }[] {
  const found: { id: string; data: CaseEventData[K] }[] = [];
  for (const { stream, id, event } of step.outcomes)
    if (stream === "case" && event.kind === kind)
      found.push({ id, data: (event as CaseEvent).data as CaseEventData[K] });
  return found;
}

export function onInquiries<K extends keyof InquiryEventData>(
  step: Step,
  kind: K,
): { id: string; data: InquiryEventData[K] }[] {
  const found: { id: string; data: InquiryEventData[K] }[] = [];
  for (const { stream, id, event } of step.outcomes)
    if (stream === "inquiry" && event.kind === kind)
      found.push({ id, data: (event as InquiryEvent).data as InquiryEventData[K] });
  return found;
}

/** The first sentence that somebody has to say. */
export function first<T>(items: readonly T[], say: (item: T) => string | null): string | null {
  for (const item of items) {
    const said = say(item);
    if (said !== null) return said;
  }
  return null;
}
