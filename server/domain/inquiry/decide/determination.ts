import { DayText, Id } from "../../arguments.ts";
import { deadlineSet } from "../../clocks/deadline.ts";
import { stepRule } from "../../clocks/rules.ts";
import { dayOf } from "../../clocks/working-time.ts";
import { refuse, type Refusal } from "../../decision.ts";
import type { Actor, Day } from "../../names.ts";
import { samePerson } from "../../persons.ts";
import { inquiryCommand, inquiryEvent, oneInquiryEvent } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { nothingProposed, proposed } from "../guards.ts";
import { openClaims, type Inquiry } from "../state.ts";
import { ASKING, SEAT } from "../steps.ts";

export const proposeDetermination = inquiryCommand("PROPOSE_DETERMINATION", {
  args: { unitId: Id, from: DayText },
  from: ASKING,
  roles: ["STREET_DEPT", "CONVENER", ...SEAT],
  guard: nothingProposed,
  decide: (_inquiry, { unitId, from }, { actor, now }) =>
    from > dayOf(now)
      ? refuse("BAD_DATE")
      : oneInquiryEvent("DETERMINATION_PROPOSED", { unitId, from, byAccountId: actor.accountId }),
});

/** Rejects the rivals, names the owner, ends what caught it meanwhile, and opens the time for objections. */
export const confirmDetermination = inquiryCommand("CONFIRM_DETERMINATION", {
  args: {},
  from: ASKING,
  roles: ["SHIFT_LEAD", "CONVENER"],
  needs: [{ need: "second person" }],
  guard: confirmable,
  decide: (inquiry, _args, { now, rulePack, calendar }) => {
    if (inquiry.proposal?.kind !== "DETERMINATION") return refuse("NO_PROPOSAL");
    const { unitId, from } = inquiry.proposal;
    const objection = deadlineSet("OBJECTION", stepRule(rulePack, "OBJECTION"), now, calendar);
    const objectionUntil = objection.data.deadline.dueAt;
    return {
      events: [
        ...rivalsRejected(inquiry, unitId),
        inquiryEvent("OWNER_DETERMINED", { unitId, from, objectionUntil }),
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
  const { unitId } = inquiry.proposal;
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
