import { useEffect, useRef } from "react";
import type { MapRef } from "react-map-gl/maplibre";
import { TILE_SETS } from "../../server/contract/map.ts";
import { COMPONENTS } from "./component-style.ts";

/** Rings around what is selected or marked. Feature-state outlives the tiles, so it is set once and taken back. */
export function useMarks(
  map: MapRef | null,
  selected: string | null,
  marked: readonly string[] | undefined,
): void {
  useEffect(() => {
    const inner = map?.getMap();
    if (!inner) return undefined;
    const set = (value: boolean) => {
      if (!inner.getSource(COMPONENTS)) return;
      const target = { source: COMPONENTS, sourceLayer: "components" };
      for (const id of marked ?? []) inner.setFeatureState({ ...target, id }, { marked: value });
      if (selected) inner.setFeatureState({ ...target, id: selected }, { selected: value });
    };
    const mark = () => set(true);
    mark();
    inner.on("load", mark);
    return () => {
      inner.off("load", mark);
      set(false);
    };
  }, [map, selected, marked]);
}

/** Fetches tiles anew; the old ones stay until the new ones are there. */
export function useRefresh(map: MapRef | null, refreshKey: string | number): void {
  const drawn = useRef(refreshKey);
  useEffect(() => {
    const inner = map?.getMap();
    if (!inner || drawn.current === refreshKey) return;
    drawn.current = refreshKey;
    for (const set of TILE_SETS) {
      if (set !== "base" && inner.getSource(set)) inner.refreshTiles(set);
    }
  }, [map, refreshKey]);
}
