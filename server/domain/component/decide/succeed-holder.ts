import type { Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";
import { concerned } from "../succession.ts";

/** What became of a unit, for the roles that it holds here. Whoever is no more holds nothing, not even what is no more. */
export function succeedHolder(
  component: Component,
  command: ComponentCommandOf<"SUCCEED_HOLDER">,
): Decision<ComponentEvent> {
  const { type: _, ...succession } = command;
  const roles = component.roles.filter((held) => concerned(held, succession)).map(({ role }) => role);
  if (roles.length === 0) return { events: [] };
  return { events: [{ kind: "HOLDER_SUCCEEDED", data: { ...succession, roles: [...new Set(roles)] } }] };
}
