import { useMemo, useState } from "react";
import { useRefreshKey } from "../api/live.ts";
import { UNRESOLVED } from "../../server/domain/names.ts";
import { EVERYTHING, type MapFilter } from "../map/filter.ts";
import { CityMap } from "../map/CityMap.tsx";
import { unitColour } from "../map/palette.ts";
import type { RankedCandidate } from "../matter/Candidates.tsx";
import { useMoment } from "../matter/moment.ts";
import { useNarrow } from "../ui/narrow.ts";
import { useScheme } from "../ui/scheme.ts";
import { useSelection } from "../matter/selection.ts";
import { BoxBar, boxFilter } from "./BoxBar.tsx";
import { pointOf } from "../map/point.ts";
import type { Subject } from "./subject.ts";

export interface WorkbenchMapProps {
  readonly subject: Subject | null;
  /** The candidate whose reasons are open: its lines and the distance appear. */
  readonly looked: RankedCandidate | null;
  /** A panel lies over or beside the map. */
  readonly covered: boolean;
  readonly onMenu: (menu: {
    x: number;
    y: number;
    lon: number;
    lat: number;
    componentId: string | null;
    unresolved: boolean;
  }) => void;
}

/** Metres that a survey point and a drawn line may both be off; the halo says it. */
const USUAL_UNCERTAINTY_M = 1;

/** The map as the workbench uses it: selects what is clicked, drops the pin while a case is filed. */
export function WorkbenchMap({ subject, looked, covered, onMenu }: WorkbenchMapProps) {
  const { view, setView, select, startFiling, filing, params, setParam } = useSelection();
  const [drawn, setDrawn] = useState<{ bbox: string; ids: string[] } | null>(null);
  const { day: moment } = useMoment();
  const [filter, setFilter] = useState<MapFilter>(EVERYTHING);
  const scheme = useScheme();
  const refreshKey = useRefreshKey();
  const narrow = useNarrow();
  const [lon, lat] = [subject?.lon, subject?.lat];
  // The same place is the same object, so that the map flies there once.
  const focus = useMemo(
    () => (lon === undefined || lat === undefined ? null : { longitude: lon, latitude: lat }),
    [lon, lat],
  );
  const pinAt = pointOf(filing);
  const evidence =
    looked?.nearest && subject
      ? [
          {
            from: { longitude: subject.lon, latitude: subject.lat },
            to: { longitude: looked.nearest.at.lon, latitude: looked.nearest.at.lat },
            distanceM: looked.nearest.distanceM,
            accuracyM: USUAL_UNCERTAINTY_M,
            colour: unitColour(looked.unit.id, scheme),
          },
        ]
      : [];
  const box = params.get("box");
  const marked = useMemo(() => (drawn?.bbox === box ? drawn?.ids : undefined), [drawn, box]);
  return (
    <>
      <CityMap
        view={view}
        onView={setView}
        selected={subject?.componentId ?? null}
        focus={focus}
        filter={filter}
        onFilter={setFilter}
        layers={{ networks: looked ? [looked.unit.id] : [], areas: [], cases: false }}
        evidence={evidence}
        {...(marked && { marked })}
        onSelectMany={(components, bbox) => {
          setDrawn({ bbox, ids: components.map(({ id }) => id) });
          setParam("box", bbox);
        }}
        placing={filing !== null && pinAt === null && subject === null}
        pin={pinAt && { longitude: pinAt.lon, latitude: pinAt.lat, snappedTo: focus }}
        onPin={({ longitude, latitude, snapped }) =>
          startFiling({ lon: longitude, lat: latitude }, snapped?.id)
        }
        moment={moment}
        refreshKey={refreshKey}
        coveredRight={covered && !narrow && innerWidth < 1200 ? 420 : 0}
        legendOpen={!narrow}
        onSelect={(component) => {
          if (filing === null) select(component && { kind: "component", id: component.id });
          else if (component)
            startFiling({ lon: component.longitude, lat: component.latitude }, component.id);
        }}
        onContext={({ x, y, longitude, latitude, component }) =>
          onMenu({
            x,
            y,
            lon: component?.longitude ?? longitude,
            lat: component?.latitude ?? latitude,
            componentId: component?.id ?? null,
            unresolved: component?.status != null && UNRESOLVED.includes(component.status),
          })
        }
      />
      {box !== null && (
        <BoxBar
          key={box}
          box={boxFilter(box, filter)}
          clear={() => setParam("box", null)}
          select={(id) => select({ kind: "component", id })}
        />
      )}
    </>
  );
}
