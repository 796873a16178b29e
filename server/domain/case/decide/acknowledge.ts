import { lateEntry } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { IN_WORK, REPAIRERS, workBegan } from "../steps.ts";

export const acknowledge = caseCommand("ACKNOWLEDGE", {
  args: lateEntry,
  from: IN_WORK,
  roles: REPAIRERS,
  own: true,
  guard: (file) => (file.acknowledgedAt ? { reason: "SAME_VALUE" } : null),
  possibleSince: (file) => file.dispatchedAt ?? workBegan(file),
  decide: (file, _args, { actor }) =>
    oneCaseEvent("DISPATCH_ACKNOWLEDGED", { unitId: actor.unitId ?? file.unitId ?? "" }),
});
