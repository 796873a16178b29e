import { Alert, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

const RING_FIT = ["FITS", "TOO_SMALL", "TOO_LARGE", "UNKNOWN"] as const;
const MATERIALS = ["CAST_IRON", "DUCTILE_IRON", "CONCRETE", "COMPOSITE", "STEEL"] as const;

interface Values {
  lettering?: string;
  shaftContents?: string;
  ringFit?: (typeof RING_FIT)[number];
  material?: (typeof MATERIALS)[number];
  diameterMm?: number;
  cables?: number;
  depthCm?: number;
  neighbours?: string;
  text?: string;
  photoIds: string[];
}

/**
 * What was seen on the spot. Lettering, contents and ring fit are three observations: a borrowed lid lies
 * (docs/domain.md#d8).
 */
export function RecordSurvey({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const finish = ({ text, photoIds, ...seen }: Values) => {
    const observation: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(seen)) {
      if (value !== undefined && value !== null && value !== "")
        observation[name] = typeof value === "number" ? Math.round(value) : value;
    }
    send({ type: "RECORD_SITE_SURVEY", photoIds, observation, ...noteOf("remark", text) });
  };
  return (
    <CommandForm<Values>
      detail={detail}
      type="RECORD_SITE_SURVEY"
      onFinish={finish}
      sending={sending}
      cancel={cancel}
    >
      <Alert type="warning" showIcon title={t("form.safety")} />
      <Form.Item
        name="photoIds"
        label={t("form.photos")}
        extra={t("form.surveyPhoto")}
        rules={[{ required: true, message: t("form.photoNeeded") }]}
      >
        <PhotoField />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="lettering" label={t("form.lettering")} extra={t("form.letteringHint")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="shaftContents" label={t("form.contents")} extra={t("form.contentsHint")}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="ringFit" label={t("form.ringFit")}>
          <Select allowClear options={RING_FIT.map((value) => ({ value, label: t(`form.fit.${value}`) }))} />
        </Form.Item>
        <Form.Item name="material" label={t("form.material")}>
          <Select
            allowClear
            options={MATERIALS.map((value) => ({ value, label: t(`form.materials.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="diameterMm" label={t("form.diameter")}>
          <InputNumber min={50} max={5000} step={10} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="cables" label={t("form.cables")}>
          <InputNumber min={0} max={500} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="depthCm" label={t("form.depth")}>
          <InputNumber min={0} max={3000} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="neighbours" label={t("form.neighbours")} extra={t("form.neighboursHint")}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
