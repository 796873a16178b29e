import { z } from "zod";
import { DayText, Id } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import { DECISIONS_DESPITE, type Actor, type Day } from "../../names.ts";
import { samePerson } from "../../persons.ts";
import { allNamed, touched } from "../../component/correction.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { doubts, inFavour, proofs, provenSince, takesConvener, type Doubt } from "../proof.ts";
import { openClaims, unheard, type Inquiry, type Proposal } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";

export const proposeDetermination = inquiryCommand("PROPOSE_DETERMINATION", {
  args: { unitId: Id, from: DayText },
  from: ASKING,
  roles: ["STREET_DEPT", "CONVENER", ...SEAT],
  guard: nothingProposed,
  decide: (inquiry, { unitId, from }, facts) => {
    const { actor, now, owners } = facts;
    const today = dayOf(now);
    if (from > today) return refuse("BAD_DATE");
    if (from < today && !provenSince(inquiry, unitId, from)) return refuse("START_UNPROVEN");
    const corrects = touched(owners, { role: "owner", unitId, from }, today);
    const proposal = { unitId, from, byAccountId: actor.accountId };
    if (corrects.length === 0) return oneInquiryEvent("DETERMINATION_PROPOSED", proposal);
    return {
      events: [
        inquiryEvent("DETERMINATION_PROPOSED", { ...proposal, corrects }),
        ...hearing(
          corrects.map((period) => period.unitId),
          inquiry,
          facts,
        ),
      ],
    };
  },
});

/** Who would lose past days is told so and asked, with a clock, whatever else was asked before (docs/domain.md#guard-5). */
function hearing(unitIds: readonly string[], inquiry: Inquiry, facts: InquiryFacts): InquiryEvent[] {
  const letters = [...new Set(unitIds)]
    .filter((unitId) => !unheard(inquiry).some((letter) => letter.unitId === unitId))
    .map((unitId) => ({ id: facts.newId(), unitId }));
  if (letters.length === 0) return [];
  const clock = deadlineSet("HEARING", stepRule(facts.rulePack, "HEARING"), facts.now, facts.calendar);
  return [inquiryEvent("HEARING_OPENED", { dueAt: clock.data.deadline.dueAt, letters }), clock];
}

/** What stands against what is proposed; the confirmer answers it in words. */
function despite(inquiry: Inquiry): readonly Doubt[] {
  const { proposal } = inquiry;
  return proposal?.kind === "DETERMINATION" ? doubts(inquiry, proposal.unitId) : [];
}
const answersDoubts = (inquiry: Inquiry) => despite(inquiry).length > 0;

/** Rejects the rivals, names the owner, ends what caught it meanwhile, and opens the time for objections. */
export const confirmDetermination = inquiryCommand("CONFIRM_DETERMINATION", {
  args: { reasonCode: z.enum(DECISIONS_DESPITE).optional() },
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [
    { need: "second person" },
    { need: "reason", when: answersDoubts },
    { need: "explanation", when: answersDoubts },
  ],
  guard: confirmable,
  decide: (inquiry, { reasonCode = null }, { now, rulePack, calendar, owners }) => {
    if (inquiry.proposal?.kind !== "DETERMINATION") return refuse("NO_PROPOSAL");
    const { unitId, from, corrects } = inquiry.proposal;
    // Others may have come to own it since: nobody loses a day unheard.
    const taken = touched(owners, { role: "owner", unitId, from }, dayOf(now));
    if (!allNamed(taken, corrects ?? [])) return refuse("CORRECTION_NOT_NAMED");
    const objection = deadlineSet("OBJECTION", stepRule(rulePack, "OBJECTION"), now, calendar);
    const objectionUntil = objection.data.deadline.dueAt;
    return {
      events: [
        ...rivalsRejected(inquiry, unitId),
        inquiryEvent("OWNER_DETERMINED", {
          unitId,
          from,
          objectionUntil,
          ...(corrects && { corrects }),
          ...(reasonCode && { reasonCode, despite: [...despite(inquiry)] }),
        }),
        ...backstopEnded(inquiry, unitId, from, dayOf(now)),
        objection,
      ],
    };
  },
});

/**
 * docs/domain.md#guard-4: something on file proves it that is more than a hint, and the confirmer is neither proposer,
 * claimant's user nor collector of the evidence.
 */
function confirmable(inquiry: Inquiry, actor: Actor): Refusal | null {
  const waiting = proposed(inquiry, actor, "DETERMINATION", "SECOND_PERSON_NEEDED");
  if (waiting || inquiry.proposal?.kind !== "DETERMINATION") return waiting;
  const { unitId, corrects } = inquiry.proposal;
  if (corrects && actor.role !== "CONVENER") return { reason: "CORRECTION_BY_CONVENER" };
  if (corrects && unheard(inquiry).length > 0) return { reason: "HEARING_OPEN" };
  if (proofs(inquiry, unitId).length === 0) return { reason: "EVIDENCE_NEEDED" };
  if (!startProven(inquiry, inquiry.proposal)) return { reason: "START_UNPROVEN" };
  if (involved(inquiry, unitId, actor)) return { reason: "CONFIRMER_INVOLVED" };
  // Two claimants: only the meeting's convener may decide between them (docs/domain.md#d1).
  const rivals = openClaims(inquiry).filter((claim) => claim.unitId !== unitId);
  if (rivals.length > 0 && actor.role !== "CONVENER") return { reason: "CLAIMS_COMPETE" };
  return undoubted(inquiry, unitId, actor);
}

/** Against a unit's own word, on its silence, or without having heard it, only the convener decides; unheard it takes the hand-over's paper. */
function undoubted(inquiry: Inquiry, unitId: string, actor: Actor): Refusal | null {
  const against = doubts(inquiry, unitId);
  const handedOver = proofs(inquiry, unitId).some(({ kind }) => kind === "HANDOVER_DOCUMENT");
  if (against.includes("NOT_HEARD") && !handedOver) return { reason: "OWNER_NOT_HEARD" };
  return takesConvener(inquiry, unitId) && actor.role !== "CONVENER" ? { reason: "CONVENER_DECIDES" } : null;
}

/** From the day of the proposal, or from an earlier one that something on file says. */
function startProven(
  inquiry: Inquiry,
  { unitId, from, at }: Extract<Proposal, { kind: "DETERMINATION" }>,
): boolean {
  return from >= dayOf(at) || provenSince(inquiry, unitId, from);
}

function involved(inquiry: Inquiry, unitId: string, actor: Actor): boolean {
  const accounts = [
    ...inFavour(inquiry, unitId).map((item) => item.byAccountId),
    ...inquiry.claims.filter((claim) => claim.unitId === unitId).map((claim) => claim.byAccountId),
  ];
  return accounts.some((accountId) => samePerson(actor, accountId));
}

function rivalsRejected(inquiry: Inquiry, owner: string): InquiryEvent[] {
  return openClaims(inquiry)
    .filter(({ unitId }) => unitId !== owner)
    .map(({ unitId }) => inquiryEvent("CLAIM_REJECTED", { unitId, reasonCode: "OTHER_OWNER_DETERMINED" }));
}

/** The custodian answered for it until today, however long before the owner owned it. */
function backstopEnded(inquiry: Inquiry, ownerUnitId: string, from: Day, today: Day): InquiryEvent[] {
  if (inquiry.backstop?.endedOn !== null) return [];
  return [inquiryEvent("BACKSTOP_ENDED", { on: from < today ? today : from, ownerUnitId })];
}
