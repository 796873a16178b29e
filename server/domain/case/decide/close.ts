import { caseCommand, oneCaseEvent } from "../declare.ts";
import { dangerIsOver } from "../guards.ts";

export const close = caseCommand("CLOSE", {
  args: {},
  from: ["POST_REPAIR_CHECK"],
  roles: ["SHIFT_LEAD"],
  guard: dangerIsOver,
  decide: () => oneCaseEvent("CASE_CLOSED", {}),
});
