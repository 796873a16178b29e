import { useTranslation } from "react-i18next";
import { DECISIONS_DESPITE } from "../../../server/domain/names.ts";
import { CommandFrame, noteAs, Refusal } from "../../matter/CommandFrame.tsx";
import { ReasonSelect } from "../../matter/ReasonSelect.tsx";
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
  return (
    <Refusal value={error}>
      <CommandFrame<{ reasonCode: Reason; text: string }>
        title={t("proposal.confirm")}
        sending={sending}
        cancel={cancel}
        onFinish={({ reasonCode, text }) => send({ reasonCode, ...noteAs("reason", text) })}
      >
        <p>{t("proposal.despite")}</p>
        <ReasonSelect
          codes={DECISIONS_DESPITE}
          label={t("edit.reason")}
          placeholder={t("edit.choose")}
          missing={t("edit.choose")}
        />
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
