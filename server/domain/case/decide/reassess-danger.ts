import { z } from "zod";
import { refuse } from "../../decision.ts";
import { raised } from "../danger.ts";
import { caseCommand } from "../declare.ts";
import { openDanger } from "../state.ts";
import { OPEN, SEAT } from "../steps.ts";

/** 险情升级: anybody who sees it says so, and it holds at once. That it is none takes two (docs/domain.md#guard-1). */
export const reassessDanger = caseCommand("REASSESS_DANGER", {
  args: { danger: z.boolean().default(true) },
  from: OPEN,
  roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT],
  guard: (file) => (openDanger(file) ? { reason: "SAME_VALUE" } : null),
  decide: (file, { danger }, facts) =>
    danger ? { events: raised(file, facts) } : refuse("DANGER_ENDS_BY_TWO"),
});
