import type { TFunction } from "i18next";
import type { Map as MapLibreMap, MapMouseEvent } from "maplibre-gl";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Layer, Marker, Source, type MapRef } from "react-map-gl/maplibre";
import { NEAR } from "./component-style.ts";
import { collection, metresBetween } from "./geometry.ts";
import { componentsInBox, type MapComponent } from "./pick.ts";
import { DANGER_COLOUR, type Scheme } from "./symbols.ts";
import type { Place } from "./use-pointer.ts";

/** A place that was pointed at, with the component it snapped to. */
export interface PinPlace extends Place {
  readonly snapped: (MapComponent & { readonly distanceM: number }) | null;
}

/** The pin itself, as the page keeps it. */
export interface Pin extends Place {
  readonly snappedTo: Place | null;
}

/** Beyond this a report is not about that component; DOMAIN's duplicate rule uses 10 m, a hand on a map needs more. */
const SNAP_METRES = 12;
const SNAP_PIXELS = 44;

/** The nearest component within reach of both hand and ground. */
export function snapTo(map: MapLibreMap, at: Place): PinPlace {
  const { x, y } = map.project([at.longitude, at.latitude]);
  const near = componentsInBox(map, [
    [x - SNAP_PIXELS, y - SNAP_PIXELS],
    [x + SNAP_PIXELS, y + SNAP_PIXELS],
  ])
    .map((component) => ({ ...component, distanceM: metresBetween(at, component) }))
    .filter(({ distanceM }) => distanceM <= SNAP_METRES)
    .sort((a, b) => a.distanceM - b.distanceM);
  return { longitude: at.longitude, latitude: at.latitude, snapped: near[0] ?? null };
}

/** Whether single components are not drawn yet, so that nobody can point at one. */
export function tooFarToPlace(map: MapLibreMap): boolean {
  return map.getZoom() < NEAR;
}

interface Props {
  readonly map: MapRef | null;
  readonly pin: Pin | null;
  /** The next click drops the pin; until then it follows the pointer with the line to what it would snap to. */
  readonly placing: boolean;
  readonly onPin: (place: PinPlace) => void;
  readonly scheme: Scheme;
}

export function PinLayer({ map, pin, placing, onPin, scheme }: Props) {
  const { t } = useTranslation("map");
  const trial = useTrial(map, placing);
  const from: Place | null = placing && trial ? trial : pin;
  const to: Place | null = placing && trial ? trial.snapped : (pin?.snappedTo ?? null);
  const data = useMemo(
    () =>
      collection(
        from && to
          ? [
              {
                type: "Feature",
                properties: {},
                geometry: {
                  type: "LineString",
                  coordinates: [
                    [from.longitude, from.latitude],
                    [to.longitude, to.latitude],
                  ],
                },
              },
              {
                type: "Feature",
                properties: {},
                geometry: { type: "Point", coordinates: [to.longitude, to.latitude] },
              },
            ]
          : [],
      ),
    [from, to],
  );
  const colour = DANGER_COLOUR[scheme];
  return (
    <>
      <Source id="pin" type="geojson" data={data}>
        <Layer
          id="pin-line"
          type="line"
          filter={["==", ["geometry-type"], "LineString"]}
          paint={{ "line-color": colour, "line-width": 2, "line-dasharray": [2, 1.4] }}
        />
        <Layer
          id="pin-target"
          type="circle"
          filter={["==", ["geometry-type"], "Point"]}
          paint={{
            "circle-radius": 13,
            "circle-opacity": 0,
            "circle-stroke-color": colour,
            "circle-stroke-width": 2.4,
          }}
        />
      </Source>
      {from && (
        <Marker
          longitude={from.longitude}
          latitude={from.latitude}
          anchor="bottom"
          draggable={!trial}
          onDragEnd={({ lngLat }) => {
            if (map) onPin(snapTo(map.getMap(), { longitude: lngLat.lng, latitude: lngLat.lat }));
          }}
          style={trial ? { pointerEvents: "none" } : {}}
        >
          <svg
            className="map-pin"
            width="26"
            height="36"
            viewBox="0 0 26 36"
            role="img"
            aria-label={t("pinHere")}
          >
            <path d="M13 35C13 35 25 21.5 25 13A12 12 0 1 0 1 13C1 21.5 13 35 13 35Z" />
            <circle cx="13" cy="13" r="4.6" />
          </svg>
        </Marker>
      )}
      {placing && (
        <div className="map-hint" role="status">
          {hintFor(trial, map, t)}
        </div>
      )}
    </>
  );
}

function hintFor(trial: PinPlace | null, map: MapRef | null, t: TFunction<"map">): string {
  if (!trial) return t("pinHint");
  if (map && tooFarToPlace(map.getMap())) return t("pinFar");
  return trial.snapped ? t("pinSnap", { distance: trial.snapped.distanceM.toFixed(1) }) : t("pinFree");
}

/** Where the pin would land under the pointer. */
function useTrial(ref: MapRef | null, placing: boolean): PinPlace | null {
  const [trial, setTrial] = useState<PinPlace | null>(null);
  useEffect(() => {
    if (!ref || !placing) return undefined;
    const map = ref.getMap();
    let frame = 0;
    const move = (event: MapMouseEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() =>
        setTrial(snapTo(map, { longitude: event.lngLat.lng, latitude: event.lngLat.lat })),
      );
    };
    const canvas = map.getCanvas();
    canvas.style.cursor = "crosshair";
    map.on("mousemove", move);
    return () => {
      cancelAnimationFrame(frame);
      map.off("mousemove", move);
      canvas.style.cursor = "";
      setTrial(null);
    };
  }, [ref, placing]);
  return trial;
}
