import { useQuery } from "@tanstack/react-query";
import { getComponent } from "../../server/contract/registry.ts";
import { call } from "../api/call.ts";
import { keyOf } from "../api/keys.ts";

const PREMISES = new Set(["COMPOUND", "FACTORY", "PARCEL", "CONSTRUCTION"]);

/** The compounds, yards and sites that a component lies in, with who manages them, as the map knows them. */
export function usePremises(componentId: string) {
  const query = useQuery({
    queryKey: keyOf(getComponent, { id: componentId }),
    queryFn: ({ signal }) => call(getComponent, { params: { id: componentId }, signal }),
  });
  return {
    premises: (query.data?.areas ?? []).filter(({ kind }) => PREMISES.has(kind)),
    known: !query.isPending,
  };
}
