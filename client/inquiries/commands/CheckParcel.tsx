import { Alert, Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { mapAgainst } from "../../../server/domain/inquiry/premises.ts";
import { MAP_CONTRADICTIONS } from "../../../server/domain/names.ts";
import { useLanguage } from "../../i18n/i18n.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";
import { usePremises } from "../premises.ts";
import { ReasonFields } from "../ReasonFields.tsx";

interface Values {
  result: "PUBLIC" | "PRIVATE";
  areaId?: string;
  reasonCode?: (typeof MAP_CONTRADICTIONS)[number];
  text?: string;
}

/**
 * Public land or a compound: what the map says is shown and proposed, a person decides (docs/domain.md#d7), and says why where the
 * map is wrong.
 */
export function CheckParcel({ detail, send, sending, cancel }: CommandFormProps) {
  const { t } = useTranslation("inquiries");
  const [form] = Form.useForm<Values>();
  const result = Form.useWatch("result", form);
  const language = useLanguage();
  const areaId = Form.useWatch("areaId", form);
  const { premises, known } = usePremises(detail.componentId);
  if (!known) return null;
  const [first] = premises;
  const initial: Values = first ? { result: "PRIVATE", areaId: first.id } : { result: "PUBLIC" };
  const named = result === "PRIVATE" ? (areaId ?? null) : null;
  const against = result && mapAgainst({ result, areaId: named }, premises);
  return (
    <CommandForm<Values>
      detail={detail}
      type="CHECK_PARCEL"
      form={form}
      initialValues={initial}
      onFinish={({ result, reasonCode, text }) =>
        send({
          type: "CHECK_PARCEL",
          result,
          areaId: named,
          ...(against && reasonCode && { reasonCode, ...noteOf("reason", text) }),
        })
      }
      sending={sending}
      cancel={cancel}
    >
      <p className="map-says">
        {premises.length > 0
          ? t("form.mapInside", {
              areas: premises.map(({ name }) => name).join(language === "en" ? ", " : "、"),
            })
          : t("form.mapOutside")}
      </p>
      <Form.Item name="result" label={t("form.parcel")}>
        <Radio.Group
          options={[
            { value: "PUBLIC", label: t("form.parcelPUBLIC") },
            { value: "PRIVATE", label: t("form.parcelPRIVATE") },
          ]}
        />
      </Form.Item>
      {result === "PRIVATE" && premises.length > 0 && (
        <Form.Item name="areaId" label={t("form.area")}>
          <Select
            allowClear
            placeholder={t("form.chooseArea")}
            options={premises.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {against && (
        <>
          <Alert type="warning" showIcon title={t("form.mapAgainst")} />
          <ReasonFields codes={MAP_CONTRADICTIONS} />
        </>
      )}
    </CommandForm>
  );
}
