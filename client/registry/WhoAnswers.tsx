import { useTranslation } from "react-i18next";
import { COMPONENT_ROLES } from "../../server/domain/names.ts";
import { useLanguage, useWord } from "../i18n/i18n.ts";
import { intervalOn } from "../ui/holders.ts";
import { useNow } from "../ui/now.ts";
import { dayIn, dayText } from "../ui/time.ts";
import { UnitName } from "../ui/UnitName.tsx";
import type { ComponentFile } from "./ComponentPanel.tsx";

/** Owner, maintainer, custodian of today, each with since when and on which basis. Nobody is said as loudly as somebody. */
export function WhoAnswers({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const language = useLanguage();
  const today = dayIn(useNow());
  const held = COMPONENT_ROLES.map((role) => ({ role, interval: intervalOn(component.roles, role, today) }));
  // A regulator watches; it does not answer for the thing itself.
  const nobody = held.every(({ role, interval }) => interval === null || role === "regulator");
  const loud = nobody && component.ownershipStatus !== "PRIVATE" && component.ownershipStatus !== "ABANDONED";
  const shown = held.filter(({ role, interval }) => interval !== null || (role === "owner" && !loud));
  return (
    <>
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
                  </span>
                </>
              ) : (
                <span className="quiet">{t("answers.nobody")}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {component.ownershipStatus === "BACKSTOP" && <p className="quiet small">{t("answers.backstopNote")}</p>}
      {component.ownershipStatus === "PRIVATE" && <p className="quiet small">{t("answers.privateNote")}</p>}
    </>
  );
}
