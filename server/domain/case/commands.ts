import { recomputeDeadlines } from "../clocks/deadline.ts";
import type { CommandOf, ReactionOf } from "../declaration.ts";
import { acknowledge } from "./decide/acknowledge.ts";
import { addNote } from "./decide/add-note.ts";
import { addReport } from "./decide/add-report.ts";
import * as byMechanism from "./decide/by-mechanism.ts";
import { close } from "./decide/close.ts";
import { confirmDangerOver, requestDangerOver } from "./decide/danger-over.ts";
import { decideStreet } from "./decide/decide-street.ts";
import { dispatch } from "./decide/dispatch.ts";
import { grantExtension, requestExtension } from "./decide/extension.ts";
import { fileCase } from "./decide/file-case.ts";
import { confirmForcedClose, requestForcedClose } from "./decide/forced-close.ts";
import { guard } from "./decide/guard.ts";
import { keepClocks } from "./decide/keep-clocks.ts";
import { handOver } from "./decide/hand-over.ts";
import { makeSafe } from "./decide/make-safe.ts";
import { merge, unmerge } from "./decide/merge.ts";
import { orderRework } from "./decide/order-rework.ts";
import { passCheck } from "./decide/pass-check.ts";
import { reassessDanger } from "./decide/reassess-danger.ts";
import { recordNotice } from "./decide/record-notice.ts";
import { recordVerification } from "./decide/record-verification.ts";
import { refuseRequest } from "./decide/refuse-request.ts";
import { repair } from "./decide/repair.ts";
import { reply } from "./decide/reply.ts";
import { requestVerification } from "./decide/request-verification.ts";
import { resume } from "./decide/resume.ts";
import { returnCase } from "./decide/return-case.ts";
import { succeedUnit } from "./decide/succeed-unit.ts";
import { confirmSuspension, requestSuspension } from "./decide/suspend.ts";
import { urge } from "./decide/urge.ts";
import { confirmVoid, requestVoid } from "./decide/void.ts";
import type { CaseEventData } from "./events.ts";

/**
 * Every command of the safety track, in the order in which the interface offers them: to file, to make safe, to repair,
 * to end; then what happens beside it. Whoever adds one adds a file and a line here; what is then still missing (a form,
 * a word in either language) does not compile.
 */
export const CASE_COMMANDS = {
  FILE: fileCase,
  REQUEST_VERIFICATION: requestVerification,
  RECORD_VERIFICATION: recordVerification,
  DISPATCH: dispatch,
  ACKNOWLEDGE: acknowledge,
  GUARD: guard,
  MAKE_SAFE: makeSafe,
  REPAIR: repair,
  PASS_CHECK: passCheck,
  ORDER_REWORK: orderRework,
  CLOSE: close,
  RETURN: returnCase,
  HAND_OVER: handOver,
  DECIDE_STREET: decideStreet,
  CONFIRM_DANGER_OVER: confirmDangerOver,
  CONFIRM_SUSPENSION: confirmSuspension,
  CONFIRM_VOID: confirmVoid,
  CONFIRM_FORCED_CLOSE: confirmForcedClose,
  GRANT_EXTENSION: grantExtension,
  REFUSE_REQUEST: refuseRequest,
  RESUME: resume,
  URGE: urge,
  REASSESS_DANGER: reassessDanger,
  REQUEST_DANGER_OVER: requestDangerOver,
  REQUEST_EXTENSION: requestExtension,
  REQUEST_SUSPENSION: requestSuspension,
  RECORD_NOTICE: recordNotice,
  ADD_REPORT: addReport,
  MERGE: merge,
  UNMERGE: unmerge,
  REPLY: reply,
  REQUEST_VOID: requestVoid,
  REQUEST_FORCED_CLOSE: requestForcedClose,
  ADD_NOTE: addNote,
} as const;

/** What follows by itself, or from time alone. */
export const CASE_REACTIONS = {
  TAKE_REPORT: byMechanism.takeReport,
  SEPARATE_REPORT: byMechanism.separateReport,
  PASS_DEADLINE: byMechanism.passDeadline,
  RECOMPUTE_DEADLINES: recomputeDeadlines,
  FILE_BY_ITSELF: byMechanism.fileByItself,
  FALL_TO_DEPARTMENT: byMechanism.fallToDepartment,
  LINK_INQUIRY: byMechanism.linkInquiry,
  NOTE_OWNER: byMechanism.noteOwner,
  MOVE: byMechanism.move,
  SUCCEED_UNIT: succeedUnit,
  KEEP_CLOCK: keepClocks,
} as const;

export type CaseCommandName = keyof typeof CASE_COMMANDS;
export type CasePersonCommand = CommandOf<typeof CASE_COMMANDS>;
type CaseReport = {
  readonly type: "REPORT";
  readonly notes?: Readonly<Record<string, string>>;
} & CaseEventData["CASE_REPORTED"];

export type CaseCommand = CasePersonCommand | ReactionOf<typeof CASE_REACTIONS> | CaseReport;
