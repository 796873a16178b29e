import { refuse, type Decision } from "../../decision.ts";
import { enoughSaid } from "../../enough-said.ts";
import { isOutsider } from "../../permissions.ts";
import type { ComponentCommandOf } from "../commands.ts";
import type { ComponentFacts } from "../decision-facts.ts";
import type { ComponentEvent } from "../events.ts";
import type { Component } from "../state.ts";

/** A unit whose days a correction moves says whether it objects: itself, or through the seat with its letter. */
export function answerCorrection(
  { roleProposal }: Component,
  { objects, unitId: named, photoIds, notes }: ComponentCommandOf<"ANSWER_CORRECTION">,
  { actor }: ComponentFacts,
): Decision<ComponentEvent> {
  if (!roleProposal?.correction) return refuse("NO_PROPOSAL");
  const { asked, heard } = roleProposal.correction;
  const own = isOutsider(actor.role);
  const unitId = own ? actor.unitId : named;
  if (!unitId || !asked.includes(unitId)) return refuse("NOT_ASKED_ABOUT_DAYS");
  const said = heard.find((known) => known.unitId === unitId);
  // What the seat entered for it the unit itself may say otherwise; its own word stands.
  if (said && !(own && said.onBehalf)) return refuse("ALREADY_ANSWERED");
  if (!own && photoIds.length === 0) return refuse("LETTER_NEEDED");
  if (objects && !Object.values(notes ?? {}).some(enoughSaid)) return refuse("EXPLANATION_NEEDED");
  const data = { unitId, objects, onBehalf: !own, photoIds: [...photoIds] };
  return { events: [{ kind: "CORRECTION_ANSWERED", data, ...(notes && { notes }) }] };
}
