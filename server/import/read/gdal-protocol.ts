/** What the reader's thread can be asked. Plain data in both directions. */
export interface GdalCalls {
  /** `file` is relative to the thread's folder; the answer is GDAL's `ogrinfo -json`. */
  open(input: { readonly file: string; readonly options: readonly string[] }): Promise<unknown>;
  /** Writes the layer as one GeoJSON feature a line, in source coordinates; the answer is the path. */
  rows(input: { readonly layer: string; readonly limit?: number }): Promise<string>;
  /** One geometry (or null) for each text, in order. */
  readWkt(input: { readonly texts: readonly string[] }): Promise<unknown[]>;
  /** x, y, x, y … to longitude, latitude … (EPSG:4490). */
  transform(input: {
    readonly definition: string;
    readonly coordinates: Float64Array;
  }): Promise<Float64Array>;
}

export interface GdalStart {
  readonly folder: string;
  /** A shapefile came without its .shx. */
  readonly rebuildIndex: boolean;
}

export interface GdalRequest {
  readonly id: number;
  readonly call: keyof GdalCalls;
  readonly input: unknown;
}

export type GdalReply = { readonly id: number; readonly remarks: readonly string[] } & (
  | { readonly result: unknown }
  | { readonly error: string }
);
