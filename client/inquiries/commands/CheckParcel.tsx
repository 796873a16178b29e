import { Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";
import { usePremises } from "../premises.ts";

interface Values {
  result: "PUBLIC" | "PRIVATE";
  areaId?: string;
}

/** Public land or a compound: what the map says is proposed, a person decides (docs/domain.md#d7). */
export function CheckParcel({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const result = Form.useWatch("result", form);
  const { premises, known } = usePremises(detail.componentId);
  if (!known) return null;
  const [first] = premises;
  const initial: Values = first ? { result: "PRIVATE", areaId: first.id } : { result: "PUBLIC" };
  return (
    <CommandForm<Values>
      detail={detail}
      type="CHECK_PARCEL"
      form={form}
      initialValues={initial}
      onFinish={({ result, areaId }) =>
        send({ type: "CHECK_PARCEL", result, areaId: result === "PRIVATE" ? (areaId ?? null) : null })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item name="result" label={t("form.parcel")}>
        <Radio.Group
          options={[
            { value: "PUBLIC", label: t("form.parcelPUBLIC") },
            { value: "PRIVATE", label: t("form.parcelPRIVATE") },
          ]}
        />
      </Form.Item>
      {result === "PRIVATE" && premises.length > 0 && (
        <Form.Item name="areaId" label={t("form.area")}>
          <Select
            allowClear
            placeholder={t("form.chooseArea")}
            options={premises.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </CommandForm>
  );
}
