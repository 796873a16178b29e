import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import "./worker.ts";
import type { Map as MapLibreMap } from "maplibre-gl";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AttributionControl, Map, ScaleControl, type MapRef } from "react-map-gl/maplibre";
import { useLanguage } from "../i18n/i18n.ts";
import { useScheme } from "../ui/scheme.ts";
import type { View } from "./view.ts";
import { EvidenceLines, type EvidenceLine } from "./EvidenceLines.tsx";
import type { MapFilter } from "./filter.ts";
import { HoverCard } from "./HoverCard.tsx";
import { Legend } from "./Legend.tsx";
import { MapButtons } from "./MapButtons.tsx";
import type { MapLayers } from "./overlay-style.ts";
import { PLAIN_LAYERS } from "./overlay-style.ts";
import { FONT } from "./base-style.ts";
import type { MapComponent, Picked } from "./pick.ts";
import { pickAt } from "./pick.ts";
import { supplyPictures } from "./pictures.ts";
import { PinLayer, snapTo, tooFarToPlace, type Pin, type PinPlace } from "./PinLayer.tsx";
import { whenSettled } from "./settled.ts";
import { mapStyle } from "./style.ts";
import { useMinute, useSame } from "./same.ts";
import { CLOSE_ZOOM, useFollow } from "./use-camera.ts";
import { useEverything, type Bounds } from "./use-everything.ts";
import { useMarks, useRefresh } from "./use-tiles.ts";
import { useBreathing, useCalm } from "./use-breathing.ts";
import { usePointer, type ContextPlace, type Place } from "./use-pointer.ts";

export interface CityMapProps {
  /** Where to look; null for everything registered. The map follows a new value, and tells its own moves by `onView`. */
  readonly view: View | null;
  readonly onView?: (view: View) => void;
  /** The selected component, marked with a ring. */
  readonly selected: string | null;
  /** Where the selected thing lies: a new value outside the view is flown to. */
  readonly focus?: Place | null;
  /** More components that are marked: the result of a box, the rows ticked in a list. */
  readonly marked?: readonly string[];
  readonly filter: MapFilter;
  readonly onFilter: (filter: MapFilter) => void;
  readonly layers?: MapLayers;
  readonly evidence?: readonly EvidenceLine[];
  /** Clicks drop a pin instead of selecting. */
  readonly placing?: boolean;
  readonly pin?: Pin | null;
  readonly onPin?: (place: PinPlace) => void;
  /** A day in the past that the rest of the page shows; the map says that it does not. */
  readonly moment?: string | null;
  /** Another value fetches the tiles again; what has not changed costs a 304, and nothing flickers. */
  readonly refreshKey?: string | number;
  /** Pixels at the right that a panel covers, so that what is flown to comes to lie beside it. */
  readonly coveredRight?: number;
  readonly legendOpen?: boolean;
  readonly onSelect: (component: MapComponent | null) => void;
  /** A box was drawn with Shift: the components seen in it, and its corners `west,south,east,north`. */
  readonly onSelectMany?: (components: readonly MapComponent[], bbox: string) => void;
  readonly onHover?: (component: MapComponent | null) => void;
  readonly onContext?: (place: ContextPlace) => void;
  readonly children?: ReactNode;
}

export function CityMap(props: CityMapProps) {
  const { t } = useTranslation("map");
  const everything = useEverything(props.view === null);
  const [start] = useState(props.view);
  const [graphics] = useState(canDraw);
  if (!graphics) return <div className="map-frame map-waiting">{t("noGraphics")}</div>;
  if (!start && !everything.bounds) {
    return <div className="map-frame map-waiting">{everything.failed ? t("failed") : t("loading")}</div>;
  }
  return <DrawnMap {...props} start={start} bounds={everything.bounds} />;
}

let drawable: boolean | undefined;

/** Old machines and remote desktops may have no WebGL; then the lists do the work. Tried once: a browser has few contexts. */
function canDraw(): boolean {
  if (drawable === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    drawable = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return drawable;
}

function DrawnMap({
  start,
  bounds,
  ...props
}: CityMapProps & { start: View | null; bounds: Bounds | undefined }) {
  const { filter, layers = PLAIN_LAYERS, selected, marked, placing = false, refreshKey = 0 } = props;
  const { t } = useTranslation("map");
  const scheme = useScheme();
  const language = useLanguage();
  const calm = useCalm();
  const [map, setMap] = useState<MapRef | null>(null);
  const [hover, setHover] = useState<{ picked: Picked; at: { x: number; y: number } } | null>(null);
  const [seen, setSeen] = useState<{ bbox: string; zoom: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);
  const [roomy, setRoomy] = useState(true);
  const nowSeconds = useMinute();
  // As soon as the map exists: its first tile already asks for pictures.
  const take = useCallback((ref: MapRef | null) => {
    if (ref) {
      const inner = ref.getMap();
      supplyPictures(inner);
      // North stays up: a street plan that turns under the hand helps nobody compare it with paper.
      inner.touchZoomRotate.disableRotation();
      inner.keyboard.disableRotation();
    }
    setMap(ref);
  }, []);

  // Pages write these two as literals; only another content is another style.
  const chosen = useSame({ filter, layers });
  const style = useMemo(
    () =>
      mapStyle({
        ...chosen,
        scheme,
        language,
        calm,
        nowSeconds,
        origin: location.origin,
        attribution: t("attribution"),
      }),
    [chosen, scheme, language, calm, nowSeconds, t],
  );
  const evidence = useSame(props.evidence ?? NO_LINES);

  useEffect(() => {
    if (!map) return undefined;
    const measure = () => setRoomy(map.getContainer().clientWidth >= LEGEND_ROOM);
    measure();
    map.on("resize", measure);
    return () => {
      map.off("resize", measure);
    };
  }, [map]);
  useBreathing(map, calm);
  useMarks(map, selected, marked);
  useRefresh(map, refreshKey);
  useFollow(map, props.view, props.focus ?? null, props.coveredRight ?? 0);
  useEffect(() => (map ? whenSettled(map.getMap(), () => setSeen(viewOf(map))) : undefined), [map]);

  const { onPin } = props;
  /** From far, where only counts are drawn, a click could not say which component is meant: it goes nearer. */
  const place = useCallback(
    (inner: MapLibreMap, at: Place) => {
      if (tooFarToPlace(inner))
        inner.easeTo({ center: [at.longitude, at.latitude], zoom: nearer(inner.getZoom()) });
      else onPin?.(snapTo(inner, at));
    },
    [onPin],
  );
  const box = usePointer(
    map,
    {
      onHover(picked, at) {
        setHover(picked ? { picked, at } : null);
        props.onHover?.(picked?.kind === "component" ? picked.component : null);
      },
      onClick(picked, at) {
        if (placing && map) place(map.getMap(), at);
        else if (picked?.kind === "component") props.onSelect(picked.component);
        else if (picked) map?.easeTo({ center: placeIn(picked), zoom: nearer(map.getZoom()) });
        else props.onSelect(null);
      },
      onContext: (place) => props.onContext?.(place),
      onBox: (components, bbox) => props.onSelectMany?.(components, bbox),
    },
    placing,
  );

  const onKey = useCallback(
    (key: string) => {
      const inner = map?.getMap();
      if (!inner) return;
      const { width, height } = inner.getCanvas().getBoundingClientRect();
      const centre = { x: width / 2, y: height / 2 };
      const picked = pickAt(inner, centre, 40);
      const at = inner.getCenter();
      const centreOf = { longitude: at.lng, latitude: at.lat };
      if (key === "ContextMenu") {
        const component = picked?.kind === "component" ? picked.component : null;
        props.onContext?.({ ...centreOf, ...centre, component });
      } else if (placing) place(inner, centreOf);
      else if (picked?.kind === "component") props.onSelect(picked.component);
      else inner.zoomIn();
    },
    [map, placing, place, props],
  );

  return (
    <div
      className="map-frame"
      data-scheme-map={scheme}
      data-placing={placing}
      role="application"
      aria-label={t("map")}
      aria-describedby="map-help"
      onKeyDown={(event) => {
        if (event.target !== map?.getCanvas()) return;
        if (event.key !== "Enter" && event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey))
          return;
        event.preventDefault();
        onKey(event.key === "Enter" ? "Enter" : "ContextMenu");
      }}
    >
      <span id="map-help" className="visually-hidden">
        {t("mapHelp")}
      </span>
      <Map
        id="city"
        ref={take}
        initialViewState={start ?? { ...(bounds && { bounds }), fitBoundsOptions: { padding: 24 } }}
        mapStyle={style}
        onMoveEnd={({ viewState: { longitude, latitude, zoom } }) =>
          props.onView?.({ longitude, latitude, zoom })
        }
        onError={(event) => {
          if ("tile" in event || "sourceId" in event) setFailed(true);
        }}
        onData={(event) => {
          if (event.dataType !== "source" || !("tile" in event)) return;
          setFailed(false);
          setDrawn(true);
        }}
        localIdeographFontFamily={FONT.join(", ")}
        attributionControl={false}
        maxZoom={22}
        maxPitch={0}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        fadeDuration={0}
        style={{ width: "100%", height: "100%" }}
      >
        <ScaleControl position="bottom-right" maxWidth={110} />
        <AttributionControl position="bottom-right" compact={false} />
        <EvidenceLines lines={evidence} scheme={scheme} />
        <PinLayer
          map={map}
          pin={props.pin ?? null}
          placing={placing}
          scheme={scheme}
          onPin={(place) => props.onPin?.(place)}
        />
        {props.children}
      </Map>
      {box && <div className="map-box" style={box} />}
      {hover && !placing && map && (
        <HoverCard
          picked={hover.picked}
          at={hover.at}
          mapSize={map.getContainer().getBoundingClientRect()}
          scheme={scheme}
          refreshKey={refreshKey}
        />
      )}
      <Legend
        filter={filter}
        onFilter={props.onFilter}
        scheme={scheme}
        bbox={seen?.bbox ?? null}
        zoom={seen?.zoom ?? 0}
        refreshKey={refreshKey}
        open={(props.legendOpen ?? true) && roomy}
      />
      <MapButtons map={map} />
      <div className="map-crosshair" aria-hidden />
      {props.moment && <div className="map-notice">{t("present")}</div>}
      {!drawn && !failed && <div className="map-notice map-notice-loading">{t("loading")}</div>}
      {failed && <div className="map-notice map-notice-failed">{t("failed")}</div>}
    </div>
  );
}

/** Under this width the open legend would cover more of the map than it explains. */
const LEGEND_ROOM = 640;

const NO_LINES: readonly EvidenceLine[] = [];

/** Two steps nearer, and no nearer than where one component fills the hand. */
function nearer(zoom: number): number {
  return Math.min(zoom + 2, CLOSE_ZOOM);
}

function placeIn(picked: Exclude<Picked, { kind: "component" }>): [number, number] {
  const { longitude, latitude } = picked.kind === "cell" ? picked.cell : picked;
  return [longitude, latitude];
}

function viewOf(map: MapRef): { bbox: string; zoom: number } {
  const bounds = map.getBounds();
  const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  return { bbox: edges.map((edge) => edge.toFixed(5)).join(","), zoom: map.getZoom() };
}
