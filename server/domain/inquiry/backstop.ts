import { dayOf, dueAt } from "../clocks/working-time.ts";
import { deadlineSet } from "../clocks/deadline.ts";
import { refuse, type Decision } from "../event.ts";
import { inquiryEvent, oneInquiryEvent, type Inquiry, type InquiryEvent } from "./state.ts";
import type { InquiryCommand } from "./command.ts";
import type { InquiryFacts } from "./decide.ts";
import type { Day } from "../names.ts";
import { stepRule } from "../clocks/rules.ts";

/** Inspected monthly unless the proposer says otherwise. */
const INSPECTION_INTERVAL_DAYS = 30;

/** Proposes who looks after what nobody owns. The first review may be earlier than the rule says, never later. */
export function proposeBackstop(
  command: Extract<InquiryCommand, { type: "PROPOSE_BACKSTOP" }>,
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  const { custodianUnitId, inspectionIntervalDays, emergencyReason, overridesPrivate } = command;
  const latest = firstReview(facts);
  const reviewOn = command.reviewOn ?? latest;
  if (reviewOn <= dayOf(facts.now) || reviewOn > latest) return refuse("BAD_DATE");
  return oneInquiryEvent("BACKSTOP_PROPOSED", {
    custodianUnitId,
    inspectionIntervalDays,
    reviewOn,
    emergencyReason,
    overridesPrivate,
    byAccountId: facts.actor.accountId,
  });
}

/** What the end of the notice proposes by itself, for somebody to sign. */
export function backstopAfterNotice(custodianUnitId: string, facts: InquiryFacts): InquiryEvent {
  return inquiryEvent("BACKSTOP_PROPOSED", {
    custodianUnitId,
    inspectionIntervalDays: INSPECTION_INTERVAL_DAYS,
    reviewOn: firstReview(facts),
    emergencyReason: null,
    overridesPrivate: false,
    byAccountId: null,
  });
}

export function signBackstop(inquiry: Inquiry, facts: InquiryFacts): Decision<InquiryEvent> {
  if (inquiry.proposal?.kind !== "BACKSTOP") return refuse("NO_PROPOSAL");
  const { custodianUnitId, inspectionIntervalDays, emergencyReason, byAccountId } = inquiry.proposal;
  const today = dayOf(facts.now);
  // A proposal may wait longer for its signature than until the review it proposed.
  const reviewOn = inquiry.proposal.reviewOn > today ? inquiry.proposal.reviewOn : firstReview(facts);
  const signed = inquiryEvent("BACKSTOP_SIGNED", {
    custodianUnitId,
    from: today,
    inspectionIntervalDays,
    reviewOn,
    emergencyReason,
    signedBy: facts.actor.accountId,
    proposedBy: byAccountId,
  });
  return { events: [signed, reviewClock(reviewOn, facts)] };
}

/** Runs out at 18:00 in Shanghai on the day of the review. */
export function reviewClock(reviewOn: Day, { now, calendar }: InquiryFacts): InquiryEvent {
  const minutes = Math.max(1, Math.round((Date.parse(`${reviewOn}T10:00:00Z`) - Date.parse(now)) / 60_000));
  return deadlineSet("REVIEW", { id: "REVIEW", limit: { clock: "NATURAL_DAY", minutes } }, now, calendar);
}

/** The last day for the first review of a backstop that is decided today. */
function firstReview({ now, rulePack, calendar }: InquiryFacts): Day {
  return dayOf(dueAt(now, stepRule(rulePack, "FIRST_REVIEW").limit, calendar));
}
