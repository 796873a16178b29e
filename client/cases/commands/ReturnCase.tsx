import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, ReasonItem } from "./fields.tsx";

/** 回退: with a reason, and best with whose it is instead: that unit is asked at once. */
export function ReturnCase({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ reasonCode: string; namesUnitId?: string; note?: string }>
      detail={detail}
      type="RETURN"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, namesUnitId, note }) =>
        send({ type: "RETURN", reasonCode, namesUnitId: namesUnitId ?? null, ...noteOf(note) })
      }
    >
      <ReasonItem list="return" />
      <Form.Item name="namesUnitId" label={t("form.namesUnit")} extra={t("form.namesUnitHint")}>
        <UnitSelect allowClear without={detail.unit ? [detail.unit.id] : []} />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
