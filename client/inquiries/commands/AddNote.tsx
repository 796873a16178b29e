import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

export function AddNote({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<{ text: string; photoIds?: string[] }>
      detail={detail}
      type="ADD_NOTE"
      onFinish={({ text, photoIds = [] }) => send({ type: "ADD_NOTE", photoIds, ...noteOf("note", text) })}
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="text"
        label={t("form.note")}
        rules={[{ required: true, whitespace: true, message: t("form.required") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="photoIds" label={t("form.photos")}>
        <PhotoField />
      </Form.Item>
    </CommandForm>
  );
}
