import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Layer, Source } from "react-map-gl/maplibre";
import { FONT } from "./base-style.ts";
import { circleAround, collection, dimensionLine } from "./geometry.ts";
import { GROUND } from "./palette.ts";
import { BELOW_COMPONENTS } from "./style.ts";
import type { Scheme } from "./symbols.ts";
import type { Place } from "./use-pointer.ts";

/** Why the model thinks so, as a picture: how far the component lies from a unit's line, and how sure both places are. */
export interface EvidenceLine {
  /** The component. */
  readonly from: Place;
  /** The nearest place on the unit's line, or another cover that speaks for it. */
  readonly to: Place;
  readonly distanceM: number;
  /** The combined uncertainty of both places in metres, drawn as a halo around the component. */
  readonly accuracyM: number;
  /** Usually `unitColour(unitId, scheme)`. */
  readonly colour: string;
}

export function EvidenceLines({ lines, scheme }: { lines: readonly EvidenceLine[]; scheme: Scheme }) {
  const { t } = useTranslation("map");
  const data = useMemo(
    () =>
      picture(lines, (line) => {
        const metres = (value: number) => value.toFixed(value < 10 ? 1 : 0);
        return `${t("metres", { metres: metres(line.distanceM) })} ${t("accuracy", { metres: metres(line.accuracyM) })}`;
      }),
    [lines, t],
  );
  return (
    <Source id="evidence" type="geojson" data={data}>
      <Layer
        id="evidence-halo"
        type="fill"
        beforeId={BELOW_COMPONENTS}
        filter={["==", ["get", "part"], "halo"]}
        paint={{ "fill-color": ["get", "colour"], "fill-opacity": 0.13 }}
      />
      <Layer
        id="evidence-halo-edge"
        type="line"
        beforeId={BELOW_COMPONENTS}
        filter={["==", ["get", "part"], "halo"]}
        paint={{
          "line-color": ["get", "colour"],
          "line-width": 1.2,
          "line-opacity": 0.7,
          "line-dasharray": [2, 2],
        }}
      />
      <Layer
        id="evidence-casing"
        type="line"
        beforeId={BELOW_COMPONENTS}
        filter={["==", ["get", "part"], "line"]}
        layout={{ "line-cap": "round" }}
        paint={{ "line-color": GROUND[scheme].halo, "line-width": 5.5 }}
      />
      <Layer
        id="evidence-line"
        type="line"
        beforeId={BELOW_COMPONENTS}
        filter={["==", ["get", "part"], "line"]}
        paint={{ "line-color": ["get", "colour"], "line-width": 2.4 }}
      />
      <Layer
        id="evidence-figure"
        type="symbol"
        minzoom={16}
        filter={["==", ["get", "part"], "figure"]}
        layout={{
          "text-field": ["get", "text"],
          "text-font": FONT,
          "text-size": 12.5,
          // Beside the line wherever there is room; on one spot the likeliest candidate's figure stays.
          "text-variable-anchor": ["left", "right", "bottom", "top"],
          "text-radial-offset": 0.8,
          "symbol-sort-key": ["get", "rank"],
        }}
        paint={{
          "text-color": GROUND[scheme].text,
          "text-halo-color": GROUND[scheme].halo,
          "text-halo-width": 2,
        }}
      />
    </Source>
  );
}

function picture(lines: readonly EvidenceLine[], text: (line: EvidenceLine) => string): FeatureCollection {
  return collection(
    lines.flatMap((line, rank) => {
      const { lines: strokes, middle } = dimensionLine(line.from, line.to);
      const { colour } = line;
      return [
        {
          type: "Feature" as const,
          properties: { part: "halo", colour },
          geometry: { type: "Polygon" as const, coordinates: circleAround(line.from, line.accuracyM) },
        },
        {
          type: "Feature" as const,
          properties: { part: "line", colour },
          geometry: { type: "MultiLineString" as const, coordinates: strokes },
        },
        {
          type: "Feature" as const,
          properties: { part: "figure", rank, text: text(line) },
          geometry: { type: "Point" as const, coordinates: middle },
        },
      ];
    }),
  );
}
