import { Form, Select } from "antd";
import { useNamed } from "../i18n/i18n.ts";

interface ClassItemProps {
  readonly classes: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly label: string;
  /** What is said where none is chosen. */
  readonly missing: string;
  readonly extra?: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

/** The class of a component, found by its code or by its name in either language. */
export function ClassItem({
  classes,
  label,
  missing,
  extra,
  placeholder,
  autoFocus = false,
}: ClassItemProps) {
  const named = useNamed();
  return (
    <Form.Item name="classCode" label={label} extra={extra} rules={[{ required: true, message: missing }]}>
      <Select
        autoFocus={autoFocus}
        showSearch={{ optionFilterProp: "search" }}
        placeholder={placeholder}
        options={classes.map((known) => ({
          value: known.code,
          label: `${named(known)} ${known.code}`,
          search: `${known.code} ${known.nameZh} ${known.nameEn}`,
        }))}
      />
    </Form.Item>
  );
}
