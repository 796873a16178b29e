import type { StepKind } from "../clocks/steps.ts";
import type { Role } from "../names.ts";
import {
  disputed,
  openClaims,
  unanswered,
  unheard,
  unseen,
  visitsOpen,
  type Inquiry,
  type Proposal,
} from "./state.ts";
import { takesConvener } from "./proof.ts";
import { unasked } from "./whom-to-ask.ts";

/** Steps whose clock a reaction starts and stops as the inquiry comes to wait for them (`decide/keep-clock.ts`). */
export const KEPT = [
  "LETTERS",
  "SURVEY",
  "PARCEL",
  "PUBLISH",
  "MEETING",
  "PROPOSE",
  "CONFIRM",
  "SIGN",
  "COURT",
] as const;
export type KeptStep = (typeof KEPT)[number] & StepKind;

/** What an inquiry waits for: a step of somebody's, or the end of a time that runs. */
export type WaitingStep = KeptStep | "CONSULT" | "HEARING" | "NOTICE" | "OBJECTION" | "REVIEW";

/** What ends a waiting; `next-steps.ts` holds these names to the table, which cannot be asked from below it. */
type Awaited =
  | "SEND_LETTERS"
  | "ANSWER"
  | "RECORD_SITE_SURVEY"
  | "CHECK_PARCEL"
  | "PUBLISH_NOTICE"
  | "PROPOSE_DETERMINATION"
  | "CONFIRM_DETERMINATION"
  | "CONFIRM_PRIVATE"
  | "CONFIRM_REOPENING"
  | "CONFIRM_WITHDRAWAL"
  | "CONFIRM_DISCLAIMER"
  | "CONFIRM_SEALING"
  | "COURT_DECIDED"
  | "PROPOSE_BACKSTOP"
  | "SIGN_BACKSTOP"
  | "REVIEW_BACKSTOP";

export interface Waiting {
  readonly step: WaitingStep;
  /** What ends the waiting; null where only time does. */
  readonly command: Awaited | null;
  /** Whose step it is, the one who answers for its clock first; nobody's where only time ends it. */
  readonly roles: readonly Role[];
}

/**
 * Which step an inquiry waits for and whose it is, in every state. The one place that says it: clocks, offers, lists and
 * pages ask here. Null where it is over.
 */
export function waiting(inquiry: Inquiry): Waiting | null {
  switch (inquiry.state) {
    case "WITHDRAWN":
    case "PRIVATE":
    case "SEALED":
      return inquiry.proposal && proposal(inquiry, inquiry.proposal);
    case "DETERMINED":
      if (inquiry.proposal) return proposal(inquiry, inquiry.proposal);
      return inquiry.determination?.final === false ? OBJECTION : null;
    case "BACKSTOP":
      return inquiry.proposal ? proposal(inquiry, inquiry.proposal) : REVIEW;
    case "OPENED":
    case "CONSULTING":
    case "SITE_SURVEY":
    case "MEETING":
    case "NOTICE":
    case "JUDICIAL":
      return inquiry.proposal ? proposal(inquiry, inquiry.proposal) : asking(inquiry);
  }
}

const OBJECTION: Waiting = { step: "OBJECTION", command: null, roles: [] };
const REVIEW: Waiting = { step: "REVIEW", command: "REVIEW_BACKSTOP", roles: ["AUDITOR"] };
const SURVEY: Waiting = {
  step: "SURVEY",
  command: "RECORD_SITE_SURVEY",
  roles: ["GRID_WORKER", "STREET_DEPT"],
};
const PARCEL: Waiting = { step: "PARCEL", command: "CHECK_PARCEL", roles: ["SEAT_OPERATOR", "STREET_DEPT"] };
const CONSULT: Waiting = { step: "CONSULT", command: "ANSWER", roles: ["OWNER_UNIT"] };
const NOTICE: Waiting = { step: "NOTICE", command: null, roles: [] };

/** Nothing is proposed: somebody has to find out, to meet, to propose or to publish. */
function asking(inquiry: Inquiry): Waiting {
  const claims = openClaims(inquiry).length;
  // Whoever comes forward meanwhile is heard (Civil Procedure Law 2023, art. 204): the convener takes it back to the table.
  if (inquiry.state === "JUDICIAL")
    return { step: claims > 0 ? "MEETING" : "COURT", command: "COURT_DECIDED", roles: ["CONVENER"] };
  if (disputed(inquiry) || inquiry.state === "MEETING")
    return { step: "MEETING", command: "PROPOSE_DETERMINATION", roles: ["CONVENER"] };
  if (claims > 0)
    return { step: "PROPOSE", command: "PROPOSE_DETERMINATION", roles: ["SEAT_OPERATOR", "STREET_DEPT"] };
  const unread = unseen(inquiry).length > 0 && inquiry.state !== "NOTICE";
  if (inquiry.round === 0 || unread || unasked(inquiry).length > 0) return letters(inquiry);
  if (noticeRuns(inquiry)) return NOTICE;
  if (unanswered(inquiry).length > 0) return CONSULT;
  const missing = unfinished(inquiry);
  if (missing) return missing;
  return inquiry.state === "NOTICE" || inquiry.restricted
    ? { step: "PROPOSE", command: "PROPOSE_BACKSTOP", roles: ["SEAT_OPERATOR", "STREET_DEPT"] }
    : { step: "PUBLISH", command: "PUBLISH_NOTICE", roles: ["SEAT_OPERATOR"] };
}

/** What is proposed waits for a second person; a backstop first for what its signature needs (docs/domain.md#guard-3). */
function proposal(inquiry: Inquiry, proposed: Proposal): Waiting {
  switch (proposed.kind) {
    case "DETERMINATION":
      // Whose past days it takes is heard first (docs/domain.md#guard-5).
      if (proposed.corrects && unheard(inquiry).length > 0)
        return {
          step: "HEARING",
          command: "ANSWER",
          // Of what it cannot see the unit is told on paper, and its answer is entered.
          roles: inquiry.restricted ? ["SHIFT_LEAD"] : ["OWNER_UNIT"],
        };
      return {
        step: "CONFIRM",
        command: "CONFIRM_DETERMINATION",
        roles:
          disputed(inquiry) || proposed.corrects || takesConvener(inquiry, proposed.unitId)
            ? ["CONVENER"]
            : ["SHIFT_LEAD", "CONVENER"],
      };
    case "PRIVATE":
      return { step: "CONFIRM", command: "CONFIRM_PRIVATE", roles: ["SHIFT_LEAD", "CONVENER"] };
    case "SEALING":
      return { step: "CONFIRM", command: "CONFIRM_SEALING", roles: ["CONVENER"] };
    case "REOPENING":
      return { step: "CONFIRM", command: "CONFIRM_REOPENING", roles: ["CONVENER"] };
    case "DISCLAIMER":
      return { step: "CONFIRM", command: "CONFIRM_DISCLAIMER", roles: ["SHIFT_LEAD", "CONVENER"] };
    case "WITHDRAWAL":
      return { step: "CONFIRM", command: "CONFIRM_WITHDRAWAL", roles: ["SHIFT_LEAD", "CONVENER"] };
    case "BACKSTOP": {
      if (unasked(inquiry).length > 0) return letters(inquiry);
      // Asked beside the notice, or again: its answer comes first.
      if (unanswered(inquiry).length > 0) return CONSULT;
      const missing = unfinished(inquiry);
      if (missing) return missing;
      return noticeRuns(inquiry) && !proposed.emergencyReason
        ? NOTICE
        : { step: "SIGN", command: "SIGN_BACKSTOP", roles: ["CONVENER"] };
    }
  }
}

/** Nobody was asked yet, or not everybody who ought to be: letters, or the reason why not. */
function letters({ restricted }: Inquiry): Waiting {
  return {
    step: "LETTERS",
    command: "SEND_LETTERS",
    roles: restricted ? ["SHIFT_LEAD"] : ["SEAT_OPERATOR"],
  };
}

/** Nobody was on the spot, or not since a unit said that it wants to see it. */
export function surveyMissing(inquiry: Inquiry): boolean {
  return inquiry.survey === null || visitsOpen(inquiry).length > 0;
}

function unfinished(inquiry: Inquiry): Waiting | null {
  if (surveyMissing(inquiry)) return SURVEY;
  return inquiry.parcelCheck ? null : PARCEL;
}

function noticeRuns({ state, notice }: Inquiry): boolean {
  return state === "NOTICE" && notice !== null && notice.endedAt === null;
}
