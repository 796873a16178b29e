import { Checkbox, DatePicker, Form, InputNumber } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { BACKSTOP_EMERGENCIES, PUBLIC_BODIES } from "../../../server/domain/names.ts";
import { useUnits } from "../../api/reference.ts";
import { NoteField } from "../../matter/NoteField.tsx";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonChoice } from "../ReasonFields.tsx";
import { officeDay } from "../../ui/office-day.ts";

interface Values {
  custodianUnitId: string;
  inspectionIntervalDays: number;
  reviewOn?: Dayjs | null;
  emergencyReason?: (typeof BACKSTOP_EMERGENCIES)[number];
  overridesPrivate?: boolean;
  photoIds?: string[];
  text?: string;
}

/** Who is no public body may look after it all the same, once it has signed. */
const WILLING = ["CONTRACTOR", "COMMUNITY", "VILLAGE", "PROPERTY_MANAGEMENT", "PRIVATE"];

/** 兜底: who looks after it from now on, how often it is inspected, and when the decision is looked at again. */
export function ProposeBackstop({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const [form] = Form.useForm<Values>();
  const custodianUnitId = Form.useWatch("custodianUnitId", form);
  const custodian = useUnits().data?.find(({ id }) => id === custodianUnitId);
  const signs = custodian !== undefined && !PUBLIC_BODIES.includes(custodian.unitType);
  const onPrivate = detail.parcelCheck?.result === "PRIVATE";
  const finish = ({
    custodianUnitId,
    inspectionIntervalDays,
    reviewOn,
    emergencyReason,
    overridesPrivate,
    photoIds,
    text,
  }: Values) =>
    send({
      type: "PROPOSE_BACKSTOP",
      custodianUnitId,
      inspectionIntervalDays,
      reviewOn: reviewOn?.format("YYYY-MM-DD") ?? null,
      emergencyReason: emergencyReason ?? null,
      overridesPrivate: overridesPrivate ?? false,
      ...(signs && photoIds && { photoIds }),
      ...noteOf("reason", text),
    });
  return (
    <CommandForm<Values>
      detail={detail}
      type="PROPOSE_BACKSTOP"
      form={form}
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
        extra={t("form.custodianHint")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <UnitSelect types={[...PUBLIC_BODIES, ...WILLING]} autoFocus />
      </Form.Item>
      {signs && (
        <Form.Item
          name="photoIds"
          label={t("form.consent")}
          rules={[{ required: true, message: t("form.consentNeeded") }]}
        >
          <PhotoField />
        </Form.Item>
      )}
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
      {!detail.notice?.endedAt && !detail.file.restricted && (
        <ReasonChoice
          codes={BACKSTOP_EMERGENCIES}
          name="emergencyReason"
          words="emergency"
          label={t("form.emergency")}
          hint={t("form.emergencyHint")}
          optional
        />
      )}
      {onPrivate && (
        <Form.Item name="overridesPrivate" valuePropName="checked">
          <Checkbox>{t("form.overrides")}</Checkbox>
        </Form.Item>
      )}
      <NoteField
        name="text"
        label={t("form.reasonText")}
        missing={t("form.required")}
        autoSize={{ minRows: 2, maxRows: 6 }}
      />
    </CommandForm>
  );
}
