import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { PUBLIC_BODIES } from "../../../server/domain/names.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, ReasonItem, StreetItem } from "./fields.tsx";

/** 跨界移交: which street takes it on, and which unit there. Once; clocks run on. */
export function HandOver({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
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
      <StreetItem label={t("form.division")} except={detail.divisionCode} />
      <Form.Item name="unitId" label={t("form.unit")} rules={[{ required: true, message: t("form.choose") }]}>
        <UnitSelect types={PUBLIC_BODIES} without={detail.unit ? [detail.unit.id] : []} />
      </Form.Item>
      <ReasonItem list="handOver" />
      <NoteItem />
    </CommandForm>
  );
}
