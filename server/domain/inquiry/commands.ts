import { recomputeDeadlines } from "../clocks/deadline.ts";
import type { CommandOf, ReactionOf } from "../declaration.ts";
import { addEvidence } from "./decide/add-evidence.ts";
import { addNote } from "./decide/add-note.ts";
import { answer } from "./decide/answer.ts";
import { proposeBackstop, reviewBackstop, signBackstop } from "./decide/backstop.ts";
import * as byMechanism from "./decide/by-mechanism.ts";
import { callMeeting } from "./decide/call-meeting.ts";
import { courtDecided, referToCourt } from "./decide/court.ts";
import { confirmSealing, proposeSealing } from "./decide/sealing.ts";
import { contestAnswer } from "./decide/contest-answer.ts";
import { checkParcel } from "./decide/check-parcel.ts";
import { confirmDetermination, proposeDetermination } from "./decide/determination.ts";
import { confirmDisclaimer, disclaim } from "./decide/disclaim.ts";
import { endConsultation } from "./decide/end-consultation.ts";
import * as moved from "./decide/moved.ts";
import { askNamed, proposeMeeting } from "./decide/named.ts";
import { confirmPrivate, proposePrivate } from "./decide/private-premises.ts";
import { keepClock } from "./decide/keep-clock.ts";
import { publishNotice } from "./decide/publish-notice.ts";
import { recordSiteSurvey } from "./decide/record-site-survey.ts";
import { refuseProposal } from "./decide/refuse-proposal.ts";
import { rejectClaim } from "./decide/reject-claim.ts";
import { confirmReopening, reopen } from "./decide/reopen.ts";
import { sendLetters } from "./decide/send-letters.ts";
import { confirmWithdrawal, withdraw } from "./decide/withdraw.ts";
import { withdrawClaim } from "./decide/withdraw-claim.ts";
import type { InquiryEventData } from "./events.ts";

/**
 * Every command of the ownership track, in the order in which the interface offers them. Whoever adds one adds a file
 * and a line here; what is then still missing (a form, a word in either language) does not compile.
 */
export const INQUIRY_COMMANDS = {
  SEND_LETTERS: sendLetters,
  ANSWER: answer,
  CONTEST_ANSWER: contestAnswer,
  WITHDRAW_CLAIM: withdrawClaim,
  DISCLAIM: disclaim,
  CONFIRM_DISCLAIMER: confirmDisclaimer,
  END_CONSULTATION: endConsultation,
  RECORD_SITE_SURVEY: recordSiteSurvey,
  CHECK_PARCEL: checkParcel,
  ADD_EVIDENCE: addEvidence,
  REJECT_CLAIM: rejectClaim,
  PROPOSE_DETERMINATION: proposeDetermination,
  CONFIRM_DETERMINATION: confirmDetermination,
  PUBLISH_NOTICE: publishNotice,
  PROPOSE_BACKSTOP: proposeBackstop,
  SIGN_BACKSTOP: signBackstop,
  CALL_MEETING: callMeeting,
  PROPOSE_SEALING: proposeSealing,
  CONFIRM_SEALING: confirmSealing,
  REFER_TO_COURT: referToCourt,
  COURT_DECIDED: courtDecided,
  PROPOSE_PRIVATE: proposePrivate,
  CONFIRM_PRIVATE: confirmPrivate,
  REFUSE_PROPOSAL: refuseProposal,
  REVIEW_BACKSTOP: reviewBackstop,
  REOPEN: reopen,
  CONFIRM_REOPENING: confirmReopening,
  WITHDRAW: withdraw,
  CONFIRM_WITHDRAWAL: confirmWithdrawal,
  ADD_NOTE: addNote,
} as const;

/** What follows by itself, or from time alone. */
export const INQUIRY_REACTIONS = {
  LINK_CASE: byMechanism.linkCase,
  NOTE_SAFE: byMechanism.noteSafe,
  MARK_RESTRICTED: byMechanism.markRestricted,
  SUCCEED_UNIT: byMechanism.succeedUnit,
  ANNOUNCE_DETERMINATION: byMechanism.announceDetermination,
  PASS_DEADLINE: byMechanism.passDeadline,
  ASK_NAMED: askNamed,
  PROPOSE_MEETING: proposeMeeting,
  KEEP_CLOCK: keepClock,
  RECOMPUTE_DEADLINES: recomputeDeadlines,
  UNDO_OPENING: byMechanism.undoOpening,
  MOVE: moved.move,
  ABSORB: moved.absorb,
  SEPARATE: moved.separate,
} as const;

export type InquiryCommandName = keyof typeof INQUIRY_COMMANDS;
export type InquiryPersonCommand = CommandOf<typeof INQUIRY_COMMANDS>;
type InquiryOpening = {
  readonly type: "OPEN";
  readonly notes?: Readonly<Record<string, string>>;
} & InquiryEventData["INQUIRY_OPENED"];

export type InquiryCommand = InquiryPersonCommand | ReactionOf<typeof INQUIRY_REACTIONS> | InquiryOpening;
