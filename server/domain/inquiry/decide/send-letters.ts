import { z } from "zod";
import { Id } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { LEFT_OUT_REASONS, type Instant } from "../../names.ts";
import { explained, type Given } from "../../requirements.ts";
import { inquiryCommand, inquiryEvent, type InquiryFacts } from "../declare.ts";
import { consultation, runningRound } from "../rounds.ts";
import type { Inquiry } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";
import { unasked } from "../whom-to-ask.ts";

/**
 * The same letter to every candidate at once. While a round runs, whoever is added joins it, with the time that is
 * left; a unit gets one letter a round. Afterwards a new round asks whoever it names, again too. A person who leaves out
 * somebody who ought to be asked says why (docs/domain.md#guard-3); with nobody else to ask, that alone is said. Letters about a
 * restricted component go on paper by the lead's hand, with the receipts: what a unit cannot see does not count against
 * it, and its silence only where the letter demonstrably reached it (docs/domain.md#d26, #d28).
 */
export const sendLetters = inquiryCommand("SEND_LETTERS", {
  args: {
    unitIds: z.array(Id).max(30),
    photoIds: z.array(Id).max(10).optional(),
    reasonCode: z.enum(LEFT_OUT_REASONS).optional(),
  },
  from: ASKING,
  roles: SEAT,
  alsoByMechanism: true,
  needs: [{ need: "photo", when: onPaper, refusal: "RECEIPT_NEEDED" }],
  guard: ({ restricted }, actor) =>
    restricted && actor.role !== "SHIFT_LEAD" ? { reason: "RESTRICTED_ON_PAPER" } : null,
  decide: (inquiry, { unitIds, photoIds = [], reasonCode }, facts) => {
    const passedOver = leavesOut(inquiry, unitIds, facts);
    if (passedOver.length > 0 && !(reasonCode && explained(facts.notes)))
      return refuse("ROUND_SHORT", { count: passedOver.length });
    const leftOut =
      passedOver.length > 0 && reasonCode
        ? [
            inquiryEvent("UNITS_LEFT_OUT", {
              unitIds: passedOver,
              reasonCode,
              byAccountId: facts.actor.accountId,
            }),
          ]
        : [];
    const runs = runningRound(inquiry);
    const asked = runs ? askedThisRound(inquiry) : [];
    const letters = [...new Set(unitIds)]
      .filter((unitId) => !asked.includes(unitId))
      .map((unitId) => ({ id: facts.newId(), unitId }));
    if (letters.length === 0) return leftOut.length > 0 ? { events: leftOut } : refuse("NO_CANDIDATES");
    const receipts = inquiry.restricted ? { receiptPhotoIds: photoIds } : {};
    const sent = (round: number, dueAt: Instant) =>
      inquiryEvent("LETTERS_SENT", { round, dueAt, letters, ...receipts });
    if (runs) return { events: [...leftOut, sent(inquiry.round, runs.dueAt)] };
    const consult = consultation(inquiry, facts);
    return { events: [...leftOut, sent(inquiry.round + 1, consult.data.deadline.dueAt), consult] };
  },
});

/** Letters on paper have receipts; where nobody is written to there are none. */
function onPaper({ restricted }: Inquiry, { unitIds = [] }: Given): boolean {
  return restricted && unitIds.length > 0;
}

/** Of those who ought to be asked, whom these letters pass over. What follows by itself asks whom it must, and nobody for others. */
function leavesOut(
  inquiry: Inquiry,
  unitIds: readonly string[],
  { actor, candidates }: InquiryFacts,
): string[] {
  if (actor.role === "SYSTEM") return [];
  return unasked(inquiry, candidates)
    .map(({ unitId }) => unitId)
    .filter((unitId) => !unitIds.includes(unitId));
}

function askedThisRound(inquiry: Inquiry): readonly string[] {
  return inquiry.letters.filter((letter) => letter.round === inquiry.round).map((letter) => letter.unitId);
}
