import { repairClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { SEAT } from "../steps.ts";

export const resume = caseCommand("RESUME", {
  args: {},
  from: ["SUSPENDED"],
  roles: SEAT,
  decide: (file, _args, facts) => ({
    events: [caseEvent("CASE_RESUMED", {}), repairClock(file.defect, facts.now, facts)],
  }),
});
