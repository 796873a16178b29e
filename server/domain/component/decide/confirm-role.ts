import { refuse, withNotes, type Decision } from "../../decision.ts";
import { enoughSaid } from "../../enough-said.ts";
import { notASecondPerson } from "../../persons.ts";
import type { ComponentCommandOf } from "../commands.ts";
import { objecting, unheardUnits } from "../correction.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { holderOn, type Component, type RoleCorrection, type RoleProposal } from "../state.ts";
import { byHandRefused } from "./assign-role.ts";
import { given } from "./give-role.ts";

export function confirmRole(
  component: Component,
  command: ComponentCommandOf<"CONFIRM_ROLE">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const proposal = component.roleProposal;
  if (!proposal) return refuse("NO_PROPOSAL");
  const notSecond = notASecondPerson(facts.actor, proposal.byAccountId);
  if (notSecond) return { refused: notSecond };
  const { change, role, unitId, basis, basisRef, correction } = proposal;
  if (correction) return confirmCorrection(component, { ...proposal, correction }, command, facts);
  const { today } = facts;
  // It may have waited: nobody is given a day that was another's when it is decided.
  const from = proposal.from < today ? today : proposal.from;
  if (change === "ASSIGN") {
    const refused = byHandRefused(component, { role, unitId, from }, today);
    if (refused) return refuse(refused);
    return given(component, { type: "ASSIGN_ROLE", role, unitId, from, basis, basisRef }, { today });
  }
  if (holderOn(component, role, from)?.unitId !== unitId) return refuse("ROLE_NOT_HELD");
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId, on: from, basis } }] };
}

/** As with an owner's past days: whoever is touched was heard, and the convener decides (docs/domain.md#guard-5). */
function confirmCorrection(
  component: Component,
  proposal: RoleProposal & { readonly correction: RoleCorrection },
  { reasonCode, notes }: ComponentCommandOf<"CONFIRM_ROLE">,
  { actor, now, today }: ComponentFacts,
): Decision<ComponentEvent> {
  const { role, unitId, from, basis, basisRef, correction } = proposal;
  if (actor.role !== "CONVENER") return refuse("CORRECTION_BY_CONVENER");
  if (unheardUnits(correction, now, component.restricted).length > 0) return refuse("HEARING_OPEN");
  const despite = objecting(correction);
  if (despite.length > 0 && !reasonCode) return refuse("REASON_NEEDED");
  if (despite.length > 0 && !Object.values(notes ?? {}).some(enoughSaid)) return refuse("EXPLANATION_NEEDED");
  const refused = byHandRefused(component, { role, unitId, from }, today);
  if (refused) return refuse(refused);
  const assigned = { type: "ASSIGN_ROLE", role, unitId, from, basis, basisRef } as const;
  const decided = given(component, { ...assigned, corrects: correction.takes }, { today });
  if ("refused" in decided || despite.length === 0) return withNotes(decided, notes);
  const events = decided.events.map((event) =>
    event.kind === "ROLE_CORRECTED" && reasonCode
      ? { ...event, data: { ...event.data, reasonCode, despite } }
      : event,
  );
  return withNotes({ events }, notes);
}
