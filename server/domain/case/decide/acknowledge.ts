import { lateEntry } from "../../arguments.ts";
import { assignments } from "../assignments.ts";
import type { CaseFile } from "../state.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { IN_WORK, REPAIRERS, wasSent } from "../steps.ts";

export const acknowledge = caseCommand("ACKNOWLEDGE", {
  args: lateEntry,
  from: IN_WORK,
  roles: REPAIRERS,
  own: true,
  lateFrom: ["REPAIRED", "POST_REPAIR_CHECK", "RETURNED"],
  guard: (file, { unitId }) =>
    // Whoever was relieved meanwhile, and tells late that it was there, had a sending of its own.
    (unitId === null || unitId === file.unitId ? file.acknowledgedAt : unitHasCome(file, unitId))
      ? { reason: "SAME_VALUE" }
      : null,
  possibleSince: wasSent,
  decide: (file, _args, { actor }) =>
    oneCaseEvent("DISPATCH_ACKNOWLEDGED", { unitId: actor.unitId ?? file.unitId ?? "" }),
});

function unitHasCome(file: CaseFile, unitId: string): boolean {
  return assignments(file).findLast((sent) => sent.unitId === unitId)?.acknowledgedAt != null;
}
