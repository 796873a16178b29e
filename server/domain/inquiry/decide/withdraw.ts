import { z } from "zod";
import { refuse, type Refusal } from "../../decision.ts";
import { WITHDRAWAL_REASONS } from "../../names.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { heldDecision, openClaims, type Inquiry } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";

/**
 * Ends the question without an answer, by two persons. Never beside an open danger that nobody would be asked about any more; and
 * what had been decided before it was opened again is not undone by it: that decision holds on.
 */
export const withdraw = inquiryCommand("WITHDRAW", {
  args: { reasonCode: z.enum(WITHDRAWAL_REASONS) },
  from: ASKING,
  roles: SEAT,
  needs: [{ need: "reason" }, { need: "note" }],
  guard: (inquiry) => withdrawable(inquiry) ?? nothingProposed(inquiry),
  decide: (_inquiry, { reasonCode }, { actor }) =>
    oneInquiryEvent("WITHDRAWAL_PROPOSED", { reasonCode, byAccountId: actor.accountId }),
});

export const confirmWithdrawal = inquiryCommand("CONFIRM_WITHDRAWAL", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: (inquiry, actor) =>
    proposed(inquiry, actor, "WITHDRAWAL", "SECOND_PERSON_NEEDED") ?? withdrawable(inquiry),
  decide: (inquiry) => {
    if (inquiry.proposal?.kind !== "WITHDRAWAL") return refuse("NO_PROPOSAL");
    const { reasonCode } = inquiry.proposal;
    const to = heldDecision(inquiry);
    return { events: [inquiryEvent("INQUIRY_WITHDRAWN", { reasonCode, ...(to && { to }) })] };
  },
});

function withdrawable(inquiry: Inquiry): Refusal | null {
  if (openClaims(inquiry).length > 0) return { reason: "CLAIMS_COMPETE" };
  return inquiry.danger && !heldDecision(inquiry) ? { reason: "DANGER_NOT_MADE_SAFE" } : null;
}
