import type { CaseTableCommand } from "../../server/domain/case/table.ts";
import type { CommandFormProps } from "./CommandForm.tsx";
import { AddNote, AddReport, Merge, PassCheck, RecordNotice, Urge } from "./commands/Beside.tsx";
import { Confirm } from "./commands/Confirm.tsx";
import { Dispatch } from "./commands/Dispatch.tsx";
import { FileCase } from "./commands/FileCase.tsx";
import { Guard } from "./commands/Guard.tsx";
import { MakeSafe } from "./commands/MakeSafe.tsx";
import { RecordVerification } from "./commands/RecordVerification.tsx";
import { Reply } from "./commands/Reply.tsx";
import { Repair } from "./commands/Repair.tsx";
import { ReturnCase } from "./commands/ReturnCase.tsx";
import { Suspend } from "./commands/Suspend.tsx";
import { OrderRework, RequestExtension, RequestForcedClose, RequestVoid } from "./commands/WithReason.tsx";

/** The form that belongs to a command. */
export function FormOf({ type, ...props }: CommandFormProps & { type: CaseTableCommand }) {
  switch (type) {
    case "FILE":
      return <FileCase {...props} />;
    case "RECORD_VERIFICATION":
      return <RecordVerification {...props} />;
    case "DISPATCH":
      return <Dispatch {...props} />;
    case "GUARD":
      return <Guard {...props} />;
    case "MAKE_SAFE":
      return <MakeSafe {...props} />;
    case "REPAIR":
      return <Repair {...props} />;
    case "PASS_CHECK":
      return <PassCheck {...props} />;
    case "ORDER_REWORK":
      return <OrderRework {...props} />;
    case "RETURN":
      return <ReturnCase {...props} />;
    case "SUSPEND":
      return <Suspend {...props} />;
    case "REQUEST_EXTENSION":
      return <RequestExtension {...props} />;
    case "REQUEST_VOID":
      return <RequestVoid {...props} />;
    case "REQUEST_FORCED_CLOSE":
      return <RequestForcedClose {...props} />;
    case "MERGE":
      return <Merge {...props} />;
    case "REPLY":
      return <Reply {...props} />;
    case "URGE":
      return <Urge {...props} />;
    case "RECORD_NOTICE":
      return <RecordNotice {...props} />;
    case "ADD_REPORT":
      return <AddReport {...props} />;
    case "ADD_NOTE":
      return <AddNote {...props} />;
    case "CLOSE":
    case "CONFIRM_VOID":
    case "CONFIRM_FORCED_CLOSE":
    case "GRANT_EXTENSION":
    case "REFUSE_REQUEST":
    case "RESUME":
    case "UNMERGE":
    case "REQUEST_VERIFICATION":
      return <Confirm {...props} type={type} />;
    case "ACKNOWLEDGE":
    case "REASSESS_DANGER":
      return null;
  }
}
