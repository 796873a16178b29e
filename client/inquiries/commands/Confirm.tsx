import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { useProposal } from "../proposal.ts";

export const CONFIRMED_COMMANDS = [
  "END_CONSULTATION",
  "SIGN_BACKSTOP",
  "CONFIRM_PRIVATE",
  "REFUSE_PROPOSAL",
  "CONFIRM_SEALING",
  "CONFIRM_REOPENING",
  "CONFIRM_WITHDRAWAL",
  "CONFIRM_DISCLAIMER",
  "WITHDRAW_CLAIM",
  "CONTEST_ANSWER",
] as const;
export type ConfirmedCommand = (typeof CONFIRMED_COMMANDS)[number];

/** Decisions without fields of their own: asked once, naming what will happen; a refusal says why. */
export function Confirm({
  type,
  detail,
  send,
  sending,
  cancel,
}: CommandFormProps & { type: ConfirmedCommand }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const named = useNamed();
  const proposal = useProposal(detail);
  const unit = proposal?.unit ? named(proposal.unit) : t("ui:unit.unknown");
  const needsReason = type === "REFUSE_PROPOSAL";
  return (
    <CommandForm<{ text?: string }>
      detail={detail}
      type={type}
      onFinish={({ text }) => send({ type, ...noteOf("reason", text) })}
      sending={sending}
      cancel={cancel}
      plain={!needsReason}
      danger={type === "REFUSE_PROPOSAL" || type === "WITHDRAW_CLAIM" || type === "CONTEST_ANSWER"}
    >
      <p>{t(`ask.${type}`, { unit, from: proposal?.from ?? "" })}</p>
      <Form.Item
        name="text"
        label={needsReason ? t("form.reason") : t("form.note")}
        rules={needsReason ? [{ required: true, whitespace: true, message: t("form.required") }] : []}
      >
        <Input.TextArea autoFocus={needsReason} autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
