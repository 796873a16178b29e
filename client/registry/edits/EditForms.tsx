import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import type { Dayjs } from "dayjs";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { ComponentCommandBody } from "../../../server/contract/registry.ts";
import { ASKED, attributeFact } from "../../../server/domain/component/described.ts";
import { JOINT } from "../../../server/domain/component/succession.ts";
import {
  COMPONENT_ROLES,
  PHYSICAL_STATES,
  type ComponentRole,
  type PhysicalState,
} from "../../../server/domain/names.ts";
import { useReference } from "../../api/reference.ts";
import { useNamed, useSaid, useWord } from "../../i18n/i18n.ts";
import { CommandFrame } from "../../matter/CommandFrame.tsx";
import { intervalOn } from "../../matter/holders.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { useNow } from "../../ui/now.ts";
import { dayIn } from "../../ui/time.ts";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import type { ComponentFile } from "../component-file.ts";
import { officeDay } from "../../ui/office-day.ts";

interface EditProps {
  readonly component: ComponentFile;
  readonly send: (body: z.output<typeof ComponentCommandBody>) => void;
  readonly sending: boolean;
  readonly cancel: () => void;
}

const CRS = ["EPSG:4490", "EPSG:4326", "GCJ02", "BD09"] as const;

function EditForm<Values extends object>({
  kind,
  initialValues,
  onFinish,
  sending,
  cancel,
  children,
}: {
  kind: EditKind;
  initialValues?: Partial<Values>;
  onFinish: (values: Values) => void;
  sending: boolean;
  cancel: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation("registry");
  return (
    <CommandFrame<Values>
      title={t(`edit.${kind}`)}
      danger={kind === "retire"}
      onFinish={onFinish}
      sending={sending}
      cancel={cancel}
      {...(initialValues && { initialValues })}
    >
      {children}
    </CommandFrame>
  );
}

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

function ClassChange({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const classes = (useReference().data?.classes ?? []).filter(
    ({ scheme, code }) => scheme === "A" && code !== component.classCode,
  );
  return (
    <EditForm<{ classCode: string }>
      kind="classCode"
      sending={sending}
      cancel={cancel}
      onFinish={({ classCode }) => send({ type: "RECLASSIFY", classCode })}
    >
      <Form.Item
        name="classCode"
        label={t("edit.newClass")}
        extra={t("edit.classNote")}
        rules={[{ required: true, message: t("edit.choose") }]}
      >
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "search" }}
          options={classes.map((known) => ({
            value: known.code,
            label: `${named(known)} ${known.code}`,
            search: `${known.code} ${known.nameZh} ${known.nameEn}`,
          }))}
        />
      </Form.Item>
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

function AssignRole({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const today = dayIn(useNow());
  // An owner is decided in an inquiry, by two persons; only what the parts of a split unit own together is allocated here.
  const joint = intervalOn(component.roles, "owner", today)?.basis === JOINT;
  const roles = [...(joint ? (["owner"] as const) : []), "maintainer", "regulator"] as const;
  const choose = [{ required: true, message: t("edit.choose") }];
  return (
    <EditForm<{
      role: (typeof roles)[number];
      unitId: string;
      from: Dayjs;
      basis: string;
      basisRef?: string;
      photoIds?: string[];
    }>
      kind="assign"
      sending={sending}
      cancel={cancel}
      initialValues={{ role: joint ? "owner" : "maintainer", from: officeDay() }}
      onFinish={({ role, unitId, from, basis, basisRef, photoIds = [] }) =>
        send({
          photoIds,
          type: "ASSIGN_ROLE",
          role,
          unitId,
          from: from.format("YYYY-MM-DD"),
          basis,
          basisRef: basisRef?.trim() ? basisRef.trim() : null,
        })
      }
    >
      {!joint && <p className="quiet">{t("edit.ownerByInquiry")}</p>}
      <div className="edit-pair">
        <Form.Item name="role" label={t("edit.role")} rules={choose}>
          <Select options={roles.map((value) => ({ value, label: word("role", value) }))} />
        </Form.Item>
        <Form.Item name="from" label={t("edit.from")} rules={choose}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <Form.Item name="unitId" label={t("edit.unit")} rules={choose}>
        <UnitSelect />
      </Form.Item>
      <div className="edit-pair">
        <Form.Item
          name="basis"
          label={t("edit.basis")}
          extra={t("edit.basisHint")}
          rules={[{ required: true, whitespace: true, message: t("edit.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="basisRef" label={t("edit.basisRef")}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <DocumentOfRole />
    </EditForm>
  );
}

/** Who maintains it is liable for it: the change rests on a paper and waits for a second person. */
function DocumentOfRole() {
  const { t } = useTranslation("registry");
  const liable = Form.useWatch("role") === "maintainer";
  return (
    <Form.Item
      name="photoIds"
      label={t("edit.document")}
      extra={liable ? t("edit.secondPerson") : null}
      rules={liable ? [{ required: true, type: "array", min: 1, message: t("edit.required") }] : []}
    >
      <PhotoField most={5} />
    </Form.Item>
  );
}

function EndRole({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const named = useNamed();
  const today = dayIn(useNow());
  const held = COMPONENT_ROLES.filter((role) => role === "maintainer" || role === "regulator").flatMap(
    (role) => {
      const interval = intervalOn(component.roles, role, today);
      return interval ? [{ value: role, label: `${word("role", role)} · ${named(interval.unit)}` }] : [];
    },
  );
  return (
    <EditForm<{ role: ComponentRole; on: Dayjs; basis: string; photoIds?: string[] }>
      kind="endRole"
      sending={sending}
      cancel={cancel}
      initialValues={{ on: officeDay() }}
      onFinish={({ role, on, basis, photoIds = [] }) =>
        send({ type: "END_ROLE", role, on: on.format("YYYY-MM-DD"), basis, photoIds })
      }
    >
      <div className="edit-pair">
        <Form.Item name="role" label={t("edit.role")} rules={[{ required: true, message: t("edit.choose") }]}>
          <Select options={held} />
        </Form.Item>
        <Form.Item name="on" label={t("edit.on")} rules={[{ required: true, message: t("edit.choose") }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </div>
      <Form.Item
        name="basis"
        label={t("edit.basis")}
        rules={[{ required: true, whitespace: true, message: t("edit.required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <DocumentOfRole />
    </EditForm>
  );
}

function Retire({ send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  return (
    <EditForm<{ reasonCode: string }>
      kind="retire"
      sending={sending}
      cancel={cancel}
      onFinish={({ reasonCode }) => send({ type: "RETIRE", reasonCode })}
    >
      <p>{t("edit.retireAsk")}</p>
      <Form.Item
        name="reasonCode"
        label={t("edit.reason")}
        rules={[{ required: true, whitespace: true, message: t("edit.required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </EditForm>
  );
}

export type EditKind =
  | "position"
  | "classCode"
  | "state"
  | "attributes"
  | "photo"
  | "confirm"
  | "assign"
  | "endRole"
  | "retire";

/** One form per correction, in the order in which they are needed. */
export const EDITS: Readonly<Record<EditKind, ComponentType<EditProps>>> = {
  position: Position,
  classCode: ClassChange,
  state: StateChange,
  attributes: AttributeChange,
  photo: AddPhoto,
  confirm: ConfirmRegistration,
  assign: AssignRole,
  endRole: EndRole,
  retire: Retire,
};
