import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BodyOf, QueryOf } from "../../server/contract/endpoint.ts";
import {
  departmentOfPlace,
  plausiblePlace,
  readPlaces,
  setHome,
  setPlaceRules,
} from "../../server/contract/places.ts";
import { getReference } from "../../server/contract/reference.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

/** Which department acts where, the street served, and what they could be chosen from. */
export function usePlaces(enabled = true) {
  return useQuery({
    queryKey: keyOf(readPlaces),
    queryFn: ({ signal }) => call(readPlaces, { signal }),
    enabled,
  });
}

/** Both carry the version that was seen, so that nobody overwrites rules they have not read. */
export function usePlaceCommands(version: number) {
  const client = useQueryClient();
  const reread = () => {
    void client.invalidateQueries({ queryKey: [readPlaces.name] });
    void client.invalidateQueries({ queryKey: [departmentOfPlace.name] });
    void client.invalidateQueries({ queryKey: [getReference.name] });
  };
  return {
    rules: useMutation({
      mutationFn: (rules: BodyOf<typeof setPlaceRules>["rules"]) =>
        call(setPlaceRules, { ifMatch: version, body: { rules } }),
      onSettled: reread,
    }),
    home: useMutation({
      mutationFn: (body: BodyOf<typeof setHome>) => call(setHome, { ifMatch: version, body }),
      onSettled: reread,
    }),
  };
}

/** Which department would handle an ownerless danger at a place: undefined while that is not known, null where nobody would. */
export function useDepartmentAt(at: { lon: number; lat: number } | null) {
  const query = at && { lon: at.lon, lat: at.lat };
  return useQuery({
    queryKey: keyOf(departmentOfPlace, { ...query }),
    queryFn: ({ signal }) => call(departmentOfPlace, { query: query ?? {}, signal }),
    enabled: query !== null,
    select: ({ unit }) => unit,
  });
}

/** What speaks against a place as it is given, and in which coordinate system its numbers would be borne out; null where nothing does. */
export function usePlaceDoubt(query: QueryOf<typeof plausiblePlace> | null) {
  return useQuery({
    queryKey: keyOf(plausiblePlace, { ...query }),
    queryFn: ({ signal }) => call(plausiblePlace, { query: query ?? {}, signal }),
    enabled: query !== null,
    select: ({ doubt }) => doubt,
  });
}
