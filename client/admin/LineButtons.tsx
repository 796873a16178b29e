import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Moves a line of an ordered list up or down, or takes it away; the first line that fits is the one that counts. */
export function LineButtons({
  index,
  count,
  size = "middle",
  className,
  move,
  remove,
}: {
  index: number;
  count: number;
  size?: "small" | "middle";
  className: string;
  move: (from: number, to: number) => void;
  remove: () => void;
}) {
  const { t } = useTranslation("admin");
  const act = (title: string, icon: ReactNode, onClick: () => void, disabled = false) => (
    <Tooltip title={title}>
      <Button type="text" size={size} icon={icon} aria-label={title} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
  return (
    <span className={className}>
      {act(t("places.up"), <ArrowUpOutlined />, () => move(index, index - 1), index === 0)}
      {act(t("places.down"), <ArrowDownOutlined />, () => move(index, index + 1), index === count - 1)}
      {act(t("places.remove"), <DeleteOutlined />, remove)}
    </span>
  );
}
