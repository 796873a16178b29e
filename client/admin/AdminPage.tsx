import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { AccountsAdmin } from "./AccountsAdmin.tsx";
import { ImportBatchView } from "./ImportBatchView.tsx";
import { ImportList } from "./ImportList.tsx";
import { NewImport } from "./NewImport.tsx";
import { ModelsAdmin } from "./ModelsAdmin.tsx";
import { NobodyActs, PlacesAdmin } from "./PlacesAdmin.tsx";
import { RulesAdmin } from "./RulesAdmin.tsx";
import { UnitsAdmin } from "./UnitsAdmin.tsx";
import "./admin.css";

const TABS = ["imports", "units", "accounts", "places", "rules", "models"] as const;
type Tab = (typeof TABS)[number];

/** What the office keeps in order: data that comes in, units, accounts, time limits. */
export function AdminPage() {
  const { t } = useTranslation("admin");
  const [params, setParams] = useSearchParams();
  const tab: Tab = TABS.find((one) => one === params.get("tab")) ?? "imports";
  return (
    <div className="admin">
      <h1 className="visually-hidden">{t("title")}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => setParams({ tab: key })}
        items={TABS.map((key) => ({ key, label: t(`tabs.${key}`) }))}
      />
      <NobodyActs />
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
        {tab === "models" && <ModelsAdmin />}
      </div>
    </div>
  );
}

const NEW = "new";

function Imports({ batch, go }: { batch: string | null; go: (batch: string | null) => void }) {
  if (batch === null) return <ImportList open={go} begin={() => go(NEW)} />;
  if (batch === NEW) return <NewImport started={go} cancel={() => go(null)} />;
  return <ImportBatchView key={batch} id={batch} back={() => go(null)} />;
}
