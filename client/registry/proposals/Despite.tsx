import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DECISIONS_DESPITE } from "../../../server/domain/names.ts";
import { useWord } from "../../i18n/i18n.ts";
import { CommandFrame, noteAs, Refusal } from "../../matter/CommandFrame.tsx";
import { NoteField } from "../../matter/NoteField.tsx";

type Reason = (typeof DECISIONS_DESPITE)[number];

/** Somebody whose days it moves objects: the convener says why it is decided all the same, and in words. */
export function Despite({
  send,
  error,
  sending,
  cancel,
}: {
  send: (said: { reasonCode: Reason; notes?: Record<string, string> }) => void;
  error: unknown;
  sending: boolean;
  cancel: () => void;
}) {
  const { t } = useTranslation("registry");
  const word = useWord();
  return (
    <Refusal value={error}>
      <CommandFrame<{ reasonCode: Reason; text: string }>
        title={t("proposal.confirm")}
        sending={sending}
        cancel={cancel}
        onFinish={({ reasonCode, text }) => send({ reasonCode, ...noteAs("reason", text) })}
      >
        <p>{t("proposal.despite")}</p>
        <Form.Item
          name="reasonCode"
          label={t("edit.reason")}
          rules={[{ required: true, message: t("edit.choose") }]}
        >
          <Select
            placeholder={t("edit.choose")}
            options={DECISIONS_DESPITE.map((value) => ({ value, label: word("reason", value) }))}
          />
        </Form.Item>
        <NoteField
          name="text"
          label={t("proposal.inWords")}
          missing={t("edit.required")}
          autoSize={{ minRows: 2, maxRows: 6 }}
          explains
        />
      </CommandFrame>
    </Refusal>
  );
}
