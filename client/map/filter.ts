import type { ExpressionSpecification, FilterSpecification } from "maplibre-gl";
import {
  CLASS_GROUPS,
  OWNERSHIP_STATUSES,
  UNRESOLVED,
  type ClassGroup,
  type OwnershipStatus,
} from "../../server/domain/names.ts";

/** What of the components is shown. Open dangers are shown always; no filter hides one. */
export interface MapFilter {
  readonly statuses: readonly OwnershipStatus[];
  readonly groups: readonly ClassGroup[];
}

export const EVERYTHING: MapFilter = { statuses: OWNERSHIP_STATUSES, groups: CLASS_GROUPS };

export function isFiltered({ statuses, groups }: MapFilter): boolean {
  return statuses.length < OWNERSHIP_STATUSES.length || groups.length < CLASS_GROUPS.length;
}

/** In or out of a list, keeping the list's order. */
export function toggled<T>(all: readonly T[], chosen: readonly T[], item: T): T[] {
  return all.filter((other) => (other === item ? !chosen.includes(other) : chosen.includes(other)));
}

/** Only this one; everything again when it was the only one already. */
export function only<T>(all: readonly T[], chosen: readonly T[], item: T): readonly T[] {
  return chosen.length === 1 && chosen[0] === item ? all : [item];
}

/** Among `of`, and chosen; or dangerous. */
export function componentFilter(filter: MapFilter, of: readonly OwnershipStatus[]): FilterSpecification {
  const statuses = filter.statuses.filter((status) => of.includes(status));
  return [
    "all",
    ["in", ["get", "status"], ["literal", [...of]]],
    [
      "any",
      ["==", ["get", "danger"], 1],
      [
        "all",
        ["in", ["get", "status"], ["literal", statuses]],
        ["in", ["get", "group"], ["literal", [...filter.groups]]],
      ],
    ],
  ];
}

const sumOf = (statuses: readonly OwnershipStatus[]): ExpressionSpecification => [
  "+",
  0,
  ...statuses.map((status) => ["get", status.toLowerCase()] as ExpressionSpecification),
];

/** Of a cell: how many components of the chosen statuses, and how many of these nobody answers for. */
export function cellCounts(filter: MapFilter): {
  shown: ExpressionSpecification;
  unresolved: ExpressionSpecification;
} {
  return {
    shown: sumOf(filter.statuses),
    unresolved: sumOf(filter.statuses.filter((status) => UNRESOLVED.includes(status))),
  };
}
