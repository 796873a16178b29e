import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DEFECTS } from "../../server/domain/names.ts";
import { useWord } from "../i18n/i18n.ts";
import { LineButtons } from "./LineButtons.tsx";
import { LimitField } from "./RuleLimit.tsx";
import { nextLine, type TypedRepair } from "./rule-form.ts";

/** The repairs, line by line in the order in which they are asked: the first that fits decides. */
export function RuleLines() {
  const { t } = useTranslation("admin");
  const form = Form.useFormInstance();
  const lines = () => (form.getFieldValue("repairs") ?? []) as TypedRepair[];
  return (
    <Form.List name="repairs">
      {(fields, { add, remove, move }) => (
        <>
          {fields.length === 0 && <p className="quiet">{t("rules.noRepairs")}</p>}
          <ol className="rule-lines">
            {fields.map(({ key, name }, index) => (
              <li key={key}>
                <Line name={name} ids={() => lines().map(({ id }) => id)} />
                <LineButtons
                  className="rule-line-buttons"
                  size="small"
                  index={index}
                  count={fields.length}
                  move={move}
                  remove={() => remove(name)}
                />
              </li>
            ))}
          </ol>
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              add({ id: nextLine(lines().map(({ id }) => id)), classes: [], defects: [], unit: "WORK_DAY" })
            }
          >
            {t("rules.addLine")}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function Line({ name, ids }: { name: number; ids: () => string[] }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const needed = [{ required: true, type: "array", message: t("units.required") }] as const;
  return (
    <>
      <Form.Item
        name={[name, "id"]}
        label={t("rules.line")}
        rules={[
          {
            required: true,
            pattern: /^(?!OTHER$|DEFAULT$)[A-Za-z0-9_-]{1,12}$/,
            message: t("rules.lineHint"),
          },
          {
            validator: (_, id) =>
              ids().filter((other) => other === id).length > 1
                ? Promise.reject(new Error(t("rules.lineTwice")))
                : Promise.resolve(),
          },
        ]}
      >
        <Input className="mono" maxLength={12} />
      </Form.Item>
      <Form.Item
        name={[name, "classes"]}
        label={t("rules.classes")}
        rules={[
          ...needed,
          {
            validator: (_, classes: string[] = []) =>
              classes.every((one) => /^\d{4}(-\d{4})?$/.test(one))
                ? Promise.resolve()
                : Promise.reject(new Error(t("rules.classesHint"))),
          },
        ]}
      >
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[" ", ",", "、", "，"]}
          placeholder="0101-0114"
        />
      </Form.Item>
      <Form.Item name={[name, "defects"]} label={t("rules.defects")} rules={[...needed]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          options={DEFECTS.map((value) => ({ value, label: word("defect", value) }))}
        />
      </Form.Item>
      <Form.Item label={t("rules.limit")} required={false}>
        <LimitField list={["repairs"]} path={[name]} label={t("rules.repairs")} />
      </Form.Item>
      <Form.Item name={[name, "criterionZh"]} label={t("rules.criterion")}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={[name, "closeZh"]} label={t("rules.close")}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}
