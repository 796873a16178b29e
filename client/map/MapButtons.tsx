import { useTranslation } from "react-i18next";
import type { MapRef } from "react-map-gl/maplibre";
import { useEverything } from "./use-everything.ts";

/** Nearer, farther, everything. */
export function MapButtons({ map }: { map: MapRef | null }) {
  const { t } = useTranslation("map");
  const everything = useEverything().bounds;
  return (
    <div className="map-buttons">
      <button type="button" title={t("zoomIn")} aria-label={t("zoomIn")} onClick={() => map?.zoomIn()}>
        <svg viewBox="0 0 16 16" aria-hidden>
          <path d="M8 3v10M3 8h10" />
        </svg>
      </button>
      <button type="button" title={t("zoomOut")} aria-label={t("zoomOut")} onClick={() => map?.zoomOut()}>
        <svg viewBox="0 0 16 16" aria-hidden>
          <path d="M3 8h10" />
        </svg>
      </button>
      <button
        type="button"
        title={t("fit")}
        aria-label={t("fit")}
        disabled={!everything}
        onClick={() => everything && map?.fitBounds(everything, { padding: 24, duration: 500 })}
      >
        <svg viewBox="0 0 16 16" aria-hidden>
          <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
        </svg>
      </button>
    </div>
  );
}
