import type { Feature } from "geojson";
import { useMemo, useState } from "react";
import { Layer, Source } from "react-map-gl/maplibre";
import type { ImportSummary } from "../../server/contract/imports.ts";
import { useRefreshKey } from "../api/live.ts";
import { CityMap } from "../map/CityMap.tsx";
import { EVERYTHING } from "../map/filter.ts";

/** Where the file lies, over what is registered: its extent as a frame and its samples as points. A wrong CRS is seen at once. */
export function ImportMap({ summary }: { summary: ImportSummary }) {
  const [filter, setFilter] = useState(EVERYTHING);
  const refreshKey = useRefreshKey();
  const [west = 0, south = 0, east = 0, north = 0] = summary.extent ?? [];
  const data = useMemo(
    () => ({
      type: "FeatureCollection" as const,
      features: [frame(west, south, east, north), ...samplePoints(summary)],
    }),
    [west, south, east, north, summary],
  );
  const width = Math.max(1e-4, east - west, (north - south) * 1.4);
  return (
    <div className="import-map">
      <CityMap
        view={{
          longitude: (west + east) / 2,
          latitude: (south + north) / 2,
          zoom: Math.min(18, Math.max(2, Math.log2(360 / width) + 0.6)),
        }}
        selected={null}
        filter={filter}
        onFilter={setFilter}
        legendOpen={false}
        refreshKey={refreshKey}
        onSelect={() => undefined}
      >
        <Source id="import-batch" type="geojson" data={data}>
          <Layer
            id="import-extent"
            type="line"
            filter={["==", ["geometry-type"], "Polygon"]}
            paint={{ "line-color": "#c8102e", "line-width": 2, "line-dasharray": [3, 2] }}
          />
          <Layer
            id="import-samples"
            type="circle"
            filter={["==", ["geometry-type"], "Point"]}
            paint={{
              "circle-radius": 6,
              "circle-color": "#c8102e",
              "circle-stroke-color": "#fff",
              "circle-stroke-width": 1.5,
            }}
          />
        </Source>
      </CityMap>
    </div>
  );
}

function frame(west: number, south: number, east: number, north: number): Feature {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** Samples of components carry their place in ten-millionths of a degree, EPSG:4490; lines and areas carry none. */
function samplePoints({ samples }: ImportSummary): Feature[] {
  return samples.flatMap(({ row }): Feature[] => {
    const [lon, lat] = [row["lonE7"], row["latE7"]];
    if (typeof lon !== "number" || typeof lat !== "number") return [];
    return [
      { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon / 1e7, lat / 1e7] } },
    ];
  });
}
