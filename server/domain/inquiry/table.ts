import type { Refusal } from "../event.ts";
import { inquiryOpen, openClaims, unanswered, type Inquiry } from "./state.ts";
import type { Actor, InquiryState, Role } from "../names.ts";

/** What is allowed on the ownership track: by whom, in which state, under which guard (DOMAIN.md b.3, b.5, b.6). */
interface Row {
  readonly from: readonly InquiryState[];
  readonly roles: readonly Role[];
  readonly guard?: (inquiry: Inquiry, actor: Actor) => Refusal | null;
}

const SEAT: readonly Role[] = ["SEAT_OPERATOR", "SHIFT_LEAD"];
const ASKING: readonly InquiryState[] = ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE"];
/** A claim is heard at any time, also years after the backstop (DOMAIN.md D10). */
const ANY: readonly InquiryState[] = [...ASKING, "DETERMINED", "BACKSTOP", "SEALED", "PRIVATE", "JUDICIAL"];

export const INQUIRY_TABLE = {
  SEND_LETTERS: { from: ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING"], roles: SEAT },
  ANSWER: { from: ANY, roles: ["OWNER_UNIT", ...SEAT], guard: mayAnswer },
  WITHDRAW_CLAIM: {
    from: ASKING,
    roles: ["OWNER_UNIT"],
    guard: (inquiry, actor) =>
      openClaims(inquiry).some((claim) => claim.unitId === actor.unitId)
        ? null
        : { reason: "CLAIM_NOT_OPEN" },
  },
  /** "We erred": the confirmed owner, or the seat with its letter (DOMAIN.md D2). Whether it owns it, the component says. */
  DISCLAIM: { from: ANY, roles: ["OWNER_UNIT", ...SEAT] },
  END_CONSULTATION: {
    from: ["CONSULTING"],
    roles: SEAT,
    guard: (inquiry) => (unanswered(inquiry).length > 0 ? { reason: "CONSULTATION_OPEN" } : null),
  },
  ADD_EVIDENCE: {
    from: [...ASKING, "BACKSTOP"],
    roles: ["GRID_WORKER", "STREET_DEPT", "OWNER_UNIT", "CONVENER", ...SEAT],
    guard: asked,
  },
  RECORD_SITE_SURVEY: { from: ASKING, roles: ["GRID_WORKER", "STREET_DEPT", ...SEAT] },
  CHECK_PARCEL: { from: ASKING, roles: ["STREET_DEPT", "CONVENER", ...SEAT] },
  REJECT_CLAIM: {
    from: ASKING,
    roles: ["CONVENER"],
    guard: (inquiry) => (openClaims(inquiry).length === 0 ? { reason: "CLAIM_NOT_OPEN" } : null),
  },
  PROPOSE_DETERMINATION: {
    from: ASKING,
    roles: ["STREET_DEPT", "CONVENER", ...SEAT],
    guard: nothingProposed,
  },
  CONFIRM_DETERMINATION: { from: ASKING, roles: ["SHIFT_LEAD", "CONVENER"], guard: confirmable },
  PUBLISH_NOTICE: {
    from: ["CONSULTING", "SITE_SURVEY", "MEETING"],
    roles: SEAT,
    guard: (inquiry) =>
      openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : roundFinished(inquiry),
  },
  PROPOSE_BACKSTOP: {
    from: ["SITE_SURVEY", "MEETING", "NOTICE"],
    roles: ["STREET_DEPT", ...SEAT],
    guard: nothingProposed,
  },
  SIGN_BACKSTOP: { from: ["SITE_SURVEY", "MEETING", "NOTICE"], roles: ["CONVENER"], guard: signable },
  PROPOSE_PRIVATE: { from: ASKING, roles: ["STREET_DEPT", ...SEAT], guard: nothingProposed },
  CONFIRM_PRIVATE: {
    from: ASKING,
    roles: ["SHIFT_LEAD", "CONVENER"],
    guard: (inquiry, actor) => proposed(inquiry, actor, "PRIVATE", "SECOND_PERSON_NEEDED"),
  },
  REFUSE_PROPOSAL: {
    from: ASKING,
    roles: ["SHIFT_LEAD", "CONVENER"],
    guard: (inquiry) => (inquiry.proposal ? null : { reason: "NO_PROPOSAL" }),
  },
  REVIEW_BACKSTOP: { from: ["BACKSTOP"], roles: ["AUDITOR"] },
  REOPEN: { from: ["DETERMINED", "BACKSTOP", "SEALED", "PRIVATE"], roles: ["CONVENER", "SHIFT_LEAD"] },
  WITHDRAW: {
    from: ["OPENED", "CONSULTING", "SITE_SURVEY"],
    roles: ["SHIFT_LEAD"],
    guard: (inquiry) => (openClaims(inquiry).length > 0 ? { reason: "CLAIMS_COMPETE" } : null),
  },
  ADD_NOTE: {
    from: ANY,
    roles: ["GRID_WORKER", "STREET_DEPT", "OWNER_UNIT", "CONVENER", ...SEAT],
    guard: asked,
  },
} as const satisfies Record<string, Row>;

export type InquiryTableCommand = keyof typeof INQUIRY_TABLE;

/** Null when `actor` may give this command now, else the reason why not. */
export function inquiryCan(actor: Actor, inquiry: Inquiry, command: InquiryTableCommand): Refusal | null {
  const row: Row = INQUIRY_TABLE[command];
  // The mechanism writes letters by itself; whatever is decided or signed takes a person.
  const may = actor.role === "SYSTEM" ? command === "SEND_LETTERS" : row.roles.includes(actor.role);
  if (!may) return { reason: "ROLE_MAY_NOT" };
  if (!row.from.includes(inquiry.state)) return { reason: "WRONG_STATE" };
  return row.guard?.(inquiry, actor) ?? null;
}

/** A unit answers for itself, once a round; later it may still claim. Who was never asked may claim, not deny. */
function mayAnswer(inquiry: Inquiry, actor: Actor): Refusal | null {
  if (actor.role !== "OWNER_UNIT") return inquiryOpen(inquiry) ? null : { reason: "WRONG_STATE" };
  const open = openClaims(inquiry).some((claim) => claim.unitId === actor.unitId);
  // Whom it was awarded to has nothing to claim from itself.
  const awarded = inquiry.state === "DETERMINED" && inquiry.determination?.ownerUnitId === actor.unitId;
  return open || awarded ? { reason: "ALREADY_ANSWERED" } : null;
}

function asked(inquiry: Inquiry, actor: Actor): Refusal | null {
  if (actor.role !== "OWNER_UNIT") return null;
  const known =
    inquiry.letters.some((letter) => letter.unitId === actor.unitId) ||
    inquiry.claims.some((claim) => claim.unitId === actor.unitId);
  return known ? null : { reason: "NOT_ASKED" };
}

function nothingProposed(inquiry: Inquiry): Refusal | null {
  return inquiry.proposal ? { reason: "PROPOSAL_WAITING" } : null;
}

function proposed(
  inquiry: Inquiry,
  actor: Actor,
  kind: NonNullable<Inquiry["proposal"]>["kind"],
  same: "SECOND_PERSON_NEEDED" | "SIGNER_PROPOSED",
): Refusal | null {
  if (inquiry.proposal?.kind !== kind) return { reason: "NO_PROPOSAL" };
  return inquiry.proposal.byAccountId !== null && inquiry.proposal.byAccountId === actor.accountId
    ? { reason: same }
    : null;
}

/**
 * Guard b.5-4: one item in favour that is not lettering alone, and a confirmer who is neither proposer, claimant's
 * user nor collector of the evidence.
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
    actor.accountId !== null &&
    (inFavour.some((item) => item.byAccountId === actor.accountId) || claimedBy.includes(actor.accountId));
  if (involved) return { reason: "CONFIRMER_INVOLVED" };
  // Two claimants: only the meeting's convener may decide between them (DOMAIN.md D1).
  const rivals = openClaims(inquiry).filter((claim) => claim.unitId !== unitId);
  return rivals.length > 0 && actor.role !== "CONVENER" ? { reason: "CLAIMS_COMPETE" } : null;
}

function roundFinished(inquiry: Inquiry): Refusal | null {
  return inquiry.round === 0 || unanswered(inquiry).length > 0 ? { reason: "CONSULTATION_OPEN" } : null;
}

/** Guard b.5-3, in the order in which an office would find it out. */
function signable(inquiry: Inquiry, actor: Actor): Refusal | null {
  const waiting = proposed(inquiry, actor, "BACKSTOP", "SIGNER_PROPOSED");
  if (waiting || inquiry.proposal?.kind !== "BACKSTOP") return waiting;
  const { emergencyReason, overridesPrivate } = inquiry.proposal;
  if (openClaims(inquiry).length > 0) return { reason: "CLAIMS_COMPETE" };
  const unfinished = roundFinished(inquiry);
  if (unfinished) return unfinished;
  if (!inquiry.survey) return { reason: "SURVEY_MISSING" };
  if (!inquiry.parcelCheck) return { reason: "PARCEL_CHECK_MISSING" };
  if (inquiry.parcelCheck.result === "PRIVATE" && !overridesPrivate)
    return { reason: "PREMISES_ARE_PRIVATE" };
  return inquiry.notice?.endedAt || emergencyReason ? null : { reason: "NOTICE_NOT_OVER" };
}
