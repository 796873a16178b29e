import { deadlineSet } from "../clocks/deadline.ts";
import { stepRule } from "../clocks/rules.ts";
import { dayOf, dueAt } from "../clocks/working-time.ts";
import type { Day, Instant } from "../names.ts";
import type { InquiryFacts } from "./declare.ts";
import type { InquiryEvent } from "./events.ts";

/** Inspected monthly unless the proposer says otherwise. */
export const INSPECTION_INTERVAL_DAYS = 30;
/** Reviewed within a month of the decision, then at least every half year (docs/domain.md#ownership-track). */
export const LATER_REVIEW_DAYS = 182;

/** Runs out at 18:00 in Shanghai on the day of the review. */
export function reviewClock(reviewOn: Day, { now, calendar }: InquiryFacts): InquiryEvent {
  return clockUntil("REVIEW", `${reviewOn}T10:00:00Z`, { now, calendar });
}

/** A clock whose end is a moment that somebody named. */
export function clockUntil(
  kind: "REVIEW" | "OBJECTION",
  until: Instant,
  { now, calendar }: Pick<InquiryFacts, "now" | "calendar">,
): InquiryEvent {
  const minutes = Math.max(1, Math.round((Date.parse(until) - Date.parse(now)) / 60_000));
  return deadlineSet(kind, { id: kind, limit: { clock: "NATURAL_DAY", minutes } }, now, calendar);
}

/** The last day for the first review of a backstop that is decided today. */
export function firstReview({ now, rulePack, calendar }: InquiryFacts): Day {
  return dayOf(dueAt(now, stepRule(rulePack, "FIRST_REVIEW").limit, calendar));
}
