import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { openClaims } from "../state.ts";
import { ASKING } from "../steps.ts";

export const withdrawClaim = inquiryCommand("WITHDRAW_CLAIM", {
  args: {},
  from: ASKING,
  roles: ["OWNER_UNIT"],
  guard: (inquiry, actor) =>
    openClaims(inquiry).some((claim) => claim.unitId === actor.unitId) ? null : { reason: "CLAIM_NOT_OPEN" },
  decide: (_inquiry, _args, { actor }) => oneInquiryEvent("CLAIM_WITHDRAWN", { unitId: actor.unitId ?? "" }),
});
