import { Alert, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

interface Values {
  material: string;
  photoIds: string[];
  text: string;
}

/** 废弃封填: what it was filled with, and what shows that nothing lives in it (docs/domain.md#d14). */
export function ProposeSealing({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<Values>
      detail={detail}
      type="PROPOSE_SEALING"
      onFinish={({ material, photoIds, text }) =>
        send({ type: "PROPOSE_SEALING", material, photoIds, ...noteOf("report", text) })
      }
      sending={sending}
      cancel={cancel}
      danger
    >
      <Alert type="warning" showIcon title={t("form.sealing")} />
      <Form.Item
        name="photoIds"
        label={t("form.photos")}
        rules={[{ required: true, message: t("form.photoNeeded") }]}
      >
        <PhotoField />
      </Form.Item>
      <Form.Item
        name="material"
        label={t("form.filling")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input maxLength={200} placeholder={t("form.fillingHint")} />
      </Form.Item>
      <Form.Item
        name="text"
        label={t("form.openLid")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
