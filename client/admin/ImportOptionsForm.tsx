import {
  AutoComplete,
  Button,
  DatePicker,
  Form,
  Input,
  InputNumber,
  Radio,
  Select,
  type FormRule,
} from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { AREA_KINDS, IMPORT_SUBJECTS, NETWORK_MEDIA } from "../../server/contract/imports.ts";
import { IMPORTED } from "../../server/domain/component/described.ts";
import { useUnits } from "../api/reference.ts";
import { useNamed, useSaid, useWord } from "../i18n/i18n.ts";
import type { Inspected } from "./calls.ts";
import { OUR_FIELDS, POSITION_FIELDS, type ImportForm } from "./import-options.ts";

const USUAL_CRS = ["EPSG:4490", "EPSG:4547", "EPSG:4326", "EPSG:3857", "GCJ02", "BD09"];

type Values = Omit<ImportForm, "validFrom"> & { validFrom?: Dayjs | null };

/** What the file does not say by itself: what it is, where its numbers count from, what its classes and columns mean. */
export function ImportOptionsForm({
  found,
  busy,
  dryRun,
  cancel,
}: {
  found: Inspected;
  busy: boolean;
  dryRun: (form: ImportForm) => void;
  cancel: () => void;
}) {
  const { t } = useTranslation(["admin", "ui"]);
  const [form] = Form.useForm<Values>();
  const subject = Form.useWatch("subject", form) ?? "COMPONENTS";
  const layerName = Form.useWatch("layer", form) ?? found.layers[0]?.name;
  const layer = found.layers.find(({ name }) => name === layerName) ?? found.layers[0];
  if (!layer) return null;
  const lines = layer.geometryTypes.some((type) => /line/i.test(type));
  const areas = layer.geometryTypes.some((type) => /polygon/i.test(type));
  const guessed: ImportForm["subject"] = lines ? "NETWORKS" : areas ? "AREAS" : "COMPONENTS";
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ subject: guessed, layer: layer.name, map: layer.guessedMap }}
      onFinish={({ validFrom, ...values }) =>
        dryRun({ ...values, ...(validFrom && { validFrom: validFrom.format("YYYY-MM-DD") }) })
      }
    >
      <div className="form-row">
        <Form.Item name="subject" label={t("imports.subject")}>
          <Radio.Group
            optionType="button"
            options={IMPORT_SUBJECTS.map((value) => ({ value, label: t(`imports.subjects.${value}`) }))}
          />
        </Form.Item>
        {found.layers.length > 1 && (
          <Form.Item name="layer" label={t("imports.layer")}>
            <Select
              options={found.layers.map(({ name }) => ({ value: name, label: name }))}
              onChange={(name: string) =>
                form.setFieldValue("map", found.layers.find((one) => one.name === name)?.guessedMap ?? {})
              }
            />
          </Form.Item>
        )}
        <p className="quiet layer-info">
          {t("imports.layerInfo", {
            count: layer.featureCount ?? "?",
            types: layer.geometryTypes.join(", ") || "–",
          })}
        </p>
      </div>
      <div className="form-row">
        <Form.Item
          name="crs"
          label={t("imports.crs")}
          extra={layer.crs ? t("imports.crsInFile", { crs: layer.crs }) : t("imports.crsHint")}
          rules={layer.crs ? [] : [{ required: true, message: t("imports.crsNone") }]}
        >
          <AutoComplete placeholder={layer.crs ?? ""} options={USUAL_CRS.map((value) => ({ value }))} />
        </Form.Item>
        <Form.Item
          name="encoding"
          label={t("imports.encoding")}
          {...(found.encoding && { extra: t("imports.encodingFound", { encoding: found.encoding }) })}
        >
          <AutoComplete
            placeholder={found.encoding ?? ""}
            options={[{ value: "utf-8" }, { value: "gb18030" }]}
          />
        </Form.Item>
        <Form.Item name="validFrom" label={t("imports.validFrom")}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="accuracyM" label={t("imports.accuracy")}>
          <InputNumber min={0.01} max={100} step={0.1} />
        </Form.Item>
      </div>
      {subject === "COMPONENTS" && <SchemeFields />}
      {subject === "COMPONENTS" && areas && (
        <Form.Item name="surfaces" label={t("imports.surfaces")} initialValue="refuse">
          <Radio.Group
            options={(["refuse", "point"] as const).map((value) => ({
              value,
              label: t(`imports.surfacesOf.${value}`),
            }))}
          />
        </Form.Item>
      )}
      <DefaultFields subject={subject} />
      <FieldMap layer={layer} subject={subject} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("imports.dryRun")}
        </Button>
        <Button onClick={cancel}>{t("ui:cancel")}</Button>
      </div>
    </Form>
  );
}

/** There is no default: code 0114 means one thing in one scheme and another in the other. */
function SchemeFields() {
  const { t } = useTranslation(["admin", "ui"]);
  const scheme = Form.useWatch<ImportForm["scheme"]>("scheme");
  return (
    <div className="form-row">
      <Form.Item
        name="scheme"
        label={t("imports.scheme")}
        extra={t("imports.schemeHint")}
        rules={[{ required: true, message: t("imports.schemeHint") }]}
      >
        <Radio.Group
          options={(["A", "B", "map"] as const).map((value) => ({
            value,
            label: t(`imports.schemes.${value}`),
          }))}
        />
      </Form.Item>
      {scheme === "map" && (
        <Form.Item name="classMap" label={t("imports.classMap")} extra={t("imports.classMapHint")}>
          <Input.TextArea
            className="mono"
            autoSize={{ minRows: 3, maxRows: 10 }}
            placeholder={"雨水井=0103\n*=0114"}
          />
        </Form.Item>
      )}
    </div>
  );
}

/** What holds for every row that does not say otherwise. */
function DefaultFields({ subject }: { subject: ImportForm["subject"] }) {
  const { t } = useTranslation("admin");
  const word = useWord();
  const named = useNamed();
  const units = useUnits();
  return (
    <div className="form-row">
      <Form.Item name="owner" label={t("imports.owner")} extra={t("imports.ownerHint")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={(units.data ?? []).map((unit) => ({
            value: unit.code,
            label: `${named(unit)} (${unit.code})`,
          }))}
        />
      </Form.Item>
      <Form.Item name="unitMap" label={t("imports.unitMap")} extra={t("imports.unitMapHint")}>
        <Input.TextArea className="mono" autoSize={{ minRows: 1, maxRows: 8 }} />
      </Form.Item>
      {subject === "NETWORKS" && (
        <Form.Item name="medium" label={t("imports.medium")}>
          <Select
            allowClear
            options={NETWORK_MEDIA.map((value) => ({ value, label: t(`imports.media.${value}`) }))}
          />
        </Form.Item>
      )}
      {subject === "AREAS" && (
        <Form.Item name="areaKind" label={t("imports.areaKind")}>
          <Select allowClear options={AREA_KINDS.map((value) => ({ value, label: word("area", value) }))} />
        </Form.Item>
      )}
    </div>
  );
}

/** The class comes from a column, from the digits of a code, or from `*=` for every row. */
const classRule =
  (message: string): FormRule =>
  ({ getFieldValue }) => ({
    validator: (_, column: string | undefined) =>
      column ||
      getFieldValue(["map", "code"]) ||
      /^\s*\*\s*=/m.test((getFieldValue("classMap") as string | undefined) ?? "")
        ? Promise.resolve()
        : Promise.reject(new Error(message)),
  });

/** Our fields and the columns that they are made of; what is left over is kept as attributes. */
function FieldMap({
  layer,
  subject,
}: {
  layer: Inspected["layers"][number];
  subject: ImportForm["subject"];
}) {
  const { t } = useTranslation("admin");
  const said = useSaid();
  const described = (field: string) => {
    const found = IMPORTED.find((one) => one.field === field);
    return found ? said(found.fact.words) : field;
  };
  const isTable =
    layer.geometryTypes.length === 0 || layer.geometryTypes.every((type) => /none|unknown|^$/i.test(type));
  const fields = [...OUR_FIELDS[subject], ...(isTable ? POSITION_FIELDS : [])];
  const options = layer.fields.map(({ name, samples }) => ({
    value: name,
    label: samples.length > 0 ? `${name} (${samples.slice(0, 2).join(", ")})` : name,
  }));
  return (
    <fieldset className="field-map">
      <legend>{t("imports.fieldMap")}</legend>
      {fields.map((field) => (
        <Form.Item
          key={field}
          name={["map", field]}
          label={t(`imports.field.${field as "class"}`, { defaultValue: described(field) })}
          dependencies={[["map", "code"], "classMap"]}
          rules={field === "class" ? [classRule(t("imports.classNeeded"))] : []}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("imports.ignore")}
            options={options}
          />
        </Form.Item>
      ))}
    </fieldset>
  );
}
