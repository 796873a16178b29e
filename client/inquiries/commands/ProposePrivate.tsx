import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { hadItsTime } from "../../../server/domain/inquiry/whom-to-ask.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { usePremises } from "../premises.ts";

interface Values {
  areaId?: string;
  managerUnitId?: string;
  photoIds?: string[];
  text?: string;
}

/** It belongs to a compound or yard: whoever runs that looks after it, not the street (docs/domain.md#d7). */
export function ProposePrivate({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const managerUnitId = Form.useWatch("managerUnitId", form);
  const signs = managerUnitId !== undefined && !hadItsTime(detail.file, managerUnitId);
  const { premises, known } = usePremises(detail.componentId);
  if (!known) return null;
  const [first] = premises;
  return (
    <CommandForm<Values>
      detail={detail}
      type="PROPOSE_PRIVATE"
      form={form}
      initialValues={{
        ...(first && { areaId: first.id }),
        ...(first?.unit && { managerUnitId: first.unit.id }),
      }}
      onFinish={({ areaId, managerUnitId, photoIds, text }) =>
        send({
          type: "PROPOSE_PRIVATE",
          areaId: areaId ?? null,
          managerUnitId: managerUnitId ?? null,
          ...(signs && photoIds && { photoIds }),
          ...noteOf("reason", text),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item name="areaId" label={t("form.area")}>
        <Select
          allowClear
          placeholder={t("form.chooseArea")}
          options={premises.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="managerUnitId" label={t("form.manager")} extra={t("form.managerHint")}>
        <UnitSelect types={["PROPERTY_MANAGEMENT", "PRIVATE", "VILLAGE", "COMMUNITY"]} allowClear />
      </Form.Item>
      {signs && (
        <Form.Item
          name="photoIds"
          label={t("form.consent")}
          extra={t("form.managerConsentHint")}
          rules={[{ required: true, message: t("form.consentNeeded") }]}
        >
          <PhotoField />
        </Form.Item>
      )}
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
