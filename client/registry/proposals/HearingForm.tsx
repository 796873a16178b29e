import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { UnitRef } from "../../../server/contract/shapes.ts";
import { useAnswerCorrection } from "../../api/registry.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { CommandFrame, noteAs, Refusal } from "../../matter/CommandFrame.tsx";
import { NoteField } from "../../matter/NoteField.tsx";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { useToast } from "../../ui/undo.tsx";

interface Values {
  objects: boolean;
  text?: string;
  photoIds: string[];
}

/** What a unit says to a correction of its days: itself, or the seat for it, with its letter. */
export function HearingForm({
  componentId,
  unit,
  own,
  close,
}: {
  componentId: string;
  unit: UnitRef;
  own: boolean;
  close: () => void;
}) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const toast = useToast();
  const answer = useAnswerCorrection(componentId);
  const [form] = Form.useForm<Values>();
  const objects: boolean | undefined = Form.useWatch("objects", form);
  return (
    <Refusal value={answer.error}>
      <CommandFrame<Values>
        title={own ? t("correction.answer") : t("correction.enterFor", { unit: named(unit) })}
        form={form}
        initialValues={{ photoIds: [] }}
        sending={answer.isPending}
        cancel={close}
        onFinish={({ objects, text, photoIds }) =>
          answer.mutate(
            { objects, photoIds, ...(!own && { unitId: unit.id }), ...noteAs("reason", text) },
            {
              onSuccess: () => {
                close();
                toast(t("correction.done"));
              },
            },
          )
        }
      >
        <Form.Item name="objects" rules={[{ required: true, message: t("edit.choose") }]}>
          <Radio.Group
            options={[
              { value: false, label: t("correction.agrees") },
              { value: true, label: t("correction.objects") },
            ]}
          />
        </Form.Item>
        <NoteField
          name="text"
          label={t("correction.words")}
          missing={t("edit.required")}
          autoSize={{ minRows: 2, maxRows: 6 }}
          explains={objects ?? false}
        />
        <Form.Item
          name="photoIds"
          label={t(own ? "correction.papers" : "edit.ownerLetter")}
          rules={own ? [] : [{ required: true, type: "array", min: 1, message: t("edit.required") }]}
        >
          <PhotoField most={5} />
        </Form.Item>
      </CommandFrame>
    </Refusal>
  );
}
