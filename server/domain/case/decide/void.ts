import { PhotoIds, ShortText } from "../../arguments.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { dangerIsOver, nothingPending, requested } from "../guards.ts";
import { OPEN, SEAT } from "../steps.ts";

/** What was ever said to be dangerous is voided with a picture that it is not (docs/domain.md#guard-1). */
export const requestVoid = caseCommand("REQUEST_VOID", {
  args: { reasonCode: ShortText, photoIds: PhotoIds },
  from: ["REPORTED", "PREFILING_VERIFY", "FILED", "DISPATCHED", "RETURNED", "GUARDED"],
  roles: SEAT,
  needs: [
    { need: "reason" },
    { need: "photo", when: (file) => file.everDanger, refusal: "NO_DANGER_PROOF_NEEDED" },
  ],
  proof: true,
  guard: (file) => dangerIsOver(file) ?? nothingPending(file),
  decide: (_file, { reasonCode, photoIds }, { actor }) =>
    oneCaseEvent("REQUEST_MADE", { kind: "VOID", reasonCode, byAccountId: actor.accountId, photoIds }),
});

export const confirmVoid = caseCommand("CONFIRM_VOID", {
  args: {},
  from: OPEN,
  roles: ["SHIFT_LEAD"],
  needs: [{ need: "second person" }],
  guard: (file, actor) => dangerIsOver(file) ?? requested(file, actor, "VOID"),
  decide: (file) => oneCaseEvent("CASE_VOIDED", { reasonCode: file.request?.reasonCode ?? "" }),
});
