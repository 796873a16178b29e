import { z } from "zod";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { IN_WORK, SEAT } from "../steps.ts";

export const urge = caseCommand("URGE", {
  args: { supervised: z.boolean().default(false) },
  from: [...IN_WORK, "RETURNED"],
  roles: ["CONVENER", ...SEAT],
  decide: (_file, { supervised }) => oneCaseEvent("CASE_URGED", { supervised }),
});
