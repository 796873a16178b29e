import { DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { officeDay } from "../../ui/office-day.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

/** 会商: where and when everybody meets; the hour is Shanghai's, wherever the browser stands. */
export function CallMeeting({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<{ place: string; at: Dayjs; text?: string }>
      detail={detail}
      type="CALL_MEETING"
      onFinish={({ place, at, text }) =>
        send({
          type: "CALL_MEETING",
          place,
          meetsAt: new Date(`${at.format("YYYY-MM-DDTHH:mm")}:00+08:00`).toISOString(),
          ...noteOf("invitation", text),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="place"
        label={t("form.place")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input autoFocus maxLength={200} placeholder={t("form.placeHint")} />
      </Form.Item>
      <Form.Item
        name="at"
        label={t("form.meetsAt")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" minDate={officeDay()} />
      </Form.Item>
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
