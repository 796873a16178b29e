import { deadlineSet, running, runningOf } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import type { Decision } from "../../decision.ts";
import type { Role } from "../../names.ts";
import { inquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent, InquiryEventData } from "../events.ts";
import { clockUntil, reviewClock } from "../reviews.ts";
import { consultation } from "../rounds.ts";
import { unanswered, type Inquiry } from "../state.ts";
import { KEPT, waiting, type KeptStep, type WaitingStep } from "../waiting.ts";

/**
 * Keeps the clock running of what the inquiry waits for, and no other of that sort: after every event, so that no state
 * that waits for a person rests without a clock. `after` is the kind of that event.
 */
export function keepClock(
  inquiry: Inquiry,
  { after }: { readonly after: string | null },
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  const wanted = waiting(inquiry)?.step ?? null;
  const { escalation = null } = inquiry;
  const stale = escalation !== null && escalation.step !== wanted;
  const over = inquiry.deadlines
    .filter((deadline) => running(deadline) && deadline.kind !== wanted)
    .map(({ kind }) => kind)
    .filter((kind) => isKept(kind) || (kind === "ESCALATION" && (stale || escalation === null)));
  const ended = stale && !over.includes(escalation.step) ? [...over, escalation.step] : over;
  // Everybody has answered who was asked beside a notice or a meeting.
  const consult = runningOf(inquiry.deadlines, "CONSULT");
  const answered = consult && inquiry.state !== "CONSULTING" && unanswered(inquiry).length === 0;
  return {
    events: [
      ...(answered ? [inquiryEvent("WAIT_ENDED", { kind: "CONSULT", done: consult.firedAt === null })] : []),
      ...[...new Set(ended)].map((kind) => inquiryEvent("WAIT_ENDED", { kind, done: doneBy(kind, after) })),
      ...(wanted && !runningOf(inquiry.deadlines, wanted) ? started(wanted, inquiry, facts) : []),
    ],
  };
}

function isKept(kind: string): kind is KeptStep {
  return (KEPT as readonly string[]).includes(kind);
}

function started(step: WaitingStep, inquiry: Inquiry, facts: InquiryFacts): InquiryEvent[] {
  if (isKept(step)) return [deadlineSet(step, stepRule(facts.rulePack, step), facts.now, facts.calendar)];
  if (step === "CONSULT") return [consultation(inquiry, facts)];
  if (step === "REVIEW" && inquiry.backstop) return [reviewClock(inquiry.backstop.reviewOn, facts)];
  // What is withdrawn to its decision goes on with the rest of the window.
  return step === "OBJECTION" && inquiry.determination
    ? [clockUntil("OBJECTION", inquiry.determination.objectionUntil, facts)]
    : [];
}

/** Whether the step was taken, or is only not waited for any more: its clock is met, or stopped. */
function doneBy(kind: string, after: string | null): boolean {
  const by: readonly (keyof InquiryEventData)[] = isKept(kind) ? DONE_BY[kind] : [];
  return (by as readonly (string | null)[]).includes(after);
}

const PROPOSED: readonly (keyof InquiryEventData)[] = [
  "DETERMINATION_PROPOSED",
  "BACKSTOP_PROPOSED",
  "PRIVATE_PROPOSED",
  "SEALING_PROPOSED",
  "WITHDRAWAL_PROPOSED",
  "DISCLAIMER_PROPOSED",
];
const DONE_BY: Readonly<Record<KeptStep, readonly (keyof InquiryEventData)[]>> = {
  LETTERS: ["LETTERS_SENT", "UNITS_LEFT_OUT"],
  SURVEY: ["SITE_SURVEYED"],
  PARCEL: ["PARCEL_CHECKED"],
  PUBLISH: ["NOTICE_PUBLISHED"],
  MEETING: [...PROPOSED, "CLAIM_REJECTED", "NOTICE_PUBLISHED", "REFERRED_TO_COURT"],
  PROPOSE: [...PROPOSED, "CLAIM_REJECTED"],
  CONFIRM: ["PROPOSAL_REFUSED"],
  SIGN: ["PROPOSAL_REFUSED"],
  COURT: ["COURT_RULED"],
};

/** Whoever is above the one who let a clock run out. Above the lead is the convener, and above him whoever reviews him. */
const ABOVE: Readonly<Partial<Record<Role, Role>>> = {
  SEAT_OPERATOR: "SHIFT_LEAD",
  GRID_WORKER: "SHIFT_LEAD",
  STREET_DEPT: "SHIFT_LEAD",
  SHIFT_LEAD: "CONVENER",
  CONVENER: "AUDITOR",
  AUDITOR: "CONVENER",
};

/** A step that nobody took in time comes to the next higher role; what lies with the lead too long, to the convener. */
export function escalated(inquiry: Inquiry, kind: string, facts: InquiryFacts): InquiryEvent[] {
  const awaited = waiting(inquiry);
  if (!awaited) return [];
  const again = kind === "ESCALATION";
  if (!again && awaited.step !== kind) return [];
  const late = again ? inquiry.escalation?.to : awaited.roles[0];
  const to = late && ABOVE[late];
  if (!to) return [];
  const { rulePack, now, calendar } = facts;
  return [
    inquiryEvent("INQUIRY_ESCALATED", { step: awaited.step, to }),
    ...(to === "SHIFT_LEAD"
      ? [deadlineSet("ESCALATION", stepRule(rulePack, "ESCALATION"), now, calendar)]
      : []),
  ];
}
