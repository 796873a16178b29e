import type { ReactNode } from "react";
import type { CaseCommandName } from "../../server/domain/case/commands.ts";
import type { CommandFormProps } from "./CommandForm.tsx";
import { AddNote, AddReport, Merge, PassCheck, RecordNotice, Urge } from "./commands/Beside.tsx";
import { Confirm, type PlainCommand } from "./commands/Confirm.tsx";
import { ConfirmDangerOver, ReassessDanger, RequestDangerOver } from "./commands/DangerOver.tsx";
import { DecideStreet } from "./commands/DecideStreet.tsx";
import { Dispatch } from "./commands/Dispatch.tsx";
import { FileCase } from "./commands/FileCase.tsx";
import { Guard } from "./commands/Guard.tsx";
import { HandOver } from "./commands/HandOver.tsx";
import { MakeSafe } from "./commands/MakeSafe.tsx";
import { RecordVerification } from "./commands/RecordVerification.tsx";
import { Reply } from "./commands/Reply.tsx";
import { Repair } from "./commands/Repair.tsx";
import { ReturnCase } from "./commands/ReturnCase.tsx";
import { RequestSuspension } from "./commands/Suspend.tsx";
import { OrderRework, RequestExtension, RequestForcedClose, RequestVoid } from "./commands/WithReason.tsx";

type FormComponent = (props: CommandFormProps) => ReactNode;

const plain = (type: PlainCommand): FormComponent =>
  function Plain(props) {
    return <Confirm {...props} type={type} />;
  };

/** The form of each command; null for one that is given by the button alone. A command without a form does not compile. */
const FORMS: Readonly<Record<CaseCommandName, FormComponent | null>> = {
  FILE: FileCase,
  REQUEST_VERIFICATION: plain("REQUEST_VERIFICATION"),
  RECORD_VERIFICATION: RecordVerification,
  DISPATCH: Dispatch,
  ACKNOWLEDGE: null,
  GUARD: Guard,
  MAKE_SAFE: MakeSafe,
  REPAIR: Repair,
  PASS_CHECK: PassCheck,
  ORDER_REWORK: OrderRework,
  CLOSE: plain("CLOSE"),
  RETURN: ReturnCase,
  HAND_OVER: HandOver,
  DECIDE_STREET: DecideStreet,
  CONFIRM_DANGER_OVER: ConfirmDangerOver,
  CONFIRM_SUSPENSION: plain("CONFIRM_SUSPENSION"),
  CONFIRM_VOID: plain("CONFIRM_VOID"),
  CONFIRM_FORCED_CLOSE: plain("CONFIRM_FORCED_CLOSE"),
  GRANT_EXTENSION: plain("GRANT_EXTENSION"),
  REFUSE_REQUEST: plain("REFUSE_REQUEST"),
  RESUME: plain("RESUME"),
  URGE: Urge,
  REASSESS_DANGER: ReassessDanger,
  REQUEST_DANGER_OVER: RequestDangerOver,
  REQUEST_EXTENSION: RequestExtension,
  REQUEST_SUSPENSION: RequestSuspension,
  RECORD_NOTICE: RecordNotice,
  ADD_REPORT: AddReport,
  MERGE: Merge,
  UNMERGE: plain("UNMERGE"),
  REPLY: Reply,
  REQUEST_VOID: RequestVoid,
  REQUEST_FORCED_CLOSE: RequestForcedClose,
  ADD_NOTE: AddNote,
};

export function FormOf({ type, ...props }: CommandFormProps & { type: CaseCommandName }) {
  const Form = FORMS[type];
  return Form && <Form {...props} />;
}
