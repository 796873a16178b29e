import { repairGoesOn } from "../danger.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { SEAT } from "../steps.ts";

/** The repair goes on with what was left of its limit, and stays overdue where it was (docs/domain.md#d22). */
export const resume = caseCommand("RESUME", {
  args: {},
  from: ["SUSPENDED"],
  roles: SEAT,
  decide: (file, _args, facts) => ({
    events: [caseEvent("CASE_RESUMED", {}), repairGoesOn(file, facts)],
  }),
});
