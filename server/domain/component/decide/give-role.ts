import { refuse, type Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import { allNamed, LIABLE, touched } from "../correction.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { JOINT } from "../succession.ts";

/** What a role that may be given makes of the component. */
export function given(
  component: Component,
  { role, unitId, from, basis, basisRef, corrects }: ComponentCommandOf<"ASSIGN_ROLE">,
  { today }: Pick<ComponentFacts, "today">,
): Decision<ComponentEvent> {
  const taken = LIABLE.has(role) ? touched(component.roles, { role, unitId, from }, today) : [];
  // One that takes nobody's days may still reach back over its own later period.
  const pastByDecision = corrects !== undefined && LIABLE.has(role) && from < today;
  if (taken.length > 0 || pastByDecision) {
    if (!corrects) return refuse("PAST_IS_ANOTHERS");
    if (!allNamed(taken, corrects)) return refuse("CORRECTION_NOT_NAMED");
    const data = { role, unitId, from, basis, basisRef, on: today, taken };
    return { events: [{ kind: "ROLE_CORRECTED", data }] };
  }
  if (component.roles.some((held) => held.role === role && held.from > from)) return refuse("ROLE_TAKEN");
  const held = holderOn(component, role, from);
  if (held && held.to !== null) return refuse("ROLE_TAKEN");
  const allocated = held?.basis === JOINT && basis !== JOINT;
  if (held?.unitId === unitId && !allocated) return { events: [] };
  const assigned: ComponentEvent = { kind: "ROLE_ASSIGNED", data: { role, unitId, from, basis, basisRef } };
  if (!held) return { events: [assigned] };
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId: held.unitId, on: from, basis } }, assigned] };
}
