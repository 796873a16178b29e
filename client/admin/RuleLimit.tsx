import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { StepRule } from "../../server/domain/clocks/rules.ts";
import { useLimit } from "../matter/TimeLeft.tsx";
import { minutesOf, UNITS, type TypedLimit } from "./rule-form.ts";

type Path = readonly (string | number)[];

/** A number and its unit. Where there is a default, an empty number means it. `list` holds the path where a list is around it. */
export function LimitField({
  path,
  label,
  otherwise,
  list = [],
}: {
  path: Path;
  label: string;
  otherwise?: StepRule;
  list?: Path;
}) {
  const { t } = useTranslation("admin");
  const form = Form.useFormInstance();
  const limit = useLimit();
  const check = (_: unknown, amount: unknown) => {
    if (amount === null || amount === undefined) {
      return otherwise ? Promise.resolve() : Promise.reject(new Error(t("rules.limitNeeded")));
    }
    const given = {
      amount,
      unit: form.getFieldValue([...list, ...path, "unit"]) as TypedLimit["unit"],
    } as TypedLimit;
    return minutesOf(given) === null ? Promise.reject(new Error(t("rules.limitWrong"))) : Promise.resolve();
  };
  return (
    <span className="rule-limit">
      <Form.Item
        name={[...path, "amount"]}
        dependencies={[[...list, ...path, "unit"]]}
        rules={[{ validator: check }]}
      >
        <InputNumber
          aria-label={`${label} · ${t("rules.limit")}`}
          min={0}
          placeholder={
            otherwise ? t("rules.defaultIs", { limit: limit(otherwise.minutes, otherwise.clock) }) : ""
          }
        />
      </Form.Item>
      <Form.Item name={[...path, "unit"]}>
        <Select
          aria-label={`${label} · ${t("rules.unitLabel")}`}
          popupMatchSelectWidth={false}
          options={UNITS.map((value) => ({ value, label: t(`rules.unit.${value}`) }))}
        />
      </Form.Item>
    </span>
  );
}

/** One row of the steps: what it is, how long, and where that comes from. */
export function LimitRow({ path, label, otherwise }: { path: Path; label: string; otherwise: StepRule }) {
  const { t } = useTranslation("admin");
  return (
    <li>
      <b>{label}</b>
      <LimitField path={path} label={label} otherwise={otherwise} />
      <Form.Item name={[...path, "source"]}>
        <Input
          aria-label={`${label} · ${t("rules.stepSource")}`}
          placeholder={otherwise.source}
          maxLength={500}
        />
      </Form.Item>
    </li>
  );
}
