import { refuse, type Decision } from "../../decision.ts";
import { samePerson } from "../../persons.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component } from "../state.ts";
import { given } from "./give-role.ts";

export function confirmRole(
  component: Component,
  _command: object,
  { actor, today }: ComponentFacts,
): Decision<ComponentEvent> {
  const proposal = component.roleProposal;
  if (!proposal) return refuse("NO_PROPOSAL");
  if (actor.role !== "SHIFT_LEAD") return refuse("ROLE_MAY_NOT");
  if (samePerson(actor, proposal.byAccountId)) return refuse("SECOND_PERSON_NEEDED");
  const { change, role, unitId, basis, basisRef } = proposal;
  // It may have waited: nobody is given a day that was another's when it is decided.
  const from = proposal.from < today ? today : proposal.from;
  if (change === "ASSIGN")
    return given(component, { type: "ASSIGN_ROLE", role, unitId, from, basis, basisRef }, { today });
  if (holderOn(component, role, from)?.unitId !== unitId) return refuse("ROLE_NOT_HELD");
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId, on: from, basis } }] };
}
