import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { UnitRef } from "../../server/contract/shapes.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";

/** A unit by its name in the reader's language, with its kind on hover. */
export function UnitName({ unit }: { unit: UnitRef | null }) {
  const { t } = useTranslation("ui");
  const named = useNamed();
  const word = useWord();
  if (!unit) return <span className="quiet">{t("unit.none")}</span>;
  return (
    <Tooltip title={word("unitType", unit.unitType)} mouseEnterDelay={0.4}>
      <span>{named(unit)}</span>
    </Tooltip>
  );
}
