import { Switch, Form } from "antd";
import { useTranslation } from "react-i18next";
import { DANGER_OVER_REASONS, type DangerOverReason } from "../../../server/domain/names.ts";
import { PhotoStrip } from "../../matter/PhotoStrip.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { NoteItem, PhotosItem, ReasonItem } from "./fields.tsx";

/** 险情解除: what one sees on the spot, in a picture and in words; another one decides whether it is so. */
export function RequestDangerOver({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ reasonCode: DangerOverReason; photoIds: string[]; note?: string }>
      detail={detail}
      type="REQUEST_DANGER_OVER"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ reasonCode, photoIds, note }) =>
        send({ type: "REQUEST_DANGER_OVER", reasonCode, photoIds, ...noteOf(note) })
      }
    >
      <p className="quiet">{t("form.dangerOverHint")}</p>
      <ReasonItem list="dangerOver" codes={DANGER_OVER_REASONS} />
      <PhotosItem />
      <NoteItem />
    </CommandForm>
  );
}

/** The second person looks at the picture before saying that it is none. */
export function ConfirmDangerOver({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm
      detail={detail}
      type="CONFIRM_DANGER_OVER"
      plain
      danger
      sending={sending}
      cancel={cancel}
      onFinish={() => send({ type: "CONFIRM_DANGER_OVER" })}
    >
      <PhotoStrip ids={detail.request?.photoIds ?? []} />
      <p>{t("ask.CONFIRM_DANGER_OVER")}</p>
    </CommandForm>
  );
}

/** One word of whoever sees it is enough; to take it back takes two, so it is asked once. */
export function ReassessDanger({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  return (
    <CommandForm<{ note?: string }>
      detail={detail}
      type="REASSESS_DANGER"
      sending={sending}
      cancel={cancel}
      onFinish={({ note }) => send({ type: "REASSESS_DANGER", danger: true, ...noteOf(note) })}
    >
      <p>{t("ask.REASSESS_DANGER")}</p>
      <NoteItem />
    </CommandForm>
  );
}

/** A danger may be added to a report, and none is taken away by a switch (docs/domain.md#guard-1). */
export function DangerItem({ reported }: { reported: boolean }) {
  const { t } = useTranslation("cases");
  return (
    <Form.Item
      name="danger"
      label={t("form.danger")}
      extra={t(reported ? "form.dangerStays" : "form.dangerHint")}
      valuePropName="checked"
    >
      <Switch disabled={reported} />
    </Form.Item>
  );
}
