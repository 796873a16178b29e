import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

/** The claim that loses stays on record as rejected, with its reason (docs/domain.md#d1). */
export function RejectClaim({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const open = detail.claims.filter(({ status }) => status === "OPEN");
  return (
    <CommandForm<{ unitId: string; text: string }>
      detail={detail}
      type="REJECT_CLAIM"
      initialValues={open.length === 1 && open[0] ? { unitId: open[0].unit.id } : {}}
      onFinish={({ unitId, text }) =>
        send({ type: "REJECT_CLAIM", unitId, reasonCode: "REJECTED_BY_CONVENER", ...noteOf("reason", text) })
      }
      sending={sending}
      cancel={cancel}
      danger
    >
      <Form.Item
        name="unitId"
        label={t("form.unit")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <Select
          placeholder={t("form.chooseUnit")}
          options={open.map(({ unit }) => ({ value: unit.id, label: named(unit) }))}
        />
      </Form.Item>
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
