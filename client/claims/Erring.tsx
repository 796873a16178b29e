import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ComponentDetail } from "../../server/contract/registry.ts";
import { EVIDENCE_KINDS, type EvidenceKind } from "../../server/domain/names.ts";
import { useDisclaim } from "../api/disclaim.ts";
import { useMe } from "../api/session.ts";
import { useWord } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { ERRORS } from "../matter/errors-of-owners.ts";
import { holderToday } from "../matter/holders.ts";
import { PhotoField } from "../matter/PhotoField.tsx";
import { useToast } from "../ui/undo.tsx";

interface Values {
  reasonCode: string;
  kind: EvidenceKind;
  photoIds?: string[];
  remark?: string;
}

/**
 * "We erred": a confirmed owner gives a component back with what shows it; its days until today stay its own
 * (docs/domain.md#d2).
 */
export function Erring({ component }: { component: ComponentDetail }) {
  const { t } = useTranslation("claims");
  const word = useWord();
  const toast = useToast();
  const me = useMe();
  const disclaim = useDisclaim(component.id);
  const [open, setOpen] = useState(false);
  if (holderToday(component, "owner")?.id !== me.unit?.id) return null;
  if (!open)
    return (
      <section>
        <Button onClick={() => setOpen(true)}>{t("erred.button")}</Button>
      </section>
    );
  const needed = [{ required: true, message: t("required") }];
  return (
    <section>
      <h3>{t("erred.button")}</h3>
      <Alert type="warning" showIcon title={t("erred.text")} />
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        className="erring"
        initialValues={{ kind: "AS_BUILT_DRAWING" }}
        onFinish={({ reasonCode, kind, photoIds = [], remark }) => {
          const text = remark?.trim();
          disclaim.mutate(
            { reasonCode, evidence: [{ kind, photoIds }], ...(text && { notes: { remark: text } }) },
            { onSuccess: () => toast(t("erred.done")) },
          );
        }}
      >
        <Form.Item name="reasonCode" label={t("reason")} rules={needed}>
          <Select
            autoFocus
            placeholder={t("chooseReason")}
            options={ERRORS.map((value) => ({ value, label: word("reason", value) }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={t("kind")} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={EVIDENCE_KINDS.map((value) => ({ value, label: word("evidence", value) }))}
          />
        </Form.Item>
        <Form.Item name="photoIds" label={t("photos")}>
          <PhotoField />
        </Form.Item>
        <Form.Item name="remark" label={t("remark")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
        {disclaim.error && <CommandProblem error={disclaim.error} />}
        <Button danger htmlType="submit" loading={disclaim.isPending} block>
          {t("erred.submit")}
        </Button>
      </Form>
    </section>
  );
}
