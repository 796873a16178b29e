import { z } from "zod";
import { CHANNELS } from "../../names.ts";
import { raised } from "../danger.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { openDanger } from "../state.ts";
import { OPEN, SEAT } from "../steps.ts";

/** The next of several reports about the same thing. Where it tells of a danger, the case is one (docs/domain.md#guard-1). */
export const addReport = caseCommand("ADD_REPORT", {
  args: { channel: z.enum(CHANNELS), danger: z.boolean().default(false) },
  from: OPEN,
  roles: ["GRID_WORKER", ...SEAT],
  alsoByMechanism: true,
  decide: (file, { channel, danger }, facts) => ({
    events: [
      caseEvent("REPORT_ADDED", { channel, ...(danger && { danger }) }),
      ...(danger && !openDanger(file) ? raised(file, facts) : []),
    ],
  }),
});
