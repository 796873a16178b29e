import { refuse } from "../../decision.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { OPEN, SEAT } from "../steps.ts";

export const refuseRequest = caseCommand("REFUSE_REQUEST", {
  args: {},
  from: OPEN,
  roles: SEAT,
  // Whoever may grant it may refuse it.
  guard: ({ request }, { role }) => {
    if (!request) return { reason: "NOTHING_REQUESTED" };
    return role === "SHIFT_LEAD" || request.kind === "DANGER_OVER" ? null : { reason: "LEAD_DECIDES" };
  },
  decide: (file) =>
    file.request ? oneCaseEvent("REQUEST_REFUSED", { kind: file.request.kind }) : refuse("NOTHING_REQUESTED"),
});
