import { waitingFor } from "../../clocks/deadline.ts";
import { refuse, type Decision } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { unitsBeside } from "../assignments.ts";
import { callClock } from "../clocks.ts";
import { raised, repairGoesOn } from "../danger.ts";
import { caseEvent, oneCaseEvent, type CaseFacts } from "../declare.ts";
import { followingEarliest } from "../earliest-report.ts";
import type { CaseEvent } from "../events.ts";
import { SENDABLE } from "../steps.ts";
import { filing } from "./file-case.ts";
import { openDanger, type CaseFile, type MergedReport } from "../state.ts";

/** What only the mechanism does: no role may give these, and nobody fills anything in. */

const NOTHING: Decision<CaseEvent> = { events: [] };

/**
 * A danger that comes in with a report is a danger of the case that takes it in, since it was one. One that nobody has spoken of
 * since the place was made safe is the same hole, and safe; when the report itself came in says nothing of that, for what was
 * reported as a noise may have been called a hole later.
 */
export function takeReport(file: CaseFile, report: MergedReport, facts: CaseFacts): Decision<CaseEvent> {
  const clocks = followingEarliest(file, [...file.merged, report], facts.calendar);
  const { since, last } = report.dangerSaid ?? { since: report.reportedAt, last: report.reportedAt };
  const news =
    report.danger === true && !openDanger(file) && (file.madeSafeAt === null || last > file.madeSafeAt);
  return {
    events: [caseEvent("REPORT_MERGED", report), ...clocks, ...(news ? raised(file, facts, since) : [])],
  };
}

export function separateReport(
  file: CaseFile,
  { caseId }: { readonly caseId: string },
  facts: CaseFacts,
): Decision<CaseEvent> {
  const merged = file.merged.filter((report) => report.caseId !== caseId);
  if (merged.length === file.merged.length) return NOTHING;
  const clocks = followingEarliest(file, merged, facts.calendar);
  return { events: [caseEvent("REPORT_SEPARATED", { caseId }), ...clocks] };
}

export function passDeadline(
  file: CaseFile,
  { kind, dueAt }: { readonly kind: string; readonly dueAt: Instant },
  facts: CaseFacts,
): Decision<CaseEvent> {
  const deadline = waitingFor(file.deadlines, { kind, dueAt });
  // Met or acted on meanwhile: the sweep runs twice, or on two machines, and changes nothing.
  if (!deadline || dueAt > facts.now) return NOTHING;
  const passed = caseEvent("DEADLINE_PASSED", { kind, dueAt });
  if (kind !== "RESUME") return { events: [passed, caseEvent("CASE_ESCALATED", { deadline: kind })] };
  return { events: [passed, caseEvent("CASE_RESUMED", {}), repairGoesOn(file, facts)] };
}

/**
 * Nobody has taken on a danger that was reported, or has said a word of it since it was sent to be looked at: it is filed as it was
 * reported, so that somebody is sent.
 */
export function fileByItself(
  file: CaseFile,
  { danger }: { readonly danger: true },
  facts: CaseFacts,
): Decision<CaseEvent> {
  const waits = file.state === "REPORTED" || file.state === "PREFILING_VERIFY";
  return waits && openDanger(file) ? filing(file, { danger, defect: file.defect }, facts) : NOTHING;
}

interface Falling {
  readonly unitId: string;
  /** Null where nothing is urgent: then whoever is acted for has been told before. */
  readonly emergencyReason: string | null;
  /** Whoever is at work goes on beside it (代替井盖权属单位先行处置); false where that unit is out of the matter. */
  readonly beside: boolean;
}

export function fallToDepartment(
  file: CaseFile,
  { unitId, emergencyReason, beside }: Falling,
  facts: CaseFacts,
): Decision<CaseEvent> {
  if (!SENDABLE.includes(file.state) || unitId === file.unitId) return NOTHING;
  if (emergencyReason === null && file.noticeAttempts === 0) return refuse("NOTICE_OR_EMERGENCY_NEEDED");
  const present = file.unitId === null ? [] : [file.unitId];
  const staying = beside ? [...present, ...unitsBeside(file)].filter((other) => other !== unitId) : [];
  const fallen = caseEvent("CASE_DISPATCHED", {
    unitId,
    substituteHandling: true,
    emergencyReason,
    automatic: true,
    beside: staying,
  });
  return { events: [fallen, callClock("ACKNOWLEDGE", file, facts.now, facts)] };
}

export function linkInquiry(
  file: CaseFile,
  { inquiryId }: { readonly inquiryId: string },
): Decision<CaseEvent> {
  return file.inquiryIds.includes(inquiryId) ? NOTHING : oneCaseEvent("INQUIRY_LINKED", { inquiryId });
}

export function noteOwner(
  _file: CaseFile,
  { unitId, from }: { readonly unitId: string; readonly from: string },
): Decision<CaseEvent> {
  return oneCaseEvent("OWNER_NOTED", { unitId, from });
}

/** What it is about turned out to be another component: the case goes there as it is. */
export function move(file: CaseFile, { to }: { readonly to: string }): Decision<CaseEvent> {
  return file.componentId === to
    ? NOTHING
    : oneCaseEvent("CASE_MOVED", { fromComponentId: file.componentId, toComponentId: to });
}
