import { useTranslation } from "react-i18next";
import { useReference } from "../api/reference.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { dayText } from "../ui/time.ts";
import { UnitName } from "../matter/UnitName.tsx";
import type { ComponentFile } from "./component-file.ts";

/** What the register says of it: place, source, attributes, codes of all times, who answered when. */
export function RegisterFacts({ component }: { component: ComponentFile }) {
  const { t } = useTranslation("registry");
  const named = useNamed();
  const word = useWord();
  const language = useLanguage();
  const division = useReference().data?.divisions.find(({ code }) => code === component.divisionCode);
  const { position } = component;
  const rows: [name: string, value: string][] = [
    [
      t("facts.classCode"),
      `${named({ nameZh: component.classNameZh, nameEn: component.classNameEn })} ${component.classCode}`,
    ],
    [t("facts.state"), word("physical", component.physicalState)],
    [t("facts.road"), component.roadName ?? ""],
    [t("facts.division"), division ? named(division) : component.divisionCode],
    [t("facts.grid"), component.gridCode ?? ""],
    [
      t("facts.coordinates"),
      `${position.lat.toFixed(6)}, ${position.lon.toFixed(6)} (±${component.accuracyM.toFixed(component.accuracyM < 1 ? 2 : 1)} m)`,
    ],
    [
      t("facts.areas"),
      component.areas
        .filter(({ kind }) => kind === "COMPOUND" || kind === "FACTORY" || kind === "COMMUNITY")
        .map(({ name, kind }) => `${name}（${word("area", kind)}）`)
        .join("、"),
    ],
    [t("facts.source"), word("source", component.dataSource)],
    [t("facts.surveyed"), component.firstSurveyedOn ? dayText(component.firstSurveyedOn, language) : ""],
    ...Object.entries(component.attributes).map(([key, value]): [string, string] => [
      t(`attribute.${key}` as never, { defaultValue: key }),
      t(`value.${value}` as never, { defaultValue: String(value) }),
    ]),
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
    </>
  );
}
