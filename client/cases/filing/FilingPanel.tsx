import { Button, Collapse, Form, Input, Radio, Select, Switch } from "antd";
import { useEffect, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { CHANNELS, type Channel, type Defect } from "../../../server/domain/names.ts";
import { isOutsider } from "../../../server/domain/permissions.ts";
import { useDuplicates, useReportCase } from "../../api/cases.ts";
import { useDepartmentAt } from "../../api/places.ts";
import { useMe } from "../../api/session.ts";
import { useNamed, useWord } from "../../i18n/i18n.ts";
import { Candidates, type RankedCandidate } from "../../matter/Candidates.tsx";
import { CommandProblem } from "../../matter/CommandProblem.tsx";
import { PlaceDoubt, ReadAs } from "../../matter/PlaceDoubt.tsx";
import { useReadAs, type LonLat } from "../../matter/read-as.ts";
import { holderToday } from "../../matter/holders.ts";
import { PhotoField } from "../../matter/PhotoField.tsx";
import { useSelection } from "../../matter/selection.ts";
import { useToast } from "../../ui/undo.tsx";
import { defectsOf, usuallyDangerous } from "../../matter/defects.ts";
import { pointOf } from "../../map/point.ts";
import { Duplicates } from "./Duplicates.tsx";
import { ForecastLine, placeOf } from "./ForecastLine.tsx";
import { groupOfClass, useClasses, usePlace, type PlaceChoice } from "./place.ts";
import { PlaceSection } from "./PlaceSection.tsx";
import "./Filing.css";
import "../../ui/commands.css";

interface Values {
  readonly defect: Defect;
  readonly danger: boolean;
  readonly channel: Channel;
  readonly description?: string;
  readonly reporterName?: string;
  readonly reporterPhone?: string;
  readonly photoIds: string[];
  readonly classCode?: string;
  readonly address?: string;
}

const CHANNEL_OF_ROLE: Readonly<Record<string, Channel>> = {
  GRID_WORKER: "GRID_APP",
  STREET_DEPT: "PATROL",
  OWNER_UNIT: "DEPARTMENT",
  SEAT_OPERATOR: "HOTLINE_12345",
  SHIFT_LEAD: "HOTLINE_12345",
};

/** What was typed and not sent: the panel may be closed to look at something, and opened again. Not kept anywhere else. */
let draft: Partial<Values> = {};

/** One panel from the pin to the filed case: where, what, dangerous or not; who probably owns it; what will happen; done. */
export function FilingPanel({ onLook }: { onLook: (candidate: RankedCandidate | null) => void }) {
  const { t } = useTranslation("cases");
  const { filing, selection, select, startFiling } = useSelection();
  const me = useMe();
  const toast = useToast();
  const [form] = Form.useForm<Values>();
  const [choice, setChoice] = useState<PlaceChoice>({ kind: "nearest" });
  const pin = pointOf(filing);
  const place = usePlace(pin, selection.component, choice);
  const classes = useClasses();
  const report = useReportCase();

  const reading = useReadAs();
  const [taken, setTaken] = useState<LonLat | null>(null);
  const address = Form.useWatch("address", form);
  const classCode = Form.useWatch("classCode", form);
  const danger = Form.useWatch("danger", form) ?? false;
  const channel = Form.useWatch("channel", form) ?? "PATROL";
  const group = place.component?.classGroup ?? groupOfClass(classes, classCode);
  const files = me.role === "SEAT_OPERATOR" || me.role === "SHIFT_LEAD";
  const owner = holderToday(place.component ?? undefined, "owner");
  const duplicates = useDuplicates(place.at, place.componentId, group);

  const custodian = holderToday(place.component ?? undefined, "interim_custodian");
  const department = useDepartmentAt(files && danger && owner === null ? placeOf(place) : null);
  const somebody = owner !== null || custodian !== null || department.data !== null;

  const ready = place.at !== null && !place.waiting;
  useEffect(() => {
    // From the place straight to the defect: arrows choose, Ctrl+Enter sends.
    if (ready)
      document.querySelector<HTMLInputElement>(".filing-defects input")?.focus({ preventScroll: true });
  }, [ready]);

  useEffect(() => {
    // A defect that this kind of thing cannot have was chosen for another one.
    const defect = form.getFieldValue("defect") as Defect | undefined;
    if (defect && group && !defectsOf(group).includes(defect)) form.setFieldValue("defect", undefined);
  }, [form, group]);

  const send = (values: Values) => {
    const { classCode: newClass, address, description, reporterName, reporterPhone, ...rest } = values;
    if (!place.at || place.waiting) return;
    const point = reading.numbersOf(place.at);
    const text = (name: string, value: string | undefined) => (value?.trim() ? { [name]: value.trim() } : {});
    report.mutate(
      {
        ...rest,
        componentId: place.componentId,
        newComponent:
          place.isNew && newClass
            ? { classCode: newClass, position: point, address: address?.trim() ?? "" }
            : null,
        position: pin ? point : null,
        file: files,
        dispatchTo: files && owner ? owner.id : null,
        ...text("description", description),
        ...text("reporterName", reporterName),
        ...text("reporterPhone", reporterPhone),
      },
      {
        onSuccess: ({ id, number }) => {
          toast(t(files ? "filing.filed" : "filing.reported", { number }));
          draft = {};
          onLook(null);
          select({ kind: "case", id });
        },
      },
    );
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="filing"
      requiredMark={false}
      scrollToFirstError
      aria-label={t("filing.title")}
      initialValues={{
        danger: false,
        channel: CHANNEL_OF_ROLE[me.role] ?? "PATROL",
        photoIds: [],
        ...draft,
      }}
      onFinish={send}
      onValuesChange={(_, values) => {
        draft = values;
      }}
      onKeyDown={(event) => {
        if (!sends(event)) return;
        event.preventDefault();
        form.submit();
      }}
    >
      <h2>{t("filing.title")}</h2>
      <PlaceSection place={place} choose={setChoice} here={startFiling} />
      <PlaceDoubt
        at={pin && !reading.isRead(pin) ? pin : null}
        address={address}
        photo={taken}
        onReadAs={(numbers, at) => {
          reading.readAs(numbers, at);
          setChoice({ kind: "nearest" });
          startFiling(at);
        }}
      />
      {pin && <ReadAs numbers={reading.numbersOf(pin)} />}
      <Duplicates
        query={duplicates}
        channel={channel}
        danger={danger}
        onMerged={(id, number) => {
          toast(t("filing.mergedDone", { number }));
          select({ kind: "case", id });
        }}
      />
      <What
        defects={defectsOf(group ?? "COVER")}
        onTaken={setTaken}
        onDefect={(defect) => form.setFieldValue("danger", usuallyDangerous(defect))}
      />
      <Owners place={place} owner={owner} onLook={onLook} />
      {report.isError && <CommandProblem error={report.error} />}
      <footer className="filing-foot">
        <ForecastLine place={place} danger={danger} files={files} owner={owner} />
        <div className="filing-buttons">
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            loading={report.isPending}
            disabled={!place.at || place.waiting}
          >
            {t(
              !files
                ? "filing.report"
                : (danger || owner) && somebody
                  ? "filing.fileAndDispatch"
                  : "filing.file",
            )}
          </Button>
          <span className="quiet for-keyboards">{t("filing.keys")}</span>
        </div>
      </footer>
    </Form>
  );
}

/** Ctrl+Enter everywhere; on a switch Enter alone, too: the space bar turns it, and Enter would only turn it back. */
function sends({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return (
    key === "Enter" &&
    (ctrlKey || metaKey || (target instanceof Element && target.getAttribute("role") === "switch"))
  );
}

function What({
  defects,
  onDefect,
  onTaken,
}: {
  defects: readonly Defect[];
  onDefect: (defect: Defect) => void;
  /** Where the last picture was taken, if its camera says so. */
  onTaken: (at: LonLat | null) => void;
}) {
  const { t } = useTranslation("cases");
  const word = useWord();
  return (
    <>
      <Form.Item
        name="defect"
        label={t("filing.defect")}
        rules={[{ required: true, message: t("filing.needDefect") }]}
      >
        <Radio.Group
          className="filing-defects"
          optionType="button"
          options={defects.map((value) => ({ value, label: word("defect", value) }))}
          onChange={(event) => onDefect(event.target.value as Defect)}
        />
      </Form.Item>
      <div className="filing-danger">
        <Form.Item name="danger" valuePropName="checked" noStyle>
          <Switch id="danger" />
        </Form.Item>
        <label htmlFor="danger">
          <b>{t("filing.danger")}</b> <span className="quiet">{t("filing.dangerHint")}</span>
        </label>
      </div>
      <Form.Item name="photoIds" label={t("filing.photos")}>
        <PhotoField onTaken={({ position }) => position && onTaken(position)} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="channel" label={t("filing.channel")}>
          <Select options={CHANNELS.map((value) => ({ value, label: word("channel", value) }))} />
        </Form.Item>
        <Form.Item name="description" label={t("filing.description")}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={2000} />
        </Form.Item>
      </div>
      <Collapse
        ghost
        size="small"
        className="filing-reporter"
        items={[
          {
            key: "reporter",
            label: t("filing.reporterMore"),
            forceRender: true,
            children: (
              <div className="form-pair">
                <Form.Item name="reporterName" label={t("filing.reporter")}>
                  <Input maxLength={200} autoComplete="off" />
                </Form.Item>
                <Form.Item name="reporterPhone" label={t("filing.phone")}>
                  <Input maxLength={200} inputMode="tel" autoComplete="off" />
                </Form.Item>
              </div>
            ),
          },
        ]}
      />
    </>
  );
}

/** Who will be asked, with the reasons; or that nobody has to be, because the owner is known. */
function Owners({
  place,
  owner,
  onLook,
}: {
  place: ReturnType<typeof usePlace>;
  owner: ReturnType<typeof holderToday>;
  onLook: (candidate: RankedCandidate | null) => void;
}) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const me = useMe();
  if (!place.component) return null;
  if (owner) {
    return (
      <p className="filing-owner">
        {t("filing.ownerKnown")}: <b>{named(owner)}</b>
      </p>
    );
  }
  if (isOutsider(me.role)) return null;
  return (
    <section className="filing-owners">
      <h3>{t("filing.owners")}</h3>
      <Candidates componentId={place.component.id} onLook={onLook} />
    </section>
  );
}
