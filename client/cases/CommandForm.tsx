import { useTranslation } from "react-i18next";
import type { CaseCommandBody, CaseDetail } from "../../server/contract/cases.ts";
import { CASE_COMMANDS, type CaseCommandName } from "../../server/domain/case/commands.ts";
import type { CaseFile } from "../../server/domain/case/state.ts";
import type { Requirement } from "../../server/domain/requirements.ts";
import { useActor } from "../api/session.ts";
import { CommandFrame, noteAs, type CommandFrameProps } from "../matter/CommandFrame.tsx";
import { asks, Needed } from "../matter/needs.ts";

/** What every command's form is given: the case as read, and how to say what was filled in. */
export interface CommandFormProps {
  readonly detail: CaseDetail;
  readonly send: (body: CaseCommandBody) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

/** The frame of a command's form, under the command's own name; its fields are required where the declaration says so. */
export function CommandForm<Values extends object>({
  type,
  detail,
  ...frame
}: { type: CaseCommandName; detail: CaseDetail } & Omit<CommandFrameProps<Values>, "title">) {
  const { t } = useTranslation("cases");
  const declared: { readonly needs?: readonly Requirement<CaseFile>[] } = CASE_COMMANDS[type];
  const needed = asks(declared, detail.file, useActor());
  return (
    <Needed value={needed}>
      <CommandFrame<Values> title={t(`command.${type}`)} {...frame} />
    </Needed>
  );
}

/** Free text that goes beside the history, under its name; nothing where nothing was typed. */
export function noteOf(text: string | undefined, name = "note"): { notes?: Record<string, string> } {
  return noteAs(name, text);
}
