import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CHANNELS, type Channel } from "../../../server/domain/names.ts";
import { useWord } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem } from "./fields.tsx";

/** Each citizen gets an answer, also one whose report was merged into another case. */
export function Reply({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const word = useWord();
  return (
    <CommandForm<{ channel: Channel; note?: string }>
      detail={detail}
      type="REPLY"
      sending={sending}
      cancel={cancel}
      initialValues={{ channel: detail.channel }}
      onFinish={({ channel, note }) => send({ type: "REPLY", channel, ...noteOf(note) })}
    >
      <Form.Item name="channel" label={t("form.replyBy")}>
        <Select options={CHANNELS.map((value) => ({ value, label: word("channel", value) }))} />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
