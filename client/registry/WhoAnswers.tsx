import { useTranslation } from "react-i18next";
import { COMPONENT_ROLES } from "../../server/domain/names.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { intervalOn } from "../matter/holders.ts";
import { useMoment } from "../matter/moment.ts";
import { useNow } from "../ui/now.ts";
import { StatusGlyph } from "../matter/StatusChip.tsx";
import { dayIn, dayText } from "../ui/time.ts";
import { UnitName } from "../matter/UnitName.tsx";
import type { ComponentFile } from "./component-file.ts";

/** Bases whose reference is a document's number, and not an id. */
const DOCUMENTED: readonly string[] = ["MERGER", "SPLIT_UNALLOCATED", "ALLOCATION", "UNIT_DISSOLVED"];

/** Owner, maintainer, custodian of today, each with since when and on which basis. Nobody is said as loudly as somebody. */
export function WhoAnswers({ component }: { component: ComponentFile }) {
  const { t } = useTranslation(["registry", "ui"]);
  const word = useWord();
  const named = useNamed();
  const language = useLanguage();
  const today = dayIn(useNow());
  const { day: past } = useMoment();
  const shownDay = past ?? today;
  const held = COMPONENT_ROLES.map((role) => ({
    role,
    interval: intervalOn(component.roles, role, shownDay),
  }));
  // A regulator watches; it does not answer for the thing itself.
  const nobody = held.every(({ role, interval }) => interval === null || role === "regulator");
  const loud =
    nobody &&
    past === null &&
    component.ownershipStatus !== "PRIVATE" &&
    component.ownershipStatus !== "ABANDONED";
  const shown = held.filter(({ role, interval }) => interval !== null || (role === "owner" && !loud));
  return (
    <>
      {past !== null && (
        <>
          <p className="past-note">{t("ui:past.note", { day: dayText(past, language) })}</p>
          <p className="past-status">
            <StatusGlyph status={statusOn(held)} group={component.classGroup} />{" "}
            {t(`ui:past.status.${statusOn(held)}`)}
          </p>
        </>
      )}
      {loud && <p className="nobody">{t("answers.unresolved")}</p>}
      <dl className="answers">
        {shown.map(({ role, interval }) => (
          <div key={role} data-role={role}>
            <dt>{word("role", role)}</dt>
            <dd>
              {interval ? (
                <>
                  <b>
                    <UnitName unit={interval.unit} />
                  </b>
                  <span className="quiet">
                    {t("answers.since", { from: dayText(interval.from, language) })} ·{" "}
                    {t("answers.basis", { basis: word("basis", interval.basis) })}
                    {interval.basisRef && DOCUMENTED.includes(interval.basis) && ` ${interval.basisRef}`}
                  </span>
                  {interval.jointWith.length > 0 && (
                    <span className="joint">
                      {t("answers.joint", { units: interval.jointWith.map(named).join("、") })}
                    </span>
                  )}
                  {interval.unitEndedOn !== null && interval.unitEndedOn <= shownDay && (
                    <span className="joint">
                      {t("answers.unitEnded", { on: dayText(interval.unitEndedOn, language) })}
                    </span>
                  )}
                </>
              ) : (
                <span className="quiet">{t("answers.nobody")}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {past !== null &&
        component.corrected
          .filter(({ from, to }) => from <= past && (to === null || past < to))
          .map(({ role, unit, from, correctedOn }) => (
            <p key={`${role}${unit.id}${from}${correctedOn}`} className="quiet small">
              {t("answers.knownThen", {
                role: word("role", role),
                unit: named(unit),
                on: dayText(correctedOn, language),
              })}
            </p>
          ))}
      {past === null && component.ownershipStatus === "BACKSTOP" && (
        <p className="quiet small">{t("answers.backstopNote")}</p>
      )}
      {past === null && component.ownershipStatus === "PRIVATE" && (
        <p className="quiet small">{t("answers.privateNote")}</p>
      )}
    </>
  );
}

/** What the dated roles alone say of a day: an owner, a custodian in the owner's stead, or nobody. */
function statusOn(
  held: readonly { role: string; interval: unknown }[],
): "CONFIRMED" | "BACKSTOP" | "UNKNOWN" {
  const holds = (role: string) => held.some((one) => one.role === role && one.interval !== null);
  return holds("owner") ? "CONFIRMED" : holds("interim_custodian") ? "BACKSTOP" : "UNKNOWN";
}
