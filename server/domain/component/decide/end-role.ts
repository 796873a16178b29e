import { refuse, type Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import { LIABLE } from "../correction.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { TWO_PERSONS } from "./assign-role.ts";
import { proposedByHand } from "./by-hand.ts";

export function endRole(
  component: Component,
  { role, on, basis, photoIds }: ComponentCommandOf<"END_ROLE">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const held = holderOn(component, role, on);
  if (!held) return refuse("ROLE_NOT_HELD");
  const { unitId } = held;
  if (facts.byHand && TWO_PERSONS.has(role)) return refuse("OWNER_BY_INQUIRY");
  if (facts.byHand && LIABLE.has(role)) {
    const change = { change: "END", role, unitId, from: on, basis, basisRef: null } as const;
    return proposedByHand(component, change, photoIds, facts);
  }
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId, on, basis } }] };
}
