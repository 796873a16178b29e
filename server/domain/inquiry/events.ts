import type { TouchedPeriod } from "../component/state.ts";
import type { DeadlineEventData } from "../clocks/deadline.ts";
import type {
  COURT_OUTCOMES,
  Answer,
  Day,
  DenialReason,
  EvidenceKind,
  InquiryState,
  Instant,
  Role,
} from "../names.ts";
import type { Doubt } from "./proof.ts";
import type { Candidate, EvidenceGiven, EvidenceItem, Inquiry, Proposal } from "./state.ts";

/** What can happen on the ownership track, and what the history keeps of it. Past tense; never renamed once written. */
export interface InquiryEventData extends DeadlineEventData {
  INQUIRY_OPENED: {
    number: string;
    componentId: string;
    divisionCode: string;
    danger: boolean;
    origin: Inquiry["origin"];
    caseId: string | null;
    candidates: Candidate[];
    modelVersion: string | null;
    /** Of a restricted component: said only where it is one. */
    restricted?: true;
    /** Whom the first letters go to, where that is not every candidate. */
    asks?: string[];
  };
  /** Its component became a restricted one, or is one no more. */
  RESTRICTION_CHANGED: {
    restricted: boolean;
    /** Whose letters in the application had no answer yet: their units see them no more, which is no silence. */
    unseen?: string[];
  };
  CASE_LINKED: { caseId: string; danger: boolean };
  /** What was dangerous is safe, whoever owns it. */
  DANGER_ENDED: { caseId: string };
  /** Its case was returned twice: those who say that it is another's are brought together. */
  MEETING_PROPOSED: { caseId: string };
  /** A unit that nobody had thought of came forward by itself, or was named by another. */
  CANDIDATE_ADDED: { unitId: string };
  LETTERS_SENT: {
    round: number;
    dueAt: Instant;
    letters: { id: string; unitId: string }[];
    /** Delivered on paper, outside the application; the receipts that prove it (docs/domain.md#d26). */
    receiptPhotoIds?: string[];
  };
  /** Who ought to be asked is not, for a stated reason (docs/domain.md#guard-3). */
  UNITS_LEFT_OUT: { unitIds: string[]; reasonCode: string; byAccountId: string | null };
  ANSWER_RECORDED: {
    unitId: string;
    answer: Answer;
    reasonCode: DenialReason | null;
    onBehalf: boolean;
    byAccountId: string | null;
    /** Whose it is instead, as a denial says. */
    namesUnitId?: string;
  };
  /**
   * What the seat entered for a unit was not its word: the answer falls with what came with it, and the letter is open again,
   * until `dueAt`; null where there is no letter.
   */
  ANSWER_CONTESTED: { unitId: string; dueAt: Instant | null };
  NO_REPLY_RECORDED: { unitIds: string[]; about?: "CORRECTION" };
  /** `silent`: time ended it, not the last answer; its clock has run out and was not met. */
  CONSULTATION_ENDED: { next: "SITE_SURVEY" | "DETERMINATION" | "MEETING"; silent?: boolean };
  EVIDENCE_ADDED: {
    id: string;
    kind: EvidenceKind;
    unitId: string | null;
    direction: EvidenceItem["direction"];
    byAccountId: string | null;
    photoIds: string[];
    observation: Record<string, string | number>;
    broughtBy?: string | null;
    onBehalf?: boolean;
    since?: Day | null;
  };
  SITE_SURVEYED: {
    byAccountId: string | null;
    photoIds: string[];
    observation: Record<string, string | number>;
    toldAt?: Instant;
  };
  PARCEL_CHECKED: {
    result: "PUBLIC" | "PRIVATE";
    areaId: string | null;
    /** What the map said instead, and why it is wrong here. */
    contradicts?: "INSIDE" | "OUTSIDE";
    reasonCode?: string;
  };
  DETERMINATION_PROPOSED: {
    unitId: string;
    from: Day;
    byAccountId: string | null;
    corrects?: readonly TouchedPeriod[];
  };
  /** Units whose past days the proposal would take are asked, each with the same time to answer. */
  HEARING_OPENED: { dueAt: Instant; letters: { id: string; unitId: string }[] };
  OWNER_DETERMINED: {
    unitId: string;
    from: Day;
    objectionUntil: Instant;
    corrects?: readonly TouchedPeriod[];
    /** Why, where something stood against it: what, and the answer to it. */
    reasonCode?: string;
    despite?: Doubt[];
  };
  /** A unit of it is no more: its successor goes on with what it was asked, said and proved, or nobody does. */
  UNIT_SUCCEEDED: { fromUnitId: string; toUnitId: string | null };
  /** Told to every unit of that medium and to whoever has a line or a duty there, whoever was asked before. */
  DETERMINATION_ANNOUNCED: { unitIds: string[] };
  DETERMINATION_FINAL: { unitId: string };
  CLAIM_REJECTED: { unitId: string; reasonCode: string };
  CLAIM_WITHDRAWN: { unitId: string };
  /**
   * The confirmed owner has found that it erred: it owned until `on`, and the days before stay its own
   * (docs/domain.md#d2).
   */
  OWNERSHIP_DISCLAIMED: {
    unitId: string;
    on: Day;
    reasonCode: string;
    onBehalf: boolean;
    byAccountId: string | null;
    /** Who read the letter that another had entered; absent where the unit said it itself, and before that was asked for. */
    confirmedBy?: string | null;
  };
  /** The seat has entered, from the unit's letter, that it erred. */
  DISCLAIMER_PROPOSED: {
    unitId: string;
    reasonCode: string;
    evidence: EvidenceGiven[];
    byAccountId: string | null;
  };
  NOTICE_PUBLISHED: { channel: string };
  NOTICE_ENDED: Record<string, never>;
  BACKSTOP_PROPOSED: {
    custodianUnitId: string;
    inspectionIntervalDays: number;
    reviewOn: Day;
    emergencyReason: string | null;
    overridesPrivate: boolean;
    photoIds?: string[];
    byAccountId: string | null;
  };
  BACKSTOP_SIGNED: {
    custodianUnitId: string;
    from: Day;
    inspectionIntervalDays: number;
    reviewOn: Day;
    emergencyReason: string | null;
    photoIds?: readonly string[];
    signedBy: string | null;
    proposedBy: string | null;
  };
  BACKSTOP_REVIEWED: { outcome: "CONTINUE" | "REOPEN"; nextReviewOn: Day };
  /** `ownerUnitId` null: no owner was found, it turned out to lie on private premises. */
  BACKSTOP_ENDED: { on: Day; ownerUnitId: string | null };
  PRIVATE_PROPOSED: {
    areaId: string | null;
    managerUnitId: string | null;
    photoIds?: string[];
    byAccountId: string | null;
  };
  PRIVATE_CONFIRMED: { areaId: string | null; managerUnitId: string | null };
  MEETING_CALLED: { place: string; meetsAt: Instant; byAccountId: string | null };
  SEALING_PROPOSED: { material: string; photoIds: string[]; byAccountId: string | null };
  SHAFT_SEALED: { material: string; photoIds: string[]; proposedBy: string | null; signedBy: string | null };
  REFERRED_TO_COURT: { court: string; reference: string; byAccountId: string | null };
  COURT_RULED: { outcome: (typeof COURT_OUTCOMES)[number]; unitId: string | null };
  REOPENING_PROPOSED: {
    reasonCode: string;
    cause: "NEW_EVIDENCE" | "REVIEW";
    byAccountId: string | null;
  };
  WITHDRAWAL_PROPOSED: { reasonCode: string; byAccountId: string | null };
  PROPOSAL_REFUSED: { kind: Proposal["kind"] };
  INQUIRY_REOPENED: { cause: "LATE_CLAIM" | "OBJECTION" | "REVIEW" | "NEW_EVIDENCE" | "OWNER_ERRED" };
  /** `to`: the decision that held while it was open again, and holds on. */
  INQUIRY_WITHDRAWN: { reasonCode: string; to?: InquiryState };
  /** A step is not waited for any more: it was taken (`done`), or something else comes first. */
  WAIT_ENDED: { kind: string; done: boolean };
  /** Nobody took a step in time: it has come to the next higher role. */
  INQUIRY_ESCALATED: { step: string; to: Role };
  /** Its provisional component turned out to be a registered one, or not to be it after all. */
  INQUIRY_MOVED: { fromComponentId: string; toComponentId: string };
  /** The other component's inquiry goes on with the question; taken apart again it is open as it was. */
  INQUIRY_ABSORBED: { into: string };
  INQUIRY_SEPARATED: { outOf: string };
  NOTE_ADDED: { photoIds: string[] };
}
export type InquiryEventOf<K extends keyof InquiryEventData> = {
  [P in K]: { readonly kind: P; readonly data: InquiryEventData[P] };
}[K];
export type InquiryEvent = InquiryEventOf<keyof InquiryEventData>;
