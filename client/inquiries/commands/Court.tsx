import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { COURT_OUTCOMES } from "../../../server/domain/names.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

/** 司法程序: the court gives a notice of a year before it finds a thing ownerless. */
export function ReferToCourt({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const needed = [{ required: true, whitespace: true, message: t("form.required") }];
  return (
    <CommandForm<{ court: string; reference: string; text?: string }>
      detail={detail}
      type="REFER_TO_COURT"
      onFinish={({ court, reference, text }) =>
        send({ type: "REFER_TO_COURT", court, reference, ...noteOf("reason", text) })
      }
      sending={sending}
      cancel={cancel}
    >
      <p>{t("ask.REFER_TO_COURT")}</p>
      <Form.Item name="court" label={t("form.court")} rules={needed}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name="reference" label={t("form.courtReference")} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}

interface Decision {
  outcome: (typeof COURT_OUTCOMES)[number];
  unitId?: string;
  photoIds: string[];
}

/** What the court decided, with the document; the table decides on it by two persons. */
export function CourtDecided({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Decision>();
  const outcome = Form.useWatch("outcome", form);
  return (
    <CommandForm<Decision>
      detail={detail}
      type="COURT_DECIDED"
      form={form}
      initialValues={{ outcome: "OWNER" }}
      onFinish={({ outcome, unitId, photoIds }) =>
        send({
          type: "COURT_DECIDED",
          outcome,
          unitId: outcome === "OWNER" ? (unitId ?? null) : null,
          photoIds,
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item name="outcome" label={t("form.outcome")}>
        <Radio.Group
          options={COURT_OUTCOMES.map((value) => ({ value, label: t(`form.courtOutcome.${value}`) }))}
        />
      </Form.Item>
      {outcome === "OWNER" && (
        <Form.Item
          name="unitId"
          label={t("form.unit")}
          rules={[{ required: true, message: t("form.requiredChoice") }]}
        >
          <UnitSelect first={detail.candidates.map(({ unit }) => unit.id)} />
        </Form.Item>
      )}
      <Form.Item
        name="photoIds"
        label={t("form.courtDocument")}
        rules={[{ required: true, message: t("form.photoNeeded") }]}
      >
        <PhotoField />
      </Form.Item>
    </CommandForm>
  );
}
