import { withCancelled, withMet } from "../clocks/deadline.ts";
import type { Instant } from "../names.ts";
import type { InquiryEventData } from "./events.ts";
import { broughtBy } from "./proof.ts";
import {
  answerable,
  enteredClaim,
  enteredLetter,
  unheard,
  waitsForWord,
  type Claim,
  type EvidenceItem,
  type Inquiry,
  type Letter,
} from "./state.ts";

/** What becomes of an inquiry by what is asked, answered, claimed and brought. */

export function lettersSent(inquiry: Inquiry, data: InquiryEventData["LETTERS_SENT"], at: Instant): Inquiry {
  const { round, dueAt, letters } = data;
  const sent = letters.map((letter) => unopened({ ...letter, round, sentAt: at, dueAt }));
  // Whoever is named while the notice runs is asked beside it.
  const state = inquiry.state === "NOTICE" ? "NOTICE" : "CONSULTING";
  // Whoever is asked after all is left out no more.
  const { leftOut } = inquiry;
  const out = leftOut?.filter(({ unitId }) => !letters.some((letter) => letter.unitId === unitId));
  return { ...inquiry, ...(out && { leftOut: out }), state, round, letters: [...inquiry.letters, ...sent] };
}

/** Beside the round that runs: its letters are no part of it, so that silence about a correction ends no consultation. */
export function hearingOpened(
  inquiry: Inquiry,
  data: InquiryEventData["HEARING_OPENED"],
  at: Instant,
): Inquiry {
  const { dueAt, letters } = data;
  const { round } = inquiry;
  const asked = letters.map((letter) =>
    unopened({ ...letter, about: "CORRECTION", round, sentAt: at, dueAt }),
  );
  return { ...inquiry, letters: [...inquiry.letters, ...asked] };
}

function unopened(letter: Omit<Letter, "answer" | "reasonCode" | "answeredAt">): Letter {
  return { ...letter, answer: null, reasonCode: null, answeredAt: null };
}

export function answered(inquiry: Inquiry, data: InquiryEventData["ANSWER_RECORDED"], at: Instant): Inquiry {
  const { unitId, answer, reasonCode, byAccountId, onBehalf } = data;
  const open = answerable(inquiry, unitId);
  const letters = inquiry.letters.map((letter) =>
    open.includes(letter) ? { ...letter, answer, reasonCode, answeredAt: at, onBehalf } : letter,
  );
  const withdrawn = inquiry.claims.filter((claim) => !(claim.unitId === unitId && claim.status === "OPEN"));
  const claims =
    answer === "CLAIM"
      ? [...withdrawn, { unitId, at, byAccountId, status: "OPEN" as const, onBehalf }]
      : inquiry.claims;
  const told = { ...inquiry, letters, claims };
  return unheard(inquiry).length > 0 && unheard(told).length === 0
    ? { ...told, deadlines: withMet(inquiry.deadlines, ["HEARING"], at) }
    : told;
}

export function evidenceAdded(
  inquiry: Inquiry,
  data: InquiryEventData["EVIDENCE_ADDED"],
  at: Instant,
): Inquiry {
  const { id, kind, unitId, direction, byAccountId, photoIds } = data;
  const { broughtBy = null, onBehalf = false, since = null } = data;
  const item = { id, kind, unitId, direction, byAccountId, photoIds, at, broughtBy, onBehalf, since };
  return { ...inquiry, evidence: [...inquiry.evidence, { ...item, fallen: false }] };
}

/** A claim that is over takes with it what its unit brought for itself, and what was proposed on it (docs/domain.md#guard-4). */
export function claimFalls(
  inquiry: Inquiry,
  unitId: string,
  status: Claim["status"],
  endedAt: Instant,
): Inquiry {
  const brought = (item: EvidenceItem) =>
    item.unitId === unitId && item.direction === "FOR" && broughtBy(item) === unitId;
  return {
    ...withoutProposed(inquiry, unitId),
    claims: inquiry.claims.map((claim) =>
      claim.unitId === unitId && claim.status === "OPEN" ? { ...claim, status, endedAt } : claim,
    ),
    evidence: inquiry.evidence.map((item) => (brought(item) ? { ...item, fallen: true } : item)),
  };
}

export function contested(
  inquiry: Inquiry,
  data: InquiryEventData["ANSWER_CONTESTED"],
  at: Instant,
): Inquiry {
  const { unitId, dueAt } = data;
  // Told without a time to answer there was no letter: a denial of an earlier round could not be contested then.
  const open = dueAt === null ? undefined : enteredLetter(inquiry, unitId);
  const { proposal } = inquiry;
  // A round that is open again carries no notice and no backstop.
  const again = open
    ? {
        state: "CONSULTING" as const,
        deadlines: withCancelled(inquiry.deadlines, ["NOTICE"], at),
        proposal: proposal?.kind === "BACKSTOP" ? null : proposal,
      }
    : {};
  return {
    ...withoutProposed({ ...inquiry, ...again }, unitId),
    letters: inquiry.letters.map((letter) =>
      letter === open
        ? {
            ...letter,
            answer: null,
            reasonCode: null,
            answeredAt: null,
            onBehalf: false,
            // Of whatever round it was: it is waited for in this one.
            round: inquiry.round,
            dueAt: dueAt ?? letter.dueAt,
          }
        : letter,
    ),
    claims: inquiry.claims.map((claim) =>
      enteredClaim(claim, unitId) ? { ...claim, status: "WITHDRAWN", endedAt: at } : claim,
    ),
    evidence: inquiry.evidence.map((item) =>
      item.broughtBy === unitId && item.onBehalf ? { ...item, fallen: true } : item,
    ),
  };
}

function withoutProposed(inquiry: Inquiry, unitId: string): Inquiry {
  const { proposal } = inquiry;
  return proposal?.kind === "DETERMINATION" && proposal.unitId === unitId
    ? { ...inquiry, proposal: null }
    : inquiry;
}

/** What its units can read no more they are asked again, on paper; until then neither the round nor a hearing ends. */
export function unreadable(inquiry: Inquiry, unitIds: readonly string[], at: Instant): Inquiry {
  return {
    ...inquiry,
    letters: inquiry.letters.map((letter) =>
      unitIds.includes(letter.unitId) && letter.about === undefined && waitsForWord(letter, inquiry.round)
        ? { ...letter, answer: "UNSEEN", answeredAt: at }
        : letter,
    ),
    deadlines: withCancelled(inquiry.deadlines, ["CONSULT"], at, "RESTRICTION_CHANGED"),
  };
}
