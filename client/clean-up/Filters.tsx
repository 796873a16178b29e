import { Button, Checkbox, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { CLASS_GROUPS } from "../../server/domain/names.ts";
import { useReference } from "../api/reference.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { UnitSelect } from "../matter/UnitSelect.tsx";
import { FILTER_NAMES, SURENESS, type WorkFilter } from "./filter.ts";

/** What the list is narrowed to; what came from a gap stands as a tag that can be taken off. */
export function Filters({
  filter,
  params,
  set,
}: {
  filter: WorkFilter;
  params: URLSearchParams;
  set: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const { t } = useTranslation(["cleanUp", "words"]);
  const named = useNamed();
  const word = useWord();
  const divisions = (useReference().data?.divisions ?? []).filter(({ level }) => level !== "DISTRICT");
  const tags = [
    ...(filter.gap ? [{ name: "gap", text: t(`filters.gap.${filter.gap}`) }] : []),
    ...(filter.road === undefined
      ? []
      : [{ name: "road", text: filter.road === "-" ? t("filters.noRoad") : filter.road }]),
    ...(filter.cluster ? [{ name: "cluster", text: t("filters.cluster") }] : []),
    ...(filter.grid ? [{ name: "grid", text: t("filters.grid", { grid: filter.grid }) }] : []),
  ];
  const filtered = FILTER_NAMES.some((name) => params.has(name));
  return (
    <>
      <div className="clean-up-filters">
        <Select
          size="small"
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          placeholder={t("filters.group")}
          aria-label={t("filters.group")}
          value={filter.group ?? []}
          onChange={(group) => set({ group: group.length > 0 ? group.join(",") : null })}
          options={CLASS_GROUPS.map((value) => ({ value, label: word("group", value) }))}
        />
        <Select<number>
          size="small"
          aria-label={t("filters.sureness")}
          value={filter.atLeast ?? (filter.below === undefined ? 0 : -filter.below)}
          onChange={(sure) => set({ sure: sure === 0 ? null : String(sure) })}
          options={[
            { value: 0, label: t("filters.anySureness") },
            ...SURENESS.map((value) => ({
              value: value as number,
              label: t(value > 0 ? "filters.atLeast" : "filters.below", { percent: Math.abs(value) }),
            })),
          ]}
        />
        <Select<string>
          size="small"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("filters.division")}
          aria-label={t("filters.division")}
          {...(filter.division && { value: filter.division })}
          onChange={(division?: string) => set({ division: division ?? null })}
          options={divisions.map((division) => ({ value: division.code, label: named(division) }))}
        />
        <UnitSelect
          allowClear
          placeholder={t("filters.unit")}
          {...(filter.unitId && { value: filter.unitId })}
          onChange={(unitId?: string) => set({ unitId: unitId ?? null })}
        />
      </div>
      <div className="clean-up-tags">
        <Checkbox
          checked={filter.withoutInquiry === true}
          onChange={(event) => set({ free: event.target.checked ? "1" : null })}
        >
          {t("filters.withoutInquiry")}
        </Checkbox>
        {tags.map(({ name, text }) => (
          <Tag key={name} closable onClose={() => set({ [name]: null })}>
            {text}
          </Tag>
        ))}
        {filtered && (
          <Button
            type="link"
            size="small"
            onClick={() => set(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])))}
          >
            {t("filters.clear")}
          </Button>
        )}
      </div>
    </>
  );
}
