import type { StreetDecision } from "../component/state.ts";
import type { Deadline } from "../clocks/deadline.ts";
import type { Proof } from "./proofs.ts";
import type { CaseState, Channel, Defect, Instant, PhysicalState, Position } from "../names.ts";

/** The safety track: one matter at one place, from the report to the closed case (docs/domain.md#safety-track). */
export interface CaseFile {
  readonly id: string;
  readonly number: string;
  readonly componentId: string;
  /** The provisional component that it was reported on, where that was identified with the present one. */
  readonly movedFrom?: string;
  readonly divisionCode: string;
  /** On nobody's side of a boundary: the point lies in no street that is drawn (docs/domain.md#d6). */
  readonly outside?: true;
  /** Within 5 m of a street's boundary, or as near as its accuracy tells nothing: the other street may be meant. */
  readonly boundary?: true;
  readonly handedOver?: {
    readonly from: string;
    readonly to: string;
    readonly at: Instant;
    /** Whose part it is to agree; missing in what was told before this was kept. */
    readonly unitId?: string;
  };
  /** Since when the two streets are known not to agree; null once they do, or their common superior has decided. */
  readonly disagreed?: Instant | null;
  readonly streetDecided?: StreetDecision;
  readonly state: CaseState;
  /** Where a suspended case goes on. */
  readonly stateBeforeSuspension: CaseState | null;
  readonly danger: boolean;
  /** What the component was when this case was filed, before any of its open cases called the lid missing. */
  readonly physicalBefore?: PhysicalState;
  /** Was it ever said to be dangerous? Voiding it then takes a proof that it is not (docs/domain.md#guard-1). */
  readonly everDanger: boolean;
  /** Since when it is one, and when that was said last. Missing in cases of before, and where nobody has said so. */
  readonly dangerSaid?: DangerSaid;
  readonly defect: Defect;
  readonly channel: Channel;
  readonly position: Position;
  /** Who answers for it now. */
  readonly unitId: string | null;
  /** Everybody who was ever sent, in order (`assignments.ts`); missing in files that were stored before this was kept. */
  readonly sentTo?: readonly Assignment[];
  readonly substituteHandling: boolean;
  readonly emergencyReason: string | null;
  /** Letters or calls to candidates on record; substitute handling needs one, or an emergency. */
  readonly noticeAttempts: number;
  readonly rulePack: { readonly id: string; readonly version: number } | null;
  readonly reportedAt: Instant;
  readonly reportCount: number;
  readonly filedAt: Instant | null;
  readonly dispatchedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly guardedAt: Instant | null;
  readonly madeSafeAt: Instant | null;
  readonly repairedAt: Instant | null;
  readonly repairedBy: string | null;
  readonly checkedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly returns: readonly {
    readonly unitId: string | null;
    readonly reasonCode: string;
    readonly namesUnitId: string | null;
    readonly at: Instant;
  }[];
  readonly reworks: number;
  /** When the last rework was ordered: a repair from before it is the one that failed. */
  readonly reworkedAt?: Instant;
  /** The owner that an inquiry found while the case was open. */
  readonly ownerNoted?: { readonly unitId: string; readonly from: string; readonly at: Instant };
  readonly extensions: number;
  readonly suspensions: number;
  readonly suspendedUntil: Instant | null;
  readonly escalations: number;
  readonly request: CaseRequest | null;
  readonly inquiryIds: readonly string[];
  readonly mergedInto: string | null;
  /** Cases that were merged into this one; each keeps its number, its channel and the duty to answer who reported it. */
  readonly merged: readonly MergedReport[];
  /** When whoever reported it was told what came of it. */
  readonly repliedAt: Instant | null;
  readonly recurrenceOf: string | null;
  readonly createdBy: string | null;
  readonly photoIds: readonly string[];
  /** Those of them that prove a step; none of them proves another. Missing in cases of before. */
  readonly proofs?: readonly Proof[];
  readonly deadlines: readonly Deadline[];
}

export interface DangerSaid {
  readonly since: Instant;
  readonly last: Instant;
}

/** A unit at work on a case; `to` null while it is. */
export interface Assignment {
  readonly unitId: string;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly acknowledgedAt: Instant | null;
}

export interface MergedReport {
  readonly caseId: string;
  readonly number: string;
  readonly channel: Channel;
  readonly reportedAt: Instant;
  readonly filedAt: Instant | null;
  /** How many reports came with it. */
  readonly reports: number;
  /** What it said, and what the component was before it said so. Missing in reports of before. */
  readonly danger?: boolean;
  readonly dangerSaid?: DangerSaid;
  readonly defect?: Defect;
  readonly physicalBefore?: PhysicalState;
}

/** Something that takes two persons: asked by one, decided by another (docs/domain.md#guard-10). */
export interface CaseRequest {
  readonly kind: CaseRequestKind;
  readonly byAccountId: string | null;
  readonly reasonCode: string;
  readonly at: Instant;
  /** What was seen on the spot: whoever decides looks at these. */
  readonly photoIds?: readonly string[];
  /** Until when a suspension would last. */
  readonly until?: Instant;
}

export const CASE_REQUEST_KINDS = ["VOID", "FORCED_CLOSE", "EXTENSION", "DANGER_OVER", "SUSPENSION"] as const;
export type CaseRequestKind = (typeof CASE_REQUEST_KINDS)[number];

export const CASE_ENDED: readonly CaseState[] = ["CLOSED", "VOID", "FORCED_CLOSED", "MERGED"];

export function caseOpen(file: CaseFile): boolean {
  return !CASE_ENDED.includes(file.state);
}

/** A hole that is still a hole: what rings red on the map. */
export function openDanger(file: CaseFile): boolean {
  return file.danger && file.madeSafeAt === null && caseOpen(file);
}

/** The lid is gone, says this case or a report that was merged into it. */
export function callsMissing(file: CaseFile): boolean {
  return file.defect === "MISSING" || file.merged.some(({ defect }) => defect === "MISSING");
}

/** What the component was before this case, or a report in it, called the lid missing; null where nobody wrote it down. */
export function stateBefore(file: CaseFile): PhysicalState | null {
  const known = [file.physicalBefore, ...file.merged.map(({ physicalBefore }) => physicalBefore)];
  return known.find((state) => state !== undefined && state !== "LOST") ?? null;
}
