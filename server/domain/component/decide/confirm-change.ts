import { refuse, type Decision } from "../../decision.ts";
import { notASecondPerson } from "../../persons.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";
import { classChanged } from "./reclassify.ts";
import { inTheWay } from "./retire.ts";

/** The second person's yes; what stood against it when it was proposed is asked again, for it may have waited. */
export function confirmChange(
  component: Component,
  { code = null }: ComponentCommandOf<"CONFIRM_CHANGE">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const { changeProposal: proposal } = component;
  if (!proposal) return refuse("NO_PROPOSAL");
  const notSecond = notASecondPerson(facts.actor, proposal.byAccountId);
  if (notSecond) return { refused: notSecond };
  if (proposal.kind === "RECLASSIFY") return classChanged(component, { ...proposal, code }, facts);
  const refused = inTheWay(facts);
  if (refused) return { refused };
  return { events: [{ kind: "COMPONENT_RETIRED", data: { reasonCode: proposal.reasonCode } }] };
}
