import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUnits } from "../api/reference.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import "../ui/commands.css";

interface Common {
  readonly id?: string;
  /** These stand first, in this order: who is a party already. */
  readonly first?: readonly string[];
  /** These are left out: who was asked and has not answered. */
  readonly without?: readonly string[];
  /** Only units of these types, where any is. */
  readonly types?: readonly string[];
  readonly autoFocus?: boolean;
  readonly allowClear?: boolean;
  readonly placeholder?: string;
}

type Chosen =
  | { readonly many?: false; readonly value?: string; readonly onChange?: (unitId: string) => void }
  | { readonly many: true; readonly value?: string[]; readonly onChange?: (unitIds: string[]) => void };

interface UnitOption {
  readonly value: string;
  readonly label: string;
  readonly search: string;
  readonly type: string;
}

/** Chooses units of today by name in either language or by code. */
export function UnitSelect({
  id,
  first = [],
  without = [],
  types,
  autoFocus = false,
  allowClear = false,
  placeholder,
  ...chosen
}: Common & Chosen) {
  const { t } = useTranslation("ui");
  const units = useUnits();
  const named = useNamed();
  const word = useWord();
  const all = (units.data ?? []).filter((unit) => !without.includes(unit.id));
  const ofTypes = types ? all.filter((unit) => types.includes(unit.unitType)) : all;
  const place = new Map(first.map((unitId, index) => [unitId, index]));
  const shown = (ofTypes.length > 0 ? ofTypes : all).toSorted(
    (a, b) =>
      (place.get(a.id) ?? first.length) - (place.get(b.id) ?? first.length) ||
      named(a).localeCompare(named(b)),
  );
  const shared = {
    ...(id && { id }),
    autoFocus,
    allowClear,
    loading: units.isPending,
    placeholder: placeholder ?? t("unit.choose"),
    showSearch: { optionFilterProp: "search" },
    options: shown.map((unit) => ({
      value: unit.id,
      label: named(unit),
      search: `${unit.nameZh} ${unit.nameEn} ${unit.code}`,
      type: word("unitType", unit.unitType),
    })),
    optionRender: withType,
  };
  if (chosen.many) {
    const { value, onChange } = chosen;
    return (
      <Select<string[], UnitOption>
        {...shared}
        mode="multiple"
        {...(value && { value })}
        {...(onChange && { onChange })}
      />
    );
  }
  const { value, onChange } = chosen;
  return <Select<string, UnitOption> {...shared} {...(value && { value })} {...(onChange && { onChange })} />;
}

function withType(option: { label?: ReactNode; data: UnitOption }): ReactNode {
  return (
    <span className="unit-option">
      {option.label}
      <small className="quiet">{option.data.type}</small>
    </span>
  );
}
