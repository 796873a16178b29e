import type { Geometry } from "geojson";
import { basename, extname } from "node:path";

import { readCsv } from "./csv-source.ts";
import { formatOf, type SourceFormat } from "./formats.ts";
import { readGdal } from "./gdal-source.ts";
import type { Bounds } from "../check/geometry-check.ts";
import { COMMAND_LINE_LIMITS, type Limits } from "./limits.ts";
import type { Problem } from "../check/problems.ts";
import { stageFile } from "./staging-folder.ts";

export interface OpenOptions {
  /** Overrides what the file says or what its bytes look like: "gb18030", "utf-8", "latin1" … */
  readonly encoding?: string;
  readonly limits?: Limits;
  /** The name that the user knows the file by, when `path` is an upload's temporary file. */
  readonly fileName?: string;
}

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

/**
 * Opens a file of any format we import. Works on a private copy, which `close` removes.
 * Throws ImportRefused with a sentence for the user; nothing else reaches the caller for any bytes.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<SourceFile> {
  const limits = options.limits ?? COMMAND_LINE_LIMITS;
  const fileName = options.fileName ?? basename(path);
  const staged = await stageFile(path, fileName, limits);
  try {
    const format = formatOf(staged.dataset) ?? "Shapefile";
    const input = { staged, format, fileName, limits, encoding: options.encoding };
    return format === "CSV" && extname(staged.dataset) !== "" ? await readCsv(input) : await readGdal(input);
  } catch (error) {
    await staged.remove();
    throw error;
  }
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
