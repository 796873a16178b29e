import { lateEntry, ShortText } from "../../arguments.ts";
import { repairClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { checkedLast, SEAT } from "../steps.ts";

export const orderRework = caseCommand("ORDER_REWORK", {
  args: { reasonCode: ShortText, ...lateEntry },
  from: ["REPAIRED", "POST_REPAIR_CHECK"],
  roles: ["GRID_WORKER", ...SEAT],
  needs: [{ need: "reason" }],
  possibleSince: checkedLast,
  decide: (file, { reasonCode }, facts) => ({
    events: [caseEvent("REWORK_ORDERED", { reasonCode }), repairClock(file.defect, facts.now, facts)],
  }),
});
