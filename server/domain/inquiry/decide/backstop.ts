import { z } from "zod";
import { DayText, Id, ShortText } from "../../arguments.ts";
import { addDays, dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { enoughSaid } from "../../enough-said.ts";
import type { Actor } from "../../names.ts";
import { firstReview, INSPECTION_INTERVAL_DAYS, LATER_REVIEW_DAYS, reviewClock } from "../reviews.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { nothingProposed, proposed, roundFinished } from "../guards.ts";
import { openClaims, visitsOpen, type Inquiry } from "../state.ts";
import { SEAT } from "../steps.ts";

/** Proposes who looks after what nobody owns. The first review may be earlier than the rule says, never later. */
export const proposeBackstop = inquiryCommand("PROPOSE_BACKSTOP", {
  args: {
    custodianUnitId: Id,
    inspectionIntervalDays: z.int().min(1).max(366).default(INSPECTION_INTERVAL_DAYS),
    reviewOn: DayText.nullable().default(null),
    emergencyReason: ShortText.nullable().default(null),
    overridesPrivate: z.boolean().default(false),
  },
  from: ["SITE_SURVEY", "MEETING", "NOTICE"],
  roles: ["STREET_DEPT", ...SEAT],
  guard: nothingProposed,
  decide: (_inquiry, { reviewOn: wanted, ...proposal }, facts) => {
    // It stands in for the notice (docs/domain.md#guard-3): a keystroke is no emergency.
    if (proposal.emergencyReason !== null && !enoughSaid(proposal.emergencyReason))
      return refuse("EXPLANATION_NEEDED");
    const latest = firstReview(facts);
    const reviewOn = wanted ?? latest;
    if (reviewOn <= dayOf(facts.now) || reviewOn > latest) return refuse("BAD_DATE");
    return oneInquiryEvent("BACKSTOP_PROPOSED", {
      ...proposal,
      reviewOn,
      byAccountId: facts.actor.accountId,
    });
  },
});

export const signBackstop = inquiryCommand("SIGN_BACKSTOP", {
  args: {},
  from: ["SITE_SURVEY", "MEETING", "NOTICE"],
  roles: ["CONVENER"],
  needs: [{ need: "second person" }],
  guard: signable,
  decide: (inquiry, _args, facts) => {
    if (inquiry.proposal?.kind !== "BACKSTOP") return refuse("NO_PROPOSAL");
    const { custodianUnitId, inspectionIntervalDays, emergencyReason, byAccountId } = inquiry.proposal;
    const from = dayOf(facts.now);
    // A proposal may wait longer for its signature than until the review it proposed.
    const reviewOn = inquiry.proposal.reviewOn > from ? inquiry.proposal.reviewOn : firstReview(facts);
    const signed = inquiryEvent("BACKSTOP_SIGNED", {
      custodianUnitId,
      from,
      inspectionIntervalDays,
      reviewOn,
      emergencyReason,
      signedBy: facts.actor.accountId,
      proposedBy: byAccountId,
    });
    return { events: [signed, reviewClock(reviewOn, facts)] };
  },
});

export const reviewBackstop = inquiryCommand("REVIEW_BACKSTOP", {
  args: { outcome: z.enum(["CONTINUE", "REOPEN"]), nextReviewOn: DayText.nullable().default(null) },
  from: ["BACKSTOP"],
  roles: ["AUDITOR"],
  decide: (_inquiry, { outcome, nextReviewOn: wanted }, facts) => {
    const today = dayOf(facts.now);
    const latest = addDays(today, LATER_REVIEW_DAYS);
    const nextReviewOn = wanted ?? latest;
    if (nextReviewOn <= today || nextReviewOn > latest) return refuse("BAD_DATE");
    const reviewed = inquiryEvent("BACKSTOP_REVIEWED", { outcome, nextReviewOn });
    // The convener confirms a reopening; until then the backstop is looked at again like any other.
    const asked = inquiryEvent("REOPENING_PROPOSED", {
      reasonCode: "REVIEW",
      cause: "REVIEW",
      byAccountId: facts.actor.accountId,
    });
    return { events: [reviewed, ...(outcome === "REOPEN" ? [asked] : []), reviewClock(nextReviewOn, facts)] };
  },
});

/** docs/domain.md#guard-3, in the order in which an office would find it out. */
function signable(inquiry: Inquiry, actor: Actor): Refusal | null {
  const waiting = proposed(inquiry, actor, "BACKSTOP", "SIGNER_PROPOSED");
  if (waiting || inquiry.proposal?.kind !== "BACKSTOP") return waiting;
  const { emergencyReason, overridesPrivate } = inquiry.proposal;
  if (openClaims(inquiry).length > 0) return { reason: "CLAIMS_COMPETE" };
  const unfinished = roundFinished(inquiry);
  if (unfinished) return unfinished;
  if (!inquiry.survey) return { reason: "SURVEY_MISSING" };
  if (visitsOpen(inquiry).length > 0) return { reason: "SITE_VISIT_OPEN" };
  if (!inquiry.parcelCheck) return { reason: "PARCEL_CHECK_MISSING" };
  if (inquiry.parcelCheck.result === "PRIVATE" && !overridesPrivate)
    return { reason: "PREMISES_ARE_PRIVATE" };
  return inquiry.notice?.endedAt || emergencyReason || inquiry.restricted
    ? null
    : { reason: "NOTICE_NOT_OVER" };
}
