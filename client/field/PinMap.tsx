import { useState } from "react";
import { CityMap } from "../map/CityMap.tsx";
import { EVERYTHING } from "../map/filter.ts";

const CLOSE_ZOOM = 18;

/** A small map to point at the place; the pin can be dragged afterwards. */
export function PinMap({
  at,
  onPlace,
}: {
  at: { lon: number; lat: number } | null;
  onPlace: (place: { lon: number; lat: number }) => void;
}) {
  const [filter, setFilter] = useState(EVERYTHING);
  const [start] = useState(at && { longitude: at.lon, latitude: at.lat, zoom: CLOSE_ZOOM });
  return (
    <div className="pin-map">
      <CityMap
        view={start}
        selected={null}
        filter={filter}
        onFilter={setFilter}
        legendOpen={false}
        placing
        pin={at && { longitude: at.lon, latitude: at.lat, snappedTo: null }}
        onPin={({ longitude, latitude }) => onPlace({ lon: longitude, lat: latitude })}
        onSelect={() => undefined}
      />
    </div>
  );
}
