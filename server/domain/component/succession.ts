import type { HolderSucceeded } from "./events.ts";
import type { Component, RoleInterval, RoleProposal, StreetDecision } from "./state.ts";

/** The basis of a role that the parts of a split unit hold together until it is allocated to one of them. */
export const JOINT = "SPLIT_UNALLOCATED";

/** In effect on that day or later. */
export function concerned(
  held: RoleInterval,
  { fromUnitId, on }: Pick<HolderSucceeded, "fromUnitId" | "on">,
): boolean {
  return held.unitId === fromUnitId && (held.to === null || held.to > on);
}

/** A role that begins on the day itself, or later, was never the old unit's; one with a known end keeps it. */
export function succeeded(component: Component, succession: HolderSucceeded): Component {
  const { toUnitId, on, how, document } = succession;
  if (how === "RENAME") return component;
  const basis = how === "SPLIT" ? JOINT : how;
  const roles = component.roles.flatMap((held) => {
    if (!concerned(held, succession)) return [held];
    const before = held.from < on ? [{ ...held, to: on }] : [];
    if (toUnitId === null) return before;
    const from = held.from > on ? held.from : on;
    const heir = { role: held.role, unitId: toUnitId, from, to: held.to, basis, basisRef: document };
    return [...before, how === "SPLIT" ? { ...heir, joint: succession.joint } : heir];
  });
  return {
    ...component,
    roles,
    street: stillDecided(component, succession),
    roleProposal: stillProposed(component, succession),
  };
}

/** The decision holds for the street; which department acts there is its successor, or the place rules say it again. */
function stillDecided(
  { street }: Component,
  { fromUnitId, toUnitId }: HolderSucceeded,
): StreetDecision | null {
  if (street?.unitId !== fromUnitId) return street;
  return toUnitId === null ? null : { ...street, unitId: toUnitId };
}

/** What was proposed for a unit that is no more is confirmed by nobody; who was to be heard is heard through its heir. */
function stillProposed({ roleProposal }: Component, succession: HolderSucceeded): RoleProposal | null {
  const { fromUnitId, toUnitId } = succession;
  if (roleProposal?.unitId === fromUnitId) return null;
  if (!roleProposal?.correction?.asked.includes(fromUnitId)) return roleProposal;
  const others = roleProposal.correction.asked.filter((unitId) => unitId !== fromUnitId);
  const asked = toUnitId === null || others.includes(toUnitId) ? others : [...others, toUnitId];
  return { ...roleProposal, correction: { ...roleProposal.correction, asked } };
}
