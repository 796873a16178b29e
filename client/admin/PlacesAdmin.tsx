import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePlaces } from "../api/places.ts";
import { useNamed } from "../i18n/i18n.ts";
import { FailedQuery } from "../api/FailedQuery.tsx";
import { HomeForm } from "./HomeForm.tsx";
import { PlaceRules } from "./PlaceRules.tsx";

/** Without these two the mechanism has nobody to send: which street department acts where, and which street this is. */
export function PlacesAdmin() {
  const { t } = useTranslation("admin");
  const named = useNamed();
  const query = usePlaces();
  if (query.isPending) return <Skeleton active />;
  if (query.isError) return <FailedQuery error={query.error} retry={() => void query.refetch()} />;
  const places = query.data;
  const { rules, departments, waiting, home } = places;
  return (
    <div className="places">
      {waiting > 0 && rules.length > 0 && (
        <Alert type="info" showIcon title={t("places.waiting", { count: waiting })} />
      )}
      <section>
        <h2>{t("places.rules")}</h2>
        <p className="quiet">{t("places.rulesWhat")}</p>
        {departments.length === 0 ? (
          <Alert
            type="warning"
            showIcon
            title={t("places.noDepartment")}
            description={<Link to="/admin?tab=units">{t("places.addDepartment")}</Link>}
          />
        ) : (
          <PlaceRules key={JSON.stringify(rules)} places={places} />
        )}
      </section>
      <section>
        <h2>{t("places.home")}</h2>
        <p>
          {home ? (
            <>
              <b>{named(home)}</b> <span className="mono quiet">{home.code}</span>{" "}
              <span className="quiet">
                {t("places.box", {
                  box: home.box.map((degrees) => degrees.toFixed(4)).join(", "),
                })}
              </span>
            </>
          ) : (
            t("places.noHome")
          )}
        </p>
        <HomeForm key={JSON.stringify(home)} places={places} />
      </section>
    </div>
  );
}

/** Above every tab as long as nobody would be sent to a danger. */
export function NobodyActs() {
  const { t } = useTranslation("admin");
  const places = usePlaces().data;
  if (!places || places.rules.length > 0) return null;
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={
        <>
          {t("places.nobody")} {places.waiting > 0 && t("places.waiting", { count: places.waiting })}{" "}
          <Link to="/admin?tab=places">{t("places.setNow")}</Link>
        </>
      }
    />
  );
}
