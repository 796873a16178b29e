import { Alert, Button, Collapse, Empty, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CalendarAnswer, HolidayTable } from "../../server/contract/calendar.ts";
import { useCalendar } from "../api/calendar.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { useLanguage } from "../i18n/i18n.ts";
import { dayText, fullMoment } from "../ui/time.ts";
import { HolidayDays } from "./HolidayDays.tsx";
import { HolidayForm } from "./HolidayForm.tsx";
import { OfficeHoursForm } from "./OfficeHoursForm.tsx";
import "./calendar.css";

/** Which year the form is open for: one that is corrected, or any that is entered. */
type Editing = { readonly table: HolidayTable | null } | null;

/** By which days and hours work time is counted: what is entered, what is missing, and what waits for it. */
export function CalendarAdmin() {
  const { t } = useTranslation("admin");
  const query = useCalendar();
  const [editing, setEditing] = useState<Editing>(null);
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const calendar = query.data;
  return (
    <div className="calendar">
      <p className="quiet">{t("calendar.intro")}</p>
      <Waiting calendar={calendar} />
      <section>
        <div className="rules-bar">
          <h2>{t("calendar.years")}</h2>
          <Button type="primary" onClick={() => setEditing({ table: null })}>
            {t("calendar.enter")}
          </Button>
        </div>
        {calendar.years.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("calendar.none")}>
            <p className="quiet">{t("calendar.noneHow")}</p>
          </Empty>
        ) : (
          <Collapse
            collapsible="header"
            defaultActiveKey={calendar.years.slice(0, 1).map(({ year }) => year)}
            items={calendar.years.map((table) => ({
              key: table.year,
              label: <Heading table={table} />,
              extra: (
                <Button
                  size="small"
                  aria-label={`${t("calendar.correct")} ${table.year}`}
                  onClick={() => setEditing({ table })}
                >
                  {t("calendar.correct")}
                </Button>
              ),
              children: <Year table={table} />,
            }))}
          />
        )}
      </section>
      <section>
        <h2>{t("calendar.hours")}</h2>
        <p className="quiet">{t("calendar.hoursWhat")}</p>
        <OfficeHoursForm key={JSON.stringify(calendar.hours)} calendar={calendar} />
      </section>
      {editing && <HolidayForm calendar={calendar} table={editing.table} close={() => setEditing(null)} />}
    </div>
  );
}

/** Deadlines that wait for a table, and those that follow one that has just come. */
function Waiting({ calendar }: { calendar: CalendarAnswer }) {
  const { t } = useTranslation("admin");
  return calendar.provisional.map(({ year, deadlines: count }) => {
    const known = calendar.years.some((table) => table.year === year);
    return (
      <Alert
        key={year}
        type="info"
        showIcon
        title={t(known ? "calendar.following" : "calendar.waiting", { year, count })}
      />
    );
  });
}

function Heading({ table }: { table: HolidayTable }) {
  const { t } = useTranslation("admin");
  const { year, holidays, workdays } = table;
  return (
    <>
      <strong>{t("calendar.yearOf", { year })}</strong>{" "}
      <span className="quiet">
        {t("calendar.days", { holidays: holidays.length, workdays: workdays.length })}
      </span>
    </>
  );
}

function Year({ table }: { table: HolidayTable }) {
  const { t } = useTranslation("admin");
  const language = useLanguage();
  const { source, publishedOn, enteredAt, enteredBy } = table;
  return (
    <>
      <HolidayDays table={table} />
      <p className="quiet calendar-source">
        {[
          source,
          publishedOn && t("calendar.published", { day: dayText(publishedOn, language) }),
          enteredBy === null
            ? t("calendar.shipped")
            : t("calendar.by", { who: enteredBy, at: fullMoment(enteredAt, language) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </>
  );
}

/** Above every tab from November on, as long as the next year's holidays are not there. */
export function HolidaysMissing() {
  const { t } = useTranslation("admin");
  const missing = useCalendar().data?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={
        <>
          {t("calendar.missing", { count: missing.length, years: missing.join(", ") })}{" "}
          <Link to="/admin?tab=calendar">{t("calendar.enterNow")}</Link>
        </>
      }
    />
  );
}
