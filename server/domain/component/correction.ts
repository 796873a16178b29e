import type { ComponentRole, Day, Instant } from "../names.ts";
import type { Component, CorrectedInterval, RoleCorrection, RoleInterval, TouchedPeriod } from "./state.ts";
import { JOINT } from "./succession.ts";

/**
 * Who answered for it on a past day is changed by a correction alone (docs/domain.md#guard-5): it names whose days it takes,
 * that unit is heard, and what was known until then stays beside what holds.
 */

/** Whoever holds one of these is liable for what happens on its days (Civil Code, art. 1258); a regulator watches. */
export const LIABLE: ReadonlySet<ComponentRole> = new Set(["owner", "maintainer", "interim_custodian"]);

/** Past days of others that a role given from a day on would take; what the parts of a split hold together is none of them's alone. */
export function touched(
  roles: readonly RoleInterval[],
  { role, unitId, from }: { readonly role: ComponentRole; readonly unitId: string; readonly from: Day },
  today: Day,
): TouchedPeriod[] {
  return roles
    .filter((held) => held.role === role && held.unitId !== unitId && !together(held, unitId))
    .map((held) => ({ unitId: held.unitId, from: held.from > from ? held.from : from, to: held.to }))
    .filter((period) => period.from < today && (period.to === null || period.to > period.from));
}

/** Held by the unit too, as a part of what was split. Which the parts are, is not known of what a test or an old state says. */
function together({ basis, joint }: RoleInterval, unitId: string): boolean {
  return basis === JOINT && (joint?.includes(unitId) ?? true);
}

/** Every period that is taken has been named: the same unit, and no earlier day than it was told. */
export function allNamed(taken: readonly TouchedPeriod[], named: readonly TouchedPeriod[]): boolean {
  return taken.every(({ unitId, from }) => named.some((told) => told.unitId === unitId && told.from <= from));
}

/**
 * Who still has to be heard. Silence ends with the time that was given, but not where the unit could not see what it was asked
 * (docs/domain.md#d26): then its answer comes on paper.
 */
export function unheardUnits(
  { asked, heard, until }: RoleCorrection,
  now: Instant,
  restricted: boolean,
): readonly string[] {
  if (now >= until && !restricted) return [];
  return asked.filter((unitId) => !heard.some((known) => known.unitId === unitId));
}

export function objecting({ heard }: Pick<RoleCorrection, "heard">): readonly string[] {
  return heard.filter(({ objects }) => objects).map(({ unitId }) => unitId);
}

interface Correction {
  readonly role: ComponentRole;
  readonly unitId: string;
  readonly from: Day;
  readonly basis: string;
  readonly basisRef: string | null;
  /** The day on which it was decided. */
  readonly on: Day;
}

/** The role is the unit's from that day on; what others held there is kept as what was known until the decision. */
export function corrected(component: Component, given: Correction): Component {
  const { role, unitId, from, basis, basisRef, on } = given;
  const taken: CorrectedInterval[] = [];
  const roles = component.roles.flatMap((held) => {
    if (held.role !== role || (held.to !== null && held.to <= from)) return [held];
    const { joint: _, ...alone } = held;
    const lost = { ...alone, from: held.from > from ? held.from : from };
    if (held.unitId !== unitId) taken.push({ ...lost, correctedOn: on, correctedBy: basisRef });
    return held.from < from ? [{ ...held, to: from }] : [];
  });
  return {
    ...component,
    roles: [...roles, { role, unitId, from, to: null, basis, basisRef }],
    corrected: [...component.corrected, ...taken],
  };
}

/** Whoever was known on `known` to hold a role on a day: what was corrected later is as it stood then. */
export function holderAsKnown(
  component: Pick<Component, "roles" | "corrected">,
  role: ComponentRole,
  day: Day,
  known: Day,
): RoleInterval | undefined {
  const on = (held: RoleInterval): boolean =>
    held.role === role && held.from <= day && (held.to === null || day < held.to);
  return (
    component.corrected
      .filter((held) => on(held) && held.correctedOn > known)
      .toSorted((a, b) => (a.correctedOn < b.correctedOn ? -1 : 1))[0] ?? component.roles.find(on)
  );
}
