import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import type { ColumnType } from "antd/es/table";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A column that can be chosen: it has a key and a title in words. */
export type NamedColumn<Row> = ColumnType<Row> & { readonly key: string; readonly title: string };

function readHidden(store: string): readonly string[] {
  return (localStorage.getItem(store) ?? "").split(",").filter(Boolean);
}

/**
 * The columns of a table that the reader wants, kept in this browser under the table's name; at least one stays. Answers the
 * columns to show and the button that chooses them.
 */
export function useColumns<Row>(table: string, columns: readonly NamedColumn<Row>[]) {
  const { t } = useTranslation("ui");
  const store = `youzhu.columns.${table}`;
  const [hidden, setHidden] = useState(() => readHidden(store));
  const shown = columns.filter(({ key }) => !hidden.includes(key));
  const choose = (keys: readonly string[]) => {
    if (keys.length === 0) return;
    const left = columns.map(({ key }) => key).filter((key) => !keys.includes(key));
    localStorage.setItem(store, left.join(","));
    setHidden(left);
  };
  const button = (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group<string>
          style={{ display: "grid", gap: 4 }}
          value={shown.map(({ key }) => key)}
          onChange={choose}
          options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        />
      }
    >
      <Button icon={<SettingOutlined />} aria-label={t("columns")} title={t("columns")} />
    </Popover>
  );
  return { columns: shown.length > 0 ? [...shown] : [...columns], button };
}
