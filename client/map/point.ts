/** `lng,lat` of the address; null where it is none. */
export function pointOf(text: string | null): { readonly lon: number; readonly lat: number } | null {
  const [lon, lat] = (text ?? "").split(",").map(Number);
  if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}
