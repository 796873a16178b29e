import { Alert, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { proofs, provenSince } from "../../../server/domain/inquiry/proof.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { officeDay } from "../../ui/office-day.ts";

interface Values {
  unitId: string;
  from: Dayjs;
  text?: string;
}

/**
 * Names the owner and the day from which; somebody else confirms it, who needs evidence beyond lettering
 * (docs/domain.md#guard-4).
 */
export function ProposeDetermination({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const claimant = detail.claims.find(({ status }) => status === "OPEN")?.unit.id;
  const unitId = Form.useWatch("unitId", form);
  const proven = unitId ? proofs(detail.file, unitId).length : 0;
  const from = Form.useWatch("from", form)?.format("YYYY-MM-DD");
  const early = Boolean(unitId && from && from < officeDay().format("YYYY-MM-DD"));
  const unproven = early && !provenSince(detail.file, unitId, from ?? "");
  const parties = [...detail.claims, ...detail.candidates].map(({ unit }) => unit.id);
  return (
    <CommandForm<Values>
      detail={detail}
      type="PROPOSE_DETERMINATION"
      form={form}
      initialValues={{ ...(claimant && { unitId: claimant }), from: officeDay() }}
      onFinish={({ unitId, from, text }) =>
        send({
          type: "PROPOSE_DETERMINATION",
          unitId,
          from: from.format("YYYY-MM-DD"),
          ...noteOf("reason", text),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="unitId"
        label={t("form.unit")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <UnitSelect first={[...new Set(parties)]} autoFocus={!claimant} />
      </Form.Item>
      {unitId && (
        <Alert
          type={proven > 0 ? "success" : "warning"}
          showIcon
          title={proven > 0 ? t("form.evidenceFor", { count: proven }) : t("form.needEvidence")}
        />
      )}
      <Form.Item name="from" label={t("form.from")} rules={[{ required: true, message: t("form.required") }]}>
        <DatePicker allowClear={false} maxDate={officeDay()} />
      </Form.Item>
      {unproven && <Alert type="warning" showIcon title={t("form.startUnproven")} />}
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
