import { Form, Input, InputNumber, Select } from "antd";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { ASKED, attributeFact } from "../../../server/domain/component/described.ts";
import { PHYSICAL_STATES, type PhysicalState } from "../../../server/domain/names.ts";
import { useSaid, useWord } from "../../i18n/i18n.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { EditForm, type EditKind, type EditProps } from "./EditForm.tsx";
import { Identify } from "./Identify.tsx";
import { AssignRole, EndRole } from "./RoleForms.tsx";
import { ClassChange, Retire } from "./ByTwo.tsx";

const CRS = ["EPSG:4490", "EPSG:4326", "GCJ02", "BD09"] as const;

function Position({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const needed = [{ required: true, message: t("edit.required") }];
  return (
    <EditForm<{ lat: number; lon: number; crs: (typeof CRS)[number]; accuracyM?: number }>
      kind="position"
      sending={sending}
      cancel={cancel}
      initialValues={{ ...component.position, crs: "EPSG:4490", accuracyM: component.accuracyM }}
      onFinish={({ lat, lon, crs, accuracyM }) =>
        send({ type: "CORRECT_POSITION", position: { lon, lat, crs, ...(accuracyM && { accuracyM }) } })
      }
    >
      <p className="quiet">{t("edit.movePin")}</p>
      <div className="edit-pair">
        <Form.Item name="lat" label={t("edit.lat")} rules={needed}>
          <InputNumber<number>
            min={-90}
            max={90}
            step={0.000001}
            style={{ width: "100%" }}
            controls={false}
          />
        </Form.Item>
        <Form.Item name="lon" label={t("edit.lon")} rules={needed}>
          <InputNumber<number>
            min={-180}
            max={180}
            step={0.000001}
            style={{ width: "100%" }}
            controls={false}
          />
        </Form.Item>
        <Form.Item name="crs" label={t("edit.crs")}>
          <Select options={CRS.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="accuracyM" label={t("edit.accuracyM")}>
          <InputNumber<number> min={0.01} max={500} style={{ width: "100%" }} controls={false} />
        </Form.Item>
      </div>
    </EditForm>
  );
}

function StateChange({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const word = useWord();
  return (
    <EditForm<{ physicalState: PhysicalState }>
      kind="state"
      sending={sending}
      cancel={cancel}
      onFinish={({ physicalState }) => send({ type: "SET_PHYSICAL_STATE", physicalState })}
    >
      <Form.Item
        name="physicalState"
        label={t("edit.newState")}
        rules={[{ required: true, message: t("edit.choose") }]}
      >
        <Select
          autoFocus
          options={PHYSICAL_STATES.filter((state) => state !== component.physicalState).map((value) => ({
            value,
            label: word("physical", value),
          }))}
        />
      </Form.Item>
    </EditForm>
  );
}

function AttributeChange({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const said = useSaid();
  const labelOf = (key: string) => {
    const fact = attributeFact(key);
    return fact ? said(fact.words) : key;
  };
  const keys = [
    ...new Set([
      ...ASKED.flatMap(({ key, asked }) => (asked.includes(component.classGroup) ? [key] : [])),
      ...Object.keys(component.attributes),
    ]),
  ];
  return (
    <EditForm<{ address: string; attributes: Record<string, string> }>
      kind="attributes"
      sending={sending}
      cancel={cancel}
      initialValues={{
        address: component.address,
        attributes: Object.fromEntries(
          Object.entries(component.attributes).map(([key, value]) => [key, String(value)]),
        ),
      }}
      onFinish={({ address, attributes }) =>
        send({ type: "RECORD_ATTRIBUTES", address: address ?? "", attributes: typedAttributes(attributes) })
      }
    >
      <Form.Item name="address" label={t("edit.address")}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="edit-pair">
        {keys.map((key) => (
          <Form.Item key={key} name={["attributes", key]} label={labelOf(key)}>
            <Input maxLength={500} />
          </Form.Item>
        ))}
      </div>
    </EditForm>
  );
}

/** Whole numbers are kept as numbers; what was left empty says nothing. */
export function typedAttributes(
  typed: Readonly<Record<string, string | undefined>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([key, value]): [string, string | number][] => {
      const text = value?.trim() ?? "";
      if (text === "") return [];
      return [[key, /^-?\d{1,9}$/.test(text) ? Number(text) : text]];
    }),
  );
}

function AddPhoto({ send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  return (
    <EditForm<{ photoIds: string[] }>
      kind="photo"
      sending={sending}
      cancel={cancel}
      initialValues={{ photoIds: [] }}
      onFinish={({ photoIds: [photoId] }) => photoId && send({ type: "ADD_PHOTO", photoId })}
    >
      <Form.Item
        name="photoIds"
        rules={[{ required: true, type: "array", min: 1, message: t("edit.required") }]}
      >
        <PhotoField most={1} />
      </Form.Item>
    </EditForm>
  );
}

function ConfirmRegistration({ send, sending, cancel }: EditProps) {
  return (
    <EditForm
      kind="confirm"
      sending={sending}
      cancel={cancel}
      onFinish={() => send({ type: "CONFIRM_REGISTRATION" })}
    />
  );
}

/** Taking an identification back is offered where the component is no more: `Identified.tsx`. */
export type EditName = Exclude<EditKind, "undoIdentification">;

/** One form per correction, in the order in which they are needed. */
export const EDITS: Readonly<Record<EditName, ComponentType<EditProps>>> = {
  position: Position,
  classCode: ClassChange,
  state: StateChange,
  attributes: AttributeChange,
  photo: AddPhoto,
  identify: Identify,
  confirm: ConfirmRegistration,
  assign: AssignRole,
  endRole: EndRole,
  retire: Retire,
};
