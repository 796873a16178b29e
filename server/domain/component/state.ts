import type {
  ClassGroup,
  ComponentRole,
  DataSource,
  Day,
  Instant,
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
  /** The parts of a split unit that hold it together, until it is allocated to one of them. */
  readonly joint?: readonly string[];
}

/** Days of a unit that a correction takes from it: from `from` to the day before `to`. */
export interface TouchedPeriod {
  readonly unitId: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** A period that a correction took away: what was known until that day, and the inquiry that found otherwise. */
export interface CorrectedInterval extends RoleInterval {
  readonly correctedOn: Day;
  readonly correctedBy: string | null;
}

/** A change of who maintains it, that waits for a second person. */
export interface RoleProposal {
  readonly change: "ASSIGN" | "END";
  readonly role: ComponentRole;
  readonly unitId: string;
  readonly from: Day;
  readonly basis: string;
  readonly basisRef: string | null;
  readonly photoIds: readonly string[];
  readonly byAccountId: string | null;
  /** When it was proposed, and until when another should have decided. Absent in what was proposed before that was kept. */
  readonly at?: Instant;
  readonly dueAt?: Instant;
  /** It begins on a day that is over: whoever's liability that moves is asked first (docs/domain.md#guard-5). */
  readonly correction?: RoleCorrection;
}

/** Whose past days a role by hand would move, who is asked about it until when, and what they said. */
export interface RoleCorrection {
  readonly takes: readonly TouchedPeriod[];
  /** Whoever loses days, and who would have answered for them instead. */
  readonly asked: readonly string[];
  readonly until: Instant;
  readonly heard: readonly Heard[];
}

export interface Heard {
  readonly unitId: string;
  readonly objects: boolean;
  /** Entered by the seat, from the unit's letter. */
  readonly onBehalf: boolean;
  readonly photoIds: readonly string[];
}

/**
 * A change that takes a second person because it takes the component out of everybody's sight, or out of the units' (docs/domain.md#guard-10,
 * docs/domain.md#d26), or back into it. Nothing changes before that person has said yes.
 */
export type ChangeProposal = {
  readonly reasonCode: string;
  readonly photoIds: readonly string[];
  readonly byAccountId: string | null;
  readonly at: Instant;
  /** When somebody should have decided: it stands on the deciders' list, and after that on the convener's. */
  readonly dueAt: Instant;
} & (
  | { readonly kind: "RETIRE" }
  | {
      readonly kind: "RECLASSIFY";
      readonly classCode: string;
      readonly classGroup: ClassGroup;
      readonly scheme: string;
    }
);

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
  /** Periods that were corrected, never deleted: "as known then" has an answer too. */
  readonly corrected: readonly CorrectedInterval[];
  readonly roleProposal: RoleProposal | null;
  readonly changeProposal: ChangeProposal | null;
  /** The registered one that a provisional one turned out to be, since when. It is retired as long as that holds. */
  readonly identified: Identified | null;
  readonly street: StreetDecision | null;
}

/** To which of two streets it belongs, as their common superior has decided, and until when (docs/domain.md#d6). */
export interface StreetDecision {
  readonly divisionCode: string;
  /** Which department there acts. */
  readonly unitId: string;
  readonly document: string;
  readonly from: Day;
  /** The last day is the one before; null where the decision names no end. */
  readonly until: Day | null;
}

/** The decision that holds on a day; null where none does. */
export function streetOn({ street }: Pick<Component, "street">, day: Day): StreetDecision | null {
  return street && street.from <= day && (street.until === null || day < street.until) ? street : null;
}

export interface Identified {
  readonly with: string;
  readonly on: Day;
}

/** Class 0130, defence and the like: for no unit's eyes (docs/domain.md#d26). */
export const RESTRICTED_CLASS = "0130";

/** A change of class that would hide it from units, or show it to them again. */
export function touchesRestriction(
  { restricted }: Pick<Component, "restricted">,
  classCode: string,
): boolean {
  return restricted || classCode === RESTRICTED_CLASS;
}

/**
 * The basis of a custody that nobody decided: the street looks after what a dissolved unit held while its inquiry runs. It is no
 * backstop (docs/domain.md#guard-3).
 */
export const INTERIM_CARE = "UNIT_DISSOLVED";

/** Whoever holds `role` on a day, or undefined. */
export function holderOn(
  component: Pick<Component, "roles">,
  role: ComponentRole,
  day: Day,
): RoleInterval | undefined {
  return component.roles.find(
    (held) => held.role === role && held.from <= day && (held.to === null || day < held.to),
  );
}

/**
 * What the component is, seen with its inquiry: derived, never stored as a fact of its own
 * (docs/domain.md#ownership-track).
 */
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
  const custodian = holderOn(component, "interim_custodian", today);
  if (custodian && custodian.basis !== INTERIM_CARE) return "BACKSTOP";
  if (component.disposition === "PRIVATE") return "PRIVATE";
  return inquiry && inquiry.topPermille >= SUSPECTED_FROM_PERMILLE ? "SUSPECTED" : "UNKNOWN";
}

/** A candidate at least this likely makes a component SUSPECTED; only a person makes it more. */
export const SUSPECTED_FROM_PERMILLE = 500;
