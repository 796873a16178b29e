import { Button, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Outline, Places } from "../../server/contract/places.ts";
import { usePlaceCommands } from "../api/places.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";

type From = Outline["from"];
interface Values {
  division: string;
  from: From | "KEEP";
  code: string;
  nameZh: string;
  nameEn: string;
  areaId: string;
  west: number;
  south: number;
  east: number;
  north: number;
}
const NEW = "NEW";
const SIDES = ["west", "south", "east", "north"] as const;

/** Chooses the street served among the divisions, or makes one from its code, its names and where its outline comes from. */
export function HomeForm({ places }: { places: Places }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const word = useWord();
  const toast = useToast();
  const [form] = Form.useForm<Values>();
  const { home: save } = usePlaceCommands(places.version);
  const needed = [{ required: true, message: t("units.required") }];
  const division = Form.useWatch("division", form) ?? places.home?.code ?? NEW;
  const from = Form.useWatch("from", form);
  const known = places.divisions.find(({ code }) => code === division);
  const sources: readonly (From | "KEEP")[] = [
    ...(known?.outlined ? (["KEEP"] as const) : []),
    ...(places.registered ? (["COMPONENTS"] as const) : []),
    ...(places.areas.length > 0 ? (["AREA"] as const) : []),
    "BOX",
  ];
  const finish = (values: Values) => {
    const { code, nameZh, nameEn } = values;
    const outline = outlineOf(values);
    save.mutate(
      division === NEW
        ? { type: "NEW", code, nameZh, nameEn, outline: outline ?? { from: "COMPONENTS" } }
        : { type: "KNOWN", code: division, outline },
      { onSuccess: () => toast(t("places.homeSaved")) },
    );
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="home-form"
      initialValues={{
        division,
        from: sources[0],
        ...Object.fromEntries(SIDES.map((side, n) => [side, places.home?.box[n]])),
      }}
      onValuesChange={(changed: Partial<Values>) => {
        if (changed.division === undefined) return;
        const chosen = places.divisions.find(({ code }) => code === changed.division);
        form.setFieldValue("from", chosen?.outlined ? "KEEP" : places.registered ? "COMPONENTS" : "BOX");
      }}
      onFinish={finish}
    >
      <Form.Item name="division" label={t("places.street")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={[
            ...places.divisions.map((one) => ({ value: one.code, label: `${named(one)} ${one.code}` })),
            { value: NEW, label: t("places.newStreet") },
          ]}
        />
      </Form.Item>
      {division === NEW && (
        <div className="home-pair">
          <Form.Item name="nameZh" label={t("units.name")} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="nameEn" label={t("units.nameEn")} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="code"
            label={t("places.code")}
            rules={[{ required: true, pattern: /^[0-9]{9}$/, message: t("places.codeWrong") }]}
          >
            <Input maxLength={9} className="mono" inputMode="numeric" />
          </Form.Item>
        </div>
      )}
      <Form.Item name="from" label={t("places.outline")}>
        <Radio.Group options={sources.map((value) => ({ value, label: t(`places.outlineFrom.${value}`) }))} />
      </Form.Item>
      {from === "AREA" && (
        <Form.Item name="areaId" label={t("places.area")} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={places.areas.map(({ id, kind, name }) => ({
              value: id,
              label: kind === "ANY" ? name : `${name} · ${word("area", kind)}`,
            }))}
          />
        </Form.Item>
      )}
      {from === "BOX" && (
        <div className="home-pair">
          {SIDES.map((side) => (
            <Form.Item key={side} name={side} label={t(`places.side.${side}`)} rules={needed}>
              <InputNumber min={-180} max={180} step={0.001} className="mono" />
            </Form.Item>
          ))}
        </div>
      )}
      {save.error && <CommandProblem error={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("places.saveHome")}
      </Button>
    </Form>
  );
}

function outlineOf({ from, areaId, west, south, east, north }: Values): Outline | null {
  switch (from) {
    case "KEEP":
      return null;
    case "COMPONENTS":
      return { from };
    case "AREA":
      return { from, areaId };
    case "BOX":
      return { from, southWest: { lon: west, lat: south }, northEast: { lon: east, lat: north } };
  }
}
