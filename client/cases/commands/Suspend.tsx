import { DatePicker, Form } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, ReasonItem } from "./fields.tsx";
import { officeDay } from "../../ui/office-day.ts";

/** 挂账: once, to a day within a year, only where nobody is in danger, and if another person agrees. Ends with the office day in Shanghai. */
export function RequestSuspension({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ until: Dayjs; reasonCode: string; note?: string }>
      detail={detail}
      type="REQUEST_SUSPENSION"
      sending={sending}
      cancel={cancel}
      onFinish={({ until, reasonCode, note }) =>
        send({
          type: "REQUEST_SUSPENSION",
          until: new Date(`${until.format("YYYY-MM-DD")}T18:00:00+08:00`).toISOString(),
          reasonCode,
          ...noteOf(note),
        })
      }
    >
      <ReasonItem list="suspend" />
      <Form.Item
        name="until"
        label={t("form.until")}
        extra={t("form.untilHint")}
        rules={[{ required: true, message: t("form.choose") }]}
      >
        <DatePicker minDate={officeDay().add(1, "day")} maxDate={officeDay().add(364, "day")} />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
