import type { FeatureCollection } from "geojson";
import type { MapLayerMouseEvent } from "maplibre-gl";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Layer, Source, useMap } from "react-map-gl/maplibre";
import type { Gap } from "../../server/contract/clean-up.ts";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { useRefreshKey } from "../api/live.ts";
import { CityMap } from "../map/CityMap.tsx";
import { EVERYTHING, type MapFilter } from "../map/filter.ts";
import { keyOfGap } from "./GapList.tsx";

type Point = readonly [id: string, lon: number, lat: number, permille: number];

/** Unsure to sure, readable on both grounds and by the colour-blind (viridis, its middle left out). */
const SURENESS = ["#443983", "#31688e", "#21918c", "#90d743"] as const;

/** The list as a map: each place in the colour of its certainty; or the gaps as areas and lines that open the list. */
export function CleanUpMap({
  points,
  gaps,
  chosen,
  at,
  picked,
  onChoose,
  onGap,
}: {
  points: readonly Point[];
  gaps: readonly Gap[];
  chosen: string | null;
  at: { readonly lon: number; readonly lat: number } | null;
  picked: readonly string[];
  onChoose: (id: string | null) => void;
  onGap: (gap: Gap) => void;
}) {
  const { t } = useTranslation("cleanUp");
  const [filter, setFilter] = useState<MapFilter>({ ...EVERYTHING, status: [...UNRESOLVED, "BACKSTOP"] });
  const refreshKey = useRefreshKey();
  const placeData = useMemo(() => pointsOf(points), [points]);
  const gapData = useMemo(() => gapsOf(gaps), [gaps]);
  const lon = at?.lon;
  const lat = at?.lat;
  const focus = useMemo(
    () => (lon === undefined || lat === undefined ? null : { longitude: lon, latitude: lat }),
    [lon, lat],
  );
  return (
    <>
      <CityMap
        view={null}
        selected={chosen}
        focus={focus}
        marked={picked}
        filter={filter}
        onFilter={setFilter}
        refreshKey={refreshKey}
        legendOpen={false}
        onSelect={(component) => onChoose(component?.id ?? null)}
      >
        <Source id="certainty" type="geojson" data={placeData}>
          <Layer
            id="certainty-places"
            type="circle"
            maxzoom={16.5}
            paint={{
              "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 2.2, 14, 4, 16, 6],
              "circle-color": [
                "interpolate",
                ["linear"],
                ["get", "permille"],
                300,
                SURENESS[0],
                600,
                SURENESS[1],
                850,
                SURENESS[2],
                1000,
                SURENESS[3],
              ],
              "circle-stroke-color": "#ffffff",
              "circle-stroke-width": 0.8,
            }}
          />
        </Source>
        <Source id="gaps" type="geojson" data={gapData}>
          <Layer
            id="gap-areas"
            type="fill"
            filter={["==", ["geometry-type"], "Polygon"]}
            paint={{ "fill-color": ["get", "colour"], "fill-opacity": 0.25 }}
          />
          <Layer
            id="gap-lines"
            type="line"
            filter={["!=", ["geometry-type"], "Point"]}
            layout={{ "line-cap": "round", "line-join": "round" }}
            paint={{ "line-color": ["get", "colour"], "line-width": 2.5 }}
          />
          <Layer
            id="gap-points"
            type="circle"
            filter={["==", ["geometry-type"], "Point"]}
            paint={{
              "circle-radius": 7,
              "circle-color": ["get", "colour"],
              "circle-opacity": 0.35,
              "circle-stroke-color": ["get", "colour"],
              "circle-stroke-width": 2,
            }}
          />
        </Source>
        <GapClicks gaps={gaps} onGap={onGap} />
        <PlaceClicks onChoose={onChoose} />
      </CityMap>
      {points.length > 0 && (
        <div className="clean-up-legend" aria-hidden>
          <span>{t("map.legend")}</span>
          <span className="scale" style={{ background: `linear-gradient(90deg, ${SURENESS.join(", ")})` }} />
          <span className="ends">
            <span>30%</span>
            <span>100%</span>
          </span>
        </div>
      )}
    </>
  );
}

/** A click on a gap opens the list filtered to it. */
function GapClicks({ gaps, onGap }: { gaps: readonly Gap[]; onGap: (gap: Gap) => void }) {
  const { city } = useMap();
  useEffect(() => {
    const map = city?.getMap();
    if (!map || gaps.length === 0) return undefined;
    const onClick = (event: MapLayerMouseEvent) => {
      const key: unknown = event.features?.[0]?.properties["key"];
      const gap = gaps.find((one) => keyOfGap(one) === key);
      if (gap) onGap(gap);
    };
    const layers = ["gap-areas", "gap-lines", "gap-points"];
    for (const layer of layers) map.on("click", layer, onClick);
    return () => {
      for (const layer of layers) map.off("click", layer, onClick);
    };
  }, [city, gaps, onGap]);
  return null;
}

/** Far out, where components are cells, the places of the list can still be chosen. */
function PlaceClicks({ onChoose }: { onChoose: (id: string | null) => void }) {
  const { city } = useMap();
  useEffect(() => {
    const map = city?.getMap();
    if (!map) return undefined;
    const onClick = (event: MapLayerMouseEvent) => {
      const id: unknown = event.features?.[0]?.properties["id"];
      if (typeof id === "string") onChoose(id);
    };
    map.on("click", "certainty-places", onClick);
    return () => {
      map.off("click", "certainty-places", onClick);
    };
  }, [city, onChoose]);
  return null;
}

function pointsOf(points: readonly Point[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: points.map(([id, lon, lat, permille]) => ({
      type: "Feature",
      properties: { id, permille },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  };
}

const GAP_COLOUR = { NO_DUTY: "#cc79a7", NO_NETWORK: "#0072b2", CLUSTER: "#d55e00" } as const;

function gapsOf(gaps: readonly Gap[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: gaps.map((gap) => ({
      type: "Feature",
      properties: { key: keyOfGap(gap), colour: GAP_COLOUR[gap.kind] },
      geometry: gap.outline as FeatureCollection["features"][number]["geometry"],
    })),
  };
}
