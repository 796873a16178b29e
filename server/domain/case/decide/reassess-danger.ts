import { z } from "zod";
import { runningOf } from "../../clocks/deadline.ts";
import { refuse } from "../../decision.ts";
import { repairClock, stepClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { OPEN, SEAT } from "../steps.ts";

export const reassessDanger = caseCommand("REASSESS_DANGER", {
  args: { danger: z.boolean() },
  from: OPEN,
  roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT],
  decide: (file, { danger }, facts) => {
    const back = danger && file.madeSafeAt !== null;
    if (danger === file.danger && !back) return refuse("SAME_VALUE");
    const reassessed = caseEvent("DANGER_REASSESSED", { danger });
    if (!danger || !file.filedAt) return { events: [reassessed] };
    const guard = file.guardedAt && !back ? [] : [stepClock("GUARD", facts.now, facts)];
    const repair = runningOf(file.deadlines, "REPAIR") ? [] : [repairClock(file.defect, facts.now, facts)];
    return { events: [reassessed, ...guard, stepClock("MAKE_SAFE", facts.now, facts), ...repair] };
  },
});
