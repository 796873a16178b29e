import { useEffect } from "react";
import type { MapRef } from "react-map-gl/maplibre";
import type { View } from "./view.ts";
import type { Place } from "./use-pointer.ts";

/** How close one looks at a single component. */
export const CLOSE_ZOOM = 18;

/** Follows the address, and flies to what was selected elsewhere. */
export function useFollow(
  map: MapRef | null,
  view: View | null,
  focus: Place | null,
  coveredRight: number,
): void {
  useEffect(() => {
    if (!map || !view || map.isMoving()) return;
    const at = map.getCenter();
    const same =
      Math.abs(at.lng - view.longitude) < 1e-5 &&
      Math.abs(at.lat - view.latitude) < 1e-5 &&
      Math.abs(map.getZoom() - view.zoom) < 0.01;
    if (!same) map.jumpTo({ center: [view.longitude, view.latitude], zoom: view.zoom });
  }, [map, view]);
  useEffect(() => {
    if (!map || !focus) return;
    const { x, y } = map.project([focus.longitude, focus.latitude]);
    const { width, height } = map.getContainer().getBoundingClientRect();
    const margin = 40;
    const inView = x > margin && y > margin && x < width - coveredRight - margin && y < height - margin;
    if (inView && map.getZoom() >= 15) return;
    map.flyTo({
      center: [focus.longitude, focus.latitude],
      zoom: Math.max(map.getZoom(), CLOSE_ZOOM),
      padding: { left: 0, top: 0, bottom: 0, right: coveredRight },
      duration: 700,
    });
  }, [map, focus, coveredRight]);
}
