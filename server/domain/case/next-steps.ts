import type { CaseState } from "../names.ts";
import type { CaseCommandName } from "./commands.ts";
import { caseOpen, type CaseFile } from "./state.ts";

/** What moves the case on from where it stands, likeliest first. A request that waits comes before everything. */
export function nextCaseSteps(file: CaseFile): readonly CaseCommandName[] {
  if (!caseOpen(file)) return [];
  const decisions: readonly CaseCommandName[] = file.request
    ? ["CONFIRM_DANGER_OVER", "CONFIRM_VOID", "CONFIRM_FORCED_CLOSE", "CONFIRM_SUSPENSION", "GRANT_EXTENSION"]
    : [];
  const across: readonly CaseCommandName[] = file.outside && !file.handedOver ? ["HAND_OVER"] : [];
  const superior: readonly CaseCommandName[] = file.disagreed ? ["DECIDE_STREET"] : [];
  return [...decisions, ...superior, ...NEXT[file.state](file), ...across];
}

const NEXT: Readonly<Record<CaseState, (file: CaseFile) => readonly CaseCommandName[]>> = {
  REPORTED: () => ["FILE"],
  PREFILING_VERIFY: () => ["RECORD_VERIFICATION"],
  FILED: ({ danger }) => (danger ? ["DISPATCH", "GUARD"] : ["DISPATCH"]),
  RETURNED: ({ danger }) => (danger ? ["DISPATCH", "GUARD"] : ["DISPATCH"]),
  DISPATCHED: ({ danger }) => [danger ? "GUARD" : "REPAIR", "ACKNOWLEDGE"],
  GUARDED: ({ danger }) => [danger ? "MAKE_SAFE" : "REPAIR"],
  MADE_SAFE: () => ["REPAIR"],
  REPAIRED: () => ["PASS_CHECK"],
  POST_REPAIR_CHECK: () => ["CLOSE"],
  SUSPENDED: () => ["RESUME"],
  CLOSED: () => [],
  VOID: () => [],
  FORCED_CLOSED: () => [],
  MERGED: () => [],
};
