import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PUBLIC_BODIES } from "../../../server/domain/names.ts";
import { useReference } from "../../api/reference.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, ReasonItem } from "./fields.tsx";

/** 跨界移交: which street takes it on, and which unit there. Once; clocks run on. */
export function HandOver({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const divisions = (useReference().data?.divisions ?? []).filter(
    // A community of the same street is no other side.
    ({ code, level }) => level === "STREET" && !detail.divisionCode.startsWith(code),
  );
  return (
    <CommandForm<{ divisionCode: string; unitId: string; reasonCode: string; note?: string }>
      detail={detail}
      type="HAND_OVER"
      sending={sending}
      cancel={cancel}
      onFinish={({ divisionCode, unitId, reasonCode, note }) =>
        send({ type: "HAND_OVER", divisionCode, unitId, reasonCode, ...noteOf(note) })
      }
    >
      <Form.Item
        name="divisionCode"
        label={t("form.division")}
        rules={[{ required: true, message: t("form.choose") }]}
      >
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          options={divisions.map((division) => ({
            value: division.code,
            label: `${named(division)} ${division.code}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t("form.unit")} rules={[{ required: true, message: t("form.choose") }]}>
        <UnitSelect types={PUBLIC_BODIES} without={detail.unit ? [detail.unit.id] : []} />
      </Form.Item>
      <ReasonItem list="handOver" />
      <NoteItem />
    </CommandForm>
  );
}
