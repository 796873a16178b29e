import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readComponentHover, type ComponentHover } from "../../server/contract/map.ts";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { call } from "../api/call.ts";
import { useSuggestion } from "../api/inference.ts";
import { keyOf } from "../api/keys.ts";
import { useMay } from "../api/session.ts";
import { useLanguage, useNamed, useWord } from "../i18n/i18n.ts";
import { percentText } from "../ui/percent.ts";
import type { MapComponent, Picked } from "./pick.ts";
import { SymbolImage } from "./SymbolImage.tsx";
import type { Scheme } from "./symbols.ts";

interface Props {
  readonly picked: Picked;
  /** Pixels within the map. */
  readonly at: { readonly x: number; readonly y: number };
  readonly mapSize: { readonly width: number; readonly height: number };
  readonly scheme: Scheme;
  readonly refreshKey: string | number;
}

const WIDTH = 268;
const HEIGHT = 132;

/** The card beside the pointer. What the tile knows stands there at once; code, owner and reason follow from the server. */
export function HoverCard({ picked, at, mapSize, scheme, refreshKey }: Props) {
  const left = at.x + 18 + WIDTH > mapSize.width ? at.x - WIDTH - 14 : at.x + 18;
  const top = Math.max(8, Math.min(at.y + 14, mapSize.height - HEIGHT));
  return (
    <div className="map-card" style={{ left, top, width: WIDTH }} role="tooltip">
      {picked.kind === "component" ? (
        <ComponentCard component={picked.component} scheme={scheme} refreshKey={refreshKey} />
      ) : (
        <FarCard picked={picked} />
      )}
    </div>
  );
}

function FarCard({ picked }: { picked: Exclude<Picked, { kind: "component" }> }) {
  const { t } = useTranslation("map");
  if (picked.kind === "dangers") {
    return <strong className="map-card-danger">{t("dangersHere", { count: picked.count })}</strong>;
  }
  const { total, unresolved, backstop, danger } = picked.cell;
  return (
    <>
      <strong>{t("cell", { total: total.toLocaleString() })}</strong>
      {unresolved > 0 && (
        <div className="map-card-unresolved">{t("cellUnresolved", { count: unresolved })}</div>
      )}
      {backstop > 0 && <div className="map-card-backstop">{t("cellBackstop", { count: backstop })}</div>}
      {danger > 0 && <div className="map-card-danger">{t("cellDanger", { count: danger })}</div>}
      <div className="quiet">{t("cellZoom")}</div>
    </>
  );
}

/** The pointer often only passes by: the server is asked when it has stayed this long. */
const ASK_AFTER_MS = 40;

function useStayed(id: string): boolean {
  const [stayed, setStayed] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStayed(id), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return stayed === id;
}

function ComponentCard({
  component,
  scheme,
  refreshKey,
}: {
  component: MapComponent;
  scheme: Scheme;
  refreshKey: string | number;
}) {
  const { t } = useTranslation(["map", "words"]);
  const named = useNamed();
  const { data } = useQuery({
    queryKey: keyOf(readComponentHover, { id: component.id, refreshKey }),
    queryFn: ({ signal }) => call(readComponentHover, { params: { id: component.id }, signal }),
    enabled: useStayed(component.id),
    staleTime: 30_000,
    retry: false,
  });
  const status = data?.ownershipStatus ?? component.status;
  const ownerless =
    status !== null && status !== undefined && (UNRESOLVED.includes(status) || status === "BACKSTOP");
  const group = data?.classGroup ?? component.group;
  return (
    <>
      <div className="map-card-head">
        {status && <SymbolImage status={status} group={group ?? "COVER"} scheme={scheme} />}
        <strong>
          {data
            ? named({ nameZh: data.classNameZh, nameEn: data.classNameEn })
            : group && t(`words:group.${group}`)}
        </strong>
        {status && (
          <span className="map-card-status" data-status={status}>
            {t(`words:status.${status}`)}
          </span>
        )}
      </div>
      <div className="mono quiet">
        {data?.code ?? component.classCode ?? " "}
        {component.provisional && <span className="map-card-tag">{t("provisional")}</span>}
      </div>
      {(data?.openDanger ?? component.danger) && <div className="map-card-danger">{t("danger")}</div>}
      {ownerless ? <Likely id={component.id} data={data} /> : <Answer data={data} />}
    </>
  );
}

/** Whose it probably is and the first reason, as the last run kept it: asked beside the card's own facts, not after them. */
function Likely({ id, data }: { id: string; data: ComponentHover | undefined }) {
  const { t } = useTranslation("map");
  const named = useNamed();
  const english = useLanguage() === "en";
  const stayed = useStayed(id);
  const allowed = useMay()("seeCandidates");
  const suggestion = useSuggestion(id, stayed && allowed);
  if (!allowed || suggestion.isError) return <Answer data={data} />;
  if (!suggestion.data) return <div className="map-card-waiting" />;
  const { top } = suggestion.data;
  if (!top) return <Answer data={data} />;
  return (
    <>
      <div className="map-card-likely">
        {t("likely", { unit: named(top.unit), percent: percentText(top.probability) })}
      </div>
      {top.reason && <div className="quiet">{english ? top.reason.en : top.reason.zh}</div>}
      {data?.openCase && <OpenCase data={data} />}
    </>
  );
}

function OpenCase({ data }: { data: ComponentHover }) {
  const { t } = useTranslation("map");
  const word = useWord();
  const { openCase } = data;
  return (
    openCase && (
      <div>{t("openCase", { number: openCase.number, state: word("caseState", openCase.state) })}</div>
    )
  );
}

/** Owner, first reason, open case. Two lines keep their height while the answer is on its way, so that nothing jumps. */
function Answer({ data }: { data: ComponentHover | undefined }) {
  const { t } = useTranslation(["map", "words"]);
  const named = useNamed();
  const word = useWord();
  if (!data) return <div className="map-card-waiting" />;
  const { owner, reason } = data;
  const why = () => {
    if (!reason) return t("noReason");
    const kind = word(reason.from === "ROLE" ? "basis" : "evidence", reason.kind);
    if (reason.from === "ROLE") return t("reasonRole", { basis: kind });
    return reason.unit
      ? t("reasonEvidenceFor", { kind, unit: named(reason.unit) })
      : t("reasonEvidence", { kind });
  };
  return (
    <>
      <div>{owner ? named(owner) : t("noOwner")}</div>
      <div className="quiet">{why()}</div>
      <OpenCase data={data} />
    </>
  );
}
