import { useEffect, useState } from "react";
import { useMap } from "react-map-gl/maplibre";
import { LAST_CELL_ZOOM } from "../../server/contract/map.ts";
import { componentsInBox, type MapComponent } from "./pick.ts";
import { whenSettled } from "./settled.ts";
import { QUIET, STATUSES_LOUD_FIRST } from "./symbols.ts";

/** The name of the city map for `useMap`, inside `<MapProvider>`. */
export const CITY_MAP = "city";

export interface VisibleComponents {
  /** Dangers first, then the unresolved, then from the centre outwards. */
  readonly components: readonly MapComponent[];
  /** The view is so wide that single components are not told apart; zoom in to list them. */
  readonly far: boolean;
}

const NOTHING: VisibleComponents = { components: [], far: true };

/** What the map shows, as a list: the way to it without seeing it. Needs `<MapProvider>` around the list and the map. */
export function useVisibleComponents(most = 200): VisibleComponents {
  const map = useMap()[CITY_MAP]?.getMap();
  const [visible, setVisible] = useState(NOTHING);
  useEffect(() => {
    if (!map) return undefined;
    return whenSettled(map, () => {
      const centre = map.getCenter();
      const rank = (component: MapComponent) =>
        (component.danger ? 0 : 10) +
        (component.status && !QUIET.includes(component.status)
          ? STATUSES_LOUD_FIRST.indexOf(component.status)
          : 9);
      const away = ({ longitude, latitude }: MapComponent) =>
        (longitude - centre.lng) ** 2 + (latitude - centre.lat) ** 2;
      const components = componentsInBox(map)
        .sort((a, b) => rank(a) - rank(b) || away(a) - away(b))
        .slice(0, most);
      setVisible({ components, far: map.getZoom() < LAST_CELL_ZOOM + 1 });
    });
  }, [map, most]);
  return visible;
}
