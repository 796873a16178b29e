import { useTranslation } from "react-i18next";
import type { UnitRef } from "../../../server/contract/shapes.ts";
import { asked } from "../../../server/domain/inquiry/recipients.ts";
import { useDepartmentAt } from "../../api/places.ts";
import { useRulePack } from "../../api/reference.ts";
import { useCandidates } from "../../api/registry.ts";
import { useMay } from "../../api/session.ts";
import { useNamed } from "../../i18n/i18n.ts";
import { holderToday } from "../../matter/holders.ts";
import { useLimit } from "../../matter/TimeLeft.tsx";
import { forecastOf } from "./forecast.ts";
import type { FilingPlace } from "./place.ts";

/** What sending this will do, in one sentence, with names. */
export function ForecastLine({
  place,
  danger,
  files,
  owner,
}: {
  place: FilingPlace;
  danger: boolean;
  files: boolean;
  owner: UnitRef | null;
}) {
  const { t } = useTranslation("cases");
  const named = useNamed();
  const limit = useLimit();
  const mayRank = useMay()("seeCandidates");
  const { component } = place;
  const ranked = useCandidates(component?.id ?? null, mayRank && owner === null);
  const steps = useRulePack().data?.steps;
  const department = useDepartmentAt(files && danger && owner === null ? placeOf(place) : null);
  if (!place.at) return null;
  const custodian = holderToday(component ?? undefined, "interim_custodian");
  const { sentence, letters } = forecastOf({
    files,
    danger,
    status: component?.ownershipStatus ?? "UNKNOWN",
    ownerKnown: owner !== null,
    custodianKnown: custodian !== null,
    inquiryOpen: component?.inquiries.some(({ open }) => open) ?? false,
    isNew: place.isNew,
    departmentKnown: department.data !== null,
    candidates: ranked.data?.items ?? null,
  });
  const guard = steps?.GUARD ? limit(steps.GUARD.minutes, steps.GUARD.clock) : "…";
  const written = asked(ranked.data?.items ?? []);
  return (
    <p className="filing-forecast" data-nobody={sentence === "dangerNobody"} aria-live="polite">
      <b>{t("filing.forecast")}</b>{" "}
      {t(`forecast.${sentence}`, {
        count: letters,
        guard,
        unit: named(owner ?? custodian ?? { nameZh: "", nameEn: "" }),
      })}
      {place.isNew && ` ${t("forecast.provisional")}`}
      {letters > 0 && (
        <span className="quiet">
          {" "}
          {t("forecast.letters", { units: written.map(({ unit }) => named(unit)).join("、") })}
        </span>
      )}
    </p>
  );
}

/** The component's own position where there is one: that is where the mechanism looks. */
export function placeOf({ component, at }: FilingPlace): FilingPlace["at"] {
  return component?.position ?? at;
}
