import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, DatePicker, Form, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InquiryCommandBody } from "../../server/contract/inquiries.ts";
import {
  ANSWERS,
  DENIAL_REASONS,
  EVIDENCE_KINDS,
  type Answer,
  type DenialReason,
  type EvidenceKind,
} from "../../server/domain/names.ts";
import { INQUIRY_COMMANDS } from "../../server/domain/inquiry/commands.ts";
import type { Inquiry } from "../../server/domain/inquiry/state.ts";
import { useActor, useMe } from "../api/session.ts";
import { useWord } from "../i18n/i18n.ts";
import { NoteField } from "../matter/NoteField.tsx";
import { asks, Needed } from "../matter/needs.ts";
import { UnitSelect } from "../matter/UnitSelect.tsx";
import { useKeys } from "../ui/keys.ts";
import { officeDay } from "../ui/office-day.ts";
import { PhotoField } from "../matter/PhotoField.tsx";

interface Values {
  reasonCode?: DenialReason;
  namesUnitId?: string;
  remark?: string;
  evidence?: { kind?: EvidenceKind; photoIds?: string[]; since?: Dayjs | null }[];
}

/**
 * CLAIM, DENY or NEED_SITE_VISIT, by click or by 1, 2, 3; then what speaks for it. `only` narrows it to the claim, which
 * is possible at any time, also years after the backstop (docs/domain.md#d10).
 */
export function AnswerForm({
  inquiry,
  only,
  sending,
  send,
}: {
  /** As its own part of it is told to a unit. */
  inquiry: Inquiry;
  only?: "CLAIM";
  sending: boolean;
  send: (body: InquiryCommandBody & { type: "ANSWER" }) => void;
}) {
  const { t } = useTranslation("claims");
  const word = useWord();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const needed = asks(INQUIRY_COMMANDS.ANSWER, inquiry, useActor());
  const possible: readonly Answer[] = only ? [only] : ANSWERS;
  useKeys(Object.fromEntries(possible.map((one, index) => [String(index + 1), () => setAnswer(one)])));
  useKeys({ "Ctrl+Enter": () => answer && form.submit() }, { always: true, enabled: answer !== null });
  const finish = ({ reasonCode, namesUnitId, remark, evidence = [] }: Values) => {
    if (!answer) return;
    const text = remark?.trim();
    send({
      type: "ANSWER",
      answer,
      reasonCode: answer === "DENY" ? (reasonCode ?? null) : null,
      ...(answer === "DENY" && namesUnitId && { namesUnitId }),
      evidence:
        answer === "NEED_SITE_VISIT"
          ? []
          : evidence.flatMap(({ kind, photoIds = [], since }) =>
              kind ? [{ kind, photoIds, ...(since && { since: since.format("YYYY-MM-DD") }) }] : [],
            ),
      ...(text && { notes: { remark: text } }),
    });
  };
  return (
    <Needed value={needed}>
      <div className="answer">
        <div className="answer-choice" role="radiogroup" aria-label={t("choose")}>
          {possible.map((one, index) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={answer === one}
              data-answer={one}
              onClick={() => setAnswer(one)}
            >
              <strong>{word("answer", one)}</strong>
              <kbd>{index + 1}</kbd>
            </button>
          ))}
        </div>
        {answer && (
          <Form<Values>
            key={answer}
            form={form}
            layout="vertical"
            onFinish={finish}
            initialValues={{ evidence: answer === "CLAIM" ? [{}] : [] }}
            requiredMark={false}
            onKeyDownCapture={(event) => {
              // Before a list box takes the Enter for itself and opens.
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.stopPropagation();
              form.submit();
            }}
          >
            <Alert type="info" title={t(`hint.${answer}`)} />
            {answer === "DENY" && (
              <>
                <Form.Item
                  name="reasonCode"
                  label={t("reason")}
                  rules={[{ required: true, message: t("required") }]}
                >
                  <Select
                    autoFocus
                    placeholder={t("chooseReason")}
                    options={DENIAL_REASONS.map((value) => ({ value, label: word("denialReason", value) }))}
                  />
                </Form.Item>
                <Form.Item name="namesUnitId" label={t("namesUnit")} extra={t("namesUnitHint")}>
                  <UnitSelect allowClear without={me.unit ? [me.unit.id] : []} />
                </Form.Item>
              </>
            )}
            {answer !== "NEED_SITE_VISIT" && <EvidenceFields optional={answer === "DENY"} />}
            <NoteField
              name="remark"
              label={t("remark")}
              missing={t("remarkNeeded")}
              autoSize={{ minRows: 2, maxRows: 6 }}
            />
            <Button type="primary" htmlType="submit" loading={sending} block>
              {t(`submit.${answer}`)}
            </Button>
          </Form>
        )}
      </div>
    </Needed>
  );
}

function EvidenceFields({ optional }: { optional: boolean }) {
  const { t } = useTranslation("claims");
  const word = useWord();
  return (
    <Form.List name="evidence">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className="evidence-fields">
              <legend>{t("evidence")}</legend>
              <Form.Item
                name={[name, "kind"]}
                label={t("kind")}
                rules={[{ required: true, message: t("required") }]}
              >
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  options={EVIDENCE_KINDS.map((value) => ({ value, label: word("evidence", value) }))}
                />
              </Form.Item>
              <Form.Item name={[name, "photoIds"]} label={t("photos")}>
                <PhotoField />
              </Form.Item>
              {!optional && (
                <Form.Item name={[name, "since"]} label={t("since")}>
                  <DatePicker maxDate={officeDay()} />
                </Form.Item>
              )}
              {(optional || index > 0) && (
                <Button size="small" type="text" icon={<DeleteOutlined />} onClick={() => remove(name)}>
                  {t("removeEvidence")}
                </Button>
              )}
            </fieldset>
          ))}
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => add({})}
            className="add-evidence"
          >
            {fields.length === 0 ? t("evidence") : t("addEvidence")}
          </Button>
        </>
      )}
    </Form.List>
  );
}
