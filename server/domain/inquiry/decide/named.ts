import { refuse, type Decision } from "../../decision.ts";
import { inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { inquiryOpen, type Inquiry } from "../state.ts";
import { sendLetters } from "./send-letters.ts";

/** What follows by itself when units point at each other (docs/domain.md#d20). */

/**
 * Somebody said that it is this unit's: it is a candidate from now on, and asked, whatever the inquiry is at; also while a notice
 * runs, which goes on. About what it cannot see it is asked on paper, by hand.
 */
export function askNamed(
  inquiry: Inquiry,
  { unitId }: { readonly unitId: string },
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  if (!inquiryOpen(inquiry)) return refuse("WRONG_STATE");
  const known = inquiry.candidates.some((candidate) => candidate.unitId === unitId);
  const added = known ? [] : [inquiryEvent("CANDIDATE_ADDED", { unitId })];
  const asks = inquiry.state !== "JUDICIAL" && !inquiry.restricted;
  const letter = asks ? sendLetters.decide(inquiry, { unitIds: [unitId] }, facts) : { events: [] };
  return { events: [...added, ...("refused" in letter ? [] : letter.events)] };
}

/** Two have returned the case: who owns it is for all of them at one table. */
export function proposeMeeting(
  inquiry: Inquiry,
  { caseId }: { readonly caseId: string },
): Decision<InquiryEvent> {
  if (!inquiryOpen(inquiry) || inquiry.meetingProposed) return { events: [] };
  return oneInquiryEvent("MEETING_PROPOSED", { caseId });
}
