import { Alert, Button, Checkbox, Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseDetail } from "../../server/contract/cases.ts";
import { DANGER_OVER_REASONS } from "../../server/domain/names.ts";
import { useWord } from "../i18n/i18n.ts";
import { useToast } from "../ui/undo.tsx";
import { UnitSelect } from "../matter/UnitSelect.tsx";
import { useDraft } from "./draft.ts";
import { outbox } from "./outbox.ts";
import type { Locating } from "./position.ts";
import { picturesOf, ShotField, type Shot } from "./ShotField.tsx";
import { Where } from "./TaskList.tsx";
import {
  asksForWords,
  commandOf,
  EMPTY_WORK,
  FIELDS,
  missingIn,
  type WorkType,
  type WorkValues,
} from "./work.ts";

const MATERIALS = ["CAST_IRON", "DUCTILE_IRON", "CONCRETE", "COMPOSITE", "STEEL"] as const;
const LOAD_CLASSES = ["A15", "B125", "C250", "D400", "E600", "F900"] as const;

type Draft = WorkValues & { shots: readonly Shot[] };

/** One step done on the spot: photo first, few words, into the outbox. What is filled in survives everything. */
export function WorkForm({
  type,
  detail,
  locating,
  close,
}: {
  type: WorkType;
  detail: CaseDetail;
  locating: Locating;
  close: () => void;
}) {
  const { t } = useTranslation("field");
  const toast = useToast();
  const { draft, change, clear } = useDraft<Draft>(`work:${detail.id}:${type}`, {
    ...EMPTY_WORK,
    danger: detail.danger,
    shots: [],
  });
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null);
  if (!draft) return null;
  const fields = FIELDS[type];
  const send = async () => {
    const lacks = missingIn(type, draft, draft.shots.length);
    setMissing(lacks);
    if (lacks) return;
    const at = locating.state === "found" ? locating.at : null;
    const pictures = await picturesOf(draft.shots);
    await outbox.add(
      `${detail.number} ${t(`work.${type}`)}`,
      { kind: "command", caseId: detail.id, seenVersion: detail.version, body: commandOf(type, draft, at) },
      pictures,
    );
    clear();
    toast(t(navigator.onLine ? "done" : "doneOffline"));
    close();
  };
  return (
    <form
      className="work-form"
      aria-label={t(`work.${type}`)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{t(`work.${type}`)}</h3>
      {t(`hint.${type}`) && <p className="quiet">{t(`hint.${type}`)}</p>}
      {fields.photos && <ShotField shots={draft.shots} onChange={(shots) => change({ shots })} />}
      {missing === "photos" && <Alert type="error" title={t("photo.needed")} role="alert" />}
      {type === "GUARD" && <Where locating={locating} />}
      <Details type={type} reported={detail.danger} draft={draft} change={change} missing={missing} />
      <div className="field-actions">
        <Button type="primary" size="large" htmlType="submit" block>
          {t(`work.${type}`)}
        </Button>
        <Button size="large" onClick={close}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

function Details({
  type,
  reported,
  draft,
  change,
  missing,
}: {
  type: WorkType;
  /** It is a danger already: one person does not make it less. */
  reported: boolean;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  missing: ReturnType<typeof missingIn>;
}) {
  const { t } = useTranslation("field");
  const word = useWord();
  const fields = FIELDS[type];
  const quick = type === "MAKE_SAFE" || type === "REPAIR" ? t(`form.measures.${type}`).split("|") : [];
  return (
    <>
      {fields.found && (
        <Radio.Group
          optionType="button"
          size="large"
          value={draft.found}
          onChange={(event) => change({ found: event.target.value as boolean })}
          options={[
            { value: true, label: t("form.found") },
            { value: false, label: t("form.notFound") },
          ]}
        />
      )}
      {fields.danger && draft.found && (
        <Checkbox
          checked={draft.danger}
          disabled={reported}
          onChange={(event) => change({ danger: event.target.checked })}
        >
          {t("form.danger")}
        </Checkbox>
      )}
      {fields.measure && (
        <label>
          {t("form.measure")}
          <span className="quick">
            {quick.map((word) => (
              <Button
                key={word}
                size="small"
                type={draft.measure === word ? "primary" : "default"}
                onClick={() => change({ measure: word })}
              >
                {word}
              </Button>
            ))}
          </span>
          <Input
            size="large"
            maxLength={200}
            value={draft.measure}
            status={missing === "measure" ? "error" : ""}
            onChange={(event) => change({ measure: event.target.value })}
          />
        </label>
      )}
      {fields.material && (
        <div className="field-pair">
          <label>
            {t("form.material")}
            <Select<string | null>
              size="large"
              allowClear
              value={draft.material}
              onChange={(material) => change({ material: material ?? null })}
              options={MATERIALS.map((value) => ({ value, label: t(`form.materials.${value}`) }))}
            />
          </label>
          <label>
            {t("form.loadClass")}
            <Select<Draft["loadClass"]>
              size="large"
              allowClear
              value={draft.loadClass}
              onChange={(loadClass) => change({ loadClass: loadClass ?? null })}
              options={LOAD_CLASSES.map((value) => ({ value, label: value }))}
            />
          </label>
        </div>
      )}
      {fields.reason && (
        <label>
          {t("form.reason")}
          <Input
            size="large"
            maxLength={200}
            value={draft.reason}
            status={missing === "reason" ? "error" : ""}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </label>
      )}
      {fields.namedUnit && (
        <label>
          {t("form.named")}
          {t("optional")}
          <UnitSelect
            {...(draft.namesUnitId && { value: draft.namesUnitId })}
            allowClear
            onChange={(unitId) => change({ namesUnitId: unitId ?? null })}
          />
        </label>
      )}
      {fields.whyNone && (
        <label>
          {t("form.why")}
          <Select<Draft["whyNone"]>
            size="large"
            value={draft.whyNone}
            onChange={(whyNone) => change({ whyNone })}
            options={DANGER_OVER_REASONS.map((value) => ({ value, label: word("reason", value) }))}
          />
        </label>
      )}
      {fields.words && (
        <label>
          {t("report.words")}
          {asksForWords(type, draft) && ` (${t("form.explain")})`}
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            maxLength={2000}
            value={draft.words}
            status={missing === "words" ? "error" : ""}
            onChange={(event) => change({ words: event.target.value })}
          />
        </label>
      )}
      {missing && missing !== "photos" && <Alert type="error" title={t("form.required")} role="alert" />}
    </>
  );
}
