import type { Refusal } from "../../decision.ts";
import type { Actor } from "../../names.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { consultation, runningRound } from "../rounds.ts";
import {
  enteredClaim,
  enteredDisclaimer,
  enteredLetter,
  inquiryOpen,
  unanswered,
  type Inquiry,
} from "../state.ts";
import { ASKING } from "../steps.ts";

/**
 * "That is not what we wrote": a unit contests what the seat entered for it (docs/domain.md#d28). The answer falls with
 * everything that came with it, and the unit has its letter and its time again. "We never wrote that we erred" is said the same way.
 */
export const contestAnswer = inquiryCommand("CONTEST_ANSWER", {
  args: {},
  from: [...ASKING, "DETERMINED"],
  roles: ["OWNER_UNIT"],
  guard: contestable,
  decide: (inquiry, _args, facts) => {
    const unitId = facts.actor.unitId ?? "";
    // Nothing has come of it yet: it falls, and the unit is the owner as before.
    if (enteredDisclaimer(inquiry, unitId))
      return oneInquiryEvent("PROPOSAL_REFUSED", { kind: "DISCLAIMER" });
    const letter = enteredLetter(inquiry, unitId);
    const runs = runningRound(inquiry);
    const open = inquiryOpen(inquiry);
    // Of a round that is over the clock begins anew, so that silence ends it too.
    const waits = letter !== undefined || (!open && unanswered(inquiry).length > 0);
    const clock = waits && !(open && runs) ? consultation(inquiry, facts) : null;
    const dueAt = letter ? (clock?.data.deadline.dueAt ?? runs?.dueAt ?? null) : null;
    return {
      events: [
        inquiryEvent("ANSWER_CONTESTED", { unitId, dueAt }),
        ...(open ? [] : [inquiryEvent("INQUIRY_REOPENED", { cause: "OBJECTION" })]),
        ...(clock ? [clock] : []),
      ],
    };
  },
});

function contestable(inquiry: Inquiry, { unitId }: Actor): Refusal | null {
  if (unitId !== null && enteredDisclaimer(inquiry, unitId)) return null;
  const entered =
    unitId !== null &&
    (enteredLetter(inquiry, unitId) !== undefined ||
      inquiry.claims.some((claim) => enteredClaim(claim, unitId)));
  if (!entered) return { reason: "NOTHING_ENTERED" };
  const over = inquiry.state === "DETERMINED" && inquiry.determination?.final !== false;
  return over ? { reason: "OBJECTION_OVER" } : null;
}
