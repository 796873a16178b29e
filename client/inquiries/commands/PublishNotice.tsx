import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

/** 公告: says publicly that the owner is looked for, before the backstop catches the component. */
export function PublishNotice({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  return (
    <CommandForm<{ channel: string; text?: string }>
      detail={detail}
      type="PUBLISH_NOTICE"
      initialValues={{ channel: "SITE_AND_WEB", text: detail.noticeDraft?.text ?? "" }}
      onFinish={({ channel, text }) => send({ type: "PUBLISH_NOTICE", channel, ...noteOf("text", text) })}
      sending={sending}
      cancel={cancel}
    >
      <Form.Item name="channel" label={t("form.channel")}>
        <Radio.Group
          options={[
            { value: "SITE_AND_WEB", label: t("form.channelBoth") },
            { value: "SITE", label: t("form.channelSite") },
            { value: "WEB", label: t("form.channelWeb") },
          ]}
        />
      </Form.Item>
      <Form.Item name="text" label={t("form.noticeText")} extra={t("form.noticeHint")}>
        <Input.TextArea lang="zh" autoSize={{ minRows: 3, maxRows: 14 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
