import { z } from "zod";
import { CASE_STATES, CHANNELS } from "../../names.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { SEAT } from "../steps.ts";

/** Each report has somebody who waits to hear what came of it, also one that was merged away. */
export const reply = caseCommand("REPLY", {
  args: { channel: z.enum(CHANNELS) },
  from: CASE_STATES,
  roles: SEAT,
  guard: (file) => (file.repliedAt ? { reason: "ALREADY_REPLIED" } : null),
  decide: (_file, { channel }) => oneCaseEvent("REPORTER_ANSWERED", { channel }),
});
