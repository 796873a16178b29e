import type { ComponentEvent, ComponentEventData, ComponentEventOf } from "./events.ts";
import { corrected } from "./correction.ts";
import { holderOn, type Component, type Heard, type RoleProposal } from "./state.ts";
import { succeeded } from "./succession.ts";

/** What each event makes of a component. */
type Fold = {
  readonly [K in keyof ComponentEventData]: (component: Component, data: ComponentEventData[K]) => Component;
};

const FOLD: Omit<Fold, "COMPONENT_REGISTERED"> = {
  POSITION_CORRECTED: (component, { position, accuracyCm }) => ({ ...component, position, accuracyCm }),
  CLASS_CHANGED: classChanged,
  PHYSICAL_STATE_CHANGED: (component, { physicalState }) => ({ ...component, physicalState }),
  ATTRIBUTES_RECORDED: (component, { attributes, address }) => ({
    ...component,
    attributes: { ...component.attributes, ...attributes },
    address,
  }),
  PHOTO_ADDED: (component, { photoId }) => ({ ...component, photoIds: [...component.photoIds, photoId] }),
  REGISTRATION_CONFIRMED: (component) => ({ ...component, provisional: false }),
  ROLE_ASSIGNED: (component, assigned) => ({
    ...settled(component, assigned.role),
    roles: [...component.roles, { ...assigned, to: null }],
  }),
  ROLE_ENDED: roleEnded,
  ROLE_CORRECTED: (component, data) => corrected(settled(component, data.role), data),
  ROLE_PROPOSED: (component, roleProposal) => ({ ...component, roleProposal }),
  CORRECTION_ANSWERED: answered,
  ROLE_REFUSED: (component) => ({ ...component, roleProposal: null }),
  HOLDER_SUCCEEDED: succeeded,
  DISPOSITION_SET: (component, { disposition }) => ({ ...component, disposition }),
  // What was proposed about something that is no more is confirmed by nobody.
  COMPONENT_RETIRED: (component) => ({
    ...component,
    retired: true,
    roleProposal: null,
    changeProposal: null,
  }),
  CHANGE_PROPOSED: (component, changeProposal) => ({ ...component, changeProposal }),
  CHANGE_REFUSED: (component) => ({ ...component, changeProposal: null }),
  STREET_DECIDED: (component, { divisionCode, unitId, document, from, until }) => ({
    ...component,
    street: { divisionCode, unitId, document, from, until },
  }),
  COMPONENT_IDENTIFIED: (component, { with: other, on }) => ({
    ...component,
    retired: true,
    roleProposal: null,
    changeProposal: null,
    identified: { with: other, on },
  }),
  IDENTIFICATION_UNDONE: (component) => ({ ...component, retired: false, identified: null }),
  PROVISIONAL_TAKEN_IN: (component, { photoIds }) => ({
    ...component,
    photoIds: [...new Set([...component.photoIds, ...photoIds])],
  }),
  PROVISIONAL_SEPARATED: (component, { photoIds }) => ({
    ...component,
    photoIds: component.photoIds.filter((id) => !photoIds.includes(id)),
  }),
};

/** Every kind of event there is on this track. */
export const COMPONENT_EVENT_KINDS: readonly string[] = ["COMPONENT_REGISTERED", ...Object.keys(FOLD)];

/** What a component is after one more event. Throws when its registration is missing. */
export function foldComponent(component: Component | null, id: string, event: ComponentEvent): Component {
  if (event.kind === "COMPONENT_REGISTERED") return registered(id, event.data);
  if (!component) throw new Error(`${event.kind} before registration of ${id}`);
  return folded(component, event);
}

function folded<K extends keyof Omit<Fold, "COMPONENT_REGISTERED">>(
  component: Component,
  { kind, data }: ComponentEventOf<K>,
): Component {
  return FOLD[kind](component, data);
}

function registered(id: string, registration: ComponentEventData["COMPONENT_REGISTERED"]): Component {
  const { code, sourceCrs: _, given: _given, ...data } = registration;
  return {
    ...data,
    id,
    physicalState: "INTACT",
    retired: false,
    disposition: null,
    roles: [],
    corrected: [],
    roleProposal: null,
    identified: null,
    street: null,
    changeProposal: null,
    codes: code ? [code] : [],
  };
}

/** The code of the old class ends on the day that the new one begins. */
function classChanged(component: Component, data: ComponentEventData["CLASS_CHANGED"]): Component {
  const { classCode, classGroup, restricted, code } = data;
  const { changeProposal: waiting } = component;
  const changeProposal = waiting?.kind === "RECLASSIFY" ? null : waiting;
  const changed = { ...component, classCode, classGroup, restricted, changeProposal };
  if (!code) return changed;
  const ended = component.codes.map((old) =>
    old.to === null && old.scheme === code.scheme ? { ...old, to: code.from } : old,
  );
  return { ...changed, codes: [...ended, code] };
}

function roleEnded(component: Component, { role, on }: ComponentEventData["ROLE_ENDED"]): Component {
  const present = holderOn(component, role, on);
  const ended = component.roles.map((held) => (held === present ? { ...held, to: on } : held));
  // A role that began and ended on one day was never in effect on any day.
  return { ...settled(component, role), roles: ended.filter((held) => held.to !== held.from) };
}

function answered(component: Component, heard: Heard): Component {
  const { roleProposal } = component;
  if (!roleProposal?.correction) return component;
  // One word of each unit: its own takes the place of what was entered for it.
  const others = roleProposal.correction.heard.filter(({ unitId }) => unitId !== heard.unitId);
  const correction = { ...roleProposal.correction, heard: [...others, heard] };
  return { ...component, roleProposal: { ...roleProposal, correction } };
}

/** Whatever was proposed about a role is over when the role has changed. */
function settled(component: Component, role: RoleProposal["role"]): Component {
  return component.roleProposal?.role === role ? { ...component, roleProposal: null } : component;
}
