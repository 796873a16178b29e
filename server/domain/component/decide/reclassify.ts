import { refuse, type Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";

/** The class changes, and with it the code; the id never does. */
export function reclassify(
  component: Component,
  { classCode, classGroup, code, scheme }: ComponentCommandOf<"RECLASSIFY">,
  { today }: ComponentFacts,
): Decision<ComponentEvent> {
  if (classCode === component.classCode) return refuse("SAME_VALUE");
  const restricted = component.restricted || classCode === "0130";
  const dated = code === null ? null : { scheme, code, from: today, to: null };
  const data = { classCode, classGroup, restricted, before: component.classCode, code: dated };
  return { events: [{ kind: "CLASS_CHANGED", data }] };
}
