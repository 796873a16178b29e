import { useQuery } from "@tanstack/react-query";
import { getReference, listUnits } from "../../server/contract/registry.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

/** Code lists: classes, divisions, the rule pack in force, the area served. */
export function useReference() {
  return useQuery({
    queryKey: keyOf(getReference),
    queryFn: ({ signal }) => call(getReference, { signal }),
    staleTime: Infinity,
  });
}

/** Units that exist today: owner units, departments, contractors. */
export function useUnits(enabled = true) {
  return useQuery({
    queryKey: keyOf(listUnits),
    queryFn: ({ signal }) => call(listUnits, { signal }),
    staleTime: 5 * 60_000,
    enabled,
    select: ({ items }) => items,
  });
}
