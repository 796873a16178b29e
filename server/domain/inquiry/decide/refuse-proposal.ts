import { refuse } from "../../decision.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { ANY } from "../steps.ts";

export const refuseProposal = inquiryCommand("REFUSE_PROPOSAL", {
  args: {},
  from: ANY,
  roles: ["SHIFT_LEAD", "CONVENER"],
  guard: ({ proposal }, actor) => {
    if (!proposal) return { reason: "NO_PROPOSAL" };
    // A review that asks for a reopening is the convener's to answer.
    return proposal.kind === "REOPENING" && actor.role !== "CONVENER" ? { reason: "ROLE_MAY_NOT" } : null;
  },
  decide: (inquiry) =>
    inquiry.proposal
      ? oneInquiryEvent("PROPOSAL_REFUSED", { kind: inquiry.proposal.kind })
      : refuse("NO_PROPOSAL"),
});
