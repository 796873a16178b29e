import { refuse, type Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { TWO_PERSONS } from "./assign-role.ts";

export function endRole(
  component: Component,
  { role, on, basis }: ComponentCommandOf<"END_ROLE">,
  { byHand }: ComponentFacts,
): Decision<ComponentEvent> {
  const held = holderOn(component, role, on);
  if (!held) return refuse("ROLE_NOT_HELD");
  if (byHand && TWO_PERSONS.has(role)) return refuse("OWNER_BY_INQUIRY");
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId: held.unitId, on, basis } }] };
}
