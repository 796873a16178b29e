import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import type { Gap } from "../../server/contract/clean-up.ts";
import { useMay } from "../api/session.ts";
import { useKeys } from "../ui/keys.ts";
import { useGaps, usePoints, useRereadWhenEnded, useRuns, useWorklist } from "./calls.ts";
import { canOpen } from "./can-open.ts";
import { CleanUpMap } from "./CleanUpMap.tsx";
import { Filters } from "./Filters.tsx";
import { FILTER_NAMES, isPicked, NOTHING, readFilter, togglePicked, type Picked } from "./filter.ts";
import { GapList } from "./GapList.tsx";
import { Openings } from "./Openings.tsx";
import { RunBar } from "./RunBar.tsx";
import { SelectionBar } from "./SelectionBar.tsx";
import { WorkDetail } from "./WorkDetail.tsx";
import { WorkList } from "./WorkList.tsx";
import "./clean-up.css";

type View = "list" | "gaps";

/** Clearing up what nobody answers for: the list, the map and the gaps, all saying the same; everything chosen is in the address. */
export function CleanUpPage() {
  const { t } = useTranslation("cleanUp");
  const may = useMay();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [picked, setPicked] = useState<Picked>(NOTHING);
  const filter = readFilter(params);
  const view: View = params.get("view") === "gaps" ? "gaps" : "list";
  const chosen = params.get("component");
  const gapKind = params.get("kind");
  const list = useWorklist(filter);
  const points = usePoints(filter);
  const gaps = useGaps();
  useRereadWhenEnded(useRuns().data?.running?.id ?? null);

  const set = (changes: Readonly<Record<string, string | null>>) => {
    if (Object.keys(changes).some((name) => FILTER_NAMES.includes(name))) setPicked(NOTHING);
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: !("view" in changes) },
    );
  };
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const first = list.data?.pages[0];
  const row = rows.find(({ id }) => id === chosen) ?? null;
  const choose = (id: string | null) => set({ component: id });
  const toggle = (id: string) => setPicked((old) => togglePicked(old, id));
  const step = (by: number) => {
    const at = rows.findIndex(({ id }) => id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  };
  const opens = may("openInBulk");
  useKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      x: () => opens && row && canOpen(row) && toggle(row.id),
      Enter: () => chosen && void navigate(`/?component=${chosen}`),
      Escape: () => choose(null),
    },
    { enabled: view === "list" },
  );
  const openGap = (gap: Gap) =>
    set({
      ...Object.fromEntries(FILTER_NAMES.map((name) => [name, null])),
      view: null,
      component: null,
      gap: gap.kind,
      division: gap.filter.division,
      cluster: gap.filter.cluster,
      road: gap.filter.road,
    });
  const shownGaps = (gaps.data?.items ?? []).filter(({ kind }) => !gapKind || kind === gapKind);

  return (
    <div className="clean-up" data-view={view} data-chosen={chosen !== null && view === "list"}>
      <section className="clean-up-list" aria-label={t("title")}>
        <h1 className="visually-hidden">{t("title")}</h1>
        <RunBar />
        <div className="clean-up-head">
          <Segmented<View>
            block
            value={view}
            onChange={(next) => set({ view: next === "gaps" ? "gaps" : null })}
            options={(["list", "gaps"] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
          />
          {view === "list" && <Filters filter={filter} params={params} set={set} />}
        </div>
        {view === "list" ? (
          <>
            {first && first.total !== null && (
              <SelectionBar
                filter={filter}
                rows={rows}
                total={first.total}
                openable={first.openable ?? 0}
                picked={picked}
                setPicked={setPicked}
              />
            )}
            <WorkList
              query={list}
              chosen={chosen}
              choose={choose}
              isPicked={(id) => isPicked(picked, id)}
              {...(opens && { toggle })}
            />
          </>
        ) : (
          <GapList
            query={gaps}
            shown={shownGaps}
            kind={gapKind}
            setKind={(kind) => set({ kind })}
            open={openGap}
          />
        )}
        <Openings />
      </section>
      <div className="clean-up-map">
        <CleanUpMap
          points={view === "list" ? (points.data?.points ?? []) : []}
          gaps={view === "gaps" ? shownGaps : []}
          chosen={view === "list" ? chosen : null}
          at={row?.position ?? null}
          picked={picked.all ? [] : [...picked.ids]}
          onChoose={(id) => {
            if (view === "list") choose(id);
          }}
          onGap={openGap}
        />
      </div>
      {view === "list" && (
        <aside className="clean-up-detail" aria-label={t("title")}>
          {chosen === null ? (
            <p className="quiet clean-up-pick">{t("pick")}</p>
          ) : (
            <WorkDetail
              key={chosen}
              id={chosen}
              row={row}
              close={() => choose(null)}
              byGrid={(grid) => set({ grid })}
              picked={isPicked(picked, chosen)}
              {...(opens && row && canOpen(row) && { toggle: () => toggle(chosen) })}
            />
          )}
        </aside>
      )}
    </div>
  );
}
