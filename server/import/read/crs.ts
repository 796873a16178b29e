import gcoordModule, { type GeoJSON } from "gcoord";
import type { Geometry, Position } from "geojson";

import { ImportRefused } from "../check/problems.ts";

// The package's types describe an ES module, but Node is given the CommonJS one, whose exports are the object itself.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/**
 * Where the numbers of a file stand. `degrees`: longitude and latitude that we store as they are (WGS 84 and
 * CGCS2000 differ by centimetres); `shifted`: the offset systems of Chinese web maps; `projected`: anything
 * that PROJ has to convert, by code or by the WKT that the file carries.
 */
export type SourceCrs =
  | { readonly kind: "degrees"; readonly name: string }
  | { readonly kind: "shifted"; readonly name: "GCJ02" | "BD09" }
  | { readonly kind: "projected"; readonly name: string; readonly definition: string };

const SAME_AS_STORED = new Set(["EPSG:4326", "EPSG:4490", "EPSG:4979", "OGC:CRS84", "EPSG:4480"]);
const ALIASES: Record<string, string> = {
  WGS84: "EPSG:4326",
  CGCS2000: "EPSG:4490",
  CRS84: "OGC:CRS84",
  "GCJ-02": "GCJ02",
  "BD-09": "BD09",
};

/** What a person declares with --crs. Whether PROJ knows the code turns out when it is first used. */
export function declaredCrs(text: string): SourceCrs {
  const upper = text.trim().toUpperCase();
  const name = ALIASES[upper] ?? (/^\d{4,6}$/.test(upper) ? `EPSG:${upper}` : upper);
  if (name === "GCJ02" || name === "BD09") return { kind: "shifted", name };
  if (SAME_AS_STORED.has(name)) return { kind: "degrees", name };
  if (!/^(EPSG|ESRI|IGNF|OGC):[A-Z0-9]{2,20}$/.test(name))
    throw new ImportRefused("crs-unknown", { crs: text });
  return { kind: "projected", name, definition: name };
}

/** What the file itself says, as GDAL found it. */
export function embeddedCrs(authority: string | null, name: string, wkt: string): SourceCrs {
  if (authority && SAME_AS_STORED.has(authority)) return { kind: "degrees", name: authority };
  return {
    kind: "projected",
    name: authority ? `${authority} (${name})` : name,
    definition: authority ?? wkt,
  };
}

/** GCJ-02 or BD-09 to CGCS2000, within a metre (gcoord, which iterates the inverse). */
export function unshift(geometry: Geometry, from: "GCJ02" | "BD09"): Geometry {
  return gcoord.transform(structuredClone(geometry) as GeoJSON, gcoord[from], gcoord.WGS84) as Geometry;
}

/**
 * Surveyors write X for north. In a Chinese 3-degree zone the easting is near 500 km (or carries the zone
 * number in front, eight digits), the northing between 400 and 6,000 km: the two cannot be confused.
 */
export function gaussKruegerSwapped(crs: SourceCrs, [x, y]: Position): boolean {
  if (crs.kind !== "projected" || x === undefined || y === undefined) return false;
  const code = Number(/^EPSG:(\d+)/.exec(crs.name)?.[1] ?? 0);
  const withZone = (code >= 4513 && code <= 4533) || (code >= 4491 && code <= 4501);
  const withoutZone = (code >= 4534 && code <= 4554) || (code >= 4502 && code <= 4512);
  const eastingLike = (value: number): boolean =>
    withZone ? value > 13_000_000 && value < 46_000_000 : value > 100_000 && value < 900_000;
  const northingLike = (value: number): boolean => value > 1_000_000 && value < 6_500_000;
  return (withZone || withoutZone) && northingLike(x) && eastingLike(y);
}
