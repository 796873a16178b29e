import { refuse, type Decision } from "../event.ts";
import type {
  ClassGroup,
  ComponentRole,
  DataSource,
  Day,
  OwnershipStatus,
  PhysicalState,
  Position,
} from "../names.ts";

/** A dated role: `unitId` holds it from `from` to the day before `to` (open when null). */
export interface RoleInterval {
  readonly role: ComponentRole;
  readonly unitId: string;
  readonly from: Day;
  readonly to: Day | null;
  /** Why: IMPORT, HANDOVER, DETERMINATION, BACKSTOP ... with the document or inquiry it refers to. */
  readonly basis: string;
  readonly basisRef: string | null;
}

export interface CodeInterval {
  readonly scheme: string;
  readonly code: string;
  readonly from: Day;
  readonly to: Day | null;
}

export interface Component {
  readonly id: string;
  readonly divisionCode: string;
  readonly classCode: string;
  readonly classGroup: ClassGroup;
  readonly position: Position;
  readonly accuracyCm: number;
  readonly physicalState: PhysicalState;
  readonly provisional: boolean;
  readonly restricted: boolean;
  readonly retired: boolean;
  /** PRIVATE premises or an ABANDONED (sealed) shaft: facts about the component itself, not about an owner. */
  readonly disposition: "PRIVATE" | "ABANDONED" | null;
  readonly address: string;
  readonly dataSource: DataSource;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly photoIds: readonly string[];
  readonly codes: readonly CodeInterval[];
  readonly roles: readonly RoleInterval[];
}

export interface ComponentEventData {
  COMPONENT_REGISTERED: {
    divisionCode: string;
    classCode: string;
    classGroup: ClassGroup;
    position: Position;
    accuracyCm: number;
    sourceCrs: string;
    provisional: boolean;
    restricted: boolean;
    address: string;
    dataSource: DataSource;
    attributes: Record<string, string | number>;
    code: CodeInterval | null;
    photoIds: string[];
  };
  POSITION_CORRECTED: { position: Position; accuracyCm: number; before: Position };
  CLASS_CHANGED: {
    classCode: string;
    classGroup: ClassGroup;
    restricted: boolean;
    before: string;
    code: CodeInterval | null;
  };
  PHYSICAL_STATE_CHANGED: { physicalState: PhysicalState; before: PhysicalState };
  ATTRIBUTES_RECORDED: { attributes: Record<string, string | number>; address: string };
  PHOTO_ADDED: { photoId: string; sha256: string };
  REGISTRATION_CONFIRMED: Record<string, never>;
  ROLE_ASSIGNED: { role: ComponentRole; unitId: string; from: Day; basis: string; basisRef: string | null };
  ROLE_ENDED: { role: ComponentRole; unitId: string; on: Day; basis: string };
  HOLDER_SUCCEEDED: HolderSucceeded;
  DISPOSITION_SET: { disposition: "PRIVATE" | "ABANDONED" | null; inquiryId: string | null };
  COMPONENT_RETIRED: { reasonCode: string };
}

/**
 * What became of a unit that holds roles here (民法典 67): from `on` they are its successor's, or nobody's where
 * `toUnitId` is null. A renamed unit goes on holding them. After a split the first part holds them for all `joint` parts together until
 * somebody allocates them.
 */
export interface HolderSucceeded {
  readonly fromUnitId: string;
  readonly toUnitId: string | null;
  readonly on: Day;
  readonly how: "MERGER" | "SPLIT" | "RENAME" | "DISSOLVED";
  readonly document: string | null;
  readonly joint: readonly string[];
  readonly roles: readonly ComponentRole[];
}
export type ComponentEvent = {
  [K in keyof ComponentEventData]: { readonly kind: K; readonly data: ComponentEventData[K] };
}[keyof ComponentEventData];

export type ComponentCommand =
  | ({ type: "REGISTER"; notes?: Record<string, string> } & ComponentEventData["COMPONENT_REGISTERED"])
  | { type: "CORRECT_POSITION"; position: Position; accuracyCm: number }
  | { type: "RECLASSIFY"; classCode: string; classGroup: ClassGroup; code: string | null; scheme: string }
  | { type: "SET_PHYSICAL_STATE"; physicalState: PhysicalState }
  | { type: "RECORD_ATTRIBUTES"; attributes: Record<string, string | number>; address: string }
  | { type: "ADD_PHOTO"; photoId: string; sha256: string }
  | { type: "CONFIRM_REGISTRATION" }
  | {
      type: "ASSIGN_ROLE";
      role: ComponentRole;
      unitId: string;
      from: Day;
      basis: string;
      basisRef: string | null;
    }
  | { type: "END_ROLE"; role: ComponentRole; on: Day; basis: string }
  | ({ type: "SUCCEED_HOLDER" } & Omit<HolderSucceeded, "roles">)
  | { type: "SET_DISPOSITION"; disposition: "PRIVATE" | "ABANDONED" | null; inquiryId: string | null }
  | { type: "RETIRE"; reasonCode: string };

/** Whoever holds `role` on a day, or undefined. */
export function holderOn(component: Component, role: ComponentRole, day: Day): RoleInterval | undefined {
  return component.roles.find(
    (held) => held.role === role && held.from <= day && (held.to === null || day < held.to),
  );
}

/** What the component is, seen with its inquiry: derived, never stored as a fact of its own (DOMAIN.md b.3). */
export function ownershipStatus(
  component: Component,
  inquiry: { openClaims: number; objected: boolean; topPermille: number } | null,
  today: Day,
): OwnershipStatus {
  if (component.disposition === "ABANDONED") return "ABANDONED";
  if (inquiry && (inquiry.openClaims > 1 || inquiry.objected)) return "DISPUTED";
  if (inquiry && inquiry.openClaims === 1) return "CLAIM_PENDING";
  if (holderOn(component, "owner", today)) return "CONFIRMED";
  // A custodian inside a compound was named although it is private: the later decision is the one that holds.
  if (holderOn(component, "interim_custodian", today)) return "BACKSTOP";
  if (component.disposition === "PRIVATE") return "PRIVATE";
  return inquiry && inquiry.topPermille >= SUSPECTED_FROM_PERMILLE ? "SUSPECTED" : "UNKNOWN";
}

/** A candidate at least this likely makes a component SUSPECTED; only a person makes it more. */
export const SUSPECTED_FROM_PERMILLE = 500;

export function decideComponent(
  component: Component | null,
  command: ComponentCommand,
  facts: { today: Day; openMatters: number; byHand: boolean },
): Decision<ComponentEvent> {
  if (command.type === "REGISTER") return component ? refuse("ALREADY_REGISTERED") : register(command);
  if (!component) return refuse("NOT_REGISTERED");
  // Whoever is no more holds nothing, not even what is no more.
  if (command.type === "SUCCEED_HOLDER") return succeedHolder(component, command);
  if (component.retired) return refuse("ALREADY_RETIRED");
  switch (command.type) {
    case "CORRECT_POSITION":
      return one("POSITION_CORRECTED", {
        position: command.position,
        accuracyCm: command.accuracyCm,
        before: component.position,
      });
    case "RECLASSIFY":
      return reclassify(component, command, facts.today);
    case "SET_PHYSICAL_STATE":
      if (command.physicalState === component.physicalState) return refuse("SAME_VALUE");
      return one("PHYSICAL_STATE_CHANGED", {
        physicalState: command.physicalState,
        before: component.physicalState,
      });
    case "RECORD_ATTRIBUTES":
      return one("ATTRIBUTES_RECORDED", { attributes: command.attributes, address: command.address });
    case "ADD_PHOTO":
      return one("PHOTO_ADDED", { photoId: command.photoId, sha256: command.sha256 });
    case "CONFIRM_REGISTRATION":
      return component.provisional ? one("REGISTRATION_CONFIRMED", {}) : refuse("SAME_VALUE");
    case "ASSIGN_ROLE":
      if (facts.byHand && !allocates(component, command)) return refuse("OWNER_BY_INQUIRY");
      return assignRole(component, command);
    case "END_ROLE": {
      const held = holderOn(component, command.role, command.on);
      if (!held) return refuse("ROLE_NOT_HELD");
      if (facts.byHand && TWO_PERSONS.has(command.role)) return refuse("OWNER_BY_INQUIRY");
      return one("ROLE_ENDED", {
        role: command.role,
        unitId: held.unitId,
        on: command.on,
        basis: command.basis,
      });
    }
    case "SET_DISPOSITION":
      if (command.disposition === component.disposition) return { events: [] };
      return one("DISPOSITION_SET", { disposition: command.disposition, inquiryId: command.inquiryId });
    case "RETIRE":
      if (facts.openMatters > 0) return refuse("OPEN_MATTERS");
      return one("COMPONENT_RETIRED", { reasonCode: command.reasonCode });
  }
}

function one<K extends keyof ComponentEventData>(
  kind: K,
  data: ComponentEventData[K],
): Decision<ComponentEvent> {
  return { events: [{ kind, data } as ComponentEvent] };
}

function register(command: Extract<ComponentCommand, { type: "REGISTER" }>): Decision<ComponentEvent> {
  const { type: _, notes, ...data } = command;
  return { events: [{ kind: "COMPONENT_REGISTERED", data, ...(notes && { notes }) }] };
}

function reclassify(
  component: Component,
  command: Extract<ComponentCommand, { type: "RECLASSIFY" }>,
  today: Day,
) {
  if (command.classCode === component.classCode) return refuse("SAME_VALUE");
  return one("CLASS_CHANGED", {
    classCode: command.classCode,
    classGroup: command.classGroup,
    restricted: component.restricted || command.classCode === "0130",
    before: component.classCode,
    code:
      command.code === null ? null : { scheme: command.scheme, code: command.code, from: today, to: null },
  });
}

/**
 * A role that is held is ended on the day its successor begins: changes are dated, never overwritten. A role that
 * begins before the present one did, or inside a period that is over, would rewrite the past and is refused. Whoever
 * was named on the same day by mistake never held it on any day.
 */
function assignRole(
  component: Component,
  command: Extract<ComponentCommand, { type: "ASSIGN_ROLE" }>,
): Decision<ComponentEvent> {
  const { role, unitId, from, basis, basisRef } = command;
  if (component.roles.some((held) => held.role === role && held.from > from)) return refuse("ROLE_TAKEN");
  const held = holderOn(component, role, from);
  if (held && held.to !== null) return refuse("ROLE_TAKEN");
  const allocated = held?.basis === JOINT && basis !== JOINT;
  if (held?.unitId === unitId && !allocated) return { events: [] };
  const assigned: ComponentEvent = { kind: "ROLE_ASSIGNED", data: { role, unitId, from, basis, basisRef } };
  if (!held) return { events: [assigned] };
  return { events: [{ kind: "ROLE_ENDED", data: { role, unitId: held.unitId, on: from, basis } }, assigned] };
}

/**
 * Who owns and who looks after meanwhile is decided by two persons on evidence, in an inquiry (guards 3, 4 and 10); one
 * person's correction never does. Except after a split: the parts own together already, and their agreement says which.
 */
const TWO_PERSONS: ReadonlySet<ComponentRole> = new Set(["owner", "interim_custodian"]);

function allocates(
  component: Component,
  { role, from }: Extract<ComponentCommand, { type: "ASSIGN_ROLE" }>,
): boolean {
  return !TWO_PERSONS.has(role) || holderOn(component, role, from)?.basis === JOINT;
}

/** The basis of a role that the parts of a split unit hold together until it is allocated to one of them. */
export const JOINT = "SPLIT_UNALLOCATED";

function succeedHolder(
  component: Component,
  command: Extract<ComponentCommand, { type: "SUCCEED_HOLDER" }>,
): Decision<ComponentEvent> {
  const { type: _, ...succession } = command;
  const roles = component.roles.filter((held) => concerned(held, succession)).map(({ role }) => role);
  return roles.length === 0
    ? { events: [] }
    : one("HOLDER_SUCCEEDED", { ...succession, roles: [...new Set(roles)] });
}

/** In effect on that day or later. */
function concerned(
  held: RoleInterval,
  { fromUnitId, on }: Pick<HolderSucceeded, "fromUnitId" | "on">,
): boolean {
  return held.unitId === fromUnitId && (held.to === null || held.to > on);
}

/** A role that begins on the day itself, or later, was never the old unit's; one with a known end keeps it. */
function succeeded(component: Component, succession: HolderSucceeded): Component {
  const { toUnitId, on, how, document } = succession;
  if (how === "RENAME") return component;
  const basis = how === "SPLIT" ? JOINT : how;
  const roles = component.roles.flatMap((held) => {
    if (!concerned(held, succession)) return [held];
    const before = held.from < on ? [{ ...held, to: on }] : [];
    if (toUnitId === null) return before;
    const from = held.from > on ? held.from : on;
    return [...before, { role: held.role, unitId: toUnitId, from, to: held.to, basis, basisRef: document }];
  });
  return { ...component, roles };
}

export function foldComponent(component: Component | null, id: string, event: ComponentEvent): Component {
  if (event.kind === "COMPONENT_REGISTERED") {
    const { code, sourceCrs: _, ...data } = event.data;
    return {
      ...data,
      id,
      physicalState: "INTACT",
      retired: false,
      disposition: null,
      roles: [],
      codes: code ? [code] : [],
    };
  }
  if (!component) throw new Error(`${event.kind} before registration of ${id}`);
  switch (event.kind) {
    case "POSITION_CORRECTED":
      return { ...component, position: event.data.position, accuracyCm: event.data.accuracyCm };
    case "CLASS_CHANGED": {
      const { classCode, classGroup, restricted, code } = event.data;
      const codes = code
        ? [
            ...component.codes.map((old) =>
              old.to === null && old.scheme === code.scheme ? { ...old, to: code.from } : old,
            ),
            code,
          ]
        : component.codes;
      return { ...component, classCode, classGroup, restricted, codes };
    }
    case "PHYSICAL_STATE_CHANGED":
      return { ...component, physicalState: event.data.physicalState };
    case "ATTRIBUTES_RECORDED":
      return {
        ...component,
        attributes: { ...component.attributes, ...event.data.attributes },
        address: event.data.address,
      };
    case "PHOTO_ADDED":
      return { ...component, photoIds: [...component.photoIds, event.data.photoId] };
    case "REGISTRATION_CONFIRMED":
      return { ...component, provisional: false };
    case "ROLE_ASSIGNED": {
      const { role, unitId, from, basis, basisRef } = event.data;
      return { ...component, roles: [...component.roles, { role, unitId, from, to: null, basis, basisRef }] };
    }
    case "ROLE_ENDED": {
      const { role, on } = event.data;
      const present = holderOn(component, role, on);
      const ended = component.roles.map((held) => (held === present ? { ...held, to: on } : held));
      // A role that began and ended on one day was never in effect on any day.
      return { ...component, roles: ended.filter((held) => held.to !== held.from) };
    }
    case "HOLDER_SUCCEEDED":
      return succeeded(component, event.data);
    case "DISPOSITION_SET":
      return { ...component, disposition: event.data.disposition };
    case "COMPONENT_RETIRED":
      return { ...component, retired: true };
  }
}
