import { App } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { InquiryCommandBody, InquiryDetail } from "../../server/contract/inquiries.ts";
import type { InquiryCommandName } from "../../server/domain/inquiry/commands.ts";
import { useActor } from "../api/session.ts";
import { CommandBar } from "../matter/CommandBar.tsx";
import { Refusal } from "../matter/CommandFrame.tsx";
import { useInquiryCommand } from "./calls.ts";
import { AddEvidence } from "./commands/AddEvidence.tsx";
import { AddNote } from "./commands/AddNote.tsx";
import { CallMeeting } from "./commands/CallMeeting.tsx";
import { CourtDecided, ReferToCourt } from "./commands/Court.tsx";
import { ProposeSealing } from "./commands/ProposeSealing.tsx";
import { CheckParcel } from "./commands/CheckParcel.tsx";
import { Confirm, type ConfirmedCommand } from "./commands/Confirm.tsx";
import { ConfirmDetermination } from "./commands/ConfirmDetermination.tsx";
import { Disclaim } from "./commands/Disclaim.tsx";
import { ProposeBackstop } from "./commands/ProposeBackstop.tsx";
import { ProposeDetermination } from "./commands/ProposeDetermination.tsx";
import { ProposePrivate } from "./commands/ProposePrivate.tsx";
import { PublishNotice } from "./commands/PublishNotice.tsx";
import { RecordAnswer } from "./commands/RecordAnswer.tsx";
import { RecordSurvey } from "./commands/RecordSurvey.tsx";
import { RejectClaim } from "./commands/RejectClaim.tsx";
import { ReviewBackstop } from "./commands/ReviewBackstop.tsx";
import { SendLetters } from "./commands/SendLetters.tsx";
import { Reopen, WithdrawInquiry } from "./commands/WithReason.tsx";
import type { CommandFormProps } from "./CommandForm.tsx";
import { offeredCommands } from "./offered.ts";
import { fileOf } from "./proposal.ts";

/** What I may do with an inquiry now, and the form of what I chose to do. */
export function InquiryCommands({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const { message } = App.useApp();
  const actor = useActor();
  const command = useInquiryCommand(detail);
  const [chosen, setChosen] = useState<InquiryCommandName | null>(null);
  const choose = (type: InquiryCommandName | null) => {
    command.reset();
    setChosen((old) => (old === type ? null : type));
  };
  const send = (body: InquiryCommandBody) =>
    command.mutate(body, {
      onSuccess: () => {
        setChosen(null);
        void message.success(t(`done.${body.type}`));
      },
    });
  return (
    <section className="commands">
      <CommandBar
        subject={detail.number}
        offered={offeredCommands(actor, fileOf(detail))}
        label={(type) => t(`command.${type}`)}
        chosen={chosen}
        choose={choose}
      />
      {chosen && (
        <Refusal value={command.error}>
          <ChosenForm
            key={chosen}
            type={chosen}
            detail={detail}
            send={send}
            sending={command.isPending}
            cancel={() => choose(null)}
          />
        </Refusal>
      )}
    </section>
  );
}

type FormComponent = (props: CommandFormProps) => ReactNode;

const plain = (type: ConfirmedCommand): FormComponent =>
  function Plain(props) {
    return <Confirm {...props} type={type} />;
  };

/** The form of each command. A command without one does not compile. */
const FORMS: Readonly<Record<InquiryCommandName, FormComponent>> = {
  SEND_LETTERS: SendLetters,
  ANSWER: RecordAnswer,
  CONTEST_ANSWER: plain("CONTEST_ANSWER"),
  WITHDRAW_CLAIM: plain("WITHDRAW_CLAIM"),
  DISCLAIM: Disclaim,
  CONFIRM_DISCLAIMER: plain("CONFIRM_DISCLAIMER"),
  END_CONSULTATION: plain("END_CONSULTATION"),
  RECORD_SITE_SURVEY: RecordSurvey,
  CHECK_PARCEL: CheckParcel,
  ADD_EVIDENCE: AddEvidence,
  REJECT_CLAIM: RejectClaim,
  PROPOSE_DETERMINATION: ProposeDetermination,
  CONFIRM_DETERMINATION: ConfirmDetermination,
  PUBLISH_NOTICE: PublishNotice,
  PROPOSE_BACKSTOP: ProposeBackstop,
  SIGN_BACKSTOP: plain("SIGN_BACKSTOP"),
  PROPOSE_PRIVATE: ProposePrivate,
  CONFIRM_PRIVATE: plain("CONFIRM_PRIVATE"),
  REFUSE_PROPOSAL: plain("REFUSE_PROPOSAL"),
  REVIEW_BACKSTOP: ReviewBackstop,
  CALL_MEETING: CallMeeting,
  PROPOSE_SEALING: ProposeSealing,
  CONFIRM_SEALING: plain("CONFIRM_SEALING"),
  REFER_TO_COURT: ReferToCourt,
  COURT_DECIDED: CourtDecided,
  REOPEN: Reopen,
  CONFIRM_REOPENING: plain("CONFIRM_REOPENING"),
  CONFIRM_WITHDRAWAL: plain("CONFIRM_WITHDRAWAL"),
  WITHDRAW: WithdrawInquiry,
  ADD_NOTE: AddNote,
};

function ChosenForm({ type, ...props }: CommandFormProps & { type: InquiryCommandName }) {
  const Form = FORMS[type];
  return <Form {...props} />;
}
