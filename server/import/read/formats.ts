import { open } from "node:fs/promises";
import { basename, extname } from "node:path";

import { ImportRefused } from "../check/problems.ts";

export const SOURCE_FORMATS = [
  "GeoJSON",
  "CSV",
  "GeoPackage",
  "Shapefile",
  "KML",
  "FileGDB",
  "DXF",
  "OSM",
] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

const BY_EXTENSION: Record<string, SourceFormat> = {
  ".geojson": "GeoJSON",
  ".json": "GeoJSON",
  ".geojsonl": "GeoJSON",
  ".csv": "CSV",
  ".tsv": "CSV",
  ".txt": "CSV",
  ".gpkg": "GeoPackage",
  ".shp": "Shapefile",
  ".kml": "KML",
  ".gdb": "FileGDB",
  ".dxf": "DXF",
  ".osm": "OSM",
  ".pbf": "OSM",
};

/** The format by the name that the user knows, checked against its first bytes; "zip" has to be opened to know more. */
export async function detectFormat(path: string, name: string): Promise<SourceFormat | "zip"> {
  const head = await firstBytes(path, 512);
  if (head.length === 0) throw new ImportRefused("file-empty", { file: name });
  if (head.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") return "zip";
  if (head[0] === 0x1f && head[1] === 0x8b) throw new ImportRefused("format-gzip", { file: name });
  const format = BY_EXTENSION[extname(name).toLowerCase()];
  if (!format || !looksLike(format, head, extname(name).toLowerCase())) {
    throw new ImportRefused("format-unknown", { file: name });
  }
  return format;
}

export function formatOf(path: string): SourceFormat | null {
  return BY_EXTENSION[extname(path).toLowerCase()] ?? null;
}

function looksLike(format: SourceFormat, head: Buffer, extension: string): boolean {
  const text = head
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  switch (format) {
    case "GeoJSON":
      return text.startsWith("{") || text.startsWith("[");
    case "CSV":
      // UTF-16 has zero bytes and says so with its mark; other binaries only have the zero bytes.
      return !head.includes(0) || head[0] === 0xff || head[0] === 0xfe;
    case "GeoPackage":
      return head.subarray(0, 15).toString("latin1") === "SQLite format 3";
    case "Shapefile":
      return head.readInt32BE(0) === 9994;
    case "KML":
      return text.startsWith("<");
    case "FileGDB":
      return false;
    case "DXF":
      return !head.includes(0) || head.subarray(0, 18).toString("latin1") === "AutoCAD Binary DXF";
    case "OSM":
      return extension === ".pbf" || text.startsWith("<");
  }
}

export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path).catch(() => {
    throw new ImportRefused("file-missing", { file: basename(path) });
  });
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
