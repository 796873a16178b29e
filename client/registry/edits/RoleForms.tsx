import { Alert, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { LIABLE, touched } from "../../../server/domain/component/correction.ts";
import { JOINT } from "../../../server/domain/component/succession.ts";
import { COMPONENT_ROLES, type ComponentRole } from "../../../server/domain/names.ts";
import { useLanguage, useNamed, useWord } from "../../i18n/i18n.ts";
import { intervalOn } from "../../matter/holders.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { UnitSelect } from "../../matter/UnitSelect.tsx";
import { useNow } from "../../ui/now.ts";
import { officeDay } from "../../ui/office-day.ts";
import { dayIn, dayText } from "../../ui/time.ts";
import type { ComponentFile } from "../component-file.ts";
import { EditForm, type EditProps } from "./EditForm.tsx";

export function AssignRole({ component, send, sending, cancel }: EditProps) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const today = dayIn(useNow());
  // An owner is decided in an inquiry; only what the parts of a split unit own together is allocated here, by two persons, too.
  const joint = intervalOn(component.roles, "owner", today)?.basis === JOINT;
  const custodian = intervalOn(component.roles, "interim_custodian", today);
  const roles = [
    ...(joint ? (["owner"] as const) : []),
    "maintainer",
    "regulator",
    // Who looks after it a backstop has named; since when may have been written down wrongly.
    ...(custodian ? (["interim_custodian"] as const) : []),
  ] as const;
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
      <UnitOfRole component={component} />
      <PastDays component={component} />
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

/** Any unit of today, or one of the parts that hold the role together since a split. */
function UnitOfRole({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const today = dayIn(useNow());
  const role: ComponentRole | undefined = Form.useWatch("role");
  const held = role && LIABLE.has(role) ? intervalOn(component.roles, role, today) : undefined;
  return (
    <Form.Item
      name="unitId"
      label={t("edit.unit")}
      extra={held?.basis === JOINT ? t("edit.partsOnly") : null}
      rules={[{ required: true, message: t("edit.choose") }]}
    >
      {held?.basis === JOINT ? (
        <Select options={held.jointWith.map((part) => ({ value: part.id, label: named(part) }))} />
      ) : (
        <UnitSelect />
      )}
    </Form.Item>
  );
}

/** Before today it is a correction: whose days it would take, and that they are asked first (docs/domain.md#guard-5). */
function PastDays({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  const named = useNamed();
  const today = dayIn(useNow());
  const role: ComponentRole | undefined = Form.useWatch("role");
  const unitId: string | undefined = Form.useWatch("unitId");
  const day: Dayjs | null | undefined = Form.useWatch("from");
  const from = day?.format("YYYY-MM-DD");
  if (!role || !LIABLE.has(role)) return null;
  if (!from || from >= today)
    return role === "interim_custodian" && intervalOn(component.roles, role, today)?.basis !== JOINT ? (
      <Alert type="info" showIcon title={t("edit.custodyPastOnly")} />
    ) : null;
  const held = component.roles.map((one) => ({
    ...one,
    unitId: one.unit.id,
    joint: one.jointWith.map(({ id }) => id),
  }));
  const takes = touched(held, { role, unitId: unitId ?? "", from }, today);
  const nameOf = (id: string) => {
    const unit = component.roles.find((one) => one.unit.id === id)?.unit;
    return unit ? named(unit) : id;
  };
  return (
    <Alert
      type="info"
      showIcon
      title={t("edit.correction")}
      description={
        takes.length === 0 ? (
          t("correction.nobodys")
        ) : (
          <ul className="correction-list">
            {takes.map((period) => (
              <li key={`${period.unitId}${period.from}`}>
                {t("correction.period", {
                  unit: nameOf(period.unitId),
                  from: dayText(period.from, language),
                  to: period.to === null ? t("correction.now") : dayText(period.to, language),
                })}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Who maintains it is liable for it: the change rests on a paper and waits for a second person. */
function DocumentOfRole() {
  const { t } = useTranslation("registry");
  const role: ComponentRole | undefined = Form.useWatch("role");
  const liable = role !== undefined && LIABLE.has(role);
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

export function EndRole({ component, send, sending, cancel }: EditProps) {
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
