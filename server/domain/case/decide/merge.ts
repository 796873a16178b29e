import { Id } from "../../arguments.ts";
import { refuse, type Refusal } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import type { CaseFile } from "../state.ts";
import { SEAT } from "../steps.ts";

/** Whether the other case can take it, the dossier is asked (`mechanism/perform.ts`). */
export const merge = caseCommand("MERGE", {
  args: { into: Id },
  from: ["REPORTED", "PREFILING_VERIFY", "FILED"],
  roles: SEAT,
  decide: (file, { into }) =>
    into === file.id ? refuse("SAME_CASE") : oneCaseEvent("CASE_MERGED", { into }),
});

const UNMERGE_MS = 30 * 86_400_000;

/** Two reports taken for one turn out to be two, within a month. */
export const unmerge = caseCommand("UNMERGE", {
  args: {},
  from: ["MERGED"],
  roles: ["SHIFT_LEAD"],
  guard: (file, _actor, now) => separable(file, now),
  decide: (file) => oneCaseEvent("CASE_UNMERGED", { outOf: file.mergedInto ?? "" }),
});

function separable(file: CaseFile, now: Instant): Refusal | null {
  if (!file.mergedInto || !file.endedAt) return { reason: "NOT_MERGED" };
  return Date.parse(now) - Date.parse(file.endedAt) > UNMERGE_MS ? { reason: "UNMERGE_TOO_LATE" } : null;
}
