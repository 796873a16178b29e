import { refuse } from "../../decision.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { OPEN } from "../steps.ts";

export const refuseRequest = caseCommand("REFUSE_REQUEST", {
  args: {},
  from: OPEN,
  roles: ["SHIFT_LEAD"],
  guard: (file) => (file.request ? null : { reason: "NOTHING_REQUESTED" }),
  decide: (file) =>
    file.request ? oneCaseEvent("REQUEST_REFUSED", { kind: file.request.kind }) : refuse("NOTHING_REQUESTED"),
});
