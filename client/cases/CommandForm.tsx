import { useTranslation } from "react-i18next";
import type { CaseCommandBody, CaseDetail } from "../../server/contract/cases.ts";
import type { CaseTableCommand } from "../../server/domain/case/table.ts";
import { CommandFrame, noteAs, type CommandFrameProps } from "../matter/CommandFrame.tsx";

/** What every command's form is given: the case as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: CaseDetail;
  readonly send: (body: CaseCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form, under the command's own name. */
export function CommandForm<Values extends object>({
  type,
  ...frame
}: { type: CaseTableCommand } & Omit<CommandFrameProps<Values>, "title">) {
  const { t } = useTranslation("cases");
  return <CommandFrame<Values> title={t(`command.${type}`)} {...frame} />;
}

/** Free text that goes beside the history, under its name; nothing where nothing was typed. */
export function noteOf(text: string | undefined, name = "note"): { notes?: Record<string, string> } {
  return noteAs(name, text);
}
