import { DayText, Id } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import type { Actor, Day } from "../../names.ts";
import { samePerson } from "../../persons.ts";
import { allNamed, touched } from "../../component/correction.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { openClaims, unheard, type Inquiry } from "../state.ts";
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

/** Rejects the rivals, names the owner, ends what caught it meanwhile, and opens the time for objections. */
export const confirmDetermination = inquiryCommand("CONFIRM_DETERMINATION", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: confirmable,
  decide: (inquiry, _args, { now, rulePack, calendar, owners }) => {
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
        }),
        ...backstopEnded(inquiry, unitId, from, dayOf(now)),
        objection,
      ],
    };
  },
});

/**
 * docs/domain.md#guard-4: one item in favour that is not lettering alone, and a confirmer who is neither proposer,
 * claimant's user nor collector of the evidence.
 */
function confirmable(inquiry: Inquiry, actor: Actor): Refusal | null {
  const waiting = proposed(inquiry, actor, "DETERMINATION", "SECOND_PERSON_NEEDED");
  if (waiting || inquiry.proposal?.kind !== "DETERMINATION") return waiting;
  const { unitId, corrects } = inquiry.proposal;
  if (corrects && actor.role !== "CONVENER") return { reason: "CORRECTION_BY_CONVENER" };
  if (corrects && unheard(inquiry).length > 0) return { reason: "HEARING_OPEN" };
  const inFavour = inquiry.evidence.filter((item) => item.direction === "FOR" && item.unitId === unitId);
  if (inFavour.every((item) => item.kind === "COVER_LETTERING")) return { reason: "EVIDENCE_NEEDED" };
  const claimedBy = inquiry.claims
    .filter((claim) => claim.unitId === unitId)
    .map((claim) => claim.byAccountId);
  const involved =
    inFavour.some((item) => samePerson(actor, item.byAccountId)) ||
    claimedBy.some((claimant) => samePerson(actor, claimant));
  if (involved) return { reason: "CONFIRMER_INVOLVED" };
  // Two claimants: only the meeting's convener may decide between them (docs/domain.md#d1).
  const rivals = openClaims(inquiry).filter((claim) => claim.unitId !== unitId);
  return rivals.length > 0 && actor.role !== "CONVENER" ? { reason: "CLAIMS_COMPETE" } : null;
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
