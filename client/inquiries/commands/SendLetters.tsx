import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";

/** The same letter to every chosen unit at once: those that were not asked yet are chosen already. */
export function SendLetters({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const waiting = new Set(
    detail.lettersSent.filter(({ answer }) => answer === null).map(({ unit }) => unit.id),
  );
  const asked = new Set(detail.lettersSent.map(({ unit }) => unit.id));
  const notAsked = detail.candidates.map(({ unit }) => unit.id).filter((id) => !asked.has(id));
  return (
    <CommandForm<{ unitIds: string[] }>
      detail={detail}
      type="SEND_LETTERS"
      initialValues={{ unitIds: notAsked }}
      onFinish={({ unitIds }) => send({ type: "SEND_LETTERS", unitIds })}
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="unitIds"
        label={t("form.units")}
        extra={t("form.unitsHint")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <UnitSelect
          many
          autoFocus
          first={detail.candidates.map(({ unit }) => unit.id)}
          without={[...waiting]}
        />
      </Form.Item>
    </CommandForm>
  );
}
