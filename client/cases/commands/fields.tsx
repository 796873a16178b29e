import { AimOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReference } from "../../api/reference.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { NoteField } from "../../matter/NoteField.tsx";
import { useNeeded } from "../../matter/needs.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import type zh from "../strings.zh.ts";

/** Photos from the spot: required where the command's declaration says so, unless this field is `optional`. */
export function PhotosItem({
  name = "photoIds",
  label,
  optional = false,
}: {
  name?: string;
  label?: string;
  optional?: boolean;
}) {
  const { t } = useTranslation("cases");
  const needed = useNeeded("photo") && !optional;
  return (
    <Form.Item
      name={name}
      label={label ?? t("form.photos")}
      rules={needed ? [{ required: true, type: "array", min: 1, message: t("form.photosNeeded") }] : []}
    >
      <PhotoField />
    </Form.Item>
  );
}

export function NoteItem() {
  const { t } = useTranslation("cases");
  return (
    <NoteField
      name="note"
      label={t("form.note")}
      missing={t("form.required")}
      extra={t("form.noteHint")}
      autoSize={{ minRows: 1, maxRows: 5 }}
    />
  );
}

type ReasonList = keyof typeof zh.reasons;

/** One of the office's reasons; what it means in this case goes into the note. */
export function ReasonItem({ list, codes }: { list: ReasonList; codes?: readonly string[] }) {
  const { t } = useTranslation("cases");
  const needed = useNeeded("reason");
  const reasons = t(`reasons.${list}`, { returnObjects: true }) as Record<string, string>;
  return (
    <Form.Item
      name="reasonCode"
      label={t("form.reason")}
      rules={needed ? [{ required: true, message: t("form.choose") }] : []}
    >
      <Select
        autoFocus
        placeholder={t("form.chooseReason")}
        options={(codes ?? Object.keys(reasons)).map((value) => ({ value, label: reasons[value] ?? value }))}
      />
    </Form.Item>
  );
}

/** One of the streets, but for that of `except`: a community of the same street is no other side. */
export function StreetItem({ label, except }: { label: string; except?: string }) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const streets = (useReference().data?.divisions ?? []).filter(
    ({ code, level }) => level === "STREET" && !except?.startsWith(code),
  );
  return (
    <Form.Item name="divisionCode" label={label} rules={[{ required: true, message: t("form.choose") }]}>
      <Select
        autoFocus
        showSearch={{ optionFilterProp: "label" }}
        options={streets.map((street) => ({ value: street.code, label: `${named(street)} ${street.code}` }))}
      />
    </Form.Item>
  );
}

/** What was done, in one of the usual words or in one's own. */
export function MeasureItem({ usual }: { usual: readonly (keyof typeof zh.measures)[] }) {
  const { t } = useTranslation("cases");
  return (
    <Form.Item
      name="measure"
      label={t("form.measure")}
      rules={[{ required: true, whitespace: true, message: t("form.required") }]}
    >
      <AutoComplete
        autoFocus
        options={usual.map((key) => ({ value: t(`measures.${key}`) }))}
        maxLength={200}
      />
    </Form.Item>
  );
}

export interface Place {
  readonly lon: number;
  readonly lat: number;
  readonly crs: "EPSG:4490" | "EPSG:4326" | "GCJ02" | "BD09";
  readonly accuracyM?: number;
}

/** Where the person stands, when it lets itself be asked; never a condition for acting. */
export function PlaceField({
  value,
  onChange,
}: {
  value?: Place | null;
  onChange?: (place: Place | null) => void;
}) {
  const { t } = useTranslation("cases");
  const [failed, setFailed] = useState(false);
  const [asking, setAsking] = useState(false);
  const ask = () => {
    setAsking(true);
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        onChange?.({
          lon: coords.longitude,
          lat: coords.latitude,
          crs: "EPSG:4326",
          accuracyM: Math.min(500, Math.max(0.1, coords.accuracy)),
        });
      },
      () => {
        setAsking(false);
        setFailed(true);
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    );
  };
  if (value) {
    return (
      <span>
        {t("form.positionIs", { metres: Math.round(value.accuracyM ?? 10) })}{" "}
        <Button type="link" size="small" onClick={() => onChange?.(null)}>
          {t("form.removePosition")}
        </Button>
      </span>
    );
  }
  return (
    <>
      <Button size="small" icon={<AimOutlined />} loading={asking} onClick={ask}>
        {t("form.useMyPosition")}
      </Button>
      {failed && <span className="quiet"> {t("form.positionFailed")}</span>}
    </>
  );
}
