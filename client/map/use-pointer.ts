import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent, Point } from "maplibre-gl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MapRef } from "react-map-gl/maplibre";
import { COMPONENTS } from "./component-style.ts";
import { componentsInBox, pickAt, type MapComponent, type Picked } from "./pick.ts";

export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** Where a menu is asked for: on the ground, in pixels of the page, and on which component, if on one. */
export interface ContextPlace extends Place {
  readonly x: number;
  readonly y: number;
  readonly component: MapComponent | null;
}

export interface PointerHandlers {
  readonly onHover: (picked: Picked | null, at: { x: number; y: number }) => void;
  readonly onClick: (picked: Picked | null, at: Place) => void;
  readonly onContext: (at: ContextPlace) => void;
  /** The components drawn inside the box (none from far away), and its corners `west,south,east,north` in degrees. */
  readonly onBox: (components: MapComponent[], bbox: string) => void;
}

/** A box on the screen while Shift and the mouse draw it. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LONG_PRESS_MS = 550;
const LONG_PRESS_SLIP = 10;

/**
 * Hover, click, menu and box on the map. `asleep` while a pin is being placed: then the map only tells where it is
 * clicked, and picks nothing. Answers the box being drawn.
 */
export function usePointer(ref: MapRef | null, handlers: PointerHandlers, asleep: boolean): ScreenBox | null {
  const latest = useRef({ handlers, asleep });
  useLayoutEffect(() => {
    latest.current = { handlers, asleep };
  });
  const [box, setBox] = useState<ScreenBox | null>(null);
  useEffect(() => {
    if (!ref) return undefined;
    const map = ref.getMap();
    const stops = [listenToHover(map, latest), listenToClicks(map, latest), listenToBox(map, latest, setBox)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [ref]);
  return box;
}

type Latest = { readonly current: { readonly handlers: PointerHandlers; readonly asleep: boolean } };

function listenToHover(map: MapLibreMap, latest: Latest): () => void {
  let frame = 0;
  let hovered: { source: string; sourceLayer: string; id: string | number } | undefined;
  const mark = (next: typeof hovered) => {
    if (hovered?.id === next?.id && hovered?.sourceLayer === next?.sourceLayer) return;
    if (hovered) map.setFeatureState(hovered, { hover: false });
    if (next) map.setFeatureState(next, { hover: true });
    hovered = next;
  };
  const hover = (event: MapMouseEvent) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (latest.current.asleep || map.isMoving()) return;
      const picked = pickAt(map, event.point) ?? null;
      mark(stateOf(picked));
      map.getCanvas().style.cursor = picked ? "pointer" : "";
      latest.current.handlers.onHover(picked, event.point);
    });
  };
  const leave = () => {
    cancelAnimationFrame(frame);
    mark(undefined);
    latest.current.handlers.onHover(null, { x: 0, y: 0 });
  };
  map.on("mousemove", hover);
  map.on("mouseout", leave);
  map.on("movestart", leave);
  return () => {
    cancelAnimationFrame(frame);
    map.off("mousemove", hover);
    map.off("mouseout", leave);
    map.off("movestart", leave);
  };
}

function stateOf(picked: Picked | null) {
  if (picked?.kind === "component")
    return { source: COMPONENTS, sourceLayer: "components", id: picked.component.id };
  if (picked?.kind === "cell" && picked.featureId !== undefined) {
    return { source: COMPONENTS, sourceLayer: "cells", id: picked.featureId };
  }
  return undefined;
}

function listenToClicks(map: MapLibreMap, latest: Latest): () => void {
  let press: ReturnType<typeof setTimeout> | undefined;
  let pressedAt: Point | undefined;
  const menu = (event: MapMouseEvent | MapTouchEvent) => {
    const picked = pickAt(map, event.point);
    const { left, top } = map.getCanvas().getBoundingClientRect();
    latest.current.handlers.onContext({
      longitude: event.lngLat.lng,
      latitude: event.lngLat.lat,
      x: left + event.point.x,
      y: top + event.point.y,
      component: picked?.kind === "component" ? picked.component : null,
    });
  };
  const click = (event: MapMouseEvent) => {
    const { handlers, asleep } = latest.current;
    const at = { longitude: event.lngLat.lng, latitude: event.lngLat.lat };
    handlers.onClick(asleep ? null : (pickAt(map, event.point) ?? null), at);
  };
  const context = (event: MapMouseEvent) => {
    event.preventDefault();
    menu(event);
  };
  const down = (event: MapTouchEvent) => {
    clearTimeout(press);
    if (event.points.length !== 1) return;
    pressedAt = event.point;
    press = setTimeout(() => menu(event), LONG_PRESS_MS);
  };
  const slip = (event: MapTouchEvent) => {
    if (pressedAt && event.point.dist(pressedAt) > LONG_PRESS_SLIP) clearTimeout(press);
  };
  const up = () => clearTimeout(press);
  map.on("click", click);
  map.on("contextmenu", context);
  map.on("touchstart", down);
  map.on("touchmove", slip);
  map.on("touchend", up);
  map.on("touchcancel", up);
  return () => {
    clearTimeout(press);
    map.off("click", click);
    map.off("contextmenu", context);
    map.off("touchstart", down);
    map.off("touchmove", slip);
    map.off("touchend", up);
    map.off("touchcancel", up);
  };
}

/** Shift and drag: MapLibre's own box would zoom. */
function listenToBox(map: MapLibreMap, latest: Latest, show: (box: ScreenBox | null) => void): () => void {
  map.boxZoom.disable();
  let from: Point | undefined;
  const boxTo = (to: Point, start: Point): ScreenBox => ({
    left: Math.min(start.x, to.x),
    top: Math.min(start.y, to.y),
    width: Math.abs(to.x - start.x),
    height: Math.abs(to.y - start.y),
  });
  const down = (event: MapMouseEvent) => {
    if (!event.originalEvent.shiftKey || event.originalEvent.button !== 0 || latest.current.asleep) return;
    event.preventDefault();
    map.dragPan.disable();
    from = event.point;
  };
  const move = (event: MapMouseEvent) => {
    if (from) show(boxTo(event.point, from));
  };
  const up = (event: MapMouseEvent) => {
    if (!from) return;
    const drawn = boxTo(event.point, from);
    from = undefined;
    map.dragPan.enable();
    show(null);
    if (drawn.width < 4 && drawn.height < 4) return;
    const corners: [[number, number], [number, number]] = [
      [drawn.left, drawn.top],
      [drawn.left + drawn.width, drawn.top + drawn.height],
    ];
    const [{ lng: west, lat: north }, { lng: east, lat: south }] = [
      map.unproject(corners[0]),
      map.unproject(corners[1]),
    ];
    latest.current.handlers.onBox(
      componentsInBox(map, corners),
      [west, south, east, north].map((edge) => edge.toFixed(6)).join(","),
    );
  };
  map.on("mousedown", down);
  map.on("mousemove", move);
  map.on("mouseup", up);
  return () => {
    map.off("mousedown", down);
    map.off("mousemove", move);
    map.off("mouseup", up);
  };
}
