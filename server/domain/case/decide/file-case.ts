import { z } from "zod";
import { refuse, type Decision } from "../../decision.ts";
import { DEFECTS, type Defect } from "../../names.ts";
import { callClock, repairClock, stepClock } from "../clocks.ts";
import { caseCommand, caseEvent, type CaseFacts } from "../declare.ts";
import { earliestFiling } from "../earliest-report.ts";
import type { CaseEvent } from "../events.ts";
import type { CaseFile } from "../state.ts";
import { SEAT } from "../steps.ts";

/** 立案 starts every safety clock at once; none of them ever asks who the owner is. */
export const fileCase = caseCommand("FILE", {
  args: { danger: z.boolean(), defect: z.enum(DEFECTS) },
  from: ["REPORTED"],
  roles: SEAT,
  // Whoever reported it saw the hole; that there is none, somebody on the spot says and another confirms.
  decide: (file, seen, facts) =>
    file.danger && !seen.danger ? refuse("DANGER_ENDS_BY_TWO") : filing(file, seen, facts),
});

/** Files it, by whoever: the rules of the day are its own from now on. */
export function filing(
  file: CaseFile,
  { danger, defect }: { readonly danger: boolean; readonly defect: Defect },
  facts: CaseFacts,
): Decision<CaseEvent> {
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
}
