import { useTranslation } from "react-i18next";
import type { InquiryDetail, Stated } from "../../server/contract/inquiries.ts";
import { useUnits } from "../api/reference.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { fullMoment } from "../ui/time.ts";

/** Of the reasons for setting a rule aside, those that what waits for a signature, or was signed, rests on. */
export function standing({ stated, parcelCheck, file }: InquiryDetail): readonly Stated[] {
  const last = (kind: Stated["kind"]) => stated.findLast((one) => one.kind === kind);
  const leftOut = new Set((file.leftOut ?? []).map(({ unitId }) => unitId));
  const proposal = file.proposal?.kind === "BACKSTOP" ? file.proposal : null;
  const setAside = proposal
    ? proposal.emergencyReason !== null || proposal.overridesPrivate
    : file.backstop !== null && (file.backstop.emergencyReason !== null || parcelCheck?.result === "PRIVATE");
  return [
    ...stated.filter(
      ({ kind, unitIds }) => kind === "UNITS_LEFT_OUT" && unitIds.some((unitId) => leftOut.has(unitId)),
    ),
    ...(parcelCheck?.contradicts ? [last("PARCEL_CHECKED")] : []),
    ...(setAside ? [last("BACKSTOP_PROPOSED")] : []),
  ].filter((one) => one !== undefined);
}

/** Why something that the law book asks for was set aside: by whom, for which reason, in which words. */
export function StatedReasons({ stated }: { stated: readonly Stated[] }) {
  const { t } = useTranslation(["inquiries", "ui"]);
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const units = useUnits().data ?? [];
  if (stated.length === 0) return null;
  const nameOf = (id: string) => {
    const unit = units.find((one) => one.id === id);
    return unit ? named(unit) : t("ui:unit.unknown");
  };
  return (
    <ul className="stated-reasons">
      {stated.map(({ kind, at, by, reasonCode, text, unitIds }) => (
        <li key={`${kind}${at}`}>
          <strong>
            {t(`stated.${kind}`, { units: unitIds.map(nameOf).join(language === "en" ? ", " : "、") })}
          </strong>{" "}
          {reasonCode && word(kind === "BACKSTOP_PROPOSED" ? "emergency" : "reason", reasonCode)}
          {text && <p className="note">{text}</p>}
          <span className="quiet">
            {by ?? t("ui:history.system")} · {fullMoment(at, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}
