import { DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { PUBLIC_BODIES } from "../../../server/domain/names.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { officeDay } from "../../ui/office-day.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, PhotosItem, StreetItem } from "./fields.tsx";

interface Values {
  readonly divisionCode: string;
  readonly unitId: string;
  readonly document: string;
  readonly days: readonly [from: Dayjs, until: Dayjs | null];
  readonly photoIds: string[];
  readonly note?: string;
}

/** 共同的上一级确定: which street's it is, by which paper, and for which days. */
export function DecideStreet({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const choose = [{ required: true, message: t("form.choose") }];
  return (
    <CommandForm<Values>
      detail={detail}
      type="DECIDE_STREET"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [], days: [officeDay(), null] }}
      onFinish={({ days: [from, until], note, ...decided }) =>
        send({
          type: "DECIDE_STREET",
          ...decided,
          from: from.format("YYYY-MM-DD"),
          until: until ? until.add(1, "day").format("YYYY-MM-DD") : null,
          ...noteOf(note),
        })
      }
    >
      <StreetItem label={t("street.decidedDivision")} />
      <Form.Item name="unitId" label={t("street.decidedUnit")} rules={choose}>
        <UnitSelect types={PUBLIC_BODIES} />
      </Form.Item>
      <Form.Item
        name="document"
        label={t("street.decisionNumber")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="days"
        label={t("street.decisionHolds")}
        extra={t("street.decisionHoldsHint")}
        rules={choose}
      >
        <DatePicker.RangePicker allowEmpty={[false, true]} style={{ width: "100%" }} />
      </Form.Item>
      <PhotosItem label={t("street.decisionPaper")} />
      <NoteItem />
    </CommandForm>
  );
}
