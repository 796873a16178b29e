import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PLACE_KINDS, type Places } from "../../server/contract/places.ts";
import { usePlaceCommands } from "../api/places.ts";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { LineButtons } from "./LineButtons.tsx";

interface Row {
  divisionCode: string;
  placeKind: (typeof PLACE_KINDS)[number];
  unitId: string;
  label?: string;
}
/** A select cannot hold null. */
const EVERYWHERE = "";

/** The rules in their order, edited as one list and saved as one. */
export function PlaceRules({ places }: { places: Places }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const word = useWord();
  const toast = useToast();
  const { rules: save } = usePlaceCommands(places.version);
  const counts = new Map(places.areaKinds.map(({ kind, count }) => [kind, count]));
  const departments = new Map(
    [...places.departments, ...places.rules.map(({ unit }) => unit)].map((unit) => [unit.id, unit]),
  );
  const [first] = places.departments;
  const fresh: Partial<Row> = {
    divisionCode: EVERYWHERE,
    placeKind: "ANY",
    ...(places.departments.length === 1 && first && { unitId: first.id }),
  };
  const initial = places.rules.map(({ divisionCode, placeKind, unit, labelZh }) => ({
    divisionCode: divisionCode ?? EVERYWHERE,
    placeKind,
    unitId: unit.id,
    label: labelZh,
  }));
  // One note is typed for both languages; a note that had its own English keeps it.
  const english = new Map(places.rules.map(({ labelZh, labelEn }) => [labelZh, labelEn]));
  const needed = [{ required: true, message: t("units.required") }];
  return (
    <Form<{ rules: Row[] }>
      initialValues={{ rules: initial.length > 0 ? initial : [fresh] }}
      onFinish={({ rules }) =>
        save.mutate(
          (rules ?? []).map(({ divisionCode, placeKind, unitId, label }) => ({
            divisionCode: divisionCode === EVERYWHERE ? null : divisionCode,
            placeKind,
            unitId,
            labelZh: label?.trim() ?? "",
            labelEn: english.get(label ?? "") ?? label?.trim() ?? "",
          })),
          { onSuccess: () => toast(t("places.saved")) },
        )
      }
    >
      <Form.List name="rules">
        {(fields, { add, remove, move }) => (
          <>
            {fields.length === 0 && <p>{t("places.noRule")}</p>}
            <ol className="place-rules">
              {fields.map(({ key, name }, index) => (
                <li key={key}>
                  <Form.Item name={[name, "placeKind"]}>
                    <Select
                      aria-label={t("places.where")}
                      options={PLACE_KINDS.map((value) => ({
                        value,
                        label:
                          value === "ANY"
                            ? t("places.any")
                            : t("places.kind", {
                                kind: word("area", value),
                                count: counts.get(value) ?? 0,
                              }),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "divisionCode"]}>
                    <Select
                      aria-label={t("places.division")}
                      showSearch={{ optionFilterProp: "label" }}
                      options={[
                        { value: EVERYWHERE, label: t("places.everywhere") },
                        ...places.divisions.map((division) => ({
                          value: division.code,
                          label: `${named(division)} ${division.code}`,
                        })),
                      ]}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "unitId"]} rules={needed}>
                    <Select
                      aria-label={t("places.department")}
                      placeholder={t("places.department")}
                      options={[...departments.values()].map((unit) => ({
                        value: unit.id,
                        label: named(unit),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "label"]}>
                    <Input aria-label={t("places.label")} placeholder={t("places.label")} maxLength={200} />
                  </Form.Item>
                  <LineButtons
                    className="place-rule-buttons"
                    index={index}
                    count={fields.length}
                    move={move}
                    remove={() => remove(name)}
                  />
                </li>
              ))}
            </ol>
            {save.error && <CommandProblem error={save.error} />}
            <div className="admin-bar">
              <Button icon={<PlusOutlined />} onClick={() => add({ ...fresh })}>
                {t("places.addRule")}
              </Button>
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {t("places.saveRules")}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </Form>
  );
}
