import type {
  IDENTIFICATION_REASONS,
  ClassGroup,
  ComponentRole,
  DataSource,
  Day,
  GivenNumbers,
  PhysicalState,
  Position,
} from "../names.ts";
import type {
  ChangeProposal,
  CodeInterval,
  Heard,
  RoleProposal,
  StreetDecision,
  TouchedPeriod,
} from "./state.ts";

/** What can happen to a component, and what the history keeps of it. Past tense; never renamed once written. */
export interface ComponentEventData {
  COMPONENT_REGISTERED: {
    divisionCode: string;
    classCode: string;
    classGroup: ClassGroup;
    position: Position;
    accuracyCm: number;
    sourceCrs: string;
    /** What was sent, where it was of another system. */
    given?: GivenNumbers;
    provisional: boolean;
    restricted: boolean;
    address: string;
    dataSource: DataSource;
    attributes: Record<string, string | number>;
    code: CodeInterval | null;
    photoIds: string[];
  };
  POSITION_CORRECTED: { position: Position; accuracyCm: number; before: Position; given?: GivenNumbers };
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
  /** A role from a day on that lies before others' periods: `taken` is what it takes, `on` when it was decided. */
  ROLE_CORRECTED: {
    role: ComponentRole;
    unitId: string;
    from: Day;
    basis: string;
    basisRef: string | null;
    on: Day;
    taken: readonly TouchedPeriod[];
    /** Why it was decided although these units objected. */
    reasonCode?: string;
    despite?: readonly string[];
  };
  /** One person's change of who maintains it; it holds when another has confirmed it. */
  ROLE_PROPOSED: RoleProposal;
  CORRECTION_ANSWERED: Heard;
  ROLE_REFUSED: { role: ComponentRole; unitId: string };
  HOLDER_SUCCEEDED: HolderSucceeded;
  DISPOSITION_SET: { disposition: "PRIVATE" | "ABANDONED" | null; inquiryId: string | null };
  COMPONENT_RETIRED: { reasonCode: string };
  STREET_DECIDED: StreetDecision & { caseId: string };
  /** What was reported on the phone is one that is registered already: it is over, and its matters go on there. */
  COMPONENT_IDENTIFIED: {
    with: string;
    on: Day;
    reasonCode: IdentificationReason;
    distanceCm: number;
    photoIds: readonly string[];
    /** The inquiry there that goes on with what was asked here; null where this one's goes on itself. */
    absorbedInto: string | null;
  };
  IDENTIFICATION_UNDONE: { with: string; reasonCode: IdentificationReason };
  /** The other side of both: what the registered one took in, with its pictures, and gave back. */
  PROVISIONAL_TAKEN_IN: { componentId: string; photoIds: readonly string[] };
  PROVISIONAL_SEPARATED: { componentId: string; photoIds: readonly string[] };
  /** One person's word that it is gone, or is restricted, or is not any more; it holds when another has confirmed it. */
  CHANGE_PROPOSED: ChangeProposal;
  CHANGE_REFUSED: { kind: ChangeProposal["kind"] };
}

export type IdentificationReason = (typeof IDENTIFICATION_REASONS)[number];

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
export type ComponentEventOf<K extends keyof ComponentEventData> = {
  [P in K]: { readonly kind: P; readonly data: ComponentEventData[P] };
}[K];
export type ComponentEvent = ComponentEventOf<keyof ComponentEventData>;
