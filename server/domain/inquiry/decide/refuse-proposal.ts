import { refuse } from "../../decision.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { ASKING } from "../steps.ts";

export const refuseProposal = inquiryCommand("REFUSE_PROPOSAL", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  guard: (inquiry) => (inquiry.proposal ? null : { reason: "NO_PROPOSAL" }),
  decide: (inquiry) =>
    inquiry.proposal
      ? oneInquiryEvent("PROPOSAL_REFUSED", { kind: inquiry.proposal.kind })
      : refuse("NO_PROPOSAL"),
});
