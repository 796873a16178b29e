import { distance } from "@turf/turf";
import { useEffect, useState } from "react";

/** Where the phone is, WGS 84 degrees as browsers give it, with the radius in metres it is sure of. */
export interface PhonePosition {
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
}

export type Locating =
  | { readonly state: "waiting" }
  | { readonly state: "denied" | "failed" }
  | { readonly state: "found"; readonly at: PhonePosition };

/** A circle wider than this does not say which cover it is. */
export const ROUGH_M = 15;

/** Follows the phone while the page is shown. */
export function usePosition(enabled = true): Locating {
  const [locating, setLocating] = useState<Locating>(() =>
    "geolocation" in navigator ? { state: "waiting" } : { state: "failed" },
  );
  useEffect(() => {
    if (!enabled || !("geolocation" in navigator)) return undefined;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) =>
        setLocating({
          state: "found",
          at: {
            lon: coords.longitude,
            lat: coords.latitude,
            accuracyM: Math.max(1, Math.min(500, Math.round(coords.accuracy))),
          },
        }),
      // A lost fix keeps the last place; only a refusal or a start without any fix is said.
      ({ code }) =>
        setLocating((old) => (old.state === "found" ? old : { state: code === 1 ? "denied" : "failed" })),
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 20_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [enabled]);
  return locating;
}

/** Metres between two places. */
export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  return distance([a.lon, a.lat], [b.lon, b.lat], { units: "meters" });
}
