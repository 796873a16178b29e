import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";

/**
 * The same letter to every chosen unit at once: those that were not asked yet are chosen already. About a restricted component
 * it records what was delivered on paper.
 */
export function SendLetters({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const { restricted } = detail.file;
  const waiting = new Set(
    detail.lettersSent.filter(({ answer }) => answer === null).map(({ unit }) => unit.id),
  );
  const asked = new Set(detail.lettersSent.map(({ unit }) => unit.id));
  const notAsked = detail.candidates.map(({ unit }) => unit.id).filter((id) => !asked.has(id));
  return (
    <CommandForm<{ unitIds: string[]; photoIds?: string[] }>
      detail={detail}
      type="SEND_LETTERS"
      initialValues={{ unitIds: notAsked }}
      onFinish={({ unitIds, photoIds }) =>
        send({ type: "SEND_LETTERS", unitIds, ...(photoIds && { photoIds }) })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="unitIds"
        label={t("form.units")}
        extra={t(restricted ? "form.paperHint" : "form.unitsHint")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <UnitSelect
          many
          autoFocus
          first={detail.candidates.map(({ unit }) => unit.id)}
          without={[...waiting]}
        />
      </Form.Item>
      {restricted && (
        <Form.Item
          name="photoIds"
          label={t("form.receipts")}
          rules={[{ required: true, message: t("form.photoNeeded") }]}
        >
          <PhotoField />
        </Form.Item>
      )}
    </CommandForm>
  );
}
