import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LAST_CELL_ZOOM, readMapSummary, type MapSummary } from "../../server/contract/map.ts";
import { FILTERS } from "../../server/domain/component/described.ts";
import { CLASS_GROUPS, OWNERSHIP_STATUSES } from "../../server/domain/names.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useFactValue } from "../i18n/facts.ts";
import { useLanguage, useSaid } from "../i18n/i18n.ts";
import { numberText } from "../ui/numbers.ts";
import { EVERYTHING, isFiltered, narrowed, only, toggled, type MapFilter } from "./filter.ts";
import { SymbolImage } from "./SymbolImage.tsx";
import { STATUSES_LOUD_FIRST, type Scheme } from "./symbols.ts";

interface Props {
  readonly filter: MapFilter;
  readonly onFilter: (filter: MapFilter) => void;
  readonly scheme: Scheme;
  /** `west,south,east,north` of what is in view; null before the map has settled. */
  readonly bbox: string | null;
  readonly zoom: number;
  readonly refreshKey: string | number;
  /** Open from the start. */
  readonly open: boolean;
}

/** The legend on the map. It is the filter at the same time, and counts what is in view. */
export function Legend({ filter, onFilter, scheme, bbox, zoom, refreshKey, open: openAtFirst }: Props) {
  const { t } = useTranslation(["map", "words"]);
  // Until somebody opens or closes it, it follows the room that there is.
  const [chosen, setOpen] = useState<boolean | null>(null);
  const open = chosen ?? openAtFirst;
  const { data: summary } = useQuery({
    queryKey: keyOf(readMapSummary, { bbox, refreshKey }),
    queryFn: ({ signal }) => call(readMapSummary, { query: { bbox: bbox as never }, signal }),
    enabled: bbox !== null,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
  const said = useSaid();
  // Cells hold counts by status and by nothing else.
  const withoutCells = narrowed(filter).filter(({ parameter }) => parameter !== "status");
  const far = zoom < LAST_CELL_ZOOM + 1;
  return (
    <section className="map-legend" data-open={open} aria-label={t("legend")}>
      <header>
        <button
          type="button"
          className="map-legend-title"
          aria-expanded={open}
          title={open ? t("legendClose") : t("legendOpen")}
          onClick={() => setOpen(!open)}
        >
          <span className="map-legend-arrow" aria-hidden>
            ▾
          </span>
          {t("legend")}
        </button>
        {open && isFiltered(filter) && (
          <button type="button" className="map-legend-all" onClick={() => onFilter(EVERYTHING)}>
            {t("showAll")}
          </button>
        )}
      </header>
      {open && (
        <>
          <ul title={t("legendHint")}>
            {STATUSES_LOUD_FIRST.map((status) => (
              <li key={status}>
                <button
                  type="button"
                  aria-pressed={filter.status.includes(status)}
                  onClick={() =>
                    onFilter({ ...filter, status: toggled(OWNERSHIP_STATUSES, filter.status, status) })
                  }
                  onDoubleClick={() =>
                    onFilter({ ...filter, status: only(OWNERSHIP_STATUSES, filter.status, status) })
                  }
                >
                  <span className="map-legend-symbol">
                    <SymbolImage status={status} scheme={scheme} />
                  </span>
                  <span>{t(`words:status.${status}`)}</span>
                  <Count value={summary?.statuses[status]} summary={summary} />
                </button>
              </li>
            ))}
            <li className="map-legend-danger" title={t("dangerHint")}>
              <span className="map-legend-symbol">
                <span className="map-danger-dot" />
              </span>
              <span>{t("danger")}</span>
              <Count value={summary?.danger} summary={summary} />
            </li>
          </ul>
          <div className="map-legend-groups">
            {CLASS_GROUPS.map((group) => (
              <button
                key={group}
                type="button"
                aria-pressed={filter.group.includes(group)}
                title={t(`words:group.${group}`)}
                onClick={() => onFilter({ ...filter, group: toggled(CLASS_GROUPS, filter.group, group) })}
                onDoubleClick={() => onFilter({ ...filter, group: only(CLASS_GROUPS, filter.group, group) })}
              >
                <SymbolImage status="CONFIRMED" group={group} scheme={scheme} />
                <span>{t(`words:group.${group}`)}</span>
              </button>
            ))}
          </div>
          {FILTERS.filter(({ parameter }) => parameter !== "status" && parameter !== "group").map(
            (choice) => (
              <FactChoice key={choice.parameter} choice={choice} filter={filter} onFilter={onFilter} />
            ),
          )}
          {far && withoutCells.length > 0 && (
            <p className="map-legend-note">
              {t("filterFromNear", {
                what: withoutCells.map(({ fact }) => lower(said(fact.words))).join(" / "),
              })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

const lower = (words: string) => words.toLowerCase();

/** A choice that has no symbols: folded away, open where something of it is left out. */
function FactChoice({
  choice: { parameter, fact, values },
  filter,
  onFilter,
}: Pick<Props, "filter" | "onFilter"> & { choice: (typeof FILTERS)[number] }) {
  const said = useSaid();
  const valueText = useFactValue();
  const chosen: readonly string[] = filter[parameter];
  const choose = (next: readonly string[]) => onFilter({ ...filter, [parameter]: next });
  return (
    <details className="map-legend-fact" open={chosen.length < values.length || undefined}>
      <summary>{said(fact.words)}</summary>
      <div className="map-legend-groups">
        {values.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => choose(toggled(values, chosen, value))}
            onDoubleClick={() => choose(only(values, chosen, value))}
          >
            <span>{valueText(fact, value)}</span>
          </button>
        ))}
      </div>
    </details>
  );
}

function Count({ value, summary }: { value: number | undefined; summary: MapSummary | undefined }) {
  const { t } = useTranslation("map");
  const language = useLanguage();
  if (value === undefined || !summary) return <span className="map-legend-count" />;
  return (
    <span className="map-legend-count" data-zero={value === 0} title={t("counts")}>
      {summary.exact || value === 0 ? "" : `${t("about")} `}
      {numberText(value, language)}
    </span>
  );
}
