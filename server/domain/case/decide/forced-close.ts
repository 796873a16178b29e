import { ShortText } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { dangerIsOver, nothingPending, requested } from "../guards.ts";
import { OPEN, SEAT } from "../steps.ts";

export const requestForcedClose = caseCommand("REQUEST_FORCED_CLOSE", {
  args: { reasonCode: ShortText },
  from: OPEN,
  roles: SEAT,
  needs: [{ need: "reason" }],
  guard: (file) => dangerIsOver(file) ?? nothingPending(file),
  decide: (_file, { reasonCode }, { actor }) =>
    oneCaseEvent("REQUEST_MADE", { kind: "FORCED_CLOSE", reasonCode, byAccountId: actor.accountId }),
});

export const confirmForcedClose = caseCommand("CONFIRM_FORCED_CLOSE", {
  args: {},
  from: OPEN,
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "second person" }],
  guard: (file, actor) => dangerIsOver(file) ?? requested(file, actor, "FORCED_CLOSE"),
  decide: (file) => oneCaseEvent("CASE_FORCED_CLOSED", { reasonCode: file.request?.reasonCode ?? "" }),
});
