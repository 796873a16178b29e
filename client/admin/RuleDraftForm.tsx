import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleDraft } from "../../server/contract/rule-packs.ts";
import { defaultRepair, defaultStep } from "../../server/domain/clocks/rule-difference.ts";
import { STEP_KINDS, STEPS } from "../../server/domain/clocks/steps.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { LimitRow } from "./RuleLimit.tsx";
import { RuleLines } from "./RuleLines.tsx";
import { rulesOf, typedRules, type TypedRules } from "./rule-form.ts";
import { useRuleCommands } from "./rule-calls.ts";

const TRACKS = ["SAFETY", "OWNERSHIP"] as const;

/** Everything that a draft says, in one form: names and source, each step by its track, the repairs, and the rest. */
export function RuleDraftForm({ draft, close }: { draft: RuleDraft; close: () => void }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const toast = useToast();
  const language = useLanguage() === "en" ? "en" : "zh";
  const { edit } = useRuleCommands();
  const [wrong, setWrong] = useState(0);
  const needed = [{ required: true, whitespace: true, message: t("units.required") }];
  const finish = (form: TypedRules) => {
    setWrong(0);
    const { nameZh, nameEn = "", sourceText } = form;
    const body = { nameZh, nameEn, sourceText, rules: rulesOf(form) };
    const done = () => {
      toast(t("rules.draftSaved"));
      close();
    };
    edit.mutate({ draft, body }, { onSuccess: done });
  };
  return (
    <Form<TypedRules>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ block: "center" }}
      initialValues={typedRules(draft)}
      onFinish={finish}
      onFinishFailed={({ errorFields }) => setWrong(errorFields.length)}
    >
      <div className="form-row">
        <Form.Item name="nameZh" label={t("rules.nameZh")} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("rules.nameEn")}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name="sourceText" label={t("rules.source")} extra={t("rules.sourceHint")} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      {TRACKS.map((track) => (
        <section key={track}>
          <h3>{t(`rules.stepsOf.${track}`)}</h3>
          <ul className="rule-steps">
            {STEP_KINDS.filter((step) => STEPS[step].track === track).map((step) => (
              <LimitRow
                key={step}
                path={["steps", step]}
                label={word("step", step)}
                otherwise={defaultStep(step, language)}
              />
            ))}
          </ul>
        </section>
      ))}
      <h3>{t("rules.repairs")}</h3>
      <p className="quiet">{t("rules.repairsHow")}</p>
      <RuleLines />
      <ul className="rule-steps rule-rest">
        <LimitRow path={["otherRepair"]} label={t("rules.other")} otherwise={defaultRepair(language)} />
      </ul>
      {wrong > 0 && <Alert type="error" showIcon title={t("rules.wrong", { count: wrong })} role="alert" />}
      {edit.error && <CommandProblem error={edit.error} />}
      <div className="form-foot rule-foot">
        <Button type="primary" htmlType="submit" loading={edit.isPending}>
          {t("rules.saveDraft")}
        </Button>
        <Button onClick={close}>{t("rules.cancel")}</Button>
      </div>
    </Form>
  );
}
