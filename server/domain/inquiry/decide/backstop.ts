import { z } from "zod";
import { DayText, Id } from "../../arguments.ts";
import { addDays, dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { BACKSTOP_EMERGENCIES, type Actor } from "../../names.ts";
import { firstReview, INSPECTION_INTERVAL_DAYS, LATER_REVIEW_DAYS, reviewClock } from "../reviews.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import { nothingProposed, proposed, roundFinished, roundWhole } from "../guards.ts";
import { mapAgainst } from "../premises.ts";
import { openClaims, visitsOpen, type Inquiry } from "../state.ts";
import { SEAT } from "../steps.ts";
import { onTheMap } from "../whom-to-ask.ts";

/** Proposes who looks after what nobody owns. The first review may be earlier than the rule says, never later. */
export const proposeBackstop = inquiryCommand("PROPOSE_BACKSTOP", {
  args: {
    custodianUnitId: Id,
    inspectionIntervalDays: z.int().min(1).max(366).default(INSPECTION_INTERVAL_DAYS),
    reviewOn: DayText.nullable().default(null),
    emergencyReason: z.enum(BACKSTOP_EMERGENCIES).nullable().default(null),
    overridesPrivate: z.boolean().default(false),
    /** The custodian's written consent. */
    photoIds: z.array(Id).max(10).optional(),
  },
  from: ["SITE_SURVEY", "MEETING", "NOTICE"],
  roles: ["STREET_DEPT", ...SEAT],
  // What stands in for the notice, or for public ground, is said in words (docs/domain.md#guard-3).
  needs: [
    {
      need: "explanation",
      when: (_inquiry, { emergencyReason, overridesPrivate }) =>
        Boolean(emergencyReason) || overridesPrivate === true,
    },
  ],
  guard: (inquiry) => nothingProposed(inquiry) ?? roundWhole(inquiry),
  decide: (inquiry, { reviewOn: wanted, photoIds = [], ...proposal }, facts) => {
    const short = roundWhole(inquiry, onTheMap(facts.candidates));
    if (short) return { refused: short };
    if (!fitCustodian({ ...proposal, photoIds }, facts)) return refuse("CUSTODIAN_UNSIGNED");
    const latest = firstReview(facts);
    const reviewOn = wanted ?? latest;
    if (reviewOn <= dayOf(facts.now) || reviewOn > latest) return refuse("BAD_DATE");
    return oneInquiryEvent("BACKSTOP_PROPOSED", {
      ...proposal,
      ...(photoIds.length > 0 && { photoIds }),
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
    const outdated = overtaken(inquiry, facts);
    if (outdated) return { refused: outdated };
    const { custodianUnitId, inspectionIntervalDays, emergencyReason, photoIds, byAccountId } =
      inquiry.proposal;
    if (!fitCustodian(inquiry.proposal, facts)) return refuse("CUSTODIAN_UNSIGNED");
    const from = dayOf(facts.now);
    // A proposal may wait longer for its signature than until the review it proposed.
    const reviewOn = inquiry.proposal.reviewOn > from ? inquiry.proposal.reviewOn : firstReview(facts);
    const signed = inquiryEvent("BACKSTOP_SIGNED", {
      custodianUnitId,
      from,
      inspectionIntervalDays,
      reviewOn,
      emergencyReason,
      ...(photoIds && { photoIds }),
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

/** A public body, or somebody who has signed: nobody else answers for what is not its own. */
function fitCustodian(
  { custodianUnitId, photoIds = [] }: { custodianUnitId: string; photoIds?: readonly string[] | undefined },
  { publicUnitIds }: InquiryFacts,
): boolean {
  return publicUnitIds.includes(custodianUnitId) || photoIds.length > 0;
}

/** What the map says today that it did not when units were asked and the ground was looked at. */
function overtaken(inquiry: Inquiry, { candidates, premises }: InquiryFacts): Refusal | null {
  const short = roundWhole(inquiry, onTheMap(candidates));
  if (short) return short;
  const { parcelCheck } = inquiry;
  const unexplained = premises && parcelCheck && !parcelCheck.reasonCode && mapAgainst(parcelCheck, premises);
  return unexplained ? { reason: "MAP_SAYS_OTHERWISE" } : null;
}

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
