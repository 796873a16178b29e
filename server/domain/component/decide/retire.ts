import type { Decision, Refusal } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";
import { changeProposed } from "./change-proposed.ts";

/** What is gone leaves the register, and with it every list: one says so, another confirms (docs/domain.md#guard-10). */
export function retire(
  component: Component,
  { reasonCode, photoIds = [] }: ComponentCommandOf<"RETIRE">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const refused = inTheWay(facts);
  if (refused) return { refused };
  if (facts.byHand) return changeProposed(component, { kind: "RETIRE", reasonCode, photoIds }, facts);
  return { events: [{ kind: "COMPONENT_RETIRED", data: { reasonCode } }] };
}

/** Asked when it is proposed and again when it is confirmed: a case may have come in between. */
export function inTheWay({ openMatters, caught, objectionRuns }: ComponentFacts): Refusal | null {
  if (openMatters > 0) return { reason: "OPEN_MATTERS" };
  // Retired it could not be reopened: nobody could object any more.
  if (objectionRuns) return { reason: "OBJECTION_RUNS" };
  return caught ? { reason: "BACKSTOP_RUNS" } : null;
}
