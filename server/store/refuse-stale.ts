import { ApiError } from "../contract/errors.ts";

/** Somebody writes who has seen another version than there is (`If-Match`); `seen` is undefined where nobody asked. Throws stale_version. */
export function refuseStale(seen: number | undefined, current: number): void {
  if (seen !== undefined && seen !== current) throw new ApiError("stale_version", { seen, current });
}
