import { DatePicker, Form, Input, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { officeDay } from "../../ui/office-day.ts";

/** The longest that a backstop may go without being looked at again. */
const LONGEST_DAYS = 182;

interface Values {
  outcome: "CONTINUE" | "REOPEN";
  nextReviewOn?: Dayjs | null;
  text?: string;
}

/** The auditor looks at a backstop again: it goes on, or the search for the owner starts anew. */
export function ReviewBackstop({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const outcome = Form.useWatch("outcome", form);
  return (
    <CommandForm<Values>
      detail={detail}
      type="REVIEW_BACKSTOP"
      form={form}
      initialValues={{ outcome: "CONTINUE", nextReviewOn: officeDay().add(LONGEST_DAYS, "day") }}
      onFinish={({ outcome, nextReviewOn, text }) =>
        send({
          type: "REVIEW_BACKSTOP",
          outcome,
          nextReviewOn: outcome === "CONTINUE" ? (nextReviewOn?.format("YYYY-MM-DD") ?? null) : null,
          ...noteOf("finding", text),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item name="outcome" label={t("form.outcome")}>
        <Radio.Group
          options={[
            { value: "CONTINUE", label: t("form.CONTINUE") },
            { value: "REOPEN", label: t("form.REOPEN") },
          ]}
        />
      </Form.Item>
      {outcome !== "REOPEN" && (
        <Form.Item name="nextReviewOn" label={t("form.next")} extra={t("form.nextHint")}>
          <DatePicker minDate={officeDay().add(1, "day")} maxDate={officeDay().add(LONGEST_DAYS, "day")} />
        </Form.Item>
      )}
      <Form.Item
        name="text"
        label={t("form.note")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
