import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWord } from "../i18n/i18n.ts";
import { NoteField } from "../matter/NoteField.tsx";

/** A reason from a list, and what it means here in words: for what an auditor will read. */
export function ReasonFields({
  codes,
  name = "reasonCode",
  label,
}: {
  codes: readonly string[];
  name?: string;
  label?: string;
}) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  return (
    <>
      <Form.Item
        name={name}
        label={label ?? t("form.reason")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <Select
          placeholder={t("form.chooseReason")}
          options={codes.map((value) => ({ value, label: word("reason", value) }))}
        />
      </Form.Item>
      <NoteField
        name="text"
        label={t("form.reasonText")}
        missing={t("form.required")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        explains
      />
    </>
  );
}
