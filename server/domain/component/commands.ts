import type {
  ClassGroup,
  ComponentRole,
  Day,
  DECISIONS_DESPITE,
  GivenNumbers,
  PhysicalState,
  Position,
} from "../names.ts";
import type { TouchedPeriod } from "./state.ts";
import type { ComponentEventData, HolderSucceeded, IdentificationReason } from "./events.ts";

/** What may be done to a component in the register. */
export type ComponentCommand =
  | ({ type: "REGISTER"; notes?: Record<string, string> } & ComponentEventData["COMPONENT_REGISTERED"])
  | { type: "CORRECT_POSITION"; position: Position; accuracyCm: number; given?: GivenNumbers }
  | {
      type: "RECLASSIFY";
      classCode: string;
      classGroup: ClassGroup;
      code: string | null;
      scheme: string;
      /** To or from a restricted class it waits for a second person, with a reason and what shows it. */
      reasonCode?: string | null;
      photoIds?: readonly string[];
    }
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
      /** The document or letter it rests on, where a person says it. */
      photoIds?: readonly string[];
      /** Others' past days that a decision has named and may take (docs/domain.md#guard-5). */
      corrects?: readonly TouchedPeriod[];
    }
  | { type: "END_ROLE"; role: ComponentRole; on: Day; basis: string; photoIds?: readonly string[] }
  /** A reason, also in words, where somebody who was asked about a correction objects. */
  | {
      type: "CONFIRM_ROLE";
      reasonCode?: (typeof DECISIONS_DESPITE)[number] | undefined;
      notes?: Record<string, string> | undefined;
    }
  /** What a unit says whose days a correction moves; `unitId` where the seat enters it from its letter. */
  | {
      type: "ANSWER_CORRECTION";
      objects: boolean;
      unitId?: string | undefined;
      photoIds: readonly string[];
      notes?: Record<string, string> | undefined;
    }
  | { type: "REFUSE_ROLE" }
  | ({ type: "SUCCEED_HOLDER" } & Omit<HolderSucceeded, "roles">)
  | { type: "SET_DISPOSITION"; disposition: "PRIVATE" | "ABANDONED" | null; inquiryId: string | null }
  | ({ type: "RECORD_STREET" } & ComponentEventData["STREET_DECIDED"])
  | ({ type: "IDENTIFY"; notes?: Record<string, string> } & Omit<
      ComponentEventData["COMPONENT_IDENTIFIED"],
      "on"
    >)
  | { type: "UNDO_IDENTIFICATION"; reasonCode: IdentificationReason; notes?: Record<string, string> }
  | ({ type: "TAKE_IN_PROVISIONAL" } & ComponentEventData["PROVISIONAL_TAKEN_IN"])
  | ({ type: "SEPARATE_PROVISIONAL" } & ComponentEventData["PROVISIONAL_SEPARATED"])
  | { type: "RETIRE"; reasonCode: string; photoIds?: readonly string[] }
  /** `code`: the new one, where it is a change of class. */
  | { type: "CONFIRM_CHANGE"; code?: string | null }
  | { type: "REFUSE_CHANGE" };

export type ComponentCommandOf<K extends ComponentCommand["type"]> = Extract<ComponentCommand, { type: K }>;
