import { useTranslation } from "react-i18next";
import { attributeFact, PANEL_ROWS } from "../../server/domain/component/described.ts";
import { COMPOSED, FACTS, type FactKey } from "../../server/domain/component/facts.ts";
import { useReference } from "../api/reference.ts";
import { useLanguage, useNamed, useSaid, useWord } from "../i18n/i18n.ts";
import { useFactValue } from "../api/fact-words.ts";
import { dayText } from "../ui/time.ts";
import { UnitName } from "../matter/UnitName.tsx";
import type { ComponentFile } from "./component-file.ts";

/** How the rows are told that take more than the fact itself. */
type Told = Readonly<Record<(typeof PANEL_ROWS)[number]["key"], string | undefined>>;

function useTold(component: ComponentFile): Partial<Told> {
  const named = useNamed();
  const word = useWord();
  const division = useReference().data?.divisions.find(({ code }) => code === component.divisionCode);
  const { position, accuracyM } = component;
  return {
    classCode: `${named({ nameZh: component.classNameZh, nameEn: component.classNameEn })} ${component.classCode}`,
    divisionCode: division && named(division),
    coordinates: `${position.lat.toFixed(6)}, ${position.lon.toFixed(6)} (±${accuracyM.toFixed(accuracyM < 1 ? 2 : 1)} m)`,
    areas: component.areas
      .filter(({ kind }) => kind === "COMPOUND" || kind === "FACTORY" || kind === "COMMUNITY")
      .map(({ name, kind }) => `${name}（${word("area", kind)}）`)
      .join("、"),
  };
}

/** What the register says of it: place, source, attributes, codes of all times, who answered when. */
export function RegisterFacts({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const word = useWord();
  const language = useLanguage();
  const said = useSaid();
  const valueText = useFactValue();
  const told = useTold(component);
  const rows: [name: string, value: string][] = [
    ...PANEL_ROWS.map(({ key, words }): [string, string] => [
      said(words),
      told[key] ?? (key in COMPOSED ? "" : valueText(FACTS[key as FactKey], component[key as "address"])),
    ]),
    ...Object.entries(component.attributes).map(([key, value]): [string, string] => {
      const fact = attributeFact(key);
      return fact ? [said(fact.words), valueText(fact, value)] : [key, String(value)];
    }),
  ];
  const past = component.roles.filter(({ to }) => to !== null);
  return (
    <>
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {component.codes.length > 1 && (
        <details className="ended-matters">
          <summary>
            {t("section.codes")} {component.codes.length}
          </summary>
          <ul>
            {component.codes.map(({ scheme, code, from, to }) => (
              <li key={`${scheme}${code}`}>
                <span className="mono">{code}</span>{" "}
                <span className="quiet">
                  {to
                    ? t("oldCode", { from: dayText(from, language), to: dayText(to, language) })
                    : t("answers.since", { from: dayText(from, language) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {past.length > 0 && (
        <details className="ended-matters">
          <summary>
            {t("section.roles")} {past.length}
          </summary>
          <ul>
            {past.map(({ role, unit, from, to, basis }) => (
              <li key={`${role}${unit.id}${from}`}>
                {word("role", role)} <UnitName unit={unit} />{" "}
                <span className="quiet">
                  {t("answers.ended", { from: dayText(from, language), to: dayText(to ?? from, language) })} ·{" "}
                  {word("basis", basis)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {component.corrected.length > 0 && (
        <details className="ended-matters">
          <summary>
            {t("section.corrected")} {component.corrected.length}
          </summary>
          <ul>
            {component.corrected.map(({ role, unit, from, to, correctedOn }) => (
              <li key={`${role}${unit.id}${from}${correctedOn}`}>
                {word("role", role)} <UnitName unit={unit} />{" "}
                <span className="quiet">
                  {t("answers.ended", {
                    from: dayText(from, language),
                    to: dayText(to ?? correctedOn, language),
                  })}{" "}
                  · {t("answers.corrected", { on: dayText(correctedOn, language) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
