import { PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Drawer, Dropdown, Empty, Input, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { dayText } from "../ui/time.ts";
import { useUnitsOn, type AdminUnit } from "./calls.ts";
import { NewUnit, UnitChange, type ChangeType } from "./UnitForms.tsx";

const CHANGES: readonly ChangeType[] = ["RENAME", "MERGE_INTO", "SPLIT", "DISSOLVE"];

type Open =
  | { readonly kind: "new" }
  | { readonly kind: "change"; readonly type: ChangeType; readonly unit: AdminUnit };

/** Units with where they came from and what became of them; a change moves all their components by one event. */
export function UnitsAdmin() {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  const [q, setQ] = useState("");
  const [on, setOn] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const query = useUnitsOn(q, on);
  if (query.isError && !query.data)
    return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const items = query.data?.items ?? [];
  return (
    <>
      <div className="admin-bar">
        <Input.Search
          allowClear
          placeholder={t("units.search")}
          aria-label={t("units.search")}
          onSearch={(typed) => setQ(typed.trim())}
        />
        <DatePicker
          placeholder={t("units.onDay")}
          onChange={(day) => setOn(day ? day.format("YYYY-MM-DD") : null)}
        />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: "new" })}>
          {t("units.add")}
        </Button>
      </div>
      <Table<AdminUnit>
        size="small"
        rowKey="id"
        pagination={false}
        loading={query.isPending}
        dataSource={items}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("units.none")} /> }}
        columns={[
          {
            title: t("units.name"),
            key: "name",
            render: (_, unit) => (
              <>
                {named(unit)}{" "}
                {unit.validTo && (
                  <Tag>
                    {t("units.until")} {dayText(unit.validTo, language)}
                  </Tag>
                )}
                {unit.toMove > 0 && <Tag color="orange">{t("units.toMove", { count: unit.toMove })}</Tag>}
                {unit.formerNames.map((former) => (
                  <div key={former.until} className="quiet">
                    {t("units.formerly", { name: named(former), until: dayText(former.until, language) })}
                  </div>
                ))}
              </>
            ),
          },
          {
            title: t("units.code"),
            key: "code",
            render: (_, { code }) => <span className="mono">{code}</span>,
          },
          { title: t("units.type"), key: "type", render: (_, { unitType }) => word("unitType", unitType) },
          {
            title: t("units.owns"),
            dataIndex: "owns",
            align: "right",
            sorter: (a, b) => a.owns - b.owns,
            render: (owns: number) => owns.toLocaleString(),
          },
          {
            title: t("units.since"),
            key: "since",
            render: (_, { validFrom }) => dayText(validFrom, language),
          },
          { title: t("units.phone"), dataIndex: "phone" },
          { title: t("units.lineage"), key: "lineage", render: (_, unit) => <Lineage unit={unit} /> },
          {
            title: "",
            key: "do",
            render: (_, unit) =>
              unit.validTo === null && (
                <Dropdown
                  trigger={["click"]}
                  menu={{
                    items: CHANGES.map((key) => ({ key, label: t(`units.${key}`) })),
                    onClick: ({ key }) => setOpen({ kind: "change", type: key as ChangeType, unit }),
                  }}
                >
                  <Button size="small" aria-label={`${t("units.lineage")} ${named(unit)}`}>
                    …
                  </Button>
                </Dropdown>
              ),
          },
        ]}
      />
      <Drawer
        open={open !== null}
        onClose={() => setOpen(null)}
        size={440}
        destroyOnHidden
        title={open?.kind === "change" ? `${t(`units.${open.type}`)} · ${named(open.unit)}` : t("units.add")}
      >
        {open?.kind === "new" && <NewUnit done={() => setOpen(null)} />}
        {open?.kind === "change" && (
          <UnitChange type={open.type} unit={open.unit} done={() => setOpen(null)} />
        )}
      </Drawer>
    </>
  );
}

function Lineage({ unit }: { unit: AdminUnit }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const language = useLanguage();
  const line = (other: {
    unit: AdminUnit["predecessors"][number]["unit"] | null;
    kind: string;
    on: string;
  }) =>
    t("units.from", {
      unit: other.unit ? named(other.unit) : "–",
      kind: t(`units.kind.${other.kind as "MERGER"}`, { defaultValue: other.kind }),
      on: dayText(other.on, language),
    });
  return (
    <span className="quiet">
      {unit.predecessors.map((one) => (
        <div key={`p${one.unit.id}`}>← {line(one)}</div>
      ))}
      {unit.successors.map((one) => (
        <div key={`s${one.unit?.id ?? one.kind}`}>→ {line(one)}</div>
      ))}
    </span>
  );
}
