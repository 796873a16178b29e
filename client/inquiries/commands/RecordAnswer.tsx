import { Alert, Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { ANSWERS, DENIAL_REASONS, type Answer, type DenialReason } from "../../../server/domain/names.ts";
import { useMe } from "../../api/session.ts";
import { useWord } from "../../i18n/i18n.ts";
import { NoteField } from "../../matter/NoteField.tsx";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonChoice } from "../ReasonFields.tsx";

interface Values {
  unitId?: string;
  answer: Answer;
  reasonCode?: DenialReason;
  namesUnitId?: string;
  text?: string;
  photoIds?: string[];
}

/**
 * A unit's answer: its own, or recorded by the seat on its behalf, which needs the unit's letter on file
 * (docs/domain.md#d28). On an ended inquiry only a claim is possible: the late claim.
 */
export function RecordAnswer({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const answer = Form.useWatch("answer", form);
  const ownUnit = me.role === "OWNER_UNIT";
  const waiting = detail.lettersSent
    .filter((letter) => letter.answer === null)
    .map((letter) => letter.unit.id);
  const asked = ownUnit ? waiting.includes(me.unit?.id ?? "") : waiting.length > 0;
  const possible = detail.open && asked ? ANSWERS : (["CLAIM"] as const);
  const finish = ({ unitId, answer, reasonCode, namesUnitId, text, photoIds = [] }: Values) => {
    const kind = answer === "CLAIM" ? "WRITTEN_ADMISSION" : "WRITTEN_DENIAL";
    send({
      type: "ANSWER",
      ...(unitId && { unitId }),
      answer,
      reasonCode: answer === "DENY" ? (reasonCode ?? null) : null,
      ...(answer === "DENY" && namesUnitId && { namesUnitId }),
      evidence: photoIds.length > 0 && answer !== "NEED_SITE_VISIT" ? [{ kind, photoIds }] : [],
      ...noteOf("remark", text),
    });
  };
  return (
    <CommandForm<Values>
      detail={detail}
      type="ANSWER"
      form={form}
      initialValues={{ answer: possible[0] }}
      onFinish={finish}
      sending={sending}
      cancel={cancel}
    >
      {!ownUnit && (
        <>
          <Alert type="info" showIcon title={t("form.letterOnFile")} />
          <Form.Item
            name="unitId"
            label={t("form.unit")}
            rules={[{ required: true, message: t("form.requiredChoice") }]}
          >
            <UnitSelect first={waiting} autoFocus />
          </Form.Item>
        </>
      )}
      <Form.Item name="answer" label={t("form.answer")}>
        <Radio.Group
          optionType="button"
          options={possible.map((value) => ({ value, label: word("answer", value) }))}
        />
      </Form.Item>
      {answer === "DENY" && (
        <>
          <ReasonChoice codes={DENIAL_REASONS} words="denialReason" />
          <Form.Item name="namesUnitId" label={t("form.namesUnit")} extra={t("form.namesUnitHint")}>
            <UnitSelect allowClear />
          </Form.Item>
        </>
      )}
      <NoteField
        name="text"
        label={t("form.reasonText")}
        missing={t("form.required")}
        autoSize={{ minRows: 2, maxRows: 6 }}
      />
      <Form.Item
        name="photoIds"
        label={t("form.photos")}
        rules={ownUnit ? [] : [{ required: true, message: t("form.photoNeeded") }]}
      >
        <PhotoField />
      </Form.Item>
    </CommandForm>
  );
}
