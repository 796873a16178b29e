import { Alert, Form } from "antd";
import { useTranslation } from "react-i18next";
import { LEFT_OUT_REASONS } from "../../../server/domain/names.ts";
import { unasked } from "../../../server/domain/inquiry/whom-to-ask.ts";
import { useUnits } from "../../api/reference.ts";
import { useCandidates } from "../../api/registry.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { ReasonFields } from "../ReasonFields.tsx";

interface Values {
  unitIds: string[];
  photoIds?: string[];
  reasonCode?: (typeof LEFT_OUT_REASONS)[number];
  text?: string;
}

/**
 * The same letter to every chosen unit at once: who ought to be asked and was not is chosen already, and whoever is taken out of
 * that asks for a reason (docs/domain.md#guard-3). About a restricted component it records what was delivered on paper.
 */
export function SendLetters({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch("unitIds", form);
  const ranking = useCandidates(detail.componentId);
  const { restricted } = detail.file;
  if (ranking.isPending) return null;
  const today = (ranking.data?.toAsk ?? []).map(({ unit, probability, nearby }) => ({
    unitId: unit.id,
    permille: Math.round(probability * 1000),
    ...(nearby && { nearby }),
  }));
  const toAsk = unasked(detail.file, today);
  const leftOut = toAsk.filter(({ unitId }) => chosen && !chosen.includes(unitId));
  const waiting = new Set(
    detail.lettersSent.filter(({ answer }) => answer === null).map(({ unit }) => unit.id),
  );
  return (
    <CommandForm<Values>
      detail={detail}
      type="SEND_LETTERS"
      form={form}
      initialValues={{ unitIds: toAsk.map(({ unitId }) => unitId) }}
      onFinish={({ unitIds, photoIds, reasonCode, text }) =>
        send({
          type: "SEND_LETTERS",
          unitIds,
          ...(photoIds && { photoIds }),
          ...(leftOut.length > 0 && reasonCode && { reasonCode, ...noteOf("reason", text) }),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="unitIds"
        label={t("form.units")}
        extra={t(restricted ? "form.paperHint" : "form.unitsHint")}
        rules={leftOut.length === 0 ? [{ required: true, message: t("form.requiredChoice") }] : []}
      >
        <UnitSelect
          many
          autoFocus
          first={[...toAsk.map(({ unitId }) => unitId), ...detail.candidates.map(({ unit }) => unit.id)]}
          without={[...waiting]}
        />
      </Form.Item>
      {leftOut.length > 0 && (
        <>
          <Alert
            type="warning"
            showIcon
            title={t("form.leftOut", { count: leftOut.length })}
            description={<LeftOut units={leftOut} />}
          />
          <ReasonFields codes={LEFT_OUT_REASONS} />
        </>
      )}
      {restricted && (chosen?.length ?? 0) > 0 && (
        <Form.Item
          name="photoIds"
          label={t("form.receipts")}
          rules={[{ required: true, message: t("form.photoNeeded") }]}
        >
          <PhotoField />
        </Form.Item>
      )}
    </CommandForm>
  );
}

/** Whom these letters pass over, and why it ought to be asked. */
function LeftOut({ units: passedOver }: { units: ReturnType<typeof unasked> }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const named = useNamed();
  const units = useUnits().data ?? [];
  return (
    <ul className="plain">
      {passedOver.map(({ unitId, nearby }) => {
        const unit = units.find(({ id }) => id === unitId);
        return (
          <li key={unitId}>
            {unit ? named(unit) : t("ui:unit.unknown")} · {t(`candidates.by.${nearby ?? "RANKING"}`)}
          </li>
        );
      })}
    </ul>
  );
}
