import type { Map as MapLibreMap, MapSourceDataEvent } from "maplibre-gl";
import { COMPONENTS } from "./component-style.ts";

const WAIT_MS = 150;

/**
 * Calls `look` once the view has come to rest or new components have arrived. Not MapLibre's `idle`, which breathing
 * rings would raise ten times a second. Answers how to stop.
 */
export function whenSettled(map: MapLibreMap, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  };
  const onData = (event: MapSourceDataEvent) => {
    if (event.sourceId === COMPONENTS && event.tile) soon();
  };
  map.on("moveend", soon);
  map.on("sourcedata", onData);
  soon();
  return () => {
    clearTimeout(timer);
    map.off("moveend", soon);
    map.off("sourcedata", onData);
  };
}
