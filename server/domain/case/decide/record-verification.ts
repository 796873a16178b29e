import { z } from "zod";
import { lateEntry } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { SEAT, workBegan } from "../steps.ts";

export const recordVerification = caseCommand("RECORD_VERIFICATION", {
  args: { found: z.boolean(), danger: z.boolean(), ...lateEntry },
  from: ["PREFILING_VERIFY"],
  roles: ["GRID_WORKER", ...SEAT],
  possibleSince: workBegan,
  decide: (_file, { found, danger }) => oneCaseEvent("VERIFICATION_RECORDED", { found, danger }),
});
