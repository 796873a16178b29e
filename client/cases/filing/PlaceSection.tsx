import { Button, Form, Input, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useNamed } from "../../i18n/i18n.ts";
import { ClassItem } from "../../matter/ClassItem.tsx";
import { StatusChip } from "../../matter/StatusChip.tsx";
import { HereButton } from "../HereButton.tsx";
import { useClasses, type LonLat, type FilingPlace, type PlaceChoice } from "./place.ts";

/** Where: the component that the pin snapped to, others close by, or a new provisional one with its class. */
export function PlaceSection({
  place,
  choose,
  here,
}: {
  place: FilingPlace;
  choose: (choice: PlaceChoice) => void;
  here: (at: LonLat) => void;
}) {
  const { t } = useTranslation("cases");
  const { at, component, waiting, isNew, near, componentId } = place;
  if (!at) {
    return (
      <div className="filing-prompt">
        <p>{t("filing.clickMap")}</p>
        <HereButton onHere={here} />
      </div>
    );
  }
  if (waiting) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  const others = near.filter(({ id }) => id !== componentId).slice(0, 4);
  return (
    <>
      {component && <Chosen place={place} choose={choose} />}
      {isNew && <NewComponent place={place} />}
      {others.length > 0 && <Others others={others} choose={choose} isNew={isNew} />}
    </>
  );
}

function Chosen({ place, choose }: { place: FilingPlace; choose: (choice: PlaceChoice) => void }) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const { component, distanceM } = place;
  if (!component) return null;
  return (
    <div className="filing-component">
      <div>
        <b>{named({ nameZh: component.classNameZh, nameEn: component.classNameEn })}</b>{" "}
        <StatusChip
          status={component.ownershipStatus}
          group={component.classGroup}
          danger={component.openDanger}
        />
      </div>
      <div className="quiet">
        {component.address || component.roadName}{" "}
        {component.code && <span className="mono">{component.code}</span>}
      </div>
      <div className="quiet">
        {distanceM === null ? t("filing.chosen") : t("filing.snapped", { metres: distanceM.toFixed(1) })}
        {" · "}
        <Button type="link" size="small" onClick={() => choose({ kind: "new" })}>
          {t("filing.makeInstead")}
        </Button>
      </div>
    </div>
  );
}

function NewComponent({ place }: { place: FilingPlace }) {
  const { t } = useTranslation("cases");
  const classes = useClasses();
  return (
    <div className="filing-component">
      <p>
        <b>{t("filing.make")}</b>
        <br />
        <span className="quiet">
          {place.near.length === 0 ? t("filing.noneNear", { metres: place.lookM }) : t("filing.makeHint")}
        </span>
      </p>
      <div className="form-pair">
        <ClassItem
          classes={classes}
          label={t("filing.classCode")}
          missing={t("filing.needClass")}
          placeholder={t("filing.chooseClass")}
        />
        <Form.Item name="address" label={t("filing.address")}>
          <Input maxLength={200} placeholder={t("filing.addressHint")} />
        </Form.Item>
      </div>
      {place.at && (
        <div className="quiet mono">
          {t("filing.crs", { lat: place.at.lat.toFixed(6), lon: place.at.lon.toFixed(6) })}
        </div>
      )}
    </div>
  );
}

/** Whoever is about to make a new one is shown first what is registered there (docs/domain.md#d5). */
function Others({
  others,
  choose,
  isNew,
}: {
  others: FilingPlace["near"];
  choose: (choice: PlaceChoice) => void;
  isNew: boolean;
}) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  return (
    <details className="filing-others" open={isNew}>
      <summary>{t("filing.others")}</summary>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => choose({ kind: "component", id: other.id })}>
              <StatusChip status={other.ownershipStatus} group={other.classGroup} danger={other.openDanger} />
              <span>{named({ nameZh: other.classNameZh, nameEn: other.classNameEn })}</span>
              <span className="quiet">{other.distanceM.toFixed(1)} m</span>
              {other.code && <span className="quiet mono">{other.code}</span>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
