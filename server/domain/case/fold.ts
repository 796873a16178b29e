import type { CaseEvent, CaseEventData, CaseEventOf } from "./events.ts";
import { acknowledged, arrived, dispatched, first, met, reached, returned, worked } from "./fold-work.ts";
import type { ProvenStep } from "./proofs.ts";
import { openDanger, type CaseFile, type CaseRequest, type DangerSaid } from "./state.ts";
import {
  restarted,
  stoppedAt,
  withCancelled,
  withDeadline,
  withFired,
  withMet,
  withRecomputed,
  withReplaced,
} from "../clocks/deadline.ts";
import { unitSucceeded } from "./unit-gone.ts";
import type { CaseState, Instant } from "../names.ts";

/** What each event makes of a case; `at` is when it happened. */
type Fold = {
  readonly [K in keyof CaseEventData]: (file: CaseFile, data: CaseEventData[K], at: Instant) => CaseFile;
};

const UNCHANGED = (file: CaseFile): CaseFile => file;

const FOLD: Omit<Fold, "CASE_REPORTED"> = {
  REPORT_ADDED: (file, { danger }, at) => ({
    ...(danger ? saidAgain(file, { since: at, last: at }) : file),
    reportCount: file.reportCount + 1,
  }),
  REPORT_MERGED: (file, report) => ({
    ...(report.dangerSaid ? saidAgain(file, report.dangerSaid) : file),
    reportCount: file.reportCount + report.reports,
    merged: [...file.merged, report],
  }),
  REPORT_SEPARATED: (file, { caseId }) => {
    const gone = file.merged.find((report) => report.caseId === caseId)?.reports ?? 0;
    const merged = file.merged.filter((report) => report.caseId !== caseId);
    return { ...file, reportCount: file.reportCount - gone, merged };
  },
  CLOCKS_REBASED: (file, { kinds }, at) => ({
    ...file,
    deadlines: withReplaced(file.deadlines, kinds, at, "CLOCKS_REBASED"),
  }),
  REPORTER_ANSWERED: (file, _data, at) => ({ ...file, repliedAt: at }),
  VERIFICATION_REQUESTED: (file) => ({ ...file, state: "PREFILING_VERIFY" }),
  VERIFICATION_RECORDED: (file, { danger, photoIds = [] }, at) => ({
    ...withProof(withDanger(file, danger, at), "VERIFICATION_RECORDED", photoIds),
    state: "REPORTED",
  }),
  CASE_FILED: (file, { danger, defect, rulePack, physicalBefore }, at) => ({
    ...withDanger(met(file, ["ACCEPT"], at), danger, at),
    danger,
    defect,
    rulePack,
    ...(physicalBefore && { physicalBefore }),
    state: "FILED",
    filedAt: at,
  }),
  CASE_DISPATCHED: dispatched,
  DISPATCH_ACKNOWLEDGED: (file, { unitId, toldAt, byUnitId }, at) =>
    byUnitId ? arrived(file, byUnitId, at, toldAt) : acknowledged(file, unitId, at, toldAt),
  CASE_GUARDED: (file, { photoIds, toldAt, byUnitId }, at) =>
    withProof(
      {
        ...worked(file, ["GUARD"], byUnitId, at, toldAt),
        guardedAt: first(file.guardedAt, at),
        state: reached(file, "GUARDED"),
      },
      "CASE_GUARDED",
      photoIds,
    ),
  CASE_MADE_SAFE: (file, { photoIds, toldAt, byUnitId }, at) =>
    withProof(
      {
        ...worked(file, ["GUARD", "MAKE_SAFE"], byUnitId, at, toldAt),
        guardedAt: first(file.guardedAt, at),
        madeSafeAt: first(file.madeSafeAt, at),
        // Nobody need say any more that there is none: it has been made safe.
        request: withdrawn(file, "DANGER_OVER"),
        state: reached(file, "MADE_SAFE"),
      },
      "CASE_MADE_SAFE",
      photoIds,
    ),
  CASE_REPAIRED: (file, { photoIds, by, toldAt, byUnitId }, at) =>
    withProof(
      {
        ...worked(file, ["REPAIR"], byUnitId, at, toldAt),
        repairedAt: at,
        repairedBy: by,
        checkedAt: null,
        state: "REPAIRED",
      },
      "CASE_REPAIRED",
      photoIds,
    ),
  REPAIR_CHECKED: (file, { photoIds, toldAt }, at) =>
    withProof(
      { ...met(file, ["CHECK"], at, toldAt), checkedAt: at, state: "POST_REPAIR_CHECK" },
      "REPAIR_CHECKED",
      photoIds,
    ),
  REWORK_ORDERED: (file, { toldAt }, at) => ({
    ...met(file, ["CHECK"], at, toldAt),
    reworks: file.reworks + 1,
    reworkedAt: at,
    repairedAt: null,
    repairedBy: null,
    checkedAt: null,
    state: file.madeSafeAt ? "MADE_SAFE" : "DISPATCHED",
  }),
  CASE_CLOSED: (file, _data, at) => ended(met(file, ["CLOSE"], at), "CLOSED", at, "CASE_CLOSED"),
  CASE_RETURNED: returned,
  CASE_HANDED_OVER: (file, { from, to, unitId }, at) => ({
    ...file,
    divisionCode: to,
    handedOver: { from, to, at, ...(unitId && { unitId }) },
  }),
  STREET_DECIDED: (file, { photoIds, ...decided }, at) => ({
    ...withPhotos(file, photoIds),
    divisionCode: decided.divisionCode,
    streetDecided: decided,
    disagreed: null,
    deadlines: withCancelled(file.deadlines, ["HAND_OVER"], at, "STREET_DECIDED"),
  }),
  DANGER_REASSESSED: (file, { danger, since }, at) =>
    danger
      ? endangered(file, since ?? at, at)
      : {
          ...file,
          danger,
          request: withdrawn(file, "DANGER_OVER"),
          deadlines: withCancelled(file.deadlines, ["GUARD", "MAKE_SAFE"], at, "DANGER_REASSESSED"),
        },
  CASE_SUSPENDED: (file, { until }, at) => ({
    ...file,
    stateBeforeSuspension: file.state,
    suspensions: file.suspensions + 1,
    suspendedUntil: until,
    request: withdrawn(file, "SUSPENSION"),
    // Who is not at work on it need not answer for it either.
    deadlines: withCancelled(file.deadlines, ["REPAIR", "ACKNOWLEDGE"], at, "CASE_SUSPENDED"),
    state: "SUSPENDED",
  }),
  CASE_RESUMED: (file, _data, at) => ({
    ...met(file, ["RESUME"], at),
    state: file.stateBeforeSuspension ?? "MADE_SAFE",
    stateBeforeSuspension: null,
    suspendedUntil: null,
  }),
  REQUEST_MADE: (file, data, at) =>
    withProof({ ...file, request: { ...data, at } }, "REQUEST_MADE", data.photoIds ?? []),
  REQUEST_REFUSED: (file) => ({ ...file, request: null }),
  EXTENSION_GRANTED: (file, { kind }, at) => ({
    ...file,
    request: null,
    extensions: file.extensions + 1,
    deadlines: withReplaced(file.deadlines, [kind], at, "EXTENSION_GRANTED"),
  }),
  CASE_VOIDED: (file, _data, at) => ended(met(file, ["REQUEST"], at), "VOID", at, "CASE_VOIDED"),
  CASE_FORCED_CLOSED: (file, _data, at) =>
    ended(met(file, ["REQUEST"], at), "FORCED_CLOSED", at, "CASE_FORCED_CLOSED"),
  CASE_MERGED: (file, { into }, at) => ({
    ...ended(file, "MERGED", at, "CASE_MERGED"),
    mergedInto: into,
  }),
  CASE_UNMERGED: (file) => unmerged(file),
  CASE_ESCALATED: (file, { deadline }, at) => ({
    ...file,
    escalations: file.escalations + 1,
    ...(ACROSS.has(deadline) && { disagreed: file.disagreed ?? at }),
  }),
  NOTICE_RECORDED: (file) => ({ ...file, noticeAttempts: file.noticeAttempts + 1 }),
  INQUIRY_LINKED: (file, { inquiryId }) =>
    file.inquiryIds.includes(inquiryId) ? file : { ...file, inquiryIds: [...file.inquiryIds, inquiryId] },
  NOTE_ADDED: (file, { photoIds }) => withPhotos(file, photoIds),
  WAIT_ENDED: (file, { kind, done }, at) => ({
    ...file,
    deadlines: (done ? withMet : withCancelled)(file.deadlines, [kind], at),
  }),
  OWNER_NOTED: (file, { unitId, from }, at) => ({ ...file, ownerNoted: { unitId, from, at } }),
  CASE_MOVED: ({ movedFrom, ...file }, { fromComponentId, toComponentId }) => ({
    ...file,
    componentId: toComponentId,
    ...(toComponentId !== movedFrom && { movedFrom: fromComponentId }),
  }),
  UNIT_SUCCEEDED: unitSucceeded,
  CASE_URGED: UNCHANGED,
  DEADLINE_SET: (file, data) => ({ ...file, deadlines: withDeadline(file.deadlines, data) }),
  DEADLINE_RECOMPUTED: (file, data) => ({ ...file, deadlines: withRecomputed(file.deadlines, data) }),
  DEADLINE_PASSED: (file, data, at) => ({ ...file, deadlines: withFired(file.deadlines, data, at) }),
};

/** Raised, these are about the two streets that a case lies between. */
const ACROSS: ReadonlySet<string> = new Set(["HAND_OVER", "BOUNDARY"]);

/** Every kind of event there is on this track. */
export const CASE_EVENT_KINDS: readonly string[] = ["CASE_REPORTED", ...Object.keys(FOLD)];

/** What a case is after one more event; `at` is when that happened. Throws when its report is missing. */
export function foldCase(file: CaseFile | null, id: string, event: CaseEvent, at: Instant): CaseFile {
  if (event.kind === "CASE_REPORTED") return reported(id, event.data, at);
  if (!file) throw new Error(`${event.kind} before the report of ${id}`);
  return folded(file, event, at);
}

function folded<K extends keyof Omit<Fold, "CASE_REPORTED">>(
  file: CaseFile,
  { kind, data }: CaseEventOf<K>,
  at: Instant,
): CaseFile {
  return FOLD[kind](file, data, at);
}

function withDanger(file: CaseFile, danger: boolean, since: Instant): CaseFile {
  if (!danger) return { ...file, danger };
  const dangerous = openDanger(file) ? saidAgain(file, { since, last: since }) : saidFirst(file, since);
  return { ...dangerous, danger, everDanger: true };
}

/** It is a danger from then on; what was said of it before it came here counts, if it was later. */
function saidFirst(file: CaseFile, since: Instant): CaseFile {
  return { ...file, dangerSaid: { since, last: later(since, file.dangerSaid?.last) } };
}

/** Somebody has said it once more; it is one for as long as it was. */
function saidAgain(file: CaseFile, said: DangerSaid): CaseFile {
  const { since, last } = file.dangerSaid ?? said;
  return { ...file, dangerSaid: { since, last: later(said.last, last) } };
}

function later(one: Instant, other: Instant | undefined): Instant {
  return other !== undefined && other > one ? other : one;
}

/**
 * A danger that was not there before, or is there again (the plate was stolen): whatever was done on the spot no longer
 * holds, and the work begins anew.
 */
function endangered(file: CaseFile, since: Instant, at: Instant): CaseFile {
  const dangerous = withDanger(file, true, since);
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
    deadlines: withCancelled(file.deadlines, ["CHECK", "RESUME"], at, "DANGER_REASSESSED"),
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
      stopped !== null && stoppedAt(deadline) === stopped ? restarted(deadline) : deadline,
    ),
  };
}

function ended(file: CaseFile, state: CaseState, at: Instant, by: string): CaseFile {
  const deadlines = withCancelled(file.deadlines, null, at, by);
  return { ...file, state, endedAt: at, request: null, deadlines };
}

/** What still waits once a request of this kind has been overtaken or done. */
function withdrawn({ request }: CaseFile, kind: CaseRequest["kind"]): CaseRequest | null {
  return request?.kind === kind ? null : request;
}

function withProof(file: CaseFile, step: ProvenStep, photoIds: readonly string[]): CaseFile {
  if (photoIds.length === 0) return file;
  const proofs = [...(file.proofs ?? []), ...photoIds.map((photoId) => ({ photoId, step }))];
  return withPhotos({ ...file, proofs }, photoIds);
}

function withPhotos(file: CaseFile, photoIds: readonly string[]): CaseFile {
  return photoIds.length === 0 ? file : { ...file, photoIds: [...file.photoIds, ...photoIds] };
}

function reported(id: string, report: CaseEventData["CASE_REPORTED"], at: Instant): CaseFile {
  const { given: _, ...data } = report;
  return {
    ...data,
    id,
    state: "REPORTED",
    stateBeforeSuspension: null,
    everDanger: data.danger,
    ...(data.danger && { dangerSaid: { since: at, last: at } }),
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
