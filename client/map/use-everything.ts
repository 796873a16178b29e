import { useQuery } from "@tanstack/react-query";
import { readTileJson } from "../../server/contract/map.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";
import { useReference } from "../api/reference.ts";
import { COMPONENTS } from "./component-style.ts";

/** `west, south, east, north` in degrees. */
export type Bounds = [number, number, number, number];

/**
 * What "everything" is on the map: the street that is served, not every stray row that an import brought along; where no
 * street is set, the extent of what is registered.
 */
export function useEverything(enabled = true): { bounds: Bounds | undefined; failed: boolean } {
  const reference = useReference();
  const home = reference.data?.home?.bbox;
  const tiles = useQuery({
    queryKey: keyOf(readTileJson, { set: COMPONENTS }),
    queryFn: ({ signal }) => call(readTileJson, { params: { set: COMPONENTS }, signal }),
    staleTime: Infinity,
    enabled: enabled && !reference.isPending && home === undefined,
  });
  const [west, south, east, north] = home ?? tiles.data?.bounds ?? [];
  const known = west !== undefined && south !== undefined && east !== undefined && north !== undefined;
  return { bounds: known ? [west, south, east, north] : undefined, failed: tiles.isError };
}
