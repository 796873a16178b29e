import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CLAIM_REJECTIONS } from "../../../server/domain/names.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonFields } from "../ReasonFields.tsx";

interface Values {
  unitId: string;
  reasonCode: (typeof CLAIM_REJECTIONS)[number];
  text: string;
}

/** The claim that loses stays on record as rejected, with its reason; what came with it counts no more (docs/domain.md#d1). */
export function RejectClaim({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const named = useNamed();
  const open = detail.claims.filter(({ status }) => status === "OPEN");
  return (
    <CommandForm<Values>
      detail={detail}
      type="REJECT_CLAIM"
      initialValues={open.length === 1 && open[0] ? { unitId: open[0].unit.id } : {}}
      onFinish={({ unitId, reasonCode, text }) =>
        send({ type: "REJECT_CLAIM", unitId, reasonCode, ...noteOf("reason", text) })
      }
      sending={sending}
      cancel={cancel}
      danger
    >
      <Form.Item
        name="unitId"
        label={t("form.unit")}
        extra={t("form.rejectedFalls")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <Select
          placeholder={t("form.chooseUnit")}
          options={open.map(({ unit }) => ({ value: unit.id, label: named(unit) }))}
        />
      </Form.Item>
      <ReasonFields codes={CLAIM_REJECTIONS} />
    </CommandForm>
  );
}
