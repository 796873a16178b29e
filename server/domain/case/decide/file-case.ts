import { z } from "zod";
import { refuse } from "../../decision.ts";
import { DEFECTS } from "../../names.ts";
import { callClock, repairClock, stepClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { earliestFiling } from "../earliest-report.ts";
import { SEAT } from "../steps.ts";

/** 立案 starts every safety clock at once; none of them ever asks who the owner is. */
export const fileCase = caseCommand("FILE", {
  args: { danger: z.boolean(), defect: z.enum(DEFECTS) },
  from: ["REPORTED"],
  roles: SEAT,
  decide: (file, { danger, defect }, facts) => {
    // Whoever reported it saw the hole; that there is none, somebody on the spot says and another confirms.
    if (file.danger && !danger) return refuse("DANGER_ENDS_BY_TWO");
    const { id, version } = facts.rulePack;
    const filed = caseEvent("CASE_FILED", {
      danger,
      defect,
      rulePack: { id, version },
      ...(facts.physicalBefore && { physicalBefore: facts.physicalBefore }),
    });
    // A report that was merged in had been filed already: its clocks are the earlier ones.
    const since = earliestFiling(file) ?? facts.now;
    const sending = callClock("DISPATCH", { ...file, danger }, since, facts);
    const urgent = (["GUARD", "MAKE_SAFE"] as const).map((step) => stepClock(step, since, facts));
    return { events: [filed, sending, ...(danger ? urgent : []), repairClock(defect, since, facts)] };
  },
});
