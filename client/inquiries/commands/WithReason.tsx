import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { REOPENING_REASONS, WITHDRAWAL_REASONS } from "../../../server/domain/names.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonChoice } from "../ReasonFields.tsx";

type Reopening = (typeof REOPENING_REASONS)[number];
type Withdrawal = (typeof WITHDRAWAL_REASONS)[number];

/** Asks to open again what was decided: a reason from the list and its words; the convener confirms. */
export function Reopen(props: CommandFormProps) {
  return (
    <WithReason<Reopening>
      {...props}
      type="REOPEN"
      reasons={REOPENING_REASONS}
      asked={(reasonCode, notes) => props.send({ type: "REOPEN", reasonCode, ...notes })}
    />
  );
}

/** Asks to end an inquiry without a decision; another person confirms. */
export function WithdrawInquiry(props: CommandFormProps) {
  return (
    <WithReason<Withdrawal>
      {...props}
      type="WITHDRAW"
      reasons={WITHDRAWAL_REASONS}
      asked={(reasonCode, notes) => props.send({ type: "WITHDRAW", reasonCode, ...notes })}
    />
  );
}

function WithReason<Reason extends string>({
  type,
  reasons,
  asked,
  detail,
  sending,
  cancel,
}: Omit<CommandFormProps, "send"> & {
  type: "REOPEN" | "WITHDRAW";
  reasons: readonly Reason[];
  asked: (reasonCode: Reason, notes: ReturnType<typeof noteOf>) => void;
}) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<{ reasonCode: Reason; text: string }>
      detail={detail}
      type={type}
      onFinish={({ reasonCode, text }) => asked(reasonCode, noteOf("reason", text))}
      sending={sending}
      cancel={cancel}
      danger={type === "WITHDRAW"}
    >
      <p>{t(`ask.${type}`)}</p>
      <ReasonChoice codes={reasons} autoFocus />
      <Form.Item
        name="text"
        label={t("form.reasonText")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
