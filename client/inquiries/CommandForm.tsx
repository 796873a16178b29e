import { useTranslation } from "react-i18next";
import type { InquiryCommandBody, InquiryDetail } from "../../server/contract/inquiries.ts";
import { INQUIRY_COMMANDS, type InquiryCommandName } from "../../server/domain/inquiry/commands.ts";
import type { Inquiry } from "../../server/domain/inquiry/state.ts";
import type { Requirement } from "../../server/domain/requirements.ts";
import { useActor } from "../api/session.ts";
import { CommandFrame, type CommandFrameProps } from "../matter/CommandFrame.tsx";
import { asks, Needed } from "../matter/needs.ts";

export { noteAs as noteOf } from "../matter/CommandFrame.tsx";

/** What every command's form is given: the inquiry as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: InquiryDetail;
  readonly send: (body: InquiryCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form, under the command's own name; its fields are required where the declaration says so. */
export function CommandForm<Values extends object>({
  type,
  detail,
  ...frame
}: { type: InquiryCommandName; detail: InquiryDetail } & Omit<CommandFrameProps<Values>, "title">) {
  const { t } = useTranslation("inquiries");
  const declared: { readonly needs?: readonly Requirement<Inquiry>[] } = INQUIRY_COMMANDS[type];
  const needed = asks(declared, detail.file, useActor());
  return (
    <Needed value={needed}>
      <CommandFrame<Values> title={t(`command.${type}`)} {...frame} />
    </Needed>
  );
}
