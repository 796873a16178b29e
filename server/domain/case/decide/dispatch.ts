import { z } from "zod";
import { Id, ShortText } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { stepClock } from "../clocks.ts";
import { caseCommand, caseEvent } from "../declare.ts";
import { SEAT } from "../steps.ts";

/** 分拨. Acting for an owner who is not found (代处置) takes a notice to those who may be it, or an emergency (民法典 982). */
export const dispatch = caseCommand("DISPATCH", {
  args: {
    unitId: Id,
    substituteHandling: z.boolean().default(false),
    emergencyReason: ShortText.nullable().default(null),
  },
  from: ["FILED", "RETURNED", "DISPATCHED", "GUARDED", "MADE_SAFE"],
  roles: SEAT,
  alsoByMechanism: true,
  decide: (file, { unitId, substituteHandling, emergencyReason }, facts) => {
    if (substituteHandling && file.noticeAttempts === 0 && !emergencyReason)
      return refuse("NOTICE_OR_EMERGENCY_NEEDED");
    if (unitId === file.unitId && file.state !== "RETURNED") return refuse("SAME_VALUE");
    const automatic = facts.actor.role === "SYSTEM";
    const dispatched = caseEvent("CASE_DISPATCHED", {
      unitId,
      substituteHandling,
      emergencyReason,
      automatic,
    });
    return { events: [dispatched, stepClock("ACKNOWLEDGE", facts.now, facts)] };
  },
});
