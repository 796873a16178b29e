import { inquiryCommand } from "../declare.ts";
import { endOfRound } from "../rounds.ts";
import { outstanding } from "../state.ts";
import { SEAT } from "../steps.ts";

export const endConsultation = inquiryCommand("END_CONSULTATION", {
  args: {},
  from: ["CONSULTING"],
  roles: SEAT,
  guard: (inquiry) => (outstanding(inquiry).length > 0 ? { reason: "CONSULTATION_OPEN" } : null),
  decide: (inquiry) => ({ events: endOfRound(inquiry) }),
});
