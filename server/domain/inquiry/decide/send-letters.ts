import { z } from "zod";
import { Id } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { inquiryCommand, inquiryEvent } from "../declare.ts";
import { consultation, runningRound } from "../rounds.ts";
import type { Inquiry } from "../state.ts";
import { SEAT } from "../steps.ts";

/**
 * The same letter to every candidate at once. While a round runs, whoever is added joins it, with the time that is
 * left; a unit gets one letter a round. Afterwards a new round asks whoever it names, again too. Letters about a
 * restricted component go on paper by the lead's hand, with the receipts: what a unit cannot see does not count against
 * it, and its silence only where the letter demonstrably reached it (docs/domain.md#d26, #d28).
 */
export const sendLetters = inquiryCommand("SEND_LETTERS", {
  args: { unitIds: z.array(Id).min(1).max(30), photoIds: z.array(Id).max(10).optional() },
  from: ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING"],
  roles: SEAT,
  alsoByMechanism: true,
  needs: [{ need: "photo", when: ({ restricted }) => restricted, refusal: "RECEIPT_NEEDED" }],
  guard: ({ restricted }, actor) =>
    restricted && actor.role !== "SHIFT_LEAD" ? { reason: "RESTRICTED_ON_PAPER" } : null,
  decide: (inquiry, { unitIds, photoIds = [] }, facts) => {
    const runs = runningRound(inquiry);
    const asked = runs ? askedThisRound(inquiry) : [];
    const letters = [...new Set(unitIds)]
      .filter((unitId) => !asked.includes(unitId))
      .map((unitId) => ({ id: facts.newId(), unitId }));
    if (letters.length === 0) return refuse("NO_CANDIDATES");
    const receipts = inquiry.restricted ? { receiptPhotoIds: photoIds } : {};
    const sent = (round: number, dueAt: Instant) =>
      inquiryEvent("LETTERS_SENT", { round, dueAt, letters, ...receipts });
    if (runs) return { events: [sent(inquiry.round, runs.dueAt)] };
    const consult = consultation(inquiry, facts);
    return { events: [sent(inquiry.round + 1, consult.data.deadline.dueAt), consult] };
  },
});

function askedThisRound(inquiry: Inquiry): readonly string[] {
  return inquiry.letters.filter((letter) => letter.round === inquiry.round).map((letter) => letter.unitId);
}
