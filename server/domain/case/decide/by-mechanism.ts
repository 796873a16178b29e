import { waitingFor } from "../../clocks/deadline.ts";
import type { Decision } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { repairGoesOn } from "../danger.ts";
import { caseEvent, oneCaseEvent, type CaseFacts } from "../declare.ts";
import { followingEarliest } from "../earliest-report.ts";
import type { CaseEvent } from "../events.ts";
import type { CaseFile, MergedReport } from "../state.ts";
import { dispatch } from "./dispatch.ts";

/** What only the mechanism does: no role may give these, and nobody fills anything in. */

const NOTHING: Decision<CaseEvent> = { events: [] };

export function takeReport(file: CaseFile, report: MergedReport, facts: CaseFacts): Decision<CaseEvent> {
  const clocks = followingEarliest(file, [...file.merged, report], facts.calendar);
  return { events: [caseEvent("REPORT_MERGED", report), ...clocks] };
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

export function fallToDepartment(
  file: CaseFile,
  { unitId, emergencyReason }: { readonly unitId: string; readonly emergencyReason: string },
): Decision<CaseEvent> {
  if (!dispatch.from.includes(file.state)) return NOTHING;
  return oneCaseEvent("CASE_DISPATCHED", {
    unitId,
    substituteHandling: true,
    emergencyReason,
    automatic: true,
  });
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
