import {
  withCancelled,
  withDeadline,
  withFired,
  withMet,
  type Deadline,
  type DeadlineEventData,
} from "./deadline.ts";
import type { Answer, Day, DenialReason, EvidenceKind, InquiryState, Instant } from "./names.ts";

/** The ownership track: who does this belong to, asked of everybody at once (DOMAIN.md b.3). */
export interface Inquiry {
  readonly id: string;
  readonly number: string;
  readonly componentId: string;
  readonly divisionCode: string;
  readonly state: InquiryState;
  readonly danger: boolean;
  readonly origin: "CASE" | "REGISTRY" | "PATROL";
  readonly caseIds: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly round: number;
  readonly letters: readonly Letter[];
  readonly claims: readonly Claim[];
  readonly evidence: readonly EvidenceItem[];
  readonly survey: { readonly at: Instant; readonly byAccountId: string | null } | null;
  readonly parcelCheck: { readonly result: "PUBLIC" | "PRIVATE"; readonly areaId: string | null } | null;
  readonly proposal: Proposal | null;
  readonly notice: {
    readonly publishedAt: Instant;
    readonly channel: string;
    readonly endedAt: Instant | null;
  } | null;
  readonly determination: Determination | null;
  readonly backstop: Backstop | null;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly reopenings: number;
  readonly deadlines: readonly Deadline[];
}

/** Ranked by inference; `permille` because the history holds no floats. */
export interface Candidate {
  readonly unitId: string;
  readonly permille: number;
}

export interface Letter {
  readonly id: string;
  readonly unitId: string;
  readonly round: number;
  readonly sentAt: Instant;
  readonly dueAt: Instant;
  readonly answer: Answer | "NO_REPLY" | null;
  readonly reasonCode: DenialReason | null;
  readonly answeredAt: Instant | null;
}

export interface Claim {
  readonly unitId: string;
  readonly at: Instant;
  readonly byAccountId: string | null;
  readonly status: "OPEN" | "ACCEPTED" | "REJECTED" | "WITHDRAWN";
}

export interface EvidenceItem {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly unitId: string | null;
  readonly direction: "FOR" | "AGAINST" | "NEUTRAL";
  readonly byAccountId: string | null;
}

export type Proposal =
  | {
      readonly kind: "DETERMINATION";
      readonly unitId: string;
      readonly from: Day;
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "BACKSTOP";
      readonly custodianUnitId: string;
      readonly inspectionIntervalDays: number;
      readonly reviewOn: Day;
      readonly emergencyReason: string | null;
      readonly overridesPrivate: boolean;
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "PRIVATE";
      readonly areaId: string | null;
      readonly managerUnitId: string | null;
      readonly byAccountId: string | null;
      readonly at: Instant;
    };

export interface Determination {
  readonly ownerUnitId: string;
  readonly from: Day;
  readonly at: Instant;
  readonly objectionUntil: Instant;
  readonly final: boolean;
}

export interface Backstop {
  readonly custodianUnitId: string;
  readonly from: Day;
  readonly signedBy: string | null;
  readonly proposedBy: string | null;
  readonly inspectionIntervalDays: number;
  readonly reviewOn: Day;
  readonly emergencyReason: string | null;
  readonly endedOn: Day | null;
  readonly reviews: readonly { readonly at: Instant; readonly outcome: string }[];
}

export interface InquiryEventData extends DeadlineEventData {
  INQUIRY_OPENED: {
    number: string;
    componentId: string;
    divisionCode: string;
    danger: boolean;
    origin: Inquiry["origin"];
    caseId: string | null;
    candidates: Candidate[];
    modelVersion: string | null;
  };
  CASE_LINKED: { caseId: string; danger: boolean };
  LETTERS_SENT: { round: number; dueAt: Instant; letters: { id: string; unitId: string }[] };
  ANSWER_RECORDED: {
    unitId: string;
    answer: Answer;
    reasonCode: DenialReason | null;
    onBehalf: boolean;
    byAccountId: string | null;
  };
  NO_REPLY_RECORDED: { unitIds: string[] };
  CONSULTATION_ENDED: { next: "SITE_SURVEY" | "DETERMINATION" | "MEETING" };
  EVIDENCE_ADDED: {
    id: string;
    kind: EvidenceKind;
    unitId: string | null;
    direction: EvidenceItem["direction"];
    byAccountId: string | null;
    photoIds: string[];
    observation: Record<string, string | number>;
  };
  SITE_SURVEYED: {
    byAccountId: string | null;
    photoIds: string[];
    observation: Record<string, string | number>;
  };
  PARCEL_CHECKED: { result: "PUBLIC" | "PRIVATE"; areaId: string | null };
  DETERMINATION_PROPOSED: { unitId: string; from: Day; byAccountId: string | null };
  OWNER_DETERMINED: { unitId: string; from: Day; objectionUntil: Instant };
  DETERMINATION_FINAL: { unitId: string };
  CLAIM_REJECTED: { unitId: string; reasonCode: string };
  CLAIM_WITHDRAWN: { unitId: string };
  NOTICE_PUBLISHED: { channel: string };
  NOTICE_ENDED: Record<never, never>;
  BACKSTOP_PROPOSED: {
    custodianUnitId: string;
    inspectionIntervalDays: number;
    reviewOn: Day;
    emergencyReason: string | null;
    overridesPrivate: boolean;
    byAccountId: string | null;
  };
  BACKSTOP_SIGNED: {
    custodianUnitId: string;
    from: Day;
    inspectionIntervalDays: number;
    reviewOn: Day;
    emergencyReason: string | null;
    signedBy: string | null;
    proposedBy: string | null;
  };
  BACKSTOP_REVIEWED: { outcome: "CONTINUE" | "REOPEN"; nextReviewOn: Day };
  BACKSTOP_ENDED: { on: Day; ownerUnitId: string };
  PRIVATE_PROPOSED: { areaId: string | null; managerUnitId: string | null; byAccountId: string | null };
  PRIVATE_CONFIRMED: { areaId: string | null; managerUnitId: string | null };
  PROPOSAL_REFUSED: { kind: Proposal["kind"] };
  INQUIRY_REOPENED: { cause: "LATE_CLAIM" | "OBJECTION" | "REVIEW" | "NEW_EVIDENCE" };
  INQUIRY_WITHDRAWN: { reasonCode: string };
  NOTE_ADDED: { photoIds: string[] };
}
export type InquiryEvent = {
  [K in keyof InquiryEventData]: { readonly kind: K; readonly data: InquiryEventData[K] };
}[keyof InquiryEventData];

export const INQUIRY_ENDED: readonly InquiryState[] = [
  "DETERMINED",
  "BACKSTOP",
  "SEALED",
  "PRIVATE",
  "WITHDRAWN",
];

export function inquiryOpen(inquiry: Inquiry): boolean {
  return !INQUIRY_ENDED.includes(inquiry.state);
}

export function openClaims(inquiry: Inquiry): readonly Claim[] {
  return inquiry.claims.filter((claim) => claim.status === "OPEN");
}

/** Letters of the present round that nobody has answered. */
export function unanswered(inquiry: Inquiry): readonly Letter[] {
  return inquiry.letters.filter((letter) => letter.round === inquiry.round && letter.answer === null);
}

/** What the component's ownership status is derived from; null when nothing is open. */
export function inquirySummary(inquiry: Inquiry | null) {
  if (!inquiry || !inquiryOpen(inquiry)) return null;
  return {
    openClaims: openClaims(inquiry).length,
    objected:
      inquiry.determination !== null && !inquiry.determination.final && openClaims(inquiry).length > 0,
    topPermille: inquiry.candidates[0]?.permille ?? 0,
  };
}

export function foldInquiry(inquiry: Inquiry | null, id: string, event: InquiryEvent, at: Instant): Inquiry {
  if (event.kind === "INQUIRY_OPENED") return opened(id, event.data, at);
  if (!inquiry) throw new Error(`${event.kind} before the opening of ${id}`);
  switch (event.kind) {
    case "CASE_LINKED": {
      const { caseId, danger } = event.data;
      if (inquiry.caseIds.includes(caseId)) return inquiry;
      return { ...inquiry, danger: inquiry.danger || danger, caseIds: [...inquiry.caseIds, caseId] };
    }
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
        deadlines: withMet(inquiry.deadlines, ["SURVEY"], at),
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
  const letters = inquiry.letters.map((letter) =>
    letter.unitId === unitId && letter.round === inquiry.round && letter.answer === null
      ? { ...letter, answer, reasonCode, answeredAt: at }
      : letter,
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
