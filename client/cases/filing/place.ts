import { useNear, useComponent } from "../../api/registry.ts";
import { useReference } from "../../api/reference.ts";
import type { ClassGroup } from "../../../server/domain/names.ts";

/** Beyond this a report is not taken for one about the component; a hand on a map needs as much. */
const SNAP_M = 12;
const LOOK_M = 40;

export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

/** What the person decided about the place: nothing yet, a component, or that it is a new one. */
export type PlaceChoice =
  | { readonly kind: "nearest" }
  | { readonly kind: "component"; readonly id: string }
  | { readonly kind: "new" };

/** Where the case is: a registered component (the one selected or snapped to), or a new one at the pin. */
export function usePlace(at: LonLat | null, selectedId: string | null, choice: PlaceChoice) {
  const near = useNear(at, LOOK_M);
  const nearest = near.data?.[0] ?? null;
  const snapped = nearest && nearest.distanceM <= SNAP_M ? nearest.id : null;
  const componentId =
    choice.kind === "new" ? null : choice.kind === "component" ? choice.id : (selectedId ?? snapped);
  const component = useComponent(componentId);
  const waiting =
    (at !== null && near.isPending && componentId === null && choice.kind === "nearest") ||
    (componentId !== null && component.isPending);
  return {
    at: at ?? component.data?.position ?? null,
    componentId,
    component: component.data ?? null,
    near: near.data ?? [],
    /** Metres between the pin and the component it snapped to. */
    distanceM: near.data?.find(({ id }) => id === componentId)?.distanceM ?? null,
    isNew: at !== null && componentId === null && !waiting,
    waiting,
    lookM: LOOK_M,
  };
}

export type FilingPlace = ReturnType<typeof usePlace>;

/** Classes of the canonical scheme, in the order of their codes. */
export function useClasses() {
  const classes = useReference().data?.classes ?? [];
  return classes.filter(({ scheme }) => scheme === "A");
}

export function groupOfClass(
  classes: ReturnType<typeof useClasses>,
  code: string | undefined,
): ClassGroup | null {
  return classes.find((known) => known.code === code)?.classGroup ?? null;
}
