import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { DangerItem } from "./DangerOver.tsx";
import { NoteItem, PhotosItem } from "./fields.tsx";

/** What a grid worker found on the spot before the case is filed. */
export function RecordVerification({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ found: boolean; danger: boolean; photoIds: string[]; note?: string }>
      detail={detail}
      type="RECORD_VERIFICATION"
      sending={sending}
      cancel={cancel}
      initialValues={{ found: true, danger: detail.danger, photoIds: [] }}
      onFinish={({ found, danger, photoIds, note }) =>
        send({ type: "RECORD_VERIFICATION", found, danger, photoIds, ...noteOf(note) })
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
      <DangerItem reported={detail.danger} />
      <PhotosItem />
      <NoteItem />
    </CommandForm>
  );
}
