import { Tabs, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Permission } from "../../server/domain/permissions.ts";
import { useCalendar } from "../api/calendar.ts";
import { useMay } from "../api/session.ts";
import { NotFound } from "../ui/NotFound.tsx";
import { AccountsAdmin } from "./AccountsAdmin.tsx";
import { CalendarAdmin, HolidaysMissing } from "./CalendarAdmin.tsx";
import { ImportBatchView } from "./ImportBatchView.tsx";
import { ImportList } from "./ImportList.tsx";
import { NewImport } from "./NewImport.tsx";
import { ModelsAdmin } from "./ModelsAdmin.tsx";
import { NobodyActs, PlacesAdmin } from "./PlacesAdmin.tsx";
import { RulesAdmin } from "./RulesAdmin.tsx";
import { UnitsAdmin } from "./UnitsAdmin.tsx";
import "./admin.css";
import "./rules.css";

/** Each tab with the permission that opens it: the convener comes here for the rules alone, the auditor for the models. */
const TABS = {
  imports: "importData",
  units: "manageUnits",
  accounts: "manageAccounts",
  places: "administerPlaces",
  rules: "confirmRules",
  calendar: "keepCalendar",
  models: "seeModels",
} as const satisfies Record<string, Permission>;
type Tab = keyof typeof TABS;

/** What the office keeps in order: data that comes in, units, accounts, time limits. */
export function AdminPage() {
  const { t } = useTranslation("admin");
  const [params, setParams] = useSearchParams();
  const may = useMay();
  const open = (Object.keys(TABS) as Tab[]).filter((one) => may(TABS[one]));
  const tab = open.find((one) => one === params.get("tab")) ?? open[0];
  if (!tab) return <NotFound />;
  return (
    <div className="admin">
      <h1 className="visually-hidden">{t("title")}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => setParams({ tab: key })}
        items={open.map((key) => ({ key, label: <TabName tab={key} /> }))}
      />
      {may("administerPlaces") && <NobodyActs />}
      {may("keepCalendar") && <HolidaysMissing />}
      <div className="admin-body">
        {tab === "imports" && (
          <Imports
            batch={params.get("batch")}
            go={(batch) => setParams({ tab: "imports", ...(batch && { batch }) })}
          />
        )}
        {tab === "units" && <UnitsAdmin />}
        {tab === "accounts" && <AccountsAdmin />}
        {tab === "places" && <PlacesAdmin />}
        {tab === "rules" && <RulesAdmin />}
        {tab === "calendar" && <CalendarAdmin />}
        {tab === "models" && <ModelsAdmin />}
      </div>
    </div>
  );
}

/** What waits for the administrator stands beside the name of its tab. */
function TabName({ tab }: { tab: Tab }) {
  const { t } = useTranslation("admin");
  const missing = useCalendar(tab === "calendar").data?.missing.length ?? 0;
  return (
    <>
      {t(`tabs.${tab}`)}
      {tab === "calendar" && missing > 0 && <Tag color="orange">{t("calendar.missingShort")}</Tag>}
    </>
  );
}

const NEW = "new";

function Imports({ batch, go }: { batch: string | null; go: (batch: string | null) => void }) {
  if (batch === null) return <ImportList open={go} begin={() => go(NEW)} />;
  if (batch === NEW) return <NewImport started={go} cancel={() => go(null)} />;
  return <ImportBatchView key={batch} id={batch} back={() => go(null)} />;
}
