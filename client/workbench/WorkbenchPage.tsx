import { ArrowLeftOutlined, CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useOpenInquiry } from "../api/inquiries.ts";
import { sentenceOf } from "../api/problem.ts";
import { useLanguage } from "../i18n/i18n.ts";
import type { RankedCandidate } from "../matter/Candidates.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { useKeys } from "../ui/keys.ts";
import { useNarrow } from "../ui/narrow.ts";
import { useToast } from "../ui/undo.tsx";
import { useSelection } from "../matter/selection.ts";
import { FilingPanel } from "../cases/filing/FilingPanel.tsx";
import { CasePanel } from "../cases/CasePanel.tsx";
import { Queue } from "../cases/queue/Queue.tsx";
import { pointOf } from "../map/point.ts";
import { MapMenu, type MenuPlace } from "./MapMenu.tsx";
import { Resizer } from "./Resizer.tsx";
import { useSubject } from "./subject.ts";
import { WorkbenchMap } from "./WorkbenchMap.tsx";
import { InquiryPanel } from "../inquiries/InquiryPanel.tsx";
import { ComponentPanel } from "../registry/ComponentPanel.tsx";
import { RegisterPanel } from "../registry/RegisterPanel.tsx";
import "./Workbench.css";

/**
 * Queue, map, detail. What is selected is in the address, and all three read it there. Puts cases, inquiries and the registry
 * together on one page; they themselves do not know each other.
 */
export function WorkbenchPage() {
  const { t } = useTranslation("cases");
  const { selection, filing, select, setParam, setView, params } = useSelection();
  const narrow = useNarrow();
  const [width, setWidth] = useState(360);
  const [face, setFace] = useState<"list" | "map">("list");
  const [looked, setLooked] = useState<RankedCandidate | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const subject = useSubject(selection);
  const opening = useOpenInquiry();
  const toast = useToast();
  const language = useLanguage();
  const openInquiry = (componentId: string) =>
    opening.mutate(componentId, {
      onSuccess: ({ id }) => select({ kind: "inquiry", id }),
      onError: (error) => toast(sentenceOf(error, language), undefined, "error"),
    });
  const registering = params.get("register");
  const open = filing !== null || registering !== null || Object.values(selection).some((id) => id !== null);

  // On a phone the map has to be seen while the place is still to be pointed at.
  const placing = filing !== null && pointOf(filing) === null && selection.component === null;

  const close = () => {
    setLooked(null);
    if (registering !== null) setParam("register", null);
    else if (filing !== null && selection.component) setParam("new", null);
    else select(null);
  };
  useKeys({ Escape: close }, { enabled: open });
  useKeys(
    { l: () => subject && setView({ longitude: subject.lon, latitude: subject.lat, zoom: 18.5 }) },
    { enabled: subject !== null },
  );

  const detail = (): ReactNode => {
    const at = pointOf(registering);
    if (at) {
      return (
        <RegisterPanel
          onMove={({ lon, lat }) => setParam("register", `${lon.toFixed(7)},${lat.toFixed(7)}`)}
          at={at}
          onDone={(id) => {
            setParam("register", null);
            if (id) select({ kind: "component", id });
          }}
        />
      );
    }
    if (filing !== null) return <FilingPanel key={filing} onLook={setLooked} />;
    if (selection.case) return <CasePanel id={selection.case} />;
    if (selection.inquiry) return <InquiryPanel id={selection.inquiry} />;
    if (selection.component)
      return <ComponentPanel key={selection.component} id={selection.component} onLook={setLooked} />;
    return null;
  };

  return (
    <div
      className="workbench"
      data-open={open}
      data-face={placing ? "map" : face}
      style={narrow ? undefined : { gridTemplateColumns: `${width}px 5px minmax(0, 1fr) auto` }}
    >
      <h1 className="visually-hidden">{t("workbench")}</h1>
      <Queue onSelect={(id) => select({ kind: "case", id })} />
      {!narrow && <Resizer width={width} onWidth={setWidth} label={t("queue.resize")} />}
      <div className="workbench-map">
        <ErrorBoundary>
          <WorkbenchMap subject={subject} looked={looked} covered={open} onMenu={setMenu} />
        </ErrorBoundary>
      </div>
      {open && (
        <aside className="detail" data-placing={placing}>
          <Button
            className="detail-close"
            type="text"
            size={narrow ? "middle" : "small"}
            icon={narrow ? <ArrowLeftOutlined /> : <CloseOutlined />}
            aria-label={t("detail.close")}
            onClick={close}
          />
          <ErrorBoundary key={JSON.stringify(selection)}>{detail()}</ErrorBoundary>
        </aside>
      )}
      {narrow && !open && (
        <Button
          className="face-switch"
          shape="round"
          onClick={() => setFace(face === "list" ? "map" : "list")}
        >
          {t(face === "list" ? "detail.showMap" : "detail.showList")}
        </Button>
      )}
      {menu && <MapMenu at={menu} close={() => setMenu(null)} openInquiry={openInquiry} />}
    </div>
  );
}
