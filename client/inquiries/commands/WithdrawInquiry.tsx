import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

/** Opened by mistake: the inquiry ends without a decision, with its reason on record. */
export function WithdrawInquiry({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<{ text: string }>
      detail={detail}
      type="WITHDRAW"
      onFinish={({ text }) =>
        send({ type: "WITHDRAW", reasonCode: "WITHDRAWN_BY_LEAD", ...noteOf("reason", text) })
      }
      sending={sending}
      cancel={cancel}
      danger
    >
      <Form.Item
        name="text"
        label={t("form.reason")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
