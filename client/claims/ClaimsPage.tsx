import { ArrowLeftOutlined } from "@ant-design/icons";
import { Badge, Button, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMe } from "../api/session.ts";
import { useComponent } from "../api/registry.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useKeys } from "../ui/keys.ts";
import { RegisterChanges } from "../matter/RegisterChanges.tsx";
import { FollowMap } from "../map/FollowMap.tsx";
import { useAnnounced, useInbox } from "./calls.ts";
import { AnnouncedList } from "./AnnouncedList.tsx";
import { InboxList } from "./InboxList.tsx";
import { LetterPanel } from "./LetterPanel.tsx";
import { OwnComponent } from "./OwnComponent.tsx";
import { OwnComponents } from "./OwnComponents.tsx";
import "./claims.css";

const TABS = ["waiting", "answered", "announced", "own"] as const;
type Tab = (typeof TABS)[number];

/** The inbox of an owner unit: what it is asked, where that is, and its answer. Tab and selection are in the address. */
export function ClaimsPage() {
  const { t } = useTranslation(["claims", "ui"]);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const tab: Tab = TABS.find((one) => one === params.get("tab")) ?? "waiting";
  const chosen = params.get(tab === "own" ? "component" : "inquiry");
  const go = (next: { tab?: Tab; inquiry?: string; component?: string }) => setParams({ tab, ...next });
  const waiting = useInbox(true);
  const answered = useInbox(false);
  const shown = tab === "answered" ? answered : waiting;
  const letters = shown.data?.pages.flatMap(({ items }) => items.map(({ inquiry }) => inquiry)) ?? [];
  const announced = useAnnounced("", tab === "announced").data?.pages.flatMap(({ items }) => items) ?? [];
  const asked = tab === "announced" ? announced : letters;
  const ids = asked.map(({ id }) => id);
  const inquiry = useInquiry(tab === "own" ? null : chosen);
  const component = useComponent(tab === "own" ? chosen : (inquiry.data?.componentId ?? null));
  const step = (by: number) => {
    const at = chosen === null ? -1 : ids.indexOf(chosen);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next && tab !== "own") go({ inquiry: next });
  };
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => go({}) });
  const counts = waiting.data?.pages[0]?.counts;
  return (
    <div className="claims" data-chosen={chosen !== null}>
      <h1 className="visually-hidden">{t("title")}</h1>
      <section className="claims-list" aria-label={t("title")}>
        <Tabs
          activeKey={tab}
          onChange={(key) => go({ tab: key as Tab })}
          items={[
            {
              key: "waiting",
              label: (
                <>
                  {t("tabs.waiting")}{" "}
                  {counts && counts.waiting > 0 && (
                    <Badge
                      count={counts.waiting}
                      color={counts.overdue > 0 ? "var(--danger)" : "var(--primary)"}
                      overflowCount={999}
                    />
                  )}
                </>
              ),
            },
            { key: "answered", label: t("tabs.answered") },
            { key: "announced", label: t("tabs.announced") },
            { key: "own", label: t("tabs.own") },
          ]}
        />
        {tab === "waiting" && <RegisterChanges />}
        <div className="scroll">
          {tab === "own" ? (
            <OwnComponents
              unitId={me.unit?.id ?? ""}
              chosen={chosen}
              choose={(component) => go({ component })}
            />
          ) : tab === "announced" ? (
            <AnnouncedList chosen={chosen} choose={(inquiry) => go({ inquiry })} />
          ) : (
            <InboxList inbox={shown} tab={tab} chosen={chosen} choose={(inquiry) => go({ inquiry })} />
          )}
        </div>
      </section>
      <div className="claims-map">
        <FollowMap
          componentId={component.data?.id ?? null}
          at={component.data?.position ?? null}
          marked={asked.map(({ componentId }) => componentId)}
          onSelect={(picked) => {
            const matter = picked && asked.find(({ componentId }) => componentId === picked.id);
            if (matter) go({ inquiry: matter.id, tab: tab === "own" ? "waiting" : tab });
            else if (picked) go({ tab: "own", component: picked.id });
          }}
        />
      </div>
      <aside className="claims-detail">
        {chosen !== null && (
          <Button className="only-narrow" type="text" icon={<ArrowLeftOutlined />} onClick={() => go({})}>
            {t("ui:back")}
          </Button>
        )}
        {chosen === null ? (
          <div className="claims-pick quiet">
            <p>{t(tab === "own" ? "pickOwn" : tab === "announced" ? "pickAnnounced" : "pick")}</p>
            {tab !== "own" && <p>{t("keys")}</p>}
          </div>
        ) : tab === "own" ? (
          <OwnComponent id={chosen} />
        ) : (
          <LetterPanel inquiryId={chosen} onAnswered={() => step(1)} />
        )}
      </aside>
    </div>
  );
}
