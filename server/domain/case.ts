import {
  withCancelled,
  withDeadline,
  withFired,
  withMet,
  type Deadline,
  type DeadlineEventData,
} from "./deadline.ts";
import type { CaseState, Channel, Defect, Instant, Position } from "./names.ts";

/** The safety track: one matter at one place, from the report to the closed case (DOMAIN.md b.2). */
export interface CaseFile {
  readonly id: string;
  readonly number: string;
  readonly componentId: string;
  readonly divisionCode: string;
  readonly state: CaseState;
  /** Where a suspended case goes on. */
  readonly stateBeforeSuspension: CaseState | null;
  readonly danger: boolean;
  /** Was it ever said to be dangerous? Voiding it then takes a proof that it is not (guard b.5-1). */
  readonly everDanger: boolean;
  readonly defect: Defect;
  readonly channel: Channel;
  readonly position: Position;
  readonly unitId: string | null;
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
  readonly extensions: number;
  readonly suspensions: number;
  readonly suspendedUntil: Instant | null;
  readonly escalations: number;
  readonly request: CaseRequest | null;
  readonly inquiryIds: readonly string[];
  readonly mergedInto: string | null;
  readonly recurrenceOf: string | null;
  readonly createdBy: string | null;
  readonly photoIds: readonly string[];
  readonly deadlines: readonly Deadline[];
}

/** Something that takes two persons: asked by one, decided by another (guard b.5-10). */
export interface CaseRequest {
  readonly kind: "VOID" | "FORCED_CLOSE" | "EXTENSION";
  readonly byAccountId: string | null;
  readonly reasonCode: string;
  readonly at: Instant;
}

export interface CaseEventData extends DeadlineEventData {
  CASE_REPORTED: {
    number: string;
    componentId: string;
    divisionCode: string;
    danger: boolean;
    defect: Defect;
    channel: Channel;
    position: Position;
    photoIds: string[];
    recurrenceOf: string | null;
    createdBy: string | null;
  };
  REPORT_ADDED: { channel: Channel };
  VERIFICATION_REQUESTED: Record<string, never>;
  VERIFICATION_RECORDED: { found: boolean; danger: boolean };
  CASE_FILED: { danger: boolean; defect: Defect; rulePack: { id: string; version: number } };
  CASE_DISPATCHED: {
    unitId: string;
    substituteHandling: boolean;
    emergencyReason: string | null;
    automatic: boolean;
  };
  DISPATCH_ACKNOWLEDGED: { unitId: string };
  CASE_GUARDED: { photoIds: string[]; position: Position | null };
  CASE_MADE_SAFE: { photoIds: string[]; measure: string };
  CASE_REPAIRED: {
    photoIds: string[];
    measure: string;
    material: string | null;
    loadClass: string | null;
    by: string | null;
  };
  REPAIR_CHECKED: { photoIds: string[] };
  REWORK_ORDERED: { reasonCode: string };
  CASE_CLOSED: Record<string, never>;
  CASE_RETURNED: { unitId: string | null; reasonCode: string; namesUnitId: string | null };
  DANGER_REASSESSED: { danger: boolean };
  CASE_SUSPENDED: { until: Instant; reasonCode: string };
  CASE_RESUMED: Record<string, never>;
  REQUEST_MADE: { kind: CaseRequest["kind"]; reasonCode: string; byAccountId: string | null };
  REQUEST_REFUSED: { kind: CaseRequest["kind"] };
  EXTENSION_GRANTED: { kind: string; before: Instant };
  CASE_VOIDED: { reasonCode: string };
  CASE_FORCED_CLOSED: { reasonCode: string };
  CASE_MERGED: { into: string };
  CASE_ESCALATED: { deadline: string };
  CASE_URGED: { supervised: boolean };
  NOTICE_RECORDED: { unitIds: string[]; channel: string };
  INQUIRY_LINKED: { inquiryId: string };
  OWNER_NOTED: { unitId: string; from: string };
  NOTE_ADDED: { photoIds: string[] };
}
export type CaseEvent = {
  [K in keyof CaseEventData]: { readonly kind: K; readonly data: CaseEventData[K] };
}[keyof CaseEventData];

export const CASE_ENDED: readonly CaseState[] = ["CLOSED", "VOID", "FORCED_CLOSED", "MERGED"];

export function caseOpen(file: CaseFile): boolean {
  return !CASE_ENDED.includes(file.state);
}

/** A hole that is still a hole: what rings red on the map. */
export function openDanger(file: CaseFile): boolean {
  return file.danger && file.madeSafeAt === null && caseOpen(file);
}

export function foldCase(file: CaseFile | null, id: string, event: CaseEvent, at: Instant): CaseFile {
  if (event.kind === "CASE_REPORTED") return reported(id, event.data, at);
  if (!file) throw new Error(`${event.kind} before the report of ${id}`);
  switch (event.kind) {
    case "REPORT_ADDED":
      return { ...file, reportCount: file.reportCount + 1 };
    case "VERIFICATION_REQUESTED":
      return { ...file, state: "PREFILING_VERIFY" };
    case "VERIFICATION_RECORDED":
      return { ...withDanger(file, event.data.danger), state: "REPORTED" };
    case "CASE_FILED":
      return {
        ...withDanger(met(file, ["ACCEPT"], at), event.data.danger),
        ...event.data,
        state: "FILED",
        filedAt: at,
      };
    case "CASE_DISPATCHED": {
      const { unitId, substituteHandling, emergencyReason } = event.data;
      const dispatched = {
        ...met(file, ["DISPATCH"], at),
        deadlines: withCancelled(withMet(file.deadlines, ["DISPATCH"], at), ["ACKNOWLEDGE"], at),
      };
      // Work already done on the spot stays done: a new dispatch never hides that the hole is guarded.
      return {
        ...dispatched,
        unitId,
        substituteHandling,
        emergencyReason: emergencyReason ?? file.emergencyReason,
        dispatchedAt: at,
        acknowledgedAt: null,
        state: workState(file),
      };
    }
    case "DISPATCH_ACKNOWLEDGED":
      return { ...met(file, ["ACKNOWLEDGE"], at), acknowledgedAt: at };
    case "CASE_GUARDED":
      return withPhotos(
        { ...met(file, ["GUARD", "ACKNOWLEDGE"], at), guardedAt: at, state: "GUARDED" },
        event.data.photoIds,
      );
    case "CASE_MADE_SAFE":
      return withPhotos(
        {
          ...met(file, ["GUARD", "MAKE_SAFE", "ACKNOWLEDGE"], at),
          guardedAt: file.guardedAt ?? at,
          madeSafeAt: at,
          state: "MADE_SAFE",
        },
        event.data.photoIds,
      );
    case "CASE_REPAIRED":
      return withPhotos(
        {
          ...met(file, ["REPAIR", "ACKNOWLEDGE"], at),
          repairedAt: at,
          repairedBy: event.data.by,
          checkedAt: null,
          state: "REPAIRED",
        },
        event.data.photoIds,
      );
    case "REPAIR_CHECKED":
      return withPhotos(
        { ...met(file, ["CHECK"], at), checkedAt: at, state: "POST_REPAIR_CHECK" },
        event.data.photoIds,
      );
    case "REWORK_ORDERED":
      return {
        ...met(file, ["CHECK"], at),
        reworks: file.reworks + 1,
        repairedAt: null,
        repairedBy: null,
        checkedAt: null,
        state: file.madeSafeAt ? "MADE_SAFE" : "DISPATCHED",
      };
    case "CASE_CLOSED":
      return ended(file, "CLOSED", at);
    case "CASE_RETURNED":
      return {
        ...file,
        returns: [...file.returns, { ...event.data, at }],
        unitId: null,
        deadlines: withCancelled(file.deadlines, ["ACKNOWLEDGE"], at),
        state: "RETURNED",
      };
    case "DANGER_REASSESSED":
      return event.data.danger
        ? endangered(file, at)
        : {
            ...file,
            danger: false,
            deadlines: withCancelled(file.deadlines, ["GUARD", "MAKE_SAFE"], at),
          };
    case "CASE_SUSPENDED":
      return {
        ...file,
        stateBeforeSuspension: file.state,
        suspensions: file.suspensions + 1,
        suspendedUntil: event.data.until,
        // Who is not at work on it need not answer for it either.
        deadlines: withCancelled(file.deadlines, ["REPAIR", "ACKNOWLEDGE"], at),
        state: "SUSPENDED",
      };
    case "CASE_RESUMED":
      return {
        ...met(file, ["RESUME"], at),
        state: file.stateBeforeSuspension ?? "MADE_SAFE",
        stateBeforeSuspension: null,
        suspendedUntil: null,
      };
    case "REQUEST_MADE":
      return { ...file, request: { ...event.data, at } };
    case "REQUEST_REFUSED":
      return { ...file, request: null };
    case "EXTENSION_GRANTED":
      return {
        ...file,
        request: null,
        extensions: file.extensions + 1,
        deadlines: withCancelled(file.deadlines, [event.data.kind], at),
      };
    case "CASE_VOIDED":
      return ended(file, "VOID", at);
    case "CASE_FORCED_CLOSED":
      return ended(file, "FORCED_CLOSED", at);
    case "CASE_MERGED":
      return { ...ended(file, "MERGED", at), mergedInto: event.data.into };
    case "CASE_ESCALATED":
      return { ...file, escalations: file.escalations + 1 };
    case "NOTICE_RECORDED":
      return { ...file, noticeAttempts: file.noticeAttempts + 1 };
    case "INQUIRY_LINKED":
      return {
        ...file,
        inquiryIds: file.inquiryIds.includes(event.data.inquiryId)
          ? file.inquiryIds
          : [...file.inquiryIds, event.data.inquiryId],
      };
    case "NOTE_ADDED":
      return withPhotos(file, event.data.photoIds);
    case "OWNER_NOTED":
    case "CASE_URGED":
      return file;
    case "DEADLINE_SET":
      return { ...file, deadlines: withDeadline(file.deadlines, event.data) };
    case "DEADLINE_PASSED":
      return { ...file, deadlines: withFired(file.deadlines, event.data, at) };
  }
}

/** The state that the work on the spot has reached, whoever is dispatched. */
function workState(file: CaseFile): CaseState {
  if (file.madeSafeAt) return "MADE_SAFE";
  return file.guardedAt ? "GUARDED" : "DISPATCHED";
}

function withDanger(file: CaseFile, danger: boolean): CaseFile {
  return { ...file, danger, everDanger: file.everDanger || danger };
}

/**
 * A danger that was not there before, or is there again (the plate was stolen): whatever was done on the spot no longer
 * holds, and the work begins anew.
 */
function endangered(file: CaseFile, at: Instant): CaseFile {
  const dangerous = withDanger(file, true);
  if (file.madeSafeAt === null && file.repairedAt === null) return dangerous;
  return {
    ...dangerous,
    guardedAt: file.madeSafeAt === null ? file.guardedAt : null,
    madeSafeAt: null,
    repairedAt: null,
    repairedBy: null,
    checkedAt: null,
    stateBeforeSuspension: null,
    suspendedUntil: null,
    deadlines: withCancelled(file.deadlines, ["CHECK", "RESUME"], at),
    state: file.unitId === null ? "FILED" : "DISPATCHED",
  };
}

function met(file: CaseFile, kinds: readonly string[], at: Instant): CaseFile {
  return { ...file, deadlines: withMet(file.deadlines, kinds, at) };
}

function ended(file: CaseFile, state: CaseState, at: Instant): CaseFile {
  return { ...file, state, endedAt: at, request: null, deadlines: withCancelled(file.deadlines, null, at) };
}

function withPhotos(file: CaseFile, photoIds: readonly string[]): CaseFile {
  return photoIds.length === 0 ? file : { ...file, photoIds: [...file.photoIds, ...photoIds] };
}

function reported(id: string, data: CaseEventData["CASE_REPORTED"], at: Instant): CaseFile {
  return {
    ...data,
    id,
    state: "REPORTED",
    stateBeforeSuspension: null,
    everDanger: data.danger,
    unitId: null,
    substituteHandling: false,
    emergencyReason: null,
    noticeAttempts: 0,
    rulePack: null,
    reportedAt: at,
    reportCount: 1,
    filedAt: null,
    dispatchedAt: null,
    acknowledgedAt: null,
    guardedAt: null,
    madeSafeAt: null,
    repairedAt: null,
    repairedBy: null,
    checkedAt: null,
    endedAt: null,
    returns: [],
    reworks: 0,
    extensions: 0,
    suspensions: 0,
    suspendedUntil: null,
    escalations: 0,
    request: null,
    inquiryIds: [],
    mergedInto: null,
    deadlines: [],
  };
}
