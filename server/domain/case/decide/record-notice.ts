import { z } from "zod";
import { Id, ShortText } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { OPEN, SEAT } from "../steps.ts";

/** A call or letter to those who may own it: what 民法典 982 asks of whoever acts for another. */
export const recordNotice = caseCommand("RECORD_NOTICE", {
  args: { unitIds: z.array(Id).min(1).max(30), channel: ShortText },
  from: OPEN,
  roles: ["STREET_DEPT", ...SEAT],
  alsoByMechanism: true,
  decide: (_file, { unitIds, channel }) => oneCaseEvent("NOTICE_RECORDED", { unitIds, channel }),
});
