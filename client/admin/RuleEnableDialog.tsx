import { Alert, DatePicker, Form, Modal, Radio } from "antd";
import { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import type { RuleDraft } from "../../server/contract/rule-packs.ts";
import type { RuleChange } from "../../server/domain/clocks/rule-difference.ts";
import { useLanguage, useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { clock } from "../ui/clock.ts";
import { officeDay } from "../ui/office-day.ts";
import { fullMoment } from "../ui/time.ts";
import { useToast } from "../ui/undo.tsx";
import { RuleDifference } from "./RuleDifference.tsx";
import { useProvisionalFrom } from "./provisional-from.ts";
import { useRuleCommands } from "./rule-calls.ts";

interface Values {
  when: "NOW" | "LATER";
  at?: Dayjs;
}

/** The second person's step: once more what changes, from when, and only then the signature. */
export function RuleEnableDialog({
  draft,
  changes,
  close,
}: {
  draft: RuleDraft;
  changes: readonly RuleChange[];
  close: () => void;
}) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const toast = useToast();
  const language = useLanguage();
  const { enable } = useRuleCommands();
  const [form] = Form.useForm<Values>();
  const later = Form.useWatch("when", form) === "LATER";
  const at = Form.useWatch("at", form);
  const guessed = useProvisionalFrom(draft.rules, later && at ? at.year() : officeDay().year());
  const finish = ({ when, at }: Values) =>
    enable.mutate(
      { draft, from: when === "LATER" && at ? inShanghai(at) : null },
      {
        onSuccess: ({ inForceFrom }) => {
          toast(t("rules.done", { name: named(draft), from: fullMoment(inForceFrom, language) }));
          close();
        },
      },
    );
  return (
    <Modal
      open
      width={860}
      title={t("rules.enableTitle", { name: named(draft) })}
      okText={t("rules.enable")}
      cancelText={t("rules.cancel")}
      okButtonProps={{ loading: enable.isPending }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <RuleDifference changes={changes} />
      <Alert type="info" showIcon className="rule-pinned" title={t("rules.pinned")} />
      {guessed !== null && (
        <Alert
          type="warning"
          showIcon
          className="rule-pinned"
          title={t("calendar.provisionalFrom", { year: guessed })}
        />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ when: "NOW" }}
        onFinish={finish}
      >
        <Form.Item name="when" label={t("rules.from")}>
          <Radio.Group
            options={[
              { value: "NOW", label: t("rules.now") },
              { value: "LATER", label: t("rules.later") },
            ]}
          />
        </Form.Item>
        {later && (
          <Form.Item
            name="at"
            label={t("rules.at")}
            rules={[
              { required: true, message: t("rules.atNeeded") },
              {
                validator: (_, at: Dayjs | undefined) =>
                  at && Date.parse(inShanghai(at)) < clock.now()
                    ? Promise.reject(new Error(t("rules.atPast")))
                    : Promise.resolve(),
              },
            ]}
          >
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" minDate={officeDay()} />
          </Form.Item>
        )}
      </Form>
      {enable.error && <CommandProblem error={enable.error} />}
    </Modal>
  );
}

/** What the picker shows is a time of day in the street, whatever the reader's own clock says. */
function inShanghai(at: Dayjs): string {
  return new Date(`${at.format("YYYY-MM-DDTHH:mm:00")}+08:00`).toISOString();
}
