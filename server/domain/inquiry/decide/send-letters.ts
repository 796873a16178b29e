import { z } from "zod";
import { Id } from "../../arguments.ts";
import { running } from "../../clocks/deadline.ts";
import { refuse } from "../../decision.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import { consultation } from "../rounds.ts";
import type { Inquiry } from "../state.ts";
import { SEAT } from "../steps.ts";

/**
 * The same letter to every candidate at once. While a round runs, whoever is added joins it, with the time that is
 * left; a unit gets one letter a round. Afterwards a new round asks whoever it names, again too.
 */
export const sendLetters = inquiryCommand("SEND_LETTERS", {
  args: { unitIds: z.array(Id).min(1).max(30) },
  from: ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING"],
  roles: SEAT,
  alsoByMechanism: true,
  decide: (inquiry, { unitIds }, facts) => {
    const runs = inquiry.deadlines.find(
      (deadline) => deadline.kind === "CONSULT" && running(deadline) && deadline.firedAt === null,
    );
    const asked = runs ? askedThisRound(inquiry) : [];
    const letters = [...new Set(unitIds)]
      .filter((unitId) => !asked.includes(unitId))
      .map((unitId) => ({ id: facts.newId(), unitId }));
    if (letters.length === 0) return refuse("NO_CANDIDATES");
    if (runs) return oneInquiryEvent("LETTERS_SENT", { round: inquiry.round, dueAt: runs.dueAt, letters });
    const consult = consultation(inquiry, facts);
    const { dueAt } = consult.data.deadline;
    return {
      events: [inquiryEvent("LETTERS_SENT", { round: inquiry.round + 1, dueAt, letters }), consult],
    };
  },
});

function askedThisRound(inquiry: Inquiry): readonly string[] {
  return inquiry.letters.filter((letter) => letter.round === inquiry.round).map((letter) => letter.unitId);
}
