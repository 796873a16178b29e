import { Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { PackName, type RulePackVersion } from "../../server/contract/rule-packs.ts";
import { useNamed } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { useToast } from "../ui/undo.tsx";
import { useRuleCommands } from "./rule-calls.ts";

interface Values {
  of: "SAME" | "NEW";
  id?: string;
  nameZh?: string;
  nameEn?: string;
}

/** A draft begins as a copy: of the same pack's next version, or of a pack with a name of its own. */
export function RuleDraftStart({ from, close }: { from: RulePackVersion; close: () => void }) {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const toast = useToast();
  const { begin } = useRuleCommands();
  const [form] = Form.useForm<Values>();
  const isNew = Form.useWatch("of", form) === "NEW";
  const finish = ({ of, id = "", nameZh = "", nameEn = "" }: Values) =>
    begin.mutate(
      { from: { id: from.id, version: from.version }, ...(of === "NEW" && { as: { id, nameZh, nameEn } }) },
      {
        onSuccess: () => {
          toast(t("rules.draftBegun"));
          close();
        },
      },
    );
  return (
    <Modal
      open
      title={t("rules.startTitle", { name: named(from), version: from.version })}
      okText={t("rules.start")}
      cancelText={t("rules.cancel")}
      okButtonProps={{ loading: begin.isPending }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ of: "SAME" }}
        onFinish={finish}
      >
        <Form.Item name="of">
          <Radio.Group
            className="rule-choice"
            options={[
              { value: "SAME", label: t("rules.nextVersion", { name: named(from) }) },
              { value: "NEW", label: t("rules.newPack") },
            ]}
          />
        </Form.Item>
        {isNew && (
          <>
            <Form.Item
              name="id"
              label={t("rules.packId")}
              extra={t("rules.packIdHint")}
              rules={[
                {
                  validator: (_, value: unknown) =>
                    PackName.safeParse(value).success
                      ? Promise.resolve()
                      : Promise.reject(new Error(t("rules.packIdHint"))),
                },
              ]}
            >
              <Input autoFocus autoComplete="off" className="mono" maxLength={16} placeholder="zhangcha" />
            </Form.Item>
            <Form.Item
              name="nameZh"
              label={t("rules.nameZh")}
              rules={[{ required: true, whitespace: true, message: t("units.required") }]}
            >
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="nameEn" label={t("rules.nameEn")}>
              <Input maxLength={80} />
            </Form.Item>
          </>
        )}
      </Form>
      {begin.error && <CommandProblem error={begin.error} />}
    </Modal>
  );
}
