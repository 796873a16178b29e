import { refuse, type Decision } from "../../decision.ts";
import type { ComponentRole } from "../../names.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { JOINT } from "../succession.ts";

/**
 * A role that is held is ended on the day its successor begins: changes are dated, never overwritten. A role that
 * begins before the present one did, or inside a period that is over, would rewrite the past and is refused. Whoever
 * was named on the same day by mistake never held it on any day.
 */
export function assignRole(
  component: Component,
  command: ComponentCommandOf<"ASSIGN_ROLE">,
  { byHand }: ComponentFacts,
): Decision<ComponentEvent> {
  if (byHand && !allocates(component, command)) return refuse("OWNER_BY_INQUIRY");
  const { role, unitId, from, basis, basisRef } = command;
  if (component.roles.some((held) => held.role === role && held.from > from)) return refuse("ROLE_TAKEN");
  const held = holderOn(component, role, from);
  if (held && held.to !== null) return refuse("ROLE_TAKEN");
  const allocated = held?.basis === JOINT && basis !== JOINT;
  if (held?.unitId === unitId && !allocated) return { events: [] };
  const assigned: ComponentEvent = { kind: "ROLE_ASSIGNED", data: { role, unitId, from, basis, basisRef } };
  if (!held) return { events: [assigned] };
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId: held.unitId, on: from, basis } }, assigned] };
}

/**
 * Who owns and who looks after meanwhile is decided by two persons on evidence, in an inquiry (docs/domain.md#guard-3,
 * docs/domain.md#guard-4 and docs/domain.md#guard-10); one person's correction never does. Except after a split: the
 * parts own together already, and their agreement says which.
 */
export const TWO_PERSONS: ReadonlySet<ComponentRole> = new Set(["owner", "interim_custodian"]);

function allocates(component: Component, { role, from }: ComponentCommandOf<"ASSIGN_ROLE">): boolean {
  return !TWO_PERSONS.has(role) || holderOn(component, role, from)?.basis === JOINT;
}
