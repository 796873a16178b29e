import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMay } from "../api/session.ts";
import { Backstops, type InquiryView } from "./Backstops.tsx";
import { Replay } from "./Replay.tsx";
import { WholeHistory } from "./WholeHistory.tsx";
import "./audit.css";

const TABS = ["backstops", "decisions", "accounts", "history", "replay"] as const;
type Tab = (typeof TABS)[number];

/** The auditor's desk: what is in backstop and why, who decided what, the whole history, and any component's story. */
export function AuditDesk({ Inquiry }: { Inquiry: InquiryView }) {
  const { t } = useTranslation("audit");
  const [params, setParams] = useSearchParams();
  const may = useMay();
  // Whoever makes accounts or sets their passwords could make the second person: the auditor reads it (docs/domain.md#guard-10).
  const tabs = TABS.filter((one) => one !== "accounts" || may("readAccountEvents"));
  const tab: Tab = tabs.find((one) => one === params.get("tab")) ?? "backstops";
  const set = (changes: Readonly<Record<string, string | null>>) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  const replay = (componentId: string) => setParams({ tab: "replay", component: componentId });
  return (
    <div className="audit">
      <h1 className="visually-hidden">{t("title")}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => setParams({ tab: key })}
        items={tabs.map((key) => ({ key, label: t(`tabs.${key}`) }))}
      />
      <div className="audit-body" data-tab={tab}>
        {tab === "backstops" && (
          <Backstops
            Inquiry={Inquiry}
            chosen={params.get("inquiry")}
            choose={(inquiry) => set({ inquiry })}
            replay={replay}
          />
        )}
        {tab === "decisions" && (
          <WholeHistory key="two" only="decisions" params={params} set={set} replay={replay} />
        )}
        {tab === "accounts" && (
          <WholeHistory key="accounts" only="accounts" params={params} set={set} replay={replay} />
        )}
        {tab === "history" && <WholeHistory key="all" params={params} set={set} replay={replay} />}
        {tab === "replay" && <Replay componentId={params.get("component")} choose={replay} />}
      </div>
    </div>
  );
}
