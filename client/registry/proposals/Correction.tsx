import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOutsider, may } from "../../../server/domain/permissions.ts";
import { useMe } from "../../api/session.ts";
import { useLanguage, useNamed } from "../../i18n/i18n.ts";
import { PhotoStrip } from "../../matter/PhotoStrip.tsx";
import { dayText, fullMoment } from "../../ui/time.ts";
import type { ComponentFile } from "../component-file.ts";
import { HearingForm } from "./HearingForm.tsx";

type Told = NonNullable<NonNullable<ComponentFile["roleProposal"]>["correction"]>;

/** Whose past days it moves, who is asked about that, and what they said; a unit that is asked answers here. */
export function Correction({ component, correction }: { component: ComponentFile; correction: Told }) {
  const { t } = useTranslation("registry");
  const language = useLanguage();
  const named = useNamed();
  const me = useMe();
  const [answering, setAnswering] = useState<string | null>(null);
  const { takes, asked, heard, until } = correction;
  const mayAnswer = (unitId: string) =>
    may(me.role, "answerCorrection") && (!isOutsider(me.role) || me.unit?.id === unitId);
  return (
    <>
      <h4>{t("correction.takes")}</h4>
      <ul className="correction-list">
        {takes.length === 0 && <li>{t("correction.nobodys")}</li>}
        {takes.map(({ unit, from, to }) => (
          <li key={`${unit.id}${from}`}>
            {t("correction.period", {
              unit: named(unit),
              from: dayText(from, language),
              to: to === null ? t("correction.now") : dayText(to, language),
            })}
          </li>
        ))}
      </ul>
      <h4>{t("correction.asked", { until: fullMoment(until, language) })}</h4>
      <ul className="correction-list">
        {asked.map((unit) => {
          const word = heard.find(({ unitId }) => unitId === unit.id);
          // What was entered for it the unit itself may still say otherwise.
          const final = word && !(word.onBehalf && me.unit?.id === unit.id);
          return (
            <li key={unit.id} data-unit={unit.id}>
              {named(unit)} ·{" "}
              {word ? t(word.objects ? "correction.objects" : "correction.agrees") : t("correction.silent")}
              {word?.onBehalf && ` ${t("correction.onBehalf")}`}
              {word && word.photoIds.length > 0 && <PhotoStrip ids={word.photoIds} />}
              {!final && mayAnswer(unit.id) && answering !== unit.id && (
                <>
                  {" "}
                  <Button size="small" type="link" onClick={() => setAnswering(unit.id)}>
                    {t(me.unit?.id === unit.id ? "correction.answer" : "correction.enter")}
                  </Button>
                </>
              )}
              {!final && answering === unit.id && (
                <HearingForm
                  componentId={component.id}
                  unit={unit}
                  own={me.unit?.id === unit.id}
                  close={() => setAnswering(null)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
