import { Alert, Button, Checkbox, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ASKED } from "../../server/domain/component/described.ts";
import { useReference } from "../api/reference.ts";
import { useNear, useRegisterComponent } from "../api/registry.ts";
import { useNamed, useSaid } from "../i18n/i18n.ts";
import { CommandProblem } from "../matter/CommandProblem.tsx";
import { PhotoField } from "../matter/PhotoField.tsx";
import { ClassItem } from "../matter/ClassItem.tsx";
import { PlaceDoubt, ReadAs } from "../matter/PlaceDoubt.tsx";
import { useReadAs, type LonLat } from "../matter/read-as.ts";
import { SelectLink } from "../matter/SelectLink.tsx";
import { StatusChip } from "../matter/StatusChip.tsx";
import { useToast } from "../ui/undo.tsx";
import "./ComponentPanel.css";

/** Two lids closer than this are more often one lid surveyed twice. */
const SUSPICIOUS_M = 3;

interface Values {
  readonly classCode: string;
  readonly address?: string;
  readonly attributes?: Readonly<Record<string, string | number | null | undefined>>;
  readonly provisional: boolean;
  readonly photoIds: string[];
}

/** A component by hand, at the place that was pointed at; what is registered close by is shown first. */
export function RegisterPanel({
  at,
  onMove,
  onDone,
}: {
  at: LonLat;
  onMove: (at: LonLat) => void;
  onDone: (componentId: string | null) => void;
}) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const said = useSaid();
  const toast = useToast();
  const register = useRegisterComponent();
  const reading = useReadAs();
  const [taken, setTaken] = useState<LonLat | null>(null);
  const [form] = Form.useForm<Values>();
  const address = Form.useWatch("address", form);
  const classes = (useReference().data?.classes ?? []).filter(({ scheme }) => scheme === "A");
  const near = (useNear(at, SUSPICIOUS_M).data ?? []).slice(0, 3);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="component-panel"
      requiredMark={false}
      aria-label={t("register.title")}
      initialValues={{ provisional: false, photoIds: [] }}
      onFinish={({ classCode, address, attributes = {}, provisional, photoIds }) =>
        register.mutate(
          {
            classCode,
            position: reading.numbersOf(at),
            address: address?.trim() ?? "",
            attributes: recorded(attributes),
            provisional,
            photoIds,
            allocateCode: !provisional,
          },
          {
            onSuccess: ({ id }) => {
              toast(t("register.done"));
              onDone(id);
            },
          },
        )
      }
    >
      <h2>{t("register.title")}</h2>
      <p className="quiet mono">
        {at.lat.toFixed(6)}, {at.lon.toFixed(6)}
      </p>
      <PlaceDoubt
        at={reading.isRead(at) ? null : at}
        address={address}
        photo={taken}
        onReadAs={(numbers, place) => {
          reading.readAs(numbers, place);
          onMove(place);
        }}
      />
      <ReadAs numbers={reading.numbersOf(at)} />
      {near.length > 0 && (
        <Alert
          type="warning"
          title={`${t("register.near")} · ${t("register.nearWhy", { metres: SUSPICIOUS_M })}`}
          description={near.map((other) => (
            <div key={other.id}>
              <SelectLink kind="component" id={other.id}>
                <StatusChip status={other.ownershipStatus} group={other.classGroup} />{" "}
                {named({ nameZh: other.classNameZh, nameEn: other.classNameEn })}
              </SelectLink>{" "}
              {other.distanceM.toFixed(1)} m
            </div>
          ))}
        />
      )}
      <ClassItem autoFocus classes={classes} label={t("register.classCode")} missing={t("edit.choose")} />
      <Form.Item name="address" label={t("register.address")}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="edit-pair">
        {ASKED.map(({ key, fact: { words, type } }) => (
          <Form.Item key={key} name={["attributes", key]} label={said(words)}>
            {type.kind === "whole" ? (
              <InputNumber<number> min={type.least} max={type.most} style={{ width: "100%" }} />
            ) : (
              <Input maxLength={200} />
            )}
          </Form.Item>
        ))}
      </div>
      <Form.Item name="photoIds" label={t("register.photos")}>
        <PhotoField onTaken={({ position }) => position && setTaken(position)} />
      </Form.Item>
      <Form.Item name="provisional" valuePropName="checked">
        <Checkbox>{t("register.provisional")}</Checkbox>
      </Form.Item>
      {register.isError && <CommandProblem error={register.error} />}
      <div className="edit-foot">
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {t(near.length > 0 ? "register.submitDistinct" : "register.submit")}
        </Button>
        <Button onClick={() => onDone(null)}>{t("register.cancel")}</Button>
      </div>
    </Form>
  );
}

/** Whole numbers and texts as they are kept; what was left empty says nothing. */
function recorded(given: NonNullable<Values["attributes"]>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]): [string, string | number][] => {
      const kept = typeof value === "number" ? Math.round(value) : (value?.trim() ?? "");
      return kept ? [[key, kept]] : [];
    }),
  );
}
