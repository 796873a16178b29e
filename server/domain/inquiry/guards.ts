import type { Refusal } from "../decision.ts";
import type { Actor } from "../names.ts";
import { notASecondPerson } from "../persons.ts";
import { outstanding, type Candidate, type Inquiry, type Proposal } from "./state.ts";
import { unasked } from "./whom-to-ask.ts";

/**
 * Guards that several commands of the ownership track share (docs/domain.md#guards). Null when nothing stands against it.
 */

/** A unit speaks where it was asked, or has claimed. */
export function askedOrClaimed(inquiry: Inquiry, actor: Actor): Refusal | null {
  if (actor.role !== "OWNER_UNIT") return null;
  const known =
    inquiry.letters.some((letter) => letter.unitId === actor.unitId) ||
    inquiry.claims.some((claim) => claim.unitId === actor.unitId);
  return known ? null : { reason: "NOT_ASKED" };
}

export function nothingProposed(inquiry: Inquiry): Refusal | null {
  return inquiry.proposal ? { reason: "PROPOSAL_WAITING" } : null;
}

/** Somebody else has proposed exactly this (docs/domain.md#guard-10). */
export function proposed(
  inquiry: Inquiry,
  actor: Actor,
  kind: Proposal["kind"],
  same: "SECOND_PERSON_NEEDED" | "SIGNER_PROPOSED",
): Refusal | null {
  if (inquiry.proposal?.kind !== kind) return { reason: "NO_PROPOSAL" };
  return notASecondPerson(actor, inquiry.proposal.byAccountId, same);
}

export function roundFinished(inquiry: Inquiry): Refusal | null {
  if (inquiry.round === 0 || outstanding(inquiry).length > 0) return { reason: "CONSULTATION_OPEN" };
  return roundWhole(inquiry);
}

/** Everybody who ought to be asked was, or somebody said why not. `seen`: who that is on the map of this moment. */
export function roundWhole(inquiry: Inquiry, seen: readonly Candidate[] = []): Refusal | null {
  const count = unasked(inquiry, seen).length;
  return count > 0 ? { reason: "ROUND_SHORT", params: { count } } : null;
}
