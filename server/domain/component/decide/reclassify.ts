import { refuse, type Decision } from "../../decision.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import { RESTRICTED_CLASS, touchesRestriction, type Component } from "../state.ts";
import { changeProposed } from "./change-proposed.ts";

/**
 * The class changes, and with it the code; the id never does. What hides it from units, or shows it to them again, takes two persons, and
 * nothing is hidden or shown before the second has said so: whoever could hide a cover with one word could take it, and the cases on
 * it, from the unit that answers for it; and until now it was in everybody's list anyway (docs/domain.md#d26).
 */
export function reclassify(
  component: Component,
  command: ComponentCommandOf<"RECLASSIFY">,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  const { classCode, classGroup, scheme, reasonCode, photoIds = [] } = command;
  if (classCode === component.classCode) return refuse("SAME_VALUE");
  if (!facts.byHand) return classChanged(component, command, facts);
  if (component.changeProposal?.kind === "RECLASSIFY") return refuse("PROPOSAL_WAITING");
  if (!touchesRestriction(component, classCode)) return classChanged(component, command, facts);
  const given = { kind: "RECLASSIFY", classCode, classGroup, scheme, photoIds } as const;
  return changeProposed(component, { ...given, reasonCode: reasonCode ?? "" }, facts);
}

type NewClass = Pick<ComponentCommandOf<"RECLASSIFY">, "classCode" | "classGroup" | "scheme" | "code">;

export function classChanged(
  component: Component,
  { classCode, classGroup, code, scheme }: NewClass,
  { today }: Pick<ComponentFacts, "today">,
): Decision<ComponentEvent> {
  if (classCode === component.classCode) return refuse("SAME_VALUE");
  const restricted = classCode === RESTRICTED_CLASS;
  const dated = code === null ? null : { scheme, code, from: today, to: null };
  const data = { classCode, classGroup, restricted, before: component.classCode, code: dated };
  return { events: [{ kind: "CLASS_CHANGED", data }] };
}
