import { useTranslation } from "react-i18next";
import type { NamedDay } from "../../server/domain/clocks/calendar.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { dayText } from "../ui/time.ts";
import { runsOf, type Run } from "./calendar-form.ts";

interface Days {
  readonly holidays: readonly NamedDay[];
  readonly workdays: readonly NamedDay[];
}

/** What is off and what is worked, holiday by holiday. */
export function HolidayDays({ table }: { table: Days }) {
  const { t } = useTranslation("admin");
  return (
    <dl className="calendar-days">
      <dt>{t("calendar.off")}</dt>
      <dd>
        <Runs runs={runsOf(table.holidays)} />
      </dd>
      <dt>{t("calendar.worked")}</dt>
      <dd>{table.workdays.length === 0 ? t("calendar.noWorked") : <Runs runs={runsOf(table.workdays)} />}</dd>
    </dl>
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const language = useLanguage();
  return (
    <ul>
      {runs.map(({ name, from, to }) => (
        <li key={from + name}>
          {name}{" "}
          <span className="mono">
            {from === to ? dayText(from, language) : `${dayText(from, language)} – ${dayText(to, language)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
