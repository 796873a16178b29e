import type { DeadlineEventData } from "../clocks/deadline.ts";
import type { Channel, Defect, GivenNumbers, Instant, PhysicalState, Position } from "../names.ts";
import type { StreetDecision } from "../component/state.ts";
import type { CaseRequest, MergedReport } from "./state.ts";

/** What can happen on the safety track, and what the history keeps of it. Past tense; never renamed once written. */
export interface CaseEventData extends DeadlineEventData {
  CASE_REPORTED: {
    number: string;
    componentId: string;
    divisionCode: string;
    danger: boolean;
    defect: Defect;
    channel: Channel;
    position: Position;
    /** The point as it was sent, where it was of another system. */
    given?: GivenNumbers;
    photoIds: string[];
    recurrenceOf: string | null;
    createdBy: string | null;
    /** The point lies in no street that is drawn: `divisionCode` is only the nearest. */
    outside?: true;
    /** It lies so near to the boundary of a street that the other one may be meant. */
    boundary?: true;
  };
  REPORT_ADDED: { channel: Channel; danger?: boolean };
  REPORT_MERGED: MergedReport;
  REPORT_SEPARATED: { caseId: string };
  /** The clocks follow the earliest report: these begin anew from there (docs/domain.md#d5). */
  CLOCKS_REBASED: { kinds: string[]; since: Instant };
  REPORTER_ANSWERED: { channel: Channel };
  VERIFICATION_REQUESTED: Record<string, never>;
  VERIFICATION_RECORDED: { found: boolean; danger: boolean; photoIds?: string[]; toldAt?: Instant };
  CASE_FILED: {
    danger: boolean;
    defect: Defect;
    rulePack: { id: string; version: number };
    /** What the component was until then: a void brings that back. */
    physicalBefore?: PhysicalState;
  };
  CASE_DISPATCHED: {
    unitId: string;
    substituteHandling: boolean;
    emergencyReason: string | null;
    automatic: boolean;
    /** Units that go on working beside the one that is sent now. */
    beside?: string[];
  };
  DISPATCH_ACKNOWLEDGED: { unitId: string; toldAt?: Instant; byUnitId?: string };
  CASE_GUARDED: { photoIds: string[]; position: Position | null; toldAt?: Instant; byUnitId?: string };
  CASE_MADE_SAFE: { photoIds: string[]; measure: string; toldAt?: Instant; byUnitId?: string };
  CASE_REPAIRED: {
    photoIds: string[];
    measure: string;
    material: string | null;
    loadClass: string | null;
    by: string | null;
    toldAt?: Instant;
    /** A unit that does not answer for the case now did it: it works beside, or told late what it did while it did. */
    byUnitId?: string;
  };
  REPAIR_CHECKED: { photoIds: string[]; toldAt?: Instant };
  REWORK_ORDERED: { reasonCode: string; toldAt?: Instant };
  CASE_CLOSED: Record<string, never>;
  /** The next street has it from now on; once. */
  CASE_HANDED_OVER: { from: string; to: string; reasonCode: string; unitId?: string };
  /** The common superior of both streets has decided, for these days. */
  STREET_DECIDED: StreetDecision & { photoIds: string[] };
  CASE_RETURNED: { unitId: string | null; reasonCode: string; namesUnitId: string | null };
  /** Ended by two persons, it names the reason that the first of them gave. */
  DANGER_REASSESSED: {
    danger: boolean;
    reasonCode?: string;
    /** Since when, where it was said before it came to this case: in a report that was merged into it. */
    since?: Instant;
  };
  CASE_SUSPENDED: { until: Instant; reasonCode: string };
  CASE_RESUMED: Record<string, never>;
  REQUEST_MADE: {
    kind: CaseRequest["kind"];
    reasonCode: string;
    byAccountId: string | null;
    photoIds?: string[];
    until?: Instant;
  };
  REQUEST_REFUSED: { kind: CaseRequest["kind"] };
  EXTENSION_GRANTED: { kind: string; before: Instant };
  CASE_VOIDED: { reasonCode: string };
  CASE_FORCED_CLOSED: { reasonCode: string };
  CASE_MERGED: { into: string };
  CASE_UNMERGED: { outOf: string };
  CASE_ESCALATED: { deadline: string };
  /** A decision is not waited for any more: it was taken (`done`), or there is nothing to decide. */
  WAIT_ENDED: { kind: string; done: boolean };
  CASE_URGED: { supervised: boolean };
  NOTICE_RECORDED: { unitIds: string[]; channel: string };
  INQUIRY_LINKED: { inquiryId: string };
  OWNER_NOTED: { unitId: string; from: string };
  NOTE_ADDED: { photoIds: string[] };
  /** A unit of it is no more, or sees it no more: another goes on with its part, or nobody does. */
  UNIT_SUCCEEDED: { fromUnitId: string; toUnitId: string | null };
  /** Its provisional component turned out to be a registered one, or not to be it after all. No clock moves. */
  CASE_MOVED: { fromComponentId: string; toComponentId: string };
}
export type CaseEventOf<K extends keyof CaseEventData> = {
  [P in K]: { readonly kind: P; readonly data: CaseEventData[P] };
}[K];
export type CaseEvent = CaseEventOf<keyof CaseEventData>;
