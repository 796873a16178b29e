import { clock } from "../ui/clock.ts";
import { AimOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Select, Switch } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClassGroup } from "../../server/domain/names.ts";
import { useReference } from "../api/reference.ts";
import { useNear } from "../api/registry.ts";
import { defectsOf, usuallyDangerous } from "../matter/defects.ts";
import { PlaceDoubt, ReadAs } from "../matter/PlaceDoubt.tsx";
import { useNamed, useWord } from "../i18n/i18n.ts";
import { StatusGlyph } from "../matter/StatusChip.tsx";
import { useToast } from "../ui/undo.tsx";
import { useDraft } from "./draft.ts";
import { outbox } from "./outbox.ts";
import { ROUGH_M, type Locating } from "./position.ts";
import { EMPTY_REPORT, missingInReport, reportOf, type ReportDraft } from "./report.ts";
import { picturesOf, ShotField } from "./ShotField.tsx";

const PinMap = lazy(async () => ({ default: (await import("./PinMap.tsx")).PinMap }));

/** How far a report may lie from the component it is about, at least. */
const NEAR_M = 25;
const SHOWN_NEAR = 4;

/** Something seen in the street: photo, place, thing, defect. It is kept as it is written and sent when there is a network. */
export function ReportForm({ locating, sent }: { locating: Locating; sent: () => void }) {
  const { t } = useTranslation("field");
  const word = useWord();
  const toast = useToast();
  const { draft, restored, change, clear } = useDraft<ReportDraft>("report", EMPTY_REPORT);
  const [missing, setMissing] = useState<ReturnType<typeof missingInReport>>(null);
  const kindOf = useKindName();
  if (!draft) return null;
  const group = (draft.component?.group ?? "COVER") as ClassGroup;
  const send = async () => {
    const lacks = missingInReport(draft);
    setMissing(lacks);
    if (lacks) return;
    const title = t("report.title", {
      defect: word("defect", draft.defect ?? ""),
      kind: draft.component?.name ?? kindOf(draft.classCode),
    });
    await outbox.add(
      title,
      { kind: "report", body: reportOf(draft, clock.iso()) },
      await picturesOf(draft.shots),
    );
    clear();
    toast(t(navigator.onLine ? "done" : "doneOffline"));
    sent();
  };
  return (
    <form
      className="report field-pad"
      aria-label={t("tabs.report")}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {restored && (
        <Alert
          type="info"
          title={t("report.draft")}
          action={
            <Button size="small" onClick={clear}>
              {t("report.clear")}
            </Button>
          }
        />
      )}
      <section>
        <h3>{t("report.photos")}</h3>
        <ShotField shots={draft.shots} onChange={(shots) => change({ shots })} />
        <Missing shown={missing === "photos"} text={t("photo.needed")} />
      </section>
      <PlacePart draft={draft} change={change} locating={locating} />
      <Missing shown={missing === "place"} text={t("report.placeFirst")} />
      <ThingPart draft={draft} change={change} />
      <Missing shown={missing === "kind"} text={t("report.kindFirst")} />
      <section>
        <h3>{t("report.which")}</h3>
        <div className="quick" role="radiogroup" aria-label={t("report.which")}>
          {defectsOf(group).map((defect) => (
            <Button
              key={defect}
              role="radio"
              aria-checked={draft.defect === defect}
              type={draft.defect === defect ? "primary" : "default"}
              onClick={() => change({ defect, danger: usuallyDangerous(defect) })}
            >
              {word("defect", defect)}
            </Button>
          ))}
        </div>
        <Missing shown={missing === "defect"} text={t("report.defectFirst")} />
        <label className="danger-switch" data-on={draft.danger}>
          <span>
            <strong>{t("report.danger")}</strong>
            <small className="quiet">{t("report.dangerHint")}</small>
          </span>
          <Switch checked={draft.danger} onChange={(danger) => change({ danger })} />
        </label>
      </section>
      <section>
        <label>
          <h3>{t("report.words")}</h3>
          <Input.TextArea
            placeholder={t("report.wordsHint")}
            autoSize={{ minRows: 2 }}
            maxLength={2000}
            value={draft.words}
            onChange={(event) => change({ words: event.target.value })}
          />
        </label>
      </section>
      <Button type="primary" size="large" htmlType="submit" block danger={draft.danger}>
        {t("report.submit")}
      </Button>
    </form>
  );
}

function Missing({ shown, text }: { shown: boolean; text: string }) {
  return shown ? <Alert type="error" title={text} role="alert" /> : null;
}

interface Part {
  readonly draft: ReportDraft;
  readonly change: (part: Partial<ReportDraft>) => void;
}

/** The phone's place with how sure it is, or a pin on the map. */
function PlacePart({ draft, change, locating }: Part & { locating: Locating }) {
  const { t } = useTranslation("field");
  const [mapOpen, setMapOpen] = useState(false);
  const here = locating.state === "found" ? locating.at : null;
  const { place } = draft;
  return (
    <section>
      <h3>{t("report.where")}</h3>
      <p className="place-line">
        {place ? (
          <>
            <span>{t(place.from === "phone" ? "gps.used" : "gps.pinned")}</span>
            <span className="mono quiet">
              {place.lon.toFixed(6)}, {place.lat.toFixed(6)}
            </span>
            {place.accuracyM !== null && <span className="quiet">±{place.accuracyM} m</span>}
          </>
        ) : (
          <span className="quiet">
            {here ? t("gps.none") : t(`gps.${locating.state === "found" ? "none" : locating.state}`)}
          </span>
        )}
      </p>
      <PlaceDoubt
        at={place && !place.numbers ? place : null}
        phone={place?.from === "map" ? here : null}
        onReadAs={(numbers, { lon, lat }) =>
          change({ place: { lon, lat, from: "map", accuracyM: null, numbers }, component: null })
        }
      />
      {place?.numbers && <ReadAs numbers={place.numbers} />}
      {place?.from === "phone" && place.accuracyM !== null && place.accuracyM > ROUGH_M && (
        <Alert type="warning" title={t("gps.rough", { metres: place.accuracyM })} />
      )}
      <div className="quick">
        <Button
          icon={<AimOutlined />}
          disabled={!here}
          onClick={() =>
            here &&
            change({
              place: { lon: here.lon, lat: here.lat, from: "phone", accuracyM: here.accuracyM },
              component: null,
            })
          }
        >
          {t("gps.use")}
          {here && ` ±${here.accuracyM} m`}
        </Button>
        <Button onClick={() => setMapOpen(!mapOpen)}>{t(mapOpen ? "report.hideMap" : "report.map")}</Button>
      </div>
      {mapOpen && (
        <Suspense fallback={<div className="pin-map" />}>
          <PinMap
            at={place ?? here}
            onPlace={({ lon, lat }) =>
              change({ place: { lon, lat, from: "map", accuracyM: null }, component: null })
            }
          />
        </Suspense>
      )}
    </section>
  );
}

/** The component it is about: the nearest ones to choose from, or a class where the register has none there. */
function ThingPart({ draft, change }: Part) {
  const { t } = useTranslation("field");
  const named = useNamed();
  const reference = useReference();
  const radius = Math.max(NEAR_M, 2 * (draft.place?.accuracyM ?? 0));
  const near = useNear(draft.place, Math.min(200, radius));
  const classes = (reference.data?.classes ?? []).filter(
    ({ scheme, code }) => scheme === "A" && code.length === 4,
  );
  return (
    <section>
      <h3>{t("report.what")}</h3>
      {near.data && near.data.length > 0 && (
        <ul className="near" role="radiogroup" aria-label={t("report.nearest")}>
          {near.data.slice(0, SHOWN_NEAR).map((component) => {
            const name = named({ nameZh: component.classNameZh, nameEn: component.classNameEn });
            const chosen = draft.component?.id === component.id;
            return (
              <li key={component.id}>
                <button
                  type="button"
                  role="radio"
                  aria-checked={chosen}
                  onClick={() =>
                    change({
                      component: {
                        id: component.id,
                        name,
                        classCode: component.classCode,
                        group: component.classGroup,
                      },
                      classCode: null,
                      defect: null,
                    })
                  }
                >
                  <StatusGlyph
                    status={component.ownershipStatus}
                    group={component.classGroup}
                    danger={component.openDanger}
                    size={20}
                  />
                  <span>
                    {name}
                    <small className="quiet">
                      {component.code && <span className="mono">{component.code} </span>}
                      {component.address}
                    </small>
                  </span>
                  <span className="quiet">{t("report.at", { metres: component.distanceM.toFixed(1) })}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <label>
        {t("report.newOne")}
        <Select
          size="large"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("report.chooseKind")}
          value={draft.classCode}
          onChange={(classCode: string | null) =>
            change({ classCode: classCode ?? null, ...(classCode && { component: null }) })
          }
          options={classes.map((one) => ({ value: one.code, label: named(one) }))}
        />
      </label>
    </section>
  );
}

function useKindName(): (code: string | null) => string {
  const named = useNamed();
  const reference = useReference();
  return (code) => {
    const found = reference.data?.classes.find((one) => one.scheme === "A" && one.code === code);
    return found ? named(found) : (code ?? "");
  };
}
