import { refuse, type Decision } from "../decision.ts";
import type { ComponentCommand, ComponentCommandOf } from "./commands.ts";
import { mayCommand } from "./table.ts";
import { answerCorrection } from "./decide/answer-correction.ts";
import { assignRole } from "./decide/assign-role.ts";
import { confirmChange } from "./decide/confirm-change.ts";
import { confirmRole } from "./decide/confirm-role.ts";
import { endRole } from "./decide/end-role.ts";
import { identify, separateProvisional, takeInProvisional, undoIdentification } from "./decide/identify.ts";
import { reclassify } from "./decide/reclassify.ts";
import { retire } from "./decide/retire.ts";
import { succeedHolder } from "./decide/succeed-holder.ts";
import type { ComponentEvent, ComponentEventData } from "./events.ts";
import type { ComponentFacts } from "./decision-facts.ts";
import type { Component } from "./state.ts";

type Name = Exclude<ComponentCommand["type"], "REGISTER" | "SUCCEED_HOLDER">;
type Decide<K extends Name> = (
  component: Component,
  command: ComponentCommandOf<K>,
  facts: ComponentFacts,
) => Decision<ComponentEvent>;

/** What each command means, once it may be given at all. */
export const COMPONENT_DECISIONS: { readonly [K in Name]: Decide<K> } = {
  CORRECT_POSITION: ({ position: before }, { position, accuracyCm, given: sent }) =>
    one("POSITION_CORRECTED", { position, accuracyCm, before, ...(sent && { given: sent }) }),
  RECLASSIFY: reclassify,
  SET_PHYSICAL_STATE: ({ physicalState: before }, { physicalState }, { byHand, lidMissing }) => {
    if (physicalState === before) return refuse("SAME_VALUE");
    return byHand && before === "LOST" && lidMissing
      ? refuse("LID_REPORTED_MISSING")
      : one("PHYSICAL_STATE_CHANGED", { physicalState, before });
  },
  RECORD_ATTRIBUTES: (_component, { attributes, address }) =>
    one("ATTRIBUTES_RECORDED", { attributes, address }),
  ADD_PHOTO: (_component, { photoId, sha256 }) => one("PHOTO_ADDED", { photoId, sha256 }),
  CONFIRM_REGISTRATION: ({ provisional }) =>
    provisional ? one("REGISTRATION_CONFIRMED", {}) : refuse("SAME_VALUE"),
  ASSIGN_ROLE: assignRole,
  END_ROLE: endRole,
  CONFIRM_ROLE: confirmRole,
  ANSWER_CORRECTION: answerCorrection,
  REFUSE_ROLE: ({ roleProposal }) =>
    roleProposal
      ? one("ROLE_REFUSED", { role: roleProposal.role, unitId: roleProposal.unitId })
      : refuse("NO_PROPOSAL"),
  SET_DISPOSITION: (component, { disposition, inquiryId }) =>
    disposition === component.disposition
      ? { events: [] }
      : one("DISPOSITION_SET", { disposition, inquiryId }),
  RETIRE: retire,
  CONFIRM_CHANGE: confirmChange,
  REFUSE_CHANGE: ({ changeProposal }) =>
    changeProposal ? one("CHANGE_REFUSED", { kind: changeProposal.kind }) : refuse("NO_PROPOSAL"),
  RECORD_STREET: recordStreet,
  IDENTIFY: identify,
  UNDO_IDENTIFICATION: undoIdentification,
  TAKE_IN_PROVISIONAL: takeInProvisional,
  SEPARATE_PROVISIONAL: separateProvisional,
};

/** What happens to a component that is no more, besides to its units: that it is there after all. */
const OF_RETIRED: ReadonlySet<Name> = new Set<Name>(["UNDO_IDENTIFICATION", "SEPARATE_PROVISIONAL"]);

/** What a command means now: events, or a reason why not. */
export function decideComponent(
  component: Component | null,
  command: ComponentCommand,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  if (command.type === "REGISTER") return component ? refuse("ALREADY_REGISTERED") : register(command);
  if (!component) return refuse("NOT_REGISTERED");
  // What became of a unit is told to everything that it held, by whoever told it of the unit.
  if (command.type === "SUCCEED_HOLDER") return succeedHolder(component, command, facts);
  if (facts.byHand && !mayCommand(facts.actor.role, command.type)) return refuse("ROLE_MAY_NOT");
  if (component.retired && !OF_RETIRED.has(command.type)) return refuse("ALREADY_RETIRED");
  return decided(component, command.type, command, facts);
}

function decided<K extends Name>(
  component: Component,
  name: K,
  command: ComponentCommandOf<K>,
  facts: ComponentFacts,
): Decision<ComponentEvent> {
  return COMPONENT_DECISIONS[name](component, command, facts);
}

function register(command: ComponentCommandOf<"REGISTER">): Decision<ComponentEvent> {
  const { type: _, notes, ...data } = command;
  return { events: [{ kind: "COMPONENT_REGISTERED", data, ...(notes && { notes }) }] };
}

function one<K extends keyof ComponentEventData>(
  kind: K,
  data: ComponentEventData[K],
): Decision<ComponentEvent> {
  return { events: [{ kind, data } as ComponentEvent] };
}

function recordStreet(_component: Component, command: ComponentCommandOf<"RECORD_STREET">) {
  const { type: _, ...decided } = command;
  return one("STREET_DECIDED", decided);
}
