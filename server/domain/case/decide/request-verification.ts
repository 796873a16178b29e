import { refuse } from "../../decision.ts";
import { caseCommand, oneCaseEvent } from "../declare.ts";
import { SEAT } from "../steps.ts";

/** Somebody is sent to look before the case is filed; nobody waits for that where there is a danger. */
export const requestVerification = caseCommand("REQUEST_VERIFICATION", {
  args: {},
  from: ["REPORTED"],
  roles: SEAT,
  decide: (file) =>
    file.danger ? refuse("DANGER_NOT_MADE_SAFE") : oneCaseEvent("VERIFICATION_REQUESTED", {}),
});
