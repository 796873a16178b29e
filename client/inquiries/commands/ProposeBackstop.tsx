import { Checkbox, DatePicker, Form, Input, InputNumber } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { EXPLANATION_LENGTH, enoughSaid } from "../../../server/domain/enough-said.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { officeDay } from "../../ui/office-day.ts";

interface Values {
  custodianUnitId: string;
  inspectionIntervalDays: number;
  reviewOn?: Dayjs | null;
  emergencyReason?: string;
  overridesPrivate?: boolean;
  text?: string;
}

/** 兜底: who looks after it from now on, how often it is inspected, and when the decision is looked at again. */
export function ProposeBackstop({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const saysEnough = (_rule: unknown, said: string | undefined) =>
    !said?.trim() || enoughSaid(said)
      ? Promise.resolve()
      : Promise.reject(new Error(t("ui:explain", { count: EXPLANATION_LENGTH })));
  const onPrivate = detail.parcelCheck?.result === "PRIVATE";
  const finish = ({
    custodianUnitId,
    inspectionIntervalDays,
    reviewOn,
    emergencyReason,
    overridesPrivate,
    text,
  }: Values) =>
    send({
      type: "PROPOSE_BACKSTOP",
      custodianUnitId,
      inspectionIntervalDays,
      reviewOn: reviewOn?.format("YYYY-MM-DD") ?? null,
      emergencyReason: emergencyReason?.trim() ? emergencyReason.trim() : null,
      overridesPrivate: overridesPrivate ?? false,
      ...noteOf("reason", text),
    });
  return (
    <CommandForm<Values>
      detail={detail}
      type="PROPOSE_BACKSTOP"
      initialValues={{
        inspectionIntervalDays: 30,
        ...(detail.custodian && { custodianUnitId: detail.custodian.id }),
      }}
      onFinish={finish}
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="custodianUnitId"
        label={t("form.custodian")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <UnitSelect
          types={["STREET_DEPT", "GOVERNANCE_CENTRE", "ROAD", "SANITATION", "COMMUNITY", "CONTRACTOR"]}
          autoFocus
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="inspectionIntervalDays"
          label={t("form.interval")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <InputNumber min={1} max={366} precision={0} />
        </Form.Item>
        <Form.Item name="reviewOn" label={t("form.review")} extra={t("form.reviewHint")}>
          <DatePicker minDate={officeDay().add(1, "day")} maxDate={officeDay().add(366, "day")} />
        </Form.Item>
      </div>
      {!detail.notice?.endedAt && (
        <Form.Item
          name="emergencyReason"
          label={t("form.emergency")}
          extra={t("form.emergencyHint")}
          rules={[{ validator: saysEnough }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      {onPrivate && (
        <Form.Item name="overridesPrivate" valuePropName="checked">
          <Checkbox>{t("form.overrides")}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
