import { ImportRefused } from "../check/problems.ts";
import type { CoordinateColumns } from "./source-file.ts";

export type Placement =
  | { readonly kind: "point"; readonly lon: number; readonly lat: number }
  | { readonly kind: "wkt"; readonly wkt: number };

const LON = [
  "lon",
  "lng",
  "long",
  "longitude",
  "经度",
  "x",
  "coord_x",
  "coordinate_x",
  "x坐标",
  "point_x",
  "easting",
  "东坐标",
];
const LAT = [
  "lat",
  "latitude",
  "纬度",
  "y",
  "coord_y",
  "coordinate_y",
  "y坐标",
  "point_y",
  "northing",
  "北坐标",
];
const WKT = ["wkt", "geom", "geometry", "the_geom", "shape", "图形"];
const LOOKS_LIKE_WKT =
  /^\s*(SRID=\d+;)?\s*(MULTI|COMPOUND|CURVE)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE|GEOMETRY|CIRCULARSTRING)/i;

/** Which columns hold the position: the declared ones, else the ones whose names say so. */
export function chooseColumns(
  header: readonly string[],
  samples: readonly (readonly string[])[],
  declared: CoordinateColumns,
): Placement {
  const columns = header.join(", ");
  const named = (name: string): number => {
    const at = header.indexOf(name);
    if (at < 0) throw new ImportRefused("column-unknown", { column: name, columns });
    return at;
  };
  const guessed = (names: readonly string[]): number => {
    const lower = header.map((name) => name.toLowerCase());
    return names.map((name) => lower.indexOf(name)).find((at) => at >= 0) ?? -1;
  };
  if (declared.wkt !== undefined) return { kind: "wkt", wkt: named(declared.wkt) };
  const wkt = guessed(WKT);
  if (wkt >= 0 && declared.lon === undefined && samples.some((row) => LOOKS_LIKE_WKT.test(row[wkt] ?? ""))) {
    return { kind: "wkt", wkt };
  }
  const lon = declared.lon === undefined ? guessed(LON) : named(declared.lon);
  const lat = declared.lat === undefined ? guessed(LAT) : named(declared.lat);
  if (lon < 0 || lat < 0) throw new ImportRefused("no-coordinates", { columns });
  return { kind: "point", lon, lat };
}

/** The separator that the header uses most; a comma when it has only one column. */
export function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const counted = [",", ";", "\t", "|"].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ",";
}

/** A decimal comma is only possible where commas do not separate. */
export function readNumber(text: string, delimiter: string): number | null {
  const dotted = delimiter === "," ? text : text.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(dotted) ? Number(dotted) : null;
}
