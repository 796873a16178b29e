import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InquiryCommandBody, InquiryDetail } from "../../server/contract/inquiries.ts";
import type { InquiryTableCommand } from "../../server/domain/inquiry/table.ts";
import { useActor } from "../api/session.ts";
import { CommandBar } from "../matter/CommandBar.tsx";
import { Refusal } from "../matter/CommandFrame.tsx";
import { useInquiryCommand } from "./calls.ts";
import { AddEvidence } from "./commands/AddEvidence.tsx";
import { AddNote } from "./commands/AddNote.tsx";
import { CheckParcel } from "./commands/CheckParcel.tsx";
import { Confirm } from "./commands/Confirm.tsx";
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
import { WithdrawInquiry } from "./commands/WithdrawInquiry.tsx";
import type { CommandFormProps } from "./CommandForm.tsx";
import { offeredCommands } from "./offered.ts";
import { fileOf } from "./proposal.ts";

/** What I may do with an inquiry now, and the form of what I chose to do. */
export function InquiryCommands({ detail }: { detail: InquiryDetail }) {
  const { t } = useTranslation("inquiries");
  const { message } = App.useApp();
  const actor = useActor();
  const command = useInquiryCommand(detail);
  const [chosen, setChosen] = useState<InquiryTableCommand | null>(null);
  const choose = (type: InquiryTableCommand | null) => {
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

function ChosenForm({ type, ...props }: CommandFormProps & { type: InquiryTableCommand }) {
  switch (type) {
    case "SEND_LETTERS":
      return <SendLetters {...props} />;
    case "ANSWER":
      return <RecordAnswer {...props} />;
    case "DISCLAIM":
      return <Disclaim {...props} />;
    case "ADD_EVIDENCE":
      return <AddEvidence {...props} />;
    case "RECORD_SITE_SURVEY":
      return <RecordSurvey {...props} />;
    case "CHECK_PARCEL":
      return <CheckParcel {...props} />;
    case "REJECT_CLAIM":
      return <RejectClaim {...props} />;
    case "PROPOSE_DETERMINATION":
      return <ProposeDetermination {...props} />;
    case "PUBLISH_NOTICE":
      return <PublishNotice {...props} />;
    case "PROPOSE_BACKSTOP":
      return <ProposeBackstop {...props} />;
    case "PROPOSE_PRIVATE":
      return <ProposePrivate {...props} />;
    case "REVIEW_BACKSTOP":
      return <ReviewBackstop {...props} />;
    case "WITHDRAW":
      return <WithdrawInquiry {...props} />;
    case "ADD_NOTE":
      return <AddNote {...props} />;
    case "END_CONSULTATION":
    case "CONFIRM_DETERMINATION":
    case "SIGN_BACKSTOP":
    case "CONFIRM_PRIVATE":
    case "REFUSE_PROPOSAL":
    case "REOPEN":
    case "WITHDRAW_CLAIM":
      return <Confirm type={type} {...props} />;
  }
}
