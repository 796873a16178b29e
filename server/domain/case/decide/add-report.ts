import { z } from "zod";
import { CHANNELS } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { OPEN, SEAT } from "../steps.ts";

export const addReport = caseCommand("ADD_REPORT", {
  args: { channel: z.enum(CHANNELS) },
  from: OPEN,
  roles: ["GRID_WORKER", ...SEAT],
  alsoByMechanism: true,
  decide: (_file, { channel }) => oneCaseEvent("REPORT_ADDED", { channel }),
});
