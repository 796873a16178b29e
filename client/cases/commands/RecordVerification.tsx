import { Form, Radio, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem } from "./fields.tsx";

/** What a grid worker found on the spot before the case is filed. */
export function RecordVerification({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ found: boolean; danger: boolean; note?: string }>
      detail={detail}
      type="RECORD_VERIFICATION"
      sending={sending}
      cancel={cancel}
      initialValues={{ found: true, danger: detail.danger }}
      onFinish={({ found, danger, note }) =>
        send({ type: "RECORD_VERIFICATION", found, danger, ...noteOf(note) })
      }
    >
      <Form.Item name="found" label={t("form.found")}>
        <Radio.Group
          options={[
            { value: true, label: t("form.foundYes") },
            { value: false, label: t("form.foundNo") },
          ]}
        />
      </Form.Item>
      <Form.Item name="danger" label={t("form.danger")} extra={t("form.dangerHint")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
