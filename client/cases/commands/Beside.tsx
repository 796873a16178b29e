import { Checkbox, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CHANNELS, type Channel } from "../../../server/domain/names.ts";
import { useComponent } from "../../api/registry.ts";
import { useWord } from "../../i18n/i18n.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import type zh from "../strings.zh.ts";
import { DangerItem } from "./DangerOver.tsx";
import { NoteItem, PhotosItem } from "./fields.tsx";

export function PassCheck({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<{ photoIds: string[]; note?: string }>
      detail={detail}
      type="PASS_CHECK"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ photoIds, note }) => send({ type: "PASS_CHECK", photoIds, ...noteOf(note) })}
    >
      <PhotosItem />
      <NoteItem />
    </CommandForm>
  );
}

export function AddNote({ detail, send, sending, cancel }: CommandFormProps) {
  return (
    <CommandForm<{ photoIds: string[]; note?: string }>
      detail={detail}
      type="ADD_NOTE"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ photoIds, note }) => send({ type: "ADD_NOTE", photoIds, ...noteOf(note) })}
    >
      <NoteItem />
      <PhotosItem />
    </CommandForm>
  );
}

/** The next of several reports about the same thing keeps its own channel; the statistics count one case. */
export function AddReport({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const word = useWord();
  return (
    <CommandForm<{ channel: Channel; danger: boolean; note?: string }>
      detail={detail}
      type="ADD_REPORT"
      sending={sending}
      cancel={cancel}
      initialValues={{ channel: "HOTLINE_12345", danger: false }}
      onFinish={({ channel, danger, note }) => send({ type: "ADD_REPORT", channel, danger, ...noteOf(note) })}
    >
      <Form.Item name="channel" label={t("form.reportChannel")}>
        <Select options={CHANNELS.map((value) => ({ value, label: word("channel", value) }))} />
      </Form.Item>
      <DangerItem reported={false} />
      <NoteItem />
    </CommandForm>
  );
}

export function Merge({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const others = (useComponent(detail.componentId).data?.cases ?? []).filter(
    ({ id, open }) => open && id !== detail.id,
  );
  return (
    <CommandForm<{ into: string }>
      detail={detail}
      type="MERGE"
      sending={sending}
      cancel={cancel}
      blocked={others.length === 0}
      onFinish={({ into }) => send({ type: "MERGE", into })}
    >
      {others.length === 0 ? (
        <p>{t("form.noOther")}</p>
      ) : (
        <Form.Item
          name="into"
          label={t("form.into")}
          extra={t("form.intoHint")}
          rules={[{ required: true, message: t("form.choose") }]}
        >
          <Select
            autoFocus
            options={others.map(({ id, number, state }) => ({
              value: id,
              label: `${number} · ${word("caseState", state)}`,
            }))}
          />
        </Form.Item>
      )}
    </CommandForm>
  );
}

export function Urge({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ supervised: boolean; note?: string }>
      detail={detail}
      type="URGE"
      sending={sending}
      cancel={cancel}
      initialValues={{ supervised: false }}
      onFinish={({ supervised, note }) => send({ type: "URGE", supervised, ...noteOf(note) })}
    >
      <Form.Item name="supervised" valuePropName="checked">
        <Checkbox>{t("form.supervised")}</Checkbox>
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}

/** Notice to those whom it may concern, before or during the works: without it nobody pays later. */
export function RecordNotice({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const channels = t("noticeChannel", { returnObjects: true });
  return (
    <CommandForm<{ unitIds: string[]; channel: keyof typeof zh.noticeChannel; note?: string }>
      detail={detail}
      type="RECORD_NOTICE"
      sending={sending}
      cancel={cancel}
      onFinish={({ unitIds, channel, note }) =>
        send({ type: "RECORD_NOTICE", unitIds, channel, ...noteOf(note) })
      }
    >
      <Form.Item
        name="unitIds"
        label={t("form.units")}
        rules={[{ required: true, type: "array", min: 1, message: t("form.choose") }]}
      >
        <UnitSelect many autoFocus />
      </Form.Item>
      <Form.Item
        name="channel"
        label={t("form.channel")}
        rules={[{ required: true, message: t("form.choose") }]}
      >
        <Select
          placeholder={t("form.chooseChannel")}
          options={Object.entries(channels).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <NoteItem />
    </CommandForm>
  );
}
