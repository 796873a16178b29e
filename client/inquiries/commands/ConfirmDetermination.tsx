import { Alert, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { doubts } from "../../../server/domain/inquiry/proof.ts";
import { DECISIONS_DESPITE } from "../../../server/domain/names.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { useProposal } from "../proposal.ts";
import { ReasonFields } from "../ReasonFields.tsx";

interface Values {
  reasonCode?: (typeof DECISIONS_DESPITE)[number];
  text?: string;
}

/** The second signature under an owner. What stands against it is listed, and answered in words (docs/domain.md#guard-4). */
export function ConfirmDetermination({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const named = useNamed();
  const proposal = useProposal(detail);
  const proposed = detail.file.proposal?.kind === "DETERMINATION" ? detail.file.proposal : null;
  const against = proposed ? doubts(detail.file, proposed.unitId) : [];
  const unit = proposal?.unit ? named(proposal.unit) : t("ui:unit.unknown");
  return (
    <CommandForm<Values>
      detail={detail}
      type="CONFIRM_DETERMINATION"
      onFinish={({ reasonCode, text }) =>
        send({
          type: "CONFIRM_DETERMINATION",
          ...(against.length > 0 && reasonCode && { reasonCode }),
          ...noteOf("reason", text),
        })
      }
      sending={sending}
      cancel={cancel}
      plain={against.length === 0}
    >
      <p>{t("ask.CONFIRM_DETERMINATION", { unit, from: proposal?.from ?? "" })}</p>
      {against.length > 0 ? (
        <>
          <Alert
            type="warning"
            showIcon
            title={t("doubt.title")}
            description={
              <ul className="plain">
                {against.map((doubt) => (
                  <li key={doubt}>{t(`doubt.${doubt}`)}</li>
                ))}
              </ul>
            }
          />
          <ReasonFields codes={DECISIONS_DESPITE} />
        </>
      ) : (
        <Form.Item name="text" label={t("form.note")}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      )}
    </CommandForm>
  );
}
