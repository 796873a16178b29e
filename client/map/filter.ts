import type { ExpressionSpecification, FilterSpecification } from "maplibre-gl";
import { FILTERS, type ChosenOf, type Parameter } from "../../server/domain/component/described.ts";
import { UNRESOLVED, type OwnershipStatus } from "../../server/domain/names.ts";

/**
 * What of the components is shown: of each fact that the description lets choose, the chosen values. Open dangers are shown
 * always; no filter hides one.
 */
export type MapFilter = { readonly [Key in Parameter]: readonly ChosenOf[Key][] };

export const EVERYTHING = Object.fromEntries(
  FILTERS.map(({ parameter, values }) => [parameter, values]),
) as MapFilter;

/** The facts of which something is left out. Where nothing is, also those show of which nothing is recorded. */
export function narrowed(filter: MapFilter): (typeof FILTERS)[number][] {
  return FILTERS.filter(({ parameter, values }) => filter[parameter].length < values.length);
}

export const isFiltered = (filter: MapFilter): boolean => narrowed(filter).length > 0;

/** The same choice for lists and exports, where what is not narrowed is not said. */
export function chosenIn(filter: MapFilter): Partial<{ [Key in Parameter]: ChosenOf[Key][] }> {
  return Object.fromEntries(narrowed(filter).map(({ parameter }) => [parameter, [...filter[parameter]]]));
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
  const chosen = narrowed(filter).map(({ parameter, fact }): ExpressionSpecification => [
    "in",
    ["get", fact.tile?.tag ?? parameter],
    ["literal", [...filter[parameter]]],
  ]);
  return [
    "all",
    ["in", ["get", "status"], ["literal", [...of]]],
    ["any", ["==", ["get", "danger"], 1], ["all", ...chosen]],
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
    shown: sumOf(filter.status),
    unresolved: sumOf(filter.status.filter((status) => UNRESOLVED.includes(status))),
  };
}
