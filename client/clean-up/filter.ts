import type { CleanUpFilter } from "../../server/contract/clean-up.ts";
import { CLASS_GROUPS, GAP_KINDS } from "../../server/domain/names.ts";

/** What the list is filtered by, as the address says it. */
export type WorkFilter = Omit<CleanUpFilter, "status">;

/** Steps of certainty that are offered: `90` and more, or `-50`: less than fifty percent. */
export const SURENESS = [95, 90, 80, 60, -60, -40] as const;

const among = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((one) => one === text);

/** Reads the filter from an address; what is not understood is left out. */
export function readFilter(params: URLSearchParams): WorkFilter {
  const group = (params.get("group") ?? "").split(",").flatMap((one) => among(CLASS_GROUPS, one) ?? []);
  const gap = among(GAP_KINDS, params.get("gap"));
  const sure = Number(params.get("sure") ?? 0);
  const text = (name: "unitId" | "division" | "grid" | "cluster") => {
    const value = params.get(name);
    return value ? { [name]: value } : {};
  };
  const road = params.get("road");
  return {
    ...(group.length > 0 && { group }),
    ...text("unitId"),
    ...text("division"),
    ...text("grid"),
    ...text("cluster"),
    ...(road !== null && { road }),
    ...(gap && { gap }),
    ...(sure > 0 && { atLeast: sure }),
    ...(sure < 0 && { below: -sure }),
    ...(params.get("free") !== null && { withoutInquiry: true }),
  };
}

/** Names in an address that a filter is made of. */
export const FILTER_NAMES = ["group", "unitId", "division", "grid", "cluster", "road", "gap", "sure", "free"];

/** Which rows are meant: some that were ticked, or all that match but some. */
export type Picked =
  | { readonly all: false; readonly ids: ReadonlySet<string> }
  | { readonly all: true; readonly except: ReadonlySet<string> };

export const NOTHING: Picked = { all: false, ids: new Set() };

export function isPicked(picked: Picked, id: string): boolean {
  return picked.all ? !picked.except.has(id) : picked.ids.has(id);
}

export function togglePicked(picked: Picked, id: string): Picked {
  const set = new Set(picked.all ? picked.except : picked.ids);
  if (!set.delete(id)) set.add(id);
  return picked.all ? { all: true, except: set } : { all: false, ids: set };
}

/** How many are meant, of `openable` that match and can be opened. */
export function countPicked(picked: Picked, openable: number): number {
  return picked.all ? Math.max(0, openable - picked.except.size) : picked.ids.size;
}
