import { Alert, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { touchesRestriction } from "../../../server/domain/component/state.ts";
import { useReference } from "../../api/reference.ts";
import { ClassItem } from "../../matter/ClassItem.tsx";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { EditForm, type EditProps } from "./EditForm.tsx";

interface NewClass {
  classCode: string;
  reasonCode?: string;
  photoIds?: string[];
}

/** Between ordinary classes at once; to or from a restricted one with a reason, for a second person to confirm. */
export function ClassChange({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const [form] = Form.useForm<NewClass>();
  const chosen = Form.useWatch("classCode", form);
  const byTwo = chosen !== undefined && touchesRestriction(component, chosen);
  const classes = (useReference().data?.classes ?? []).filter(
    ({ scheme, code }) => scheme === "A" && code !== component.classCode,
  );
  return (
    <EditForm<NewClass>
      kind="classCode"
      form={form}
      sending={sending}
      cancel={cancel}
      onFinish={({ classCode, reasonCode, photoIds = [] }) =>
        send({ type: "RECLASSIFY", classCode, reasonCode: reasonCode?.trim() || null, photoIds })
      }
    >
      <ClassItem
        autoFocus
        classes={classes}
        label={t("edit.newClass")}
        missing={t("edit.choose")}
        extra={t("edit.classNote")}
      />
      {byTwo && (
        <>
          <Alert type="info" showIcon title={t("edit.restrictionByTwo")} />
          <ReasonAndPhotos />
        </>
      )}
    </EditForm>
  );
}

export function Retire({ send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  return (
    <EditForm<{ reasonCode: string; photoIds?: string[] }>
      kind="retire"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode, photoIds = [] }) => send({ type: "RETIRE", reasonCode, photoIds })}
    >
      <p>{t("edit.retireAsk")}</p>
      <ReasonAndPhotos />
    </EditForm>
  );
}

/** Why, and what shows it: for whoever confirms it, and for the auditor. */
function ReasonAndPhotos() {
  const { t } = useTranslation("registry");
  return (
    <>
      <Form.Item
        name="reasonCode"
        label={t("edit.reason")}
        rules={[{ required: true, whitespace: true, message: t("edit.required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="photoIds" label={t("edit.shown")}>
        <PhotoField most={5} />
      </Form.Item>
    </>
  );
}
