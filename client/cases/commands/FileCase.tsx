import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Defect } from "../../../server/domain/names.ts";
import { useWord } from "../../i18n/i18n.ts";
import { CommandForm, type CommandFormProps } from "../CommandForm.tsx";
import { DangerItem } from "./DangerOver.tsx";
import { defectsOf } from "../../matter/defects.ts";

/** 立案: the criteria are met, the defect and the danger are as said or put right here. */
export function FileCase({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("cases");
  const word = useWord();
  const defects = new Set([detail.defect, ...defectsOf(detail.classGroup)]);
  return (
    <CommandForm<{ danger: boolean; defect: Defect }>
      detail={detail}
      type="FILE"
      sending={sending}
      cancel={cancel}
      initialValues={{ danger: detail.danger, defect: detail.defect }}
      onFinish={({ danger, defect }) => send({ type: "FILE", danger, defect })}
    >
      <Form.Item name="defect" label={t("form.defect")}>
        <Select options={[...defects].map((value) => ({ value, label: word("defect", value) }))} />
      </Form.Item>
      <DangerItem reported={detail.danger} />
    </CommandForm>
  );
}
