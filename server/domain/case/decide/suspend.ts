import { Moment, ShortText } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { addDays, dayOf } from "../../clocks/working-time.ts";
import { refuse } from "../../decision.ts";
import { caseCommand, caseEvent } from "../declare.ts";

/** Longest 挂账. */
const MOST_DAYS = 365;

/** 挂账: what is safe may wait for a while, once. */
export const suspend = caseCommand("SUSPEND", {
  args: { until: Moment, reasonCode: ShortText },
  from: ["MADE_SAFE", "DISPATCHED", "GUARDED"],
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "reason" }],
  guard: (file) => {
    if (!file.madeSafeAt) return { reason: "DANGER_NOT_MADE_SAFE" };
    return file.suspensions > 0 ? { reason: "ALREADY_SUSPENDED_ONCE" } : null;
  },
  decide: (_file, { until, reasonCode }, { now, calendar }) => {
    if (until <= now || dayOf(until) > addDays(dayOf(now), MOST_DAYS)) return refuse("SUSPENSION_TOO_LONG");
    const minutes = Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000);
    const rule = { id: "SUSPENSION", limit: { clock: "NATURAL_DAY", minutes } } as const;
    return {
      events: [
        caseEvent("CASE_SUSPENDED", { until, reasonCode }),
        deadlineSet("RESUME", rule, now, calendar),
      ],
    };
  },
});
