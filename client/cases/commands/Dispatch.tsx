import { Checkbox, Form, Input, Select, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { UnitRef } from "../../../server/contract/shapes.ts";
import { useUnits } from "../../api/reference.ts";
import { useRefusalOdds } from "../../api/inference.ts";
import { useCandidates, useComponent } from "../../api/registry.ts";
import { useNamed, useWord } from "../../i18n/i18n.ts";
import { useMay } from "../../api/session.ts";
import { RefusalLine, RefusalWhy } from "../../matter/RefusalOdds.tsx";
import { percentText } from "../../ui/percent.ts";
import { holderToday } from "../../matter/holders.ts";
import { CommandForm, noteOf, type CommandFormProps } from "../CommandForm.tsx";

interface Values {
  readonly unitId: string;
  readonly substituteHandling: boolean;
  readonly emergencyReason?: string;
  readonly note?: string;
}

/** 分拨: to the owner where there is one, else to whoever handles it in the owner's stead; candidates with their odds first. */
export function Dispatch(props: CommandFormProps) {
  const component = useComponent(props.detail.componentId);
  // The owner is chosen beforehand, so the file of the component comes first.
  if (component.isPending) return <Skeleton active title={false} />;
  return <DispatchForm {...props} owner={holderToday(component.data, "owner")} />;
}

function DispatchForm({
  detail,
  owner,
  send,
  sending,
  cancel,
}: CommandFormProps & { owner: UnitRef | null }) {
  const { t } = useTranslation("cases");
  const [form] = Form.useForm<Values>();
  const choices = useDispatchChoices(detail.componentId, owner, detail.unit?.id ?? null);
  const unitId = Form.useWatch("unitId", form);
  const substitute = Form.useWatch("substituteHandling", form) ?? false;
  const reasonNeeded = substitute && detail.noticeAttempts === 0;
  return (
    <CommandForm<Values>
      detail={detail}
      type="DISPATCH"
      form={form}
      sending={sending}
      cancel={cancel}
      initialValues={{
        substituteHandling: false,
        ...(owner && owner.id !== detail.unit?.id && { unitId: owner.id }),
      }}
      onFinish={({ unitId, substituteHandling, emergencyReason, note }) =>
        send({
          type: "DISPATCH",
          unitId,
          substituteHandling,
          emergencyReason: emergencyReason?.trim() ? emergencyReason.trim() : null,
          ...noteOf(note),
        })
      }
    >
      <Form.Item
        name="unitId"
        label={t("form.unit")}
        extra={t("form.unitHint")}
        rules={[{ required: true, message: t("form.choose") }]}
      >
        <Select
          autoFocus
          defaultOpen={owner === null}
          showSearch={{ optionFilterProp: "search" }}
          options={choices}
          optionRender={choiceText}
          onChange={(id: string) =>
            form.setFieldValue(
              "substituteHandling",
              choices.find(({ value }) => value === id)?.owner !== true,
            )
          }
        />
      </Form.Item>
      {unitId && <DispatchOdds componentId={detail.componentId} unitId={unitId} />}
      {unitId && (
        <Form.Item name="substituteHandling" valuePropName="checked" extra={t("form.substituteHint")}>
          <Checkbox>{t("form.substitute")}</Checkbox>
        </Form.Item>
      )}
      {substitute && (
        <Form.Item
          name="emergencyReason"
          label={t("form.emergency")}
          {...(reasonNeeded && { extra: t("form.emergencyHint") })}
          rules={[{ required: reasonNeeded, whitespace: true, message: t("form.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
    </CommandForm>
  );
}

/** Odds that a unit sends it back; only for who may see how units have answered. */
function useDispatchOdds(componentId: string) {
  return useRefusalOdds(componentId, useMay()("seeCandidates")).data;
}

function DispatchOdds({ componentId, unitId }: { componentId: string; unitId: string }) {
  const odds = useDispatchOdds(componentId)?.get(unitId);
  return (
    odds && (
      <div className="candidate-why dispatch-odds">
        <RefusalLine odds={odds} />
        <RefusalWhy odds={odds} />
      </div>
    )
  );
}

function choiceText({ data }: { data: { label: string; why: string } }) {
  return (
    <span className="unit-option">
      {data.label}
      <small className="quiet">{data.why}</small>
    </span>
  );
}

/** Units to dispatch to: the owner, then candidates by probability, then departments and contractors, then everybody else. */
function useDispatchChoices(componentId: string, owner: UnitRef | null, presentUnitId: string | null) {
  const { t } = useTranslation(["cases", "ui"]);
  const named = useNamed();
  const word = useWord();
  const candidates = useCandidates(componentId, owner === null).data?.items ?? [];
  const units = useUnits().data ?? [];
  const odds = useDispatchOdds(componentId);
  const rank = (id: string, type: string): number => {
    if (id === owner?.id) return 0;
    const place = candidates.findIndex(({ unit }) => unit.id === id);
    if (place >= 0) return 1 + place;
    return type === "STREET_DEPT" ? 50 : type === "CONTRACTOR" ? 60 : 100;
  };
  const why = (id: string, type: string): string => {
    const refusal = odds?.get(id);
    const returns = refusal
      ? ` · ${t("ui:refusal.short", { percent: percentText(refusal.probability) })}`
      : "";
    if (id === owner?.id) return t("form.owner") + returns;
    const candidate = candidates.find(({ unit }) => unit.id === id);
    return candidate
      ? t("form.odds", { percent: percentText(candidate.probability) }) + returns
      : word("unitType", type);
  };
  return units
    .filter(({ id }) => id !== presentUnitId)
    .toSorted((a, b) => rank(a.id, a.unitType) - rank(b.id, b.unitType))
    .map((unit) => ({
      value: unit.id,
      label: named(unit),
      why: why(unit.id, unit.unitType),
      owner: unit.id === owner?.id,
      search: `${unit.nameZh} ${unit.nameEn} ${unit.code}`,
    }));
}
