import { ShortText } from "../../arguments.ts";
import { deadlineSet, runningOf } from "../../clocks/deadline.ts";
import { refuse } from "../../decision.ts";
import { caseCommand, caseEvent, oneCaseEvent } from "../declare.ts";
import { nothingPending, requested, stillInTime } from "../guards.ts";
import { IN_WORK, REPAIRERS } from "../steps.ts";

export const requestExtension = caseCommand("REQUEST_EXTENSION", {
  args: { reasonCode: ShortText },
  from: IN_WORK,
  roles: REPAIRERS,
  own: true,
  needs: [{ need: "reason" }],
  guard: (file, _actor, now) =>
    stillInTime(file, now) ??
    (file.extensions >= 2 ? { reason: "EXTENSIONS_USED_UP" } : nothingPending(file)),
  decide: (_file, { reasonCode }, { actor }) =>
    oneCaseEvent("REQUEST_MADE", { kind: "EXTENSION", reasonCode, byAccountId: actor.accountId }),
});

/** One more original limit on top of the present deadline; the old one stays on record as cancelled. */
export const grantExtension = caseCommand("GRANT_EXTENSION", {
  args: {},
  from: IN_WORK,
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "second person" }],
  guard: (file, actor, now) => requested(file, actor, "EXTENSION") ?? stillInTime(file, now),
  decide: (file, _args, { calendar }) => {
    const repair = runningOf(file.deadlines, "REPAIR");
    if (!repair) return refuse("OVERDUE_NO_EXTENSION");
    // What a suspension left is shorter than the limit that the rule gives.
    const { minutes } = file.deadlines.find(({ kind }) => kind === "REPAIR") ?? repair;
    const rule = { id: repair.ruleId, limit: { clock: repair.clock, minutes } };
    return {
      events: [
        caseEvent("EXTENSION_GRANTED", { kind: "REPAIR", before: repair.dueAt }),
        deadlineSet("REPAIR", rule, repair.dueAt, calendar),
      ],
    };
  },
});
