import { Alert, Button, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { useNamed, useWord } from "../i18n/i18n.ts";
import words from "../matter/words.zh.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { UnitSelect } from "../matter/UnitSelect.tsx";
import { useUnitCommands, type AdminUnit } from "./calls.ts";
import { officeDay } from "../ui/office-day.ts";

export type ChangeType = "RENAME" | "MERGE_INTO" | "SPLIT" | "DISSOLVE";
const TYPES = Object.keys(words.unitType);
const DAY = "YYYY-MM-DD";

interface NewValues {
  code: string;
  nameZh: string;
  nameEn: string;
  unitType: string;
  validFrom: Dayjs;
  phone?: string;
}

export function NewUnit({ done }: { done: () => void }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const toast = useToast();
  const { add } = useUnitCommands();
  const needed = [{ required: true, whitespace: true, message: t("units.required") }];
  return (
    <Form<NewValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ validFrom: officeDay() }}
      onFinish={({ validFrom, phone, ...values }) =>
        add.mutate(
          { ...values, validFrom: validFrom.format(DAY), phone: phone?.trim() ? phone.trim() : null },
          {
            onSuccess: () => {
              toast(t("units.done"));
              done();
            },
          },
        )
      }
    >
      <Form.Item name="nameZh" label={t("units.name")} rules={needed}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t("units.nameEn")} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="code" label={t("units.code")} rules={needed}>
        <Input maxLength={60} className="mono" />
      </Form.Item>
      <Form.Item
        name="unitType"
        label={t("units.type")}
        rules={[{ required: true, message: t("units.required") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={TYPES.map((value) => ({ value, label: word("unitType", value) }))}
        />
      </Form.Item>
      <Form.Item
        name="validFrom"
        label={t("units.since")}
        rules={[{ required: true, message: t("units.required") }]}
      >
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="phone" label={t("units.phone")}>
        <Input maxLength={60} />
      </Form.Item>
      {add.error && <CommandProblem error={add.error} />}
      <Button type="primary" htmlType="submit" loading={add.isPending} block>
        {t("units.add")}
      </Button>
    </Form>
  );
}

interface ChangeValues {
  nameZh: string;
  nameEn: string;
  successorId: string;
  successors: { code: string; nameZh: string; nameEn: string }[];
  on: Dayjs;
  document?: string;
}

/** What becomes of a unit (民法典 67): it says how many components follow before it is done. */
export function UnitChange({ type, unit, done }: { type: ChangeType; unit: AdminUnit; done: () => void }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const toast = useToast();
  const { change } = useUnitCommands();
  const finish = ({ nameZh, nameEn, successorId, successors, on, document }: ChangeValues) => {
    const day = on.format(DAY);
    const paper = document?.trim() ?? "";
    const body =
      type === "RENAME"
        ? ({ type, nameZh, nameEn, on: day, document: paper || null } as const)
        : type === "MERGE_INTO"
          ? ({ type, successorId, on: day, document: paper } as const)
          : type === "SPLIT"
            ? ({ type, successors, on: day, document: paper } as const)
            : ({ type, on: day, document: paper } as const);
    change.mutate(
      { id: unit.id, version: unit.version, body },
      {
        onSuccess: ({ componentsMoved, componentsLeft }) => {
          toast(t(componentsLeft ? "units.moving" : "units.moved", { count: componentsMoved }));
          done();
        },
      },
    );
  };
  const needed = [{ required: true, whitespace: true, message: t("units.required") }];
  const say = type === "SPLIT" ? "units.askSplit" : type === "DISSOLVE" ? "units.askDissolve" : "units.ask";
  return (
    <Form<ChangeValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ on: officeDay(), nameZh: unit.nameZh, nameEn: unit.nameEn, successors: [{}, {}] }}
      onFinish={finish}
    >
      <Alert
        type="info"
        showIcon
        title={t(say, { name: named(unit), count: unit.owns })}
        className="form-alert"
      />
      {type === "RENAME" && (
        <>
          <Form.Item name="nameZh" label={t("units.name")} rules={needed}>
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Form.Item name="nameEn" label={t("units.nameEn")} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
      {type === "MERGE_INTO" && (
        <Form.Item
          name="successorId"
          label={t("units.into")}
          rules={[{ required: true, message: t("units.required") }]}
        >
          <UnitSelect without={[unit.id]} autoFocus />
        </Form.Item>
      )}
      {type === "SPLIT" && <Parts />}
      <Form.Item name="on" label={t("units.on")} rules={[{ required: true, message: t("units.required") }]}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="document" label={t("units.document")} rules={type === "RENAME" ? [] : needed}>
        <Input maxLength={200} />
      </Form.Item>
      {change.error && <CommandProblem error={change.error} />}
      <Button type="primary" danger={type === "DISSOLVE"} htmlType="submit" loading={change.isPending} block>
        {t(`units.${type}`)}
      </Button>
    </Form>
  );
}

function Parts() {
  const { t } = useTranslation("admin");
  const needed = [{ required: true, whitespace: true, message: t("units.required") }];
  return (
    <Form.List name="successors">
      {(fields, { add }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className="field-map">
              <legend>{t("units.newUnit", { n: index + 1 })}</legend>
              <Form.Item name={[name, "nameZh"]} label={t("units.name")} rules={needed}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[name, "nameEn"]} label={t("units.nameEn")} rules={needed}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[name, "code"]} label={t("units.code")} rules={needed}>
                <Input maxLength={60} />
              </Form.Item>
            </fieldset>
          ))}
          {fields.length < 10 && (
            <Button type="dashed" onClick={() => add({})}>
              {t("units.addPart")}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
