import { useMemo, useState } from "react";
import { useRefreshKey } from "../api/live.ts";
import { useCandidates } from "../api/registry.ts";
import { useMay } from "../api/session.ts";
import { useScheme } from "../ui/scheme.ts";
import { CityMap } from "./CityMap.tsx";
import type { EvidenceLine } from "./EvidenceLines.tsx";
import { EVERYTHING, type MapFilter } from "./filter.ts";
import { PLAIN_LAYERS, type MapLayers } from "./overlay-style.ts";
import { unitColour } from "./palette.ts";
import type { MapComponent } from "./pick.ts";

/** The accuracy of a network line and of a surveyed point together, in metres, where nothing better is known. */
const USUAL_ACCURACY_M = 1.5;
const SHOWN_CANDIDATES = 3;

/**
 * The map beside a list: it follows what is chosen there and tells what is chosen on it. With `explain` it draws why the
 * likeliest units are likely: the distance from the component to each one's line, and their networks.
 */
export function FollowMap({
  componentId,
  at,
  marked,
  start = EVERYTHING,
  explain = false,
  coveredRight = 0,
  onSelect,
}: {
  componentId: string | null;
  /** Where the chosen component lies, EPSG:4490 degrees. */
  at: { readonly lon: number; readonly lat: number } | null;
  marked?: readonly string[];
  /** What is shown at first; the legend changes it. */
  start?: MapFilter;
  explain?: boolean;
  coveredRight?: number;
  onSelect: (component: MapComponent | null) => void;
}) {
  const [filter, setFilter] = useState(start);
  const refreshKey = useRefreshKey();
  const why = useWhy(explain ? componentId : null, at);
  const lon = at?.lon;
  const lat = at?.lat;
  const focus = useMemo(
    () => (lon === undefined || lat === undefined ? null : { longitude: lon, latitude: lat }),
    [lon, lat],
  );
  return (
    <CityMap
      view={null}
      selected={componentId}
      focus={focus}
      {...(marked && { marked })}
      filter={filter}
      onFilter={setFilter}
      layers={why.layers}
      evidence={why.lines}
      refreshKey={refreshKey}
      coveredRight={coveredRight}
      onSelect={onSelect}
    />
  );
}

/** The dimension lines and networks of the likeliest units. */
function useWhy(
  componentId: string | null,
  at: { lon: number; lat: number } | null,
): { lines: EvidenceLine[]; layers: MapLayers } {
  const scheme = useScheme();
  const allowed = useMay()("seeCandidates");
  const { data } = useCandidates(componentId, allowed);
  return useMemo(() => {
    const near = (data?.items ?? [])
      .slice(0, SHOWN_CANDIDATES)
      .flatMap(({ unit, nearest }) => (nearest ? [{ unit, nearest }] : []));
    if (!at || near.length === 0) return { lines: [], layers: PLAIN_LAYERS };
    const lines = near.map(({ unit, nearest }) => ({
      from: { longitude: at.lon, latitude: at.lat },
      to: { longitude: nearest.at.lon, latitude: nearest.at.lat },
      distanceM: nearest.distanceM,
      accuracyM: USUAL_ACCURACY_M,
      colour: unitColour(unit.id, scheme),
    }));
    const networks = near.map(({ unit }) => unit.id);
    return { lines, layers: { ...PLAIN_LAYERS, networks } };
  }, [data, at, scheme]);
}
