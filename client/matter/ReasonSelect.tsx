import { Form, Select } from "antd";
import { useWord } from "../i18n/i18n.ts";

export interface ReasonSelectProps {
  readonly codes: readonly string[];
  readonly label: string;
  readonly placeholder: string;
  /** What is said where none is chosen; without it there may be none. */
  readonly missing?: string | undefined;
  readonly name?: string | undefined;
  /** Which list of words names the codes. */
  readonly words?: "reason" | "denialReason" | "emergency" | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly hint?: string | undefined;
}

/** A reason from a list. */
export function ReasonSelect({
  codes,
  label,
  placeholder,
  missing,
  name = "reasonCode",
  words = "reason",
  autoFocus = false,
  hint,
}: ReasonSelectProps) {
  const word = useWord();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={missing === undefined ? [] : [{ required: true, message: missing }]}
    >
      <Select
        allowClear={missing === undefined}
        autoFocus={autoFocus}
        placeholder={placeholder}
        options={codes.map((value) => ({ value, label: word(words, value) }))}
      />
    </Form.Item>
  );
}
