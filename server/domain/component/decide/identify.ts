import { addDays } from "../../clocks/working-time.ts";
import { refuse, type Decision } from "../../decision.ts";
import { enoughSaid } from "../../enough-said.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";

/** How long it can be taken back (docs/domain.md#d27). */
const UNDO_DAYS = 30;

/**
 * What was reported on the phone is one that is registered already. One person says so, because nothing ends by it and nobody is
 * given a role: every clock and the question whose it is go on there; the auditor sees it, and the lead takes it back.
 * Whether the two can be one, both dossiers are asked (`mechanism/identify.ts`).
 */
export function identify(
  { provisional, roleProposal }: Component,
  command: ComponentCommandOf<"IDENTIFY">,
  { today }: ComponentFacts,
): Decision<ComponentEvent> {
  const { type: _, notes, ...said } = command;
  if (!provisional) return refuse("NOT_PROVISIONAL");
  if (roleProposal) return refuse("PROPOSAL_WAITING");
  if (said.reasonCode === "OTHER" && !enoughSaid(notes?.["note"])) return refuse("EXPLANATION_NEEDED");
  return {
    events: [{ kind: "COMPONENT_IDENTIFIED", data: { ...said, on: today }, ...(notes && { notes }) }],
  };
}

export function undoIdentification(
  { identified }: Component,
  { reasonCode, notes }: ComponentCommandOf<"UNDO_IDENTIFICATION">,
  { today, actor }: ComponentFacts,
): Decision<ComponentEvent> {
  if (!identified) return refuse("NOT_IDENTIFIED");
  if (actor.role !== "SHIFT_LEAD") return refuse("ROLE_MAY_NOT");
  if (today > addDays(identified.on, UNDO_DAYS)) return refuse("IDENTIFIED_LONG_AGO");
  if (reasonCode === "OTHER" && !enoughSaid(notes?.["note"])) return refuse("EXPLANATION_NEEDED");
  const data = { with: identified.with, reasonCode };
  return { events: [{ kind: "IDENTIFICATION_UNDONE", data, ...(notes && { notes }) }] };
}

export function takeInProvisional(
  _component: Component,
  command: ComponentCommandOf<"TAKE_IN_PROVISIONAL">,
): Decision<ComponentEvent> {
  const { type: _, ...data } = command;
  return { events: [{ kind: "PROVISIONAL_TAKEN_IN", data }] };
}

export function separateProvisional(
  _component: Component,
  command: ComponentCommandOf<"SEPARATE_PROVISIONAL">,
): Decision<ComponentEvent> {
  const { type: _, ...data } = command;
  return { events: [{ kind: "PROVISIONAL_SEPARATED", data }] };
}
