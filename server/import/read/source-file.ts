import type { Geometry } from "geojson";
import type { Bounds } from "../check/geometry-check.ts";
import type { Problem } from "../check/problems.ts";
import type { SourceFormat } from "./formats.ts";
import type { Limits } from "./limits.ts";

/** What a reader gives, whatever the format; below the readers, which all promise it. */
export interface ReadOptions {
  /** Declared coordinate system: "EPSG:4547", "GCJ02", "BD09" … Wins over what the file says. */
  readonly crs?: string;
  /** CSV only: the columns that hold the position, when their names do not say it. */
  readonly columns?: CoordinateColumns;
  /** Degrees; positions outside get a warning, and a hint when they would be inside swapped. */
  readonly bounds?: Bounds;
}

export interface CoordinateColumns {
  readonly lon?: string;
  readonly lat?: string;
  readonly wkt?: string;
}

export interface SourceField {
  readonly name: string;
  /** "text" for CSV; GDAL's word otherwise (String, Integer, Real, Date …). */
  readonly type: string;
  readonly samples: readonly string[];
}

export interface SourceLayer {
  readonly name: string;
  readonly featureCount: number | null;
  /** GDAL's words ("Point", "3D Point", "Curve Polygon", "Geometry" for any); none for a table. */
  readonly geometryTypes: readonly string[];
  readonly fields: readonly SourceField[];
  /** Name of the embedded coordinate system, or null. */
  readonly crs: string | null;
  /** What `SourceRow.line` counts: lines of text, or features from 1. */
  readonly rowUnit: "line" | "feature";
}

export interface SourceRow {
  readonly line: number;
  /** EPSG:4490, x then y; null when the row is refused. */
  readonly geometry: Geometry | null;
  /** As in the file, in the file's coordinate system. */
  readonly raw: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

export interface ReadResult {
  /** The coordinate system that was used, as named to people and kept with every row. */
  readonly crs: string;
  readonly notices: readonly Problem[];
  /** Columns that the position was read from; empty where the format has geometries. */
  readonly positionColumns: readonly string[];
  /** In pieces: a turn of the event loop for each row costs as much as reading it. */
  readonly pieces: AsyncIterable<readonly SourceRow[]>;
}

export interface SourceFile {
  readonly format: SourceFormat;
  readonly fileName: string;
  readonly encoding: string | null;
  readonly layers: readonly SourceLayer[];
  readonly notices: readonly Problem[];
  /** Throws ImportRefused when the layer as a whole cannot be placed; bad rows come with their problems. */
  readRows(layer: string, options?: ReadOptions): Promise<ReadResult>;
  close(): Promise<void>;
}

export interface SourceInput {
  readonly staged: {
    readonly folder: string;
    readonly dataset: string;
    readonly notices: readonly Problem[];
    remove(): Promise<void>;
  };
  readonly format: SourceFormat;
  readonly fileName: string;
  readonly limits: Limits;
  readonly encoding: string | undefined;
}
