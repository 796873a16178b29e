import { useTranslation } from "react-i18next";
import type { InquiryCommandBody, InquiryDetail } from "../../server/contract/inquiries.ts";
import type { InquiryTableCommand } from "../../server/domain/inquiry/table.ts";
import { CommandFrame, type CommandFrameProps } from "../matter/CommandFrame.tsx";

export { noteAs as noteOf } from "../matter/CommandFrame.tsx";

/** What every command's form is given: the inquiry as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: InquiryDetail;
  readonly send: (body: InquiryCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form, under the command's own name. */
export function CommandForm<Values extends object>({
  type,
  ...frame
}: { type: InquiryTableCommand } & Omit<CommandFrameProps<Values>, "title">) {
  const { t } = useTranslation("inquiries");
  return <CommandFrame<Values> title={t(`command.${type}`)} {...frame} />;
}
