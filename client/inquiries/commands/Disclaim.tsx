import { Alert, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../../i18n/i18n.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { ERRORS } from "../../matter/errors-of-owners.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonChoice } from "../ReasonFields.tsx";

/** The confirmed owner has written that it erred: entered with its letter, its period ends today (docs/domain.md#d2). */
export function Disclaim({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const owner = detail.determination?.owner ?? null;
  return (
    <CommandForm<{ reasonCode: string; photoIds: string[]; text?: string }>
      detail={detail}
      type="DISCLAIM"
      danger
      blocked={owner === null}
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, photoIds, text }) =>
        owner &&
        send({
          type: "DISCLAIM",
          unitId: owner.id,
          reasonCode,
          evidence: [{ kind: "WRITTEN_DENIAL", photoIds }],
          ...noteOf("remark", text),
        })
      }
    >
      <Alert
        type="info"
        showIcon
        title={owner ? t("form.disclaim", { unit: named(owner) }) : t("form.disclaimNobody")}
      />
      <ReasonChoice codes={ERRORS} autoFocus />
      <Form.Item
        name="photoIds"
        label={t("form.letterPhotos")}
        rules={[{ required: true, message: t("form.photoNeeded") }]}
      >
        <PhotoField />
      </Form.Item>
      <Form.Item name="text" label={t("form.reasonText")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}
