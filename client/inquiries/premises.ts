import { PREMISES_KINDS } from "../../server/domain/inquiry/premises.ts";
import { useComponent } from "../api/registry.ts";

/** The compounds, yards and sites that a component lies in, with who manages them, as the map knows them. */
export function usePremises(componentId: string) {
  const query = useComponent(componentId);
  return {
    premises: (query.data?.areas ?? []).filter(({ kind }) => PREMISES_KINDS.includes(kind)),
    known: !query.isPending,
  };
}
