import { z } from "zod";

/** What we need of `ogrinfo -json` (GDAL 3.8). */
export interface LayerInfo {
  readonly name: string;
  /** Null where the format does not know without reading everything (OSM). */
  readonly featureCount: number | null;
  readonly geometryType: string | null;
  readonly extent: readonly [number, number, number, number] | null;
  readonly crs: { readonly authority: string | null; readonly name: string; readonly wkt: string } | null;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

const coordinateSystem = z.object({
  wkt: z.string(),
  projjson: z
    .object({
      name: z.string().optional(),
      id: z.object({ authority: z.string(), code: z.union([z.string(), z.number()]) }).optional(),
    })
    .optional(),
});

const info = z.object({
  layers: z.array(
    z.object({
      name: z.string(),
      featureCount: z.number().optional(),
      geometryFields: z.array(
        z.object({
          type: z.string(),
          extent: z.array(z.number().nullable()).optional(),
          coordinateSystem: coordinateSystem.nullish(),
        }),
      ),
      fields: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
});

export function readInfo(json: unknown): LayerInfo[] {
  return info.parse(json).layers.map((layer) => {
    const geometry = layer.geometryFields[0];
    const count = layer.featureCount ?? -1;
    return {
      name: layer.name,
      featureCount: count < 0 ? null : count,
      geometryType: geometry?.type ?? null,
      extent: readExtent(geometry?.extent),
      crs: readCrs(geometry?.coordinateSystem),
      fields: layer.fields,
    };
  });
}

function readExtent(extent: (number | null)[] | undefined): LayerInfo["extent"] {
  const [west, south, east, north] = extent ?? [];
  return west == null || south == null || east == null || north == null ? null : [west, south, east, north];
}

/** A GeoPackage without a coordinate system names one all the same: "Undefined …". */
function readCrs(system: z.infer<typeof coordinateSystem> | null | undefined): LayerInfo["crs"] {
  if (!system) return null;
  const name = system.projjson?.name ?? /^\w+\["([^"]*)"/.exec(system.wkt)?.[1] ?? "";
  if (/^(undefined|unknown)/i.test(name) || /^(LOCAL_CS|ENGCRS)/.test(system.wkt)) return null;
  const id = system.projjson?.id;
  return { authority: id ? `${id.authority}:${id.code}` : null, name, wkt: system.wkt };
}
