/** Map view as `lng,lat,zoom` in the address. */
export interface View {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

export function readView(text: string | null): View | null {
  const [longitude, latitude, zoom, more] = (text ?? "").split(",").map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined || more !== undefined)
    return null;
  if (
    ![longitude, latitude, zoom].every(Number.isFinite) ||
    Math.abs(longitude) > 180 ||
    Math.abs(latitude) > 85
  )
    return null;
  return { longitude, latitude, zoom: Math.min(22, Math.max(0, zoom)) };
}

export function writeView({ longitude, latitude, zoom }: View): string {
  return `${longitude.toFixed(6)},${latitude.toFixed(6)},${zoom.toFixed(2)}`;
}
