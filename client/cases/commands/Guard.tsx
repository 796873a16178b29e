import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, PhotosItem, PlaceField, type Place } from "./fields.tsx";

/** 围蔽警示: a photo and, where it can be had, the place: whoever arrives first proves that it was guarded and when. */
export function Guard({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ photoIds: string[]; position: Place | null; note?: string }>
      detail={detail}
      type="GUARD"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [], position: null }}
      onFinish={({ photoIds, position, note }) =>
        send({ type: "GUARD", photoIds, position: position ?? null, ...noteOf(note) })
      }
    >
      <PhotosItem />
      <Form.Item name="position" label={t("form.position")}>
        <PlaceField />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
