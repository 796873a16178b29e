import { withCancelled, withDeadline, withFired, withMet } from "../clocks/deadline.ts";
import { answerable, type Claim, type Inquiry, type InquiryEvent, type InquiryEventData } from "./state.ts";
import type { InquiryState, Instant } from "../names.ts";

/** What an inquiry is after one more event; `at` is when that happened. Throws when its opening is missing. */
export function foldInquiry(inquiry: Inquiry | null, id: string, event: InquiryEvent, at: Instant): Inquiry {
  if (event.kind === "INQUIRY_OPENED") return opened(id, event.data, at);
  if (!inquiry) throw new Error(`${event.kind} before the opening of ${id}`);
  switch (event.kind) {
    case "CASE_LINKED": {
      const { caseId, danger } = event.data;
      const caseIds = inquiry.caseIds.includes(caseId) ? inquiry.caseIds : [...inquiry.caseIds, caseId];
      return {
        ...inquiry,
        danger: inquiry.danger || danger,
        everDanger: inquiry.everDanger || danger,
        caseIds,
      };
    }
    case "DANGER_ENDED":
      return { ...inquiry, danger: false };
    case "CANDIDATE_ADDED":
      return { ...inquiry, candidates: [...inquiry.candidates, { unitId: event.data.unitId, permille: 0 }] };
    case "LETTERS_SENT": {
      const { round, dueAt, letters } = event.data;
      const sent = letters.map((letter) => ({
        ...letter,
        round,
        sentAt: at,
        dueAt,
        answer: null,
        reasonCode: null,
        answeredAt: null,
      }));
      return { ...inquiry, state: "CONSULTING", round, letters: [...inquiry.letters, ...sent] };
    }
    case "ANSWER_RECORDED":
      return answered(inquiry, event.data, at);
    case "NO_REPLY_RECORDED":
      return {
        ...inquiry,
        letters: inquiry.letters.map((letter) =>
          letter.answer === null && event.data.unitIds.includes(letter.unitId)
            ? { ...letter, answer: "NO_REPLY", answeredAt: at }
            : letter,
        ),
      };
    case "CONSULTATION_ENDED": {
      const deadlines = withMet(inquiry.deadlines, ["CONSULT"], at);
      const { next } = event.data;
      return { ...inquiry, deadlines, state: next === "MEETING" ? "MEETING" : "SITE_SURVEY" };
    }
    case "EVIDENCE_ADDED": {
      const { id: evidenceId, kind, unitId, direction, byAccountId } = event.data;
      return {
        ...inquiry,
        evidence: [...inquiry.evidence, { id: evidenceId, kind, unitId, direction, byAccountId }],
      };
    }
    case "SITE_SURVEYED":
      return {
        ...inquiry,
        survey: { at, byAccountId: event.data.byAccountId },
        deadlines: withMet(inquiry.deadlines, ["SURVEY"], at, event.data.toldAt),
      };
    case "PARCEL_CHECKED":
      return { ...inquiry, parcelCheck: event.data };
    case "DETERMINATION_PROPOSED":
      return { ...inquiry, proposal: { kind: "DETERMINATION", ...event.data, at } };
    case "OWNER_DETERMINED":
      return determined(inquiry, event.data, at);
    case "DETERMINATION_FINAL":
      return {
        ...inquiry,
        determination: inquiry.determination && { ...inquiry.determination, final: true },
        deadlines: withMet(inquiry.deadlines, ["OBJECTION"], at),
      };
    case "CLAIM_REJECTED":
      return withClaim(inquiry, event.data.unitId, "REJECTED");
    case "CLAIM_WITHDRAWN":
      return withClaim(inquiry, event.data.unitId, "WITHDRAWN");
    case "OWNERSHIP_DISCLAIMED":
      return disclaimed(inquiry, event.data.unitId, at);
    case "NOTICE_PUBLISHED":
      return {
        ...inquiry,
        state: "NOTICE",
        notice: { publishedAt: at, channel: event.data.channel, endedAt: null },
        deadlines: withCancelled(inquiry.deadlines, ["CONSULT", "SURVEY"], at),
      };
    case "NOTICE_ENDED":
      return {
        ...inquiry,
        notice: inquiry.notice && { ...inquiry.notice, endedAt: at },
        deadlines: withMet(inquiry.deadlines, ["NOTICE"], at),
      };
    case "BACKSTOP_PROPOSED":
      return { ...inquiry, proposal: { kind: "BACKSTOP", ...event.data, at } };
    case "BACKSTOP_SIGNED":
      return {
        ...ended(inquiry, "BACKSTOP", at),
        backstop: { ...event.data, endedOn: null, reviews: inquiry.backstop?.reviews ?? [] },
      };
    case "BACKSTOP_REVIEWED": {
      if (!inquiry.backstop) return inquiry;
      const review = { at, outcome: event.data.outcome };
      const backstop = {
        ...inquiry.backstop,
        reviewOn: event.data.nextReviewOn,
        reviews: [...inquiry.backstop.reviews, review],
      };
      return { ...inquiry, backstop, deadlines: withMet(inquiry.deadlines, ["REVIEW"], at) };
    }
    case "BACKSTOP_ENDED":
      return { ...inquiry, backstop: inquiry.backstop && { ...inquiry.backstop, endedOn: event.data.on } };
    case "PRIVATE_PROPOSED":
      return { ...inquiry, proposal: { kind: "PRIVATE", ...event.data, at } };
    case "PRIVATE_CONFIRMED":
      return ended(inquiry, "PRIVATE", at);
    case "PROPOSAL_REFUSED":
      return { ...inquiry, proposal: null };
    case "INQUIRY_REOPENED":
      return {
        ...inquiry,
        state: "CONSULTING",
        endedAt: null,
        proposal: null,
        reopenings: inquiry.reopenings + 1,
        deadlines: withCancelled(inquiry.deadlines, ["OBJECTION", "REVIEW"], at),
      };
    case "INQUIRY_WITHDRAWN":
      return ended(inquiry, "WITHDRAWN", at);
    case "NOTE_ADDED":
      return inquiry;
    case "DEADLINE_SET":
      return { ...inquiry, deadlines: withDeadline(inquiry.deadlines, event.data) };
    case "DEADLINE_PASSED":
      return { ...inquiry, deadlines: withFired(inquiry.deadlines, event.data, at) };
  }
}

function answered(inquiry: Inquiry, data: InquiryEventData["ANSWER_RECORDED"], at: Instant): Inquiry {
  const { unitId, answer, reasonCode, byAccountId } = data;
  const open = answerable(inquiry, unitId);
  const letters = inquiry.letters.map((letter) =>
    open.includes(letter) ? { ...letter, answer, reasonCode, answeredAt: at } : letter,
  );
  const withdrawn = inquiry.claims.filter((claim) => !(claim.unitId === unitId && claim.status === "OPEN"));
  const claims =
    answer === "CLAIM"
      ? [...withdrawn, { unitId, at, byAccountId, status: "OPEN" as const }]
      : inquiry.claims;
  return { ...inquiry, letters, claims };
}

function determined(inquiry: Inquiry, data: InquiryEventData["OWNER_DETERMINED"], at: Instant): Inquiry {
  const claims = inquiry.claims.map((claim) =>
    claim.status !== "OPEN"
      ? claim
      : { ...claim, status: claim.unitId === data.unitId ? ("ACCEPTED" as const) : ("REJECTED" as const) },
  );
  const { unitId: ownerUnitId, from, objectionUntil } = data;
  return {
    ...ended(inquiry, "DETERMINED", at),
    claims,
    determination: { ownerUnitId, from, at, objectionUntil, final: false },
  };
}

/** No determination stands any more, and nobody waits for objections to it. */
function disclaimed(inquiry: Inquiry, unitId: string, at: Instant): Inquiry {
  const { determination, proposal } = inquiry;
  const stood = determination?.ownerUnitId === unitId;
  return {
    ...inquiry,
    determination: stood ? null : determination,
    proposal: proposal?.kind === "DETERMINATION" && proposal.unitId === unitId ? null : proposal,
    claims: inquiry.claims.map((claim) =>
      claim.unitId === unitId && (claim.status === "OPEN" || claim.status === "ACCEPTED")
        ? { ...claim, status: "WITHDRAWN" }
        : claim,
    ),
    deadlines: stood ? withCancelled(inquiry.deadlines, ["OBJECTION"], at) : inquiry.deadlines,
  };
}

function withClaim(inquiry: Inquiry, unitId: string, status: Claim["status"]): Inquiry {
  return {
    ...inquiry,
    claims: inquiry.claims.map((claim) =>
      claim.unitId === unitId && claim.status === "OPEN" ? { ...claim, status } : claim,
    ),
  };
}

function ended(inquiry: Inquiry, state: InquiryState, at: Instant): Inquiry {
  return {
    ...inquiry,
    state,
    endedAt: at,
    proposal: null,
    deadlines: withCancelled(inquiry.deadlines, null, at),
  };
}

function opened(id: string, data: InquiryEventData["INQUIRY_OPENED"], at: Instant): Inquiry {
  const { caseId, modelVersion: _, ...rest } = data;
  return {
    ...rest,
    id,
    everDanger: data.danger,
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
    deadlines: [],
  };
}
