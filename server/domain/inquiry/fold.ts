import {
  restarted,
  stoppedAt,
  withCancelled,
  withDeadline,
  withFired,
  withMet,
  withRecomputed,
} from "../clocks/deadline.ts";
import type { InquiryEvent, InquiryEventData, InquiryEventOf } from "./events.ts";
import {
  answered,
  claimFalls,
  contested,
  evidenceAdded,
  hearingOpened,
  lettersSent,
  unreadable,
} from "./fold-answers.ts";
import type { Inquiry } from "./state.ts";
import { unitGone } from "./unit-gone.ts";
import type { InquiryState, Instant } from "../names.ts";

/** What each event makes of an inquiry; `at` is when it happened. */
type Fold = {
  readonly [K in keyof InquiryEventData]: (
    inquiry: Inquiry,
    data: InquiryEventData[K],
    at: Instant,
  ) => Inquiry;
};

const FOLD: Omit<Fold, "INQUIRY_OPENED"> = {
  CASE_LINKED: (inquiry, { caseId, danger }) => ({
    ...inquiry,
    danger: inquiry.danger || danger,
    everDanger: inquiry.everDanger || danger,
    caseIds: inquiry.caseIds.includes(caseId) ? inquiry.caseIds : [...inquiry.caseIds, caseId],
  }),
  RESTRICTION_CHANGED: (inquiry, { restricted, unseen }, at) =>
    unseen ? unreadable({ ...inquiry, restricted }, unseen, at) : { ...inquiry, restricted },
  DANGER_ENDED: (inquiry) => ({ ...inquiry, danger: false }),
  CANDIDATE_ADDED: (inquiry, { unitId }) => ({
    ...inquiry,
    candidates: [...inquiry.candidates, { unitId, permille: 0 }],
  }),
  MEETING_PROPOSED: (inquiry) => ({
    ...inquiry,
    meetingProposed: true,
    state: inquiry.state === "SITE_SURVEY" ? "MEETING" : inquiry.state,
  }),
  LETTERS_SENT: lettersSent,
  UNITS_LEFT_OUT: (inquiry, { unitIds, reasonCode }) => ({
    ...inquiry,
    leftOut: [
      ...(inquiry.leftOut ?? []).filter(({ unitId }) => !unitIds.includes(unitId)),
      ...unitIds.map((unitId) => ({ unitId, reasonCode })),
    ],
  }),
  ANSWER_RECORDED: answered,
  NO_REPLY_RECORDED: (inquiry, { unitIds, about }, at) => ({
    ...inquiry,
    letters: inquiry.letters.map((letter) =>
      letter.answer === null && letter.about === about && unitIds.includes(letter.unitId)
        ? { ...letter, answer: "NO_REPLY", answeredAt: at }
        : letter,
    ),
  }),
  CONSULTATION_ENDED: (inquiry, { next, silent }, at) => ({
    ...inquiry,
    deadlines: (silent ? withCancelled : withMet)(inquiry.deadlines, ["CONSULT"], at),
    state: next === "MEETING" ? "MEETING" : "SITE_SURVEY",
  }),
  ANSWER_CONTESTED: contested,
  EVIDENCE_ADDED: evidenceAdded,
  SITE_SURVEYED: (inquiry, { byAccountId, toldAt }, at) => ({
    ...inquiry,
    survey: { at, byAccountId },
    deadlines: withMet(inquiry.deadlines, ["SURVEY"], at, toldAt),
  }),
  PARCEL_CHECKED: (inquiry, parcelCheck) => ({ ...inquiry, parcelCheck }),
  DETERMINATION_PROPOSED: (inquiry, data, at) => ({
    ...inquiry,
    proposal: { kind: "DETERMINATION", ...data, at },
  }),
  HEARING_OPENED: hearingOpened,
  OWNER_DETERMINED: determined,
  UNIT_SUCCEEDED: unitGone,
  DETERMINATION_ANNOUNCED: (inquiry, { unitIds }) => ({
    ...inquiry,
    announcedTo: [...new Set([...(inquiry.announcedTo ?? []), ...unitIds])],
  }),
  DETERMINATION_FINAL: (inquiry, _data, at) => ({
    ...inquiry,
    determination: inquiry.determination && { ...inquiry.determination, final: true },
    deadlines: withMet(inquiry.deadlines, ["OBJECTION"], at),
  }),
  CLAIM_REJECTED: (inquiry, { unitId }, at) => claimFalls(inquiry, unitId, "REJECTED", at),
  CLAIM_WITHDRAWN: (inquiry, { unitId }, at) => claimFalls(inquiry, unitId, "WITHDRAWN", at),
  DISCLAIMER_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "DISCLAIMER", ...data, at } }),
  OWNERSHIP_DISCLAIMED: (inquiry, { unitId }, at) => disclaimed(inquiry, unitId, at),
  NOTICE_PUBLISHED: (inquiry, { channel }, at) => ({
    ...inquiry,
    state: "NOTICE",
    notice: { publishedAt: at, channel, endedAt: null },
    deadlines: withCancelled(inquiry.deadlines, ["CONSULT", "SURVEY"], at),
  }),
  NOTICE_ENDED: (inquiry, _data, at) => ({
    ...inquiry,
    notice: inquiry.notice && { ...inquiry.notice, endedAt: at },
    deadlines: withMet(inquiry.deadlines, ["NOTICE"], at),
  }),
  BACKSTOP_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "BACKSTOP", ...data, at } }),
  BACKSTOP_SIGNED: (inquiry, data, at) => ({
    ...undetermined(ended(inquiry, "BACKSTOP", at)),
    backstop: { ...data, endedOn: null, reviews: inquiry.backstop?.reviews ?? [] },
  }),
  BACKSTOP_REVIEWED: reviewed,
  BACKSTOP_ENDED: (inquiry, { on }) => ({
    ...inquiry,
    backstop: inquiry.backstop && { ...inquiry.backstop, endedOn: on },
  }),
  PRIVATE_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "PRIVATE", ...data, at } }),
  PRIVATE_CONFIRMED: (inquiry, _data, at) => undetermined(ended(inquiry, "PRIVATE", at)),
  MEETING_CALLED: (inquiry, { place, meetsAt }) => ({
    ...inquiry,
    state: "MEETING",
    meeting: { place, meetsAt },
  }),
  SEALING_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "SEALING", ...data, at } }),
  SHAFT_SEALED: (inquiry, _data, at) => undetermined(ended(inquiry, "SEALED", at)),
  REFERRED_TO_COURT: (inquiry, { court, reference }, at) => ({
    ...inquiry,
    state: "JUDICIAL",
    court: { court, reference, since: at },
    deadlines: withCancelled(inquiry.deadlines, ["NOTICE"], at),
  }),
  COURT_RULED: (inquiry) => ({ ...inquiry, state: "MEETING" }),
  REOPENING_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "REOPENING", ...data, at } }),
  WITHDRAWAL_PROPOSED: (inquiry, data, at) => ({ ...inquiry, proposal: { kind: "WITHDRAWAL", ...data, at } }),
  PROPOSAL_REFUSED: (inquiry) => ({ ...inquiry, proposal: null }),
  INQUIRY_REOPENED: (inquiry, { cause }, at) => ({
    ...inquiry,
    state: "CONSULTING",
    reopenedFrom: cause === "OWNER_ERRED" ? null : inquiry.state,
    endedAt: null,
    proposal: null,
    reopenings: inquiry.reopenings + 1,
    deadlines: withCancelled(withMet(inquiry.deadlines, ["CONFIRM"], at), ["OBJECTION", "REVIEW"], at),
  }),
  INQUIRY_WITHDRAWN: (inquiry, { to }, at) => ended(inquiry, to ?? "WITHDRAWN", at),
  WAIT_ENDED: (inquiry, { kind, done }, at) => ({
    ...inquiry,
    escalation: isOver(inquiry, kind) ? null : (inquiry.escalation ?? null),
    deadlines: (done ? withMet : withCancelled)(inquiry.deadlines, [kind], at),
  }),
  INQUIRY_ESCALATED: (inquiry, { step, to }, at) => ({ ...inquiry, escalation: { step, to, at } }),
  INQUIRY_MOVED: ({ moved, ...inquiry }, { fromComponentId: from, toComponentId }, at) => ({
    ...inquiry,
    componentId: toComponentId,
    ...(toComponentId !== moved?.from && { moved: { from, at } }),
  }),
  INQUIRY_ABSORBED: (inquiry, { into }, at) => ({
    ...ended(inquiry, "WITHDRAWN", at),
    absorbed: { into, state: inquiry.state },
  }),
  INQUIRY_SEPARATED: separated,
  NOTE_ADDED: (inquiry) => inquiry,
  DEADLINE_SET: (inquiry, data) => ({ ...inquiry, deadlines: withDeadline(inquiry.deadlines, data) }),
  DEADLINE_RECOMPUTED: deadlineRecomputed,
  DEADLINE_PASSED: (inquiry, data, at) => ({
    ...inquiry,
    deadlines: withFired(inquiry.deadlines, data, at),
  }),
};

/** Every kind of event there is on this track. */
export const INQUIRY_EVENT_KINDS: readonly string[] = ["INQUIRY_OPENED", ...Object.keys(FOLD)];

/** What an inquiry is after one more event; `at` is when that happened. Throws when its opening is missing. */
export function foldInquiry(inquiry: Inquiry | null, id: string, event: InquiryEvent, at: Instant): Inquiry {
  if (event.kind === "INQUIRY_OPENED") return opened(id, event.data, at);
  if (!inquiry) throw new Error(`${event.kind} before the opening of ${id}`);
  return folded(inquiry, event, at);
}

function folded<K extends keyof Omit<Fold, "INQUIRY_OPENED">>(
  inquiry: Inquiry,
  { kind, data }: InquiryEventOf<K>,
  at: Instant,
): Inquiry {
  return FOLD[kind](inquiry, data, at);
}

/** Letters and the objection window repeat the moment of their clock. */
function deadlineRecomputed(inquiry: Inquiry, data: InquiryEventData["DEADLINE_RECOMPUTED"]): Inquiry {
  const recomputed = { ...inquiry, deadlines: withRecomputed(inquiry.deadlines, data) };
  const { kind, before, after, kept } = data;
  if (kept) return recomputed;
  const { determination } = inquiry;
  if (kind === "OBJECTION" && determination?.objectionUntil === before)
    return { ...recomputed, determination: { ...determination, objectionUntil: after } };
  if (kind !== "CONSULT") return recomputed;
  const letters = inquiry.letters.map((letter) =>
    letter.dueAt === before && letter.answer === null ? { ...letter, dueAt: after } : letter,
  );
  return { ...recomputed, letters };
}

function reviewed(inquiry: Inquiry, data: InquiryEventData["BACKSTOP_REVIEWED"], at: Instant): Inquiry {
  if (!inquiry.backstop) return inquiry;
  const { outcome, nextReviewOn: reviewOn } = data;
  const reviews = [...inquiry.backstop.reviews, { at, outcome }];
  return {
    ...inquiry,
    backstop: { ...inquiry.backstop, reviewOn, reviews },
    escalation: null,
    deadlines: withMet(inquiry.deadlines, ["REVIEW"], at),
  };
}

function determined(inquiry: Inquiry, data: InquiryEventData["OWNER_DETERMINED"], at: Instant): Inquiry {
  const claims = inquiry.claims.map((claim) => {
    const own = claim.unitId === data.unitId;
    if (claim.status === "OPEN")
      return own
        ? { ...claim, status: "ACCEPTED" as const }
        : { ...claim, status: "REJECTED" as const, endedAt: at };
    // Whom an earlier decision had named it names no more.
    return claim.status === "ACCEPTED" && !own ? { ...claim, status: "SUPERSEDED" as const } : claim;
  });
  const { unitId: ownerUnitId, from, objectionUntil } = data;
  return {
    ...ended(inquiry, "DETERMINED", at),
    claims,
    determination: { ownerUnitId, from, at, objectionUntil, final: false },
  };
}

/** Decided otherwise: no determination stands any more, and no claim counts as accepted. */
function undetermined(inquiry: Inquiry): Inquiry {
  return {
    ...inquiry,
    determination: null,
    claims: inquiry.claims.map((claim) =>
      claim.status === "ACCEPTED" ? { ...claim, status: "SUPERSEDED" } : claim,
    ),
  };
}

/** No determination stands any more, and nobody waits for objections to it. */
function disclaimed(inquiry: Inquiry, unitId: string, at: Instant): Inquiry {
  const { determination, proposal } = inquiry;
  const stood = determination?.ownerUnitId === unitId;
  // Whatever was proposed about this unit as the owner: that it is, or what it has now said itself.
  const about = proposal?.kind === "DETERMINATION" || proposal?.kind === "DISCLAIMER";
  const settled = about && proposal.unitId === unitId;
  const confirmed = settled && proposal.kind === "DISCLAIMER";
  const clocks = confirmed ? withMet(inquiry.deadlines, ["CONFIRM"], at) : inquiry.deadlines;
  return {
    ...inquiry,
    determination: stood ? null : determination,
    reopenedFrom: stood ? null : (inquiry.reopenedFrom ?? null),
    proposal: settled ? null : proposal,
    claims: inquiry.claims.map((claim) =>
      claim.unitId === unitId && (claim.status === "OPEN" || claim.status === "ACCEPTED")
        ? { ...claim, status: "WITHDRAWN" }
        : claim,
    ),
    deadlines: stood ? withCancelled(clocks, ["OBJECTION"], at) : clocks,
  };
}

/** What was decided was waited for: those clocks are met, the others stopped. */
function ended(inquiry: Inquiry, state: InquiryState, at: Instant): Inquiry {
  return {
    ...inquiry,
    state,
    endedAt: at,
    proposal: null,
    escalation: null,
    reopenedFrom: null,
    deadlines: withCancelled(withMet(inquiry.deadlines, ["CONFIRM", "SIGN"], at), null, at),
  };
}

/** Its own again, as if it had never been another's: what its absorption stopped runs on. */
function separated({ absorbed, endedAt, ...inquiry }: Inquiry): Inquiry {
  return {
    ...inquiry,
    state: absorbed?.state ?? inquiry.state,
    endedAt: null,
    absorbed: null,
    deadlines: inquiry.deadlines.map((deadline) =>
      endedAt !== null && stoppedAt(deadline) === endedAt ? restarted(deadline) : deadline,
    ),
  };
}

/** The step that was escalated, or the time that its escalation was given. */
function isOver({ escalation }: Inquiry, kind: string): boolean {
  return kind === "ESCALATION" || kind === escalation?.step;
}

function opened(id: string, data: InquiryEventData["INQUIRY_OPENED"], at: Instant): Inquiry {
  const { caseId, modelVersion: _, asks: _asks, ...rest } = data;
  return {
    ...rest,
    id,
    everDanger: data.danger,
    restricted: data.restricted ?? false,
    state: "OPENED",
    caseIds: caseId ? [caseId] : [],
    round: 0,
    letters: [],
    claims: [],
    evidence: [],
    survey: null,
    parcelCheck: null,
    proposal: null,
    notice: null,
    determination: null,
    backstop: null,
    openedAt: at,
    endedAt: null,
    reopenings: 0,
    meeting: null,
    court: null,
    reopenedFrom: null,
    escalation: null,
    deadlines: [],
  };
}
