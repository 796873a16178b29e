import { deadlineSet, running, type Deadline } from "../clocks/deadline.ts";
import { stepRule } from "../clocks/rules.ts";
import { inquiryEvent, type InquiryFacts } from "./declare.ts";
import type { InquiryEvent, InquiryEventData } from "./events.ts";
import { openClaims, unanswered, type Inquiry } from "./state.ts";

/** Rounds of letters: how long one lasts, where it leads, and how it begins anew. */

export function consultation(inquiry: Inquiry, { rulePack, now, calendar, openDanger }: InquiryFacts) {
  const step = inquiry.everDanger || openDanger ? "CONSULT_DANGER" : "CONSULT_ORDINARY";
  return deadlineSet("CONSULT", stepRule(rulePack, step), now, calendar);
}

/** The clock of a round that runs and that nobody has acted on yet: whoever is asked now joins it. */
export function runningRound({ deadlines }: Inquiry): Deadline | undefined {
  return deadlines.find((one) => one.kind === "CONSULT" && running(one) && one.firedAt === null);
}

/** One claim goes to determination, rival claims to a meeting, none to the spot, or to the meeting that two returns ask for. */
export function endOfRound(inquiry: Inquiry, silent = false): InquiryEvent[] {
  const claims = openClaims(inquiry).length;
  const next =
    claims === 1 ? "DETERMINATION" : claims > 1 || inquiry.meetingProposed ? "MEETING" : "SITE_SURVEY";
  return [inquiryEvent("CONSULTATION_ENDED", { next, ...(silent && { silent }) })];
}

/** What was decided is open again; units whose letters were never answered are waited for anew, so that silence still ends. */
export function reopened(
  inquiry: Inquiry,
  cause: InquiryEventData["INQUIRY_REOPENED"]["cause"],
  facts: InquiryFacts,
  answering: string | null = null,
): InquiryEvent[] {
  const waiting = unanswered(inquiry).some((letter) => letter.unitId !== answering);
  return [inquiryEvent("INQUIRY_REOPENED", { cause }), ...(waiting ? [consultation(inquiry, facts)] : [])];
}
