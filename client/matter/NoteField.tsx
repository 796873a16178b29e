import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { EXPLANATION_LENGTH } from "../../server/domain/requirements.ts";
import { useNeeded } from "./needs.ts";

/** Free text beside a command: required where the command's declaration says so, with what has been filled in so far. */
export function NoteField({
  name,
  label,
  missing,
  extra,
  autoSize,
}: {
  name: string;
  label: string;
  /** What is said where it is required and empty. */
  missing: string;
  extra?: string;
  autoSize: { minRows: number; maxRows: number };
}) {
  const explained = useNeeded("explanation");
  const needed = useNeeded("note") || explained;
  const { t } = useTranslation("ui");
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        ...(needed ? [{ required: true, whitespace: true, message: missing }] : []),
        ...(explained
          ? [{ min: EXPLANATION_LENGTH, message: t("explain", { count: EXPLANATION_LENGTH }) }]
          : []),
      ]}
    >
      <Input.TextArea autoSize={autoSize} maxLength={2000} />
    </Form.Item>
  );
}
