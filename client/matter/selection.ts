import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { readView, writeView, type View } from "../map/view.ts";

/** What is selected. One thing at a time; list, map and detail read it from the address and nowhere else. */
export interface Selection {
  readonly component: string | null;
  readonly case: string | null;
  readonly inquiry: string | null;
}

export type Selected = { readonly kind: keyof Selection; readonly id: string } | null;

/** Today's address with another selection; what else it says (filters, view) stays. */
export function withSelection(params: URLSearchParams, selected: Selected): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const kind of ["component", "case", "inquiry", "new"]) next.delete(kind);
  if (selected) next.set(selected.kind, selected.id);
  return next;
}

/**
 * The address as it stands at this moment. What a component rendered with may be older, and the map, which writes its view
 * when it comes to rest, would undo what was chosen meanwhile.
 */
function paramsNow(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

export function useSelection() {
  const [params, setParams] = useSearchParams();
  const selection: Selection = {
    component: params.get("component"),
    case: params.get("case"),
    inquiry: params.get("inquiry"),
  };
  const viewText = params.get("view");
  const view = useMemo(() => readView(viewText), [viewText]);
  return {
    selection,
    view,
    /** The filing panel is open, with or without a point `lng,lat` that it starts from. */
    filing: params.get("new"),
    params,
    select: (selected: Selected) => setParams(withSelection(paramsNow(), selected)),
    startFiling: (at: { lon: number; lat: number } | null, componentId?: string) =>
      setParams(() => {
        const next = withSelection(paramsNow(), componentId ? { kind: "component", id: componentId } : null);
        next.set("new", at ? `${at.lon.toFixed(7)},${at.lat.toFixed(7)}` : "1");
        return next;
      }),
    setParam: (name: string, value: string | null) =>
      setParams(
        () => {
          const next = paramsNow();
          if (value === null || value === "") next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    /** Several at once; null takes one away. */
    setParams: (values: Readonly<Record<string, string | null>>) =>
      setParams(
        () => {
          const next = paramsNow();
          for (const [name, value] of Object.entries(values))
            if (value === null || value === "") next.delete(name);
            else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    setView: (next: View) =>
      setParams(
        () => {
          const params = paramsNow();
          params.set("view", writeView(next));
          return params;
        },
        { replace: true },
      ),
  };
}
