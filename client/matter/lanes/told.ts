import type { HistoryEntry } from "../../../server/contract/shapes.ts";
import type { CaseFile } from "../../../server/domain/case/state.ts";
import type { CaseEvent } from "../../../server/domain/case/events.ts";
import type { InquiryEvent } from "../../../server/domain/inquiry/events.ts";
import { foldCase } from "../../../server/domain/case/fold.ts";
import type { Inquiry } from "../../../server/domain/inquiry/state.ts";
import { openClaims } from "../../../server/domain/inquiry/state.ts";
import { foldInquiry } from "../../../server/domain/inquiry/fold.ts";
import type { Moment, Tick } from "./picture.ts";

/** A state that a track entered, as its history tells it. */
export interface Entered<State extends string> {
  readonly state: State;
  readonly at: Moment;
}

/** Every state that a case passed through, also those that it left again: returns, rest, rework. */
export function caseTold(
  history: readonly HistoryEntry[],
): { states: (Entered<CaseFile["state"]> & { danger: boolean })[]; ticks: Tick[]; last: CaseFile } | null {
  let file: CaseFile | null = null;
  const states: (Entered<CaseFile["state"]> & { danger: boolean })[] = [];
  const ticks: Tick[] = [];
  for (const { kind, data, occurredAt, streamId } of inOrder(history)) {
    if (file === null && kind !== "CASE_REPORTED") return null;
    file = foldCase(file, streamId, { kind, data } as unknown as CaseEvent, occurredAt);
    const at = Date.parse(occurredAt);
    const before = states.at(-1);
    if (before?.state !== file.state || before.danger !== file.danger)
      states.push({ state: file.state, danger: file.danger, at });
    const shape = SHAPE[kind];
    if (shape) ticks.push({ at, shape, unit: null });
  }
  return file && { states, ticks, last: file };
}

/** What shows as a mark on the upper lane. Returns come with the file of the case, which knows whose they were. */
const SHAPE: Readonly<Record<string, Tick["shape"]>> = {
  EXTENSION_GRANTED: "extension",
  REWORK_ORDERED: "rework",
  CASE_ESCALATED: "escalation",
};

/** Every state that an inquiry passed through, with how many claims were open in it. */
export function inquiryTold(
  history: readonly HistoryEntry[],
): { states: (Entered<Inquiry["state"]> & { claims: number })[]; last: Inquiry } | null {
  let inquiry: Inquiry | null = null;
  const states: (Entered<Inquiry["state"]> & { claims: number })[] = [];
  for (const { kind, data, occurredAt, streamId } of inOrder(history)) {
    if (inquiry === null && kind !== "INQUIRY_OPENED") return null;
    inquiry = foldInquiry(inquiry, streamId, { kind, data } as unknown as InquiryEvent, occurredAt);
    const claims = openClaims(inquiry).length;
    const before = states.at(-1);
    if (before?.state !== inquiry.state || before.claims !== claims)
      states.push({ state: inquiry.state, claims, at: Date.parse(occurredAt) });
  }
  return inquiry && { states, last: inquiry };
}

/** A stream in the order in which it was written, whichever end the answer began with. */
function inOrder(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.toSorted((a, b) => a.seq - b.seq);
}
