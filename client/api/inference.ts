import { useQuery } from "@tanstack/react-query";
import {
  componentSuggestion,
  letterReasons,
  refusalOdds,
  type RefusalOdds,
} from "../../server/contract/inference.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

/** How likely each unit is to return a case about a component, or to deny it; by the unit's id. */
export function useRefusalOdds(id: string | null, enabled = true) {
  return useQuery({
    queryKey: keyOf(refusalOdds, { id }),
    queryFn: ({ signal }) => call(refusalOdds, { params: { id: id ?? "" }, signal }),
    enabled: enabled && id !== null,
    staleTime: 60_000,
    select: ({ items }): ReadonlyMap<string, RefusalOdds> =>
      new Map(items.map((odds) => [odds.unitId, odds])),
  });
}

/** The likeliest owner with its first reason, as the last run kept it. */
export function useSuggestion(id: string, enabled: boolean) {
  return useQuery({
    queryKey: keyOf(componentSuggestion, { id }),
    queryFn: ({ signal }) => call(componentSuggestion, { params: { id }, signal }),
    enabled,
    staleTime: 30_000,
    retry: false,
  });
}

/** For a unit: why it is asked, from what is its own. */
export function useLetterReasons(letterId: string) {
  return useQuery({
    queryKey: keyOf(letterReasons, { letterId }),
    queryFn: ({ signal }) => call(letterReasons, { params: { letterId }, signal }),
    staleTime: 5 * 60_000,
    select: ({ items }) => items,
  });
}
