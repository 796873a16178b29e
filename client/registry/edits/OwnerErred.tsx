import { Alert, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useDisclaim } from "../../api/disclaim.ts";
import { useNamed, useWord } from "../../i18n/i18n.ts";
import { CommandFrame, Refusal } from "../../matter/CommandFrame.tsx";
import { ERRORS } from "../../matter/errors-of-owners.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { useToast } from "../../ui/undo.tsx";

interface Values {
  reasonCode: string;
  photoIds: string[];
  remark?: string;
}

/**
 * The owner has written that it erred: entered with its letter. A second person confirms it; then its period ends and the search
 * begins (docs/domain.md#d2).
 */
export function OwnerErred({
  componentId,
  owner,
  close,
}: {
  componentId: string;
  owner: { id: string; nameZh: string; nameEn: string };
  close: () => void;
}) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const named = useNamed();
  const toast = useToast();
  const disclaim = useDisclaim(componentId);
  return (
    <Refusal value={disclaim.error}>
      <CommandFrame<Values>
        title={t("edit.ownerErred")}
        danger
        sending={disclaim.isPending}
        cancel={close}
        onFinish={({ reasonCode, photoIds, remark }) => {
          const text = remark?.trim();
          disclaim.mutate(
            {
              unitId: owner.id,
              reasonCode,
              evidence: [{ kind: "WRITTEN_DENIAL", photoIds }],
              ...(text && { notes: { remark: text } }),
            },
            {
              onSuccess: () => {
                close();
                toast(t("done.ownerErred"));
              },
            },
          );
        }}
      >
        <Alert type="info" showIcon title={t("edit.ownerErredText", { unit: named(owner) })} />
        <Form.Item
          name="reasonCode"
          label={t("edit.reason")}
          rules={[{ required: true, message: t("edit.required") }]}
        >
          <Select
            placeholder={t("edit.choose")}
            options={ERRORS.map((value) => ({ value, label: word("reason", value) }))}
          />
        </Form.Item>
        <Form.Item
          name="photoIds"
          label={t("edit.ownerLetter")}
          rules={[{ required: true, message: t("edit.required") }]}
        >
          <PhotoField />
        </Form.Item>
        <Form.Item name="remark" label={t("edit.remark")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </CommandFrame>
    </Refusal>
  );
}
