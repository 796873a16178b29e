import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWord } from "../i18n/i18n.ts";
import { NoteField } from "../matter/NoteField.tsx";

interface ChoiceProps {
  codes: readonly string[];
  name?: string;
  label?: string;
}

/** A reason from a list, which must be chosen unless there may be none. */
export function ReasonChoice({
  codes,
  name = "reasonCode",
  label,
  words = "reason",
  autoFocus = false,
  optional = false,
  hint,
}: ChoiceProps & {
  words?: "reason" | "denialReason" | "emergency";
  autoFocus?: boolean;
  optional?: boolean;
  hint?: string;
}) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  return (
    <Form.Item
      name={name}
      label={label ?? t("form.reason")}
      extra={hint}
      rules={optional ? [] : [{ required: true, message: t("form.requiredChoice") }]}
    >
      <Select
        allowClear={optional}
        autoFocus={autoFocus}
        placeholder={t("form.chooseReason")}
        options={codes.map((value) => ({ value, label: word(words, value) }))}
      />
    </Form.Item>
  );
}

/** A reason from a list, and what it means here in words: for what an auditor will read. */
export function ReasonFields(choice: ChoiceProps) {
  const { t } = useTranslation("inquiries");
  return (
    <>
      <ReasonChoice {...choice} />
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
