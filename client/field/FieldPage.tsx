import { CameraOutlined, CloudUploadOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Badge } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { getCase, listCases } from "../../server/contract/cases.ts";
import { useActor, useMay } from "../api/session.ts";
import { keepPagesOffline } from "./offline-pages.ts";
import { OutboxList } from "./OutboxList.tsx";
import { outbox, useOutbox } from "./outbox.ts";
import { usePosition } from "./position.ts";
import { ReportForm } from "./ReportForm.tsx";
import { TaskList } from "./TaskList.tsx";
import { TaskSheet } from "./TaskSheet.tsx";
import "./field.css";

const TABS = ["tasks", "report", "outbox"] as const;
type Tab = (typeof TABS)[number];
const ICON: Readonly<Record<Tab, ReactNode>> = {
  tasks: <UnorderedListOutlined />,
  report: <CameraOutlined />,
  outbox: <CloudUploadOutlined />,
};

/** For a phone in the rain: what to do, what was seen, and where everything that was done has got to. */
export function FieldPage() {
  const { t } = useTranslation("field");
  const [params, setParams] = useSearchParams();
  const actor = useActor();
  const client = useQueryClient();
  const mayReport = useMay()("reportCase");
  const tab: Tab = TABS.find((one) => one === params.get("tab")) ?? "tasks";
  const caseId = params.get("case");
  const locating = usePosition();
  const { accountId, role, unitId } = actor;
  useEffect(
    () =>
      outbox.start({ accountId, role, unitId }, () => {
        void client.invalidateQueries({ queryKey: [listCases.name] });
        void client.invalidateQueries({ queryKey: [getCase.name] });
      }),
    [accountId, role, unitId, client],
  );
  useEffect(keepPagesOffline, []);
  const items = useOutbox();
  const unsent = items.filter(({ state }) => state !== "sent");
  const refused = unsent.some(({ state }) => state === "refused");
  const go = (next: { tab?: Tab; case?: string }) =>
    setParams({
      ...(next.tab && next.tab !== "tasks" && { tab: next.tab }),
      ...(next.case && { case: next.case }),
    });
  return (
    <div className="field">
      <h1 className="visually-hidden">{t("title")}</h1>
      <nav className="field-tabs" aria-label={t("title")}>
        {TABS.filter((one) => one !== "report" || mayReport).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={tab === one ? "page" : undefined}
            // Without the names of its pictures, and with what waits in it as words.
            aria-label={
              one === "outbox" && unsent.length > 0
                ? `${t("tabs.outbox")} (${t("pending", { count: unsent.length })})`
                : t(`tabs.${one}`)
            }
            onClick={() => go({ tab: one })}
          >
            <Badge
              count={one === "outbox" ? unsent.length : 0}
              color={refused ? "var(--danger)" : "var(--primary)"}
              size="small"
            >
              {ICON[one]}
            </Badge>
            {t(`tabs.${one}`)}
          </button>
        ))}
      </nav>
      <div className="field-page">
        {tab === "tasks" &&
          (caseId ? (
            <TaskSheet caseId={caseId} locating={locating} back={() => go({})} />
          ) : (
            <TaskList locating={locating} open={(id) => go({ case: id })} />
          ))}
        {tab === "report" && <ReportForm locating={locating} sent={() => go({ tab: "outbox" })} />}
        {tab === "outbox" && <OutboxList />}
      </div>
    </div>
  );
}
