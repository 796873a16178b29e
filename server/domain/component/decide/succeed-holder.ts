import type { Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";
import { concerned } from "../succession.ts";

/**
 * What became of a unit, for the roles that it holds here and for what it was sent to, asked or claims. Whoever is no more holds
 * nothing, not even what is no more, and nothing waits for it (docs/domain.md#d4).
 */
export function succeedHolder(
  component: Component,
  command: ComponentCommandOf<"SUCCEED_HOLDER">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const { type: _, ...succession } = command;
  const roles = component.roles.filter((held) => concerned(held, succession)).map(({ role }) => role);
  const { roleProposal, street } = component;
  const { fromUnitId } = succession;
  const proposed =
    roleProposal?.unitId === fromUnitId ||
    roleProposal?.correction?.asked.includes(fromUnitId) ||
    street?.unitId === fromUnitId;
  const elsewhere = succession.how !== "RENAME" && (proposed || facts.concerns(succession.fromUnitId));
  if (roles.length === 0 && !elsewhere) return { events: [] };
  return { events: [{ kind: "HOLDER_SUCCEEDED", data: { ...succession, roles: [...new Set(roles)] } }] };
}
