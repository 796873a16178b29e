import { useEffect, useSyncExternalStore } from "react";
import type { MapRef } from "react-map-gl/maplibre";
import { whenSettled } from "./settled.ts";
import { farRing, nearRing } from "./component-style.ts";

const reduced = () => matchMedia("(prefers-reduced-motion: reduce)");

/** Does the reader ask for as little movement as possible? */
export function useCalm(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = reduced();
      query.addEventListener("change", tell);
      return () => query.removeEventListener("change", tell);
    },
    () => reduced().matches,
  );
}

/** One breath, and how often it is drawn: ten times a second looks slow and soft and leaves the machine idle in between. */
const BREATH_MS = 2600;
const STEP_MS = 100;

/** Lets the rings of open dangers breathe while any is in view and the page is looked at. */
export function useBreathing(map: MapRef | null, calm: boolean): void {
  useEffect(() => {
    if (!map || calm) return undefined;
    const inner = map.getMap();
    let inView = true;
    const look = () => {
      const layers = ["danger-ring", "dangers-ring"].filter((id) => inner.getLayer(id));
      inView = layers.length > 0 && inner.queryRenderedFeatures({ layers }).length > 0;
    };
    const breathe = () => {
      if (!inView || document.hidden || inner.isMoving() || !inner.getLayer("danger-ring")) return;
      const breath = (1 - Math.cos(((performance.now() % BREATH_MS) / BREATH_MS) * 2 * Math.PI)) / 2;
      const far = inner.getZoom() < 15;
      const ring = far ? "dangers-ring" : "danger-ring";
      inner.setPaintProperty(ring, "circle-radius", far ? farRing(breath) : nearRing(breath));
      inner.setPaintProperty(ring, "circle-stroke-opacity", 1 - 0.5 * breath);
    };
    const stop = whenSettled(inner, look);
    const timer = setInterval(breathe, STEP_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [map, calm]);
}
