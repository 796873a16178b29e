import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { EXPLANATION_LENGTH, enoughSaid } from "../../server/domain/enough-said.ts";
import { useNeeded } from "./needs.ts";

/**
 * Free text beside a command: required where the command's declaration says so, with what has been filled in so far, or where the
 * form knows that it will be.
 */
export function NoteField({
  name,
  label,
  missing,
  extra,
  autoSize,
  explains = false,
}: {
  name: string;
  label: string;
  /** What is said where it is required and empty. */
  missing: string;
  extra?: string;
  autoSize: { minRows: number; maxRows: number };
  /** It must say something, whatever the declaration knows of it. */
  explains?: boolean;
}) {
  const explained = useNeeded("explanation") || explains;
  const needed = useNeeded("note") || explained;
  const { t } = useTranslation("ui");
  const said = (_rule: unknown, text: string | undefined) =>
    !text?.trim() || enoughSaid(text)
      ? Promise.resolve()
      : Promise.reject(new Error(t("explain", { count: EXPLANATION_LENGTH })));
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        ...(needed ? [{ required: true, whitespace: true, message: missing }] : []),
        ...(explained ? [{ validator: said }] : []),
      ]}
    >
      <Input.TextArea autoSize={autoSize} maxLength={2000} />
    </Form.Item>
  );
}
