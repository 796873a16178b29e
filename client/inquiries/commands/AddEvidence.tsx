import { DatePicker, Form, Input, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EVIDENCE_KINDS, EVIDENCE_WEIGHT, type EvidenceKind } from "../../../server/domain/names.ts";
import { useMe } from "../../api/session.ts";
import { useWord } from "../../i18n/i18n.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { officeDay } from "../../ui/office-day.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

const DIRECTIONS = ["FOR", "AGAINST", "NEUTRAL"] as const;

interface Values {
  kind: EvidenceKind;
  unitId?: string;
  direction: (typeof DIRECTIONS)[number];
  photoIds?: string[];
  since?: Dayjs | null;
  text?: string;
}

/** One item of evidence, for or against a unit, or naming nobody. A unit brings evidence about itself. */
export function AddEvidence({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const word = useWord();
  const me = useMe();
  const ownUnit = me.role === "OWNER_UNIT" ? (me.unit?.id ?? null) : null;
  const finish = ({ kind, unitId, direction, photoIds = [], since, text }: Values) =>
    send({
      type: "ADD_EVIDENCE",
      kind,
      unitId: ownUnit ?? unitId ?? null,
      direction,
      photoIds,
      observation: {},
      ...(since && { since: since.format("YYYY-MM-DD") }),
      ...noteOf("remark", text),
    });
  const parties = [...detail.claims, ...detail.lettersSent, ...detail.candidates].map(({ unit }) => unit.id);
  return (
    <CommandForm<Values>
      detail={detail}
      type="ADD_EVIDENCE"
      initialValues={{ direction: "FOR" }}
      onFinish={finish}
      sending={sending}
      cancel={cancel}
    >
      <Form.Item
        name="kind"
        label={t("form.kind")}
        extra={t("evidence.lettering")}
        rules={[{ required: true, message: t("form.requiredChoice") }]}
      >
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          options={EVIDENCE_KINDS.map((value) => ({
            value,
            label: word("evidence", value),
            weight: t("evidence.weight", { weight: EVIDENCE_WEIGHT[value] }),
          }))}
          optionRender={weighed}
        />
      </Form.Item>
      {ownUnit === null && (
        <Form.Item name="unitId" label={t("form.unit")}>
          <UnitSelect first={[...new Set(parties)]} placeholder={t("form.noUnit")} allowClear />
        </Form.Item>
      )}
      <Form.Item name="direction" label={t("form.direction")}>
        <Radio.Group options={DIRECTIONS.map((value) => ({ value, label: t(`form.${value}`) }))} />
      </Form.Item>
      <Form.Item name="photoIds" label={t("form.photos")} extra={t("form.fileHint")}>
        <PhotoField />
      </Form.Item>
      <Form.Item name="since" label={t("form.since")} extra={t("form.sinceHint")}>
        <DatePicker maxDate={officeDay()} />
      </Form.Item>
      <Form.Item name="text" label={t("form.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </CommandForm>
  );
}

function weighed({ label, data }: { label?: ReactNode; data: { weight: string } }): ReactNode {
  return (
    <span className="weighed">
      {label}
      <span className="quiet">{data.weight}</span>
    </span>
  );
}
