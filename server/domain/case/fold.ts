import type { CaseEvent, CaseEventData, CaseFile } from "./state.ts";
import { withCancelled, withDeadline, withFired, withMet } from "../clocks/deadline.ts";
import type { CaseState, Instant } from "../names.ts";

/** What a case is after one more event; `at` is when that happened. Throws when its report is missing. */
export function foldCase(file: CaseFile | null, id: string, event: CaseEvent, at: Instant): CaseFile {
  if (event.kind === "CASE_REPORTED") return reported(id, event.data, at);
  if (!file) throw new Error(`${event.kind} before the report of ${id}`);
  switch (event.kind) {
    case "REPORT_ADDED":
      return { ...file, reportCount: file.reportCount + 1 };
    case "REPORT_MERGED":
      return {
        ...file,
        reportCount: file.reportCount + event.data.reports,
        merged: [...file.merged, event.data],
      };
    case "REPORT_SEPARATED": {
      const { caseId } = event.data;
      const gone = file.merged.find((report) => report.caseId === caseId)?.reports ?? 0;
      const merged = file.merged.filter((report) => report.caseId !== caseId);
      return { ...file, reportCount: file.reportCount - gone, merged };
    }
    case "CLOCKS_REBASED":
      return { ...file, deadlines: withCancelled(file.deadlines, event.data.kinds, at) };
    case "REPORTER_ANSWERED":
      return { ...file, repliedAt: at };
    case "VERIFICATION_REQUESTED":
      return { ...file, state: "PREFILING_VERIFY" };
    case "VERIFICATION_RECORDED":
      return { ...withDanger(file, event.data.danger), state: "REPORTED" };
    case "CASE_FILED":
      return {
        ...withDanger(met(file, ["ACCEPT"], at), event.data.danger),
        danger: event.data.danger,
        defect: event.data.defect,
        rulePack: event.data.rulePack,
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
      return { ...met(file, ["ACKNOWLEDGE"], at, event.data.toldAt), acknowledgedAt: at };
    case "CASE_GUARDED":
      return withPhotos(
        {
          ...met(file, ["GUARD", "ACKNOWLEDGE"], at, event.data.toldAt),
          guardedAt: at,
          state: "GUARDED",
        },
        event.data.photoIds,
      );
    case "CASE_MADE_SAFE":
      return withPhotos(
        {
          ...met(file, ["GUARD", "MAKE_SAFE", "ACKNOWLEDGE"], at, event.data.toldAt),
          guardedAt: file.guardedAt ?? at,
          madeSafeAt: at,
          state: "MADE_SAFE",
        },
        event.data.photoIds,
      );
    case "CASE_REPAIRED":
      return withPhotos(
        {
          ...met(file, ["REPAIR", "ACKNOWLEDGE"], at, event.data.toldAt),
          repairedAt: at,
          repairedBy: event.data.by,
          checkedAt: null,
          state: "REPAIRED",
        },
        event.data.photoIds,
      );
    case "REPAIR_CHECKED":
      return withPhotos(
        { ...met(file, ["CHECK"], at, event.data.toldAt), checkedAt: at, state: "POST_REPAIR_CHECK" },
        event.data.photoIds,
      );
    case "REWORK_ORDERED":
      return {
        ...met(file, ["CHECK"], at, event.data.toldAt),
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
    case "CASE_UNMERGED":
      return unmerged(file);
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

/** Its own again, as if it had never been merged: its clocks go on from where its own report and filing started them. */
function unmerged(file: CaseFile): CaseFile {
  const stopped = file.endedAt;
  return {
    ...file,
    state: file.filedAt ? "FILED" : "REPORTED",
    endedAt: null,
    mergedInto: null,
    deadlines: file.deadlines.map((deadline) =>
      deadline.cancelledAt === stopped ? { ...deadline, cancelledAt: null } : deadline,
    ),
  };
}

function met(file: CaseFile, kinds: readonly string[], at: Instant, toldAt?: Instant): CaseFile {
  return { ...file, deadlines: withMet(file.deadlines, kinds, at, toldAt) };
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
    merged: [],
    repliedAt: null,
    deadlines: [],
  };
}
