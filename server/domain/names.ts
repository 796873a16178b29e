/** The words of the domain. Every enumeration of the product is here once; the contract and the UI read it. */

export const ROLES = [
  "ADMIN",
  "SEAT_OPERATOR",
  "SHIFT_LEAD",
  "GRID_WORKER",
  "STREET_DEPT",
  "CONTRACTOR",
  "CONVENER",
  "AUDITOR",
  "OWNER_UNIT",
] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. `SYSTEM` is the sweep: it has no account, and its events say so. */
export interface Actor {
  readonly accountId: string | null;
  readonly role: Role | "SYSTEM";
  readonly unitId: string | null;
  /** Further accounts of the same person: whoever acts under two names is still one (docs/domain.md#guard-10). */
  readonly personAccountIds?: readonly string[] | undefined;
}

export const OWNERSHIP_STATUSES = [
  "UNKNOWN",
  "SUSPECTED",
  "CLAIM_PENDING",
  "CONFIRMED",
  "DISPUTED",
  "PRIVATE",
  "BACKSTOP",
  "ABANDONED",
] as const;
export type OwnershipStatus = (typeof OWNERSHIP_STATUSES)[number];

/** Nobody answers for these yet. BACKSTOP is not among them: it is caught, and reviewed. */
export const UNRESOLVED: readonly OwnershipStatus[] = ["UNKNOWN", "SUSPECTED", "CLAIM_PENDING", "DISPUTED"];

/** What a clean-up run ranks: the unresolved, and what is caught by the backstop, whose owner may be found late. */
export const CLEAN_UP_STATUSES = ["UNKNOWN", "SUSPECTED", "CLAIM_PENDING", "DISPUTED", "BACKSTOP"] as const;

/** What may be missing around an ownerless component, so that nobody is there to be asked. */
export const GAP_KINDS = ["NO_DUTY", "NO_NETWORK", "CLUSTER"] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export const CASE_STATES = [
  "REPORTED",
  "PREFILING_VERIFY",
  "FILED",
  "DISPATCHED",
  "RETURNED",
  "GUARDED",
  "MADE_SAFE",
  "REPAIRED",
  "POST_REPAIR_CHECK",
  "CLOSED",
  "SUSPENDED",
  "VOID",
  "FORCED_CLOSED",
  "MERGED",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const INQUIRY_STATES = [
  "OPENED",
  "CONSULTING",
  "SITE_SURVEY",
  "MEETING",
  "DETERMINED",
  "NOTICE",
  "BACKSTOP",
  "SEALED",
  "PRIVATE",
  "JUDICIAL",
  "WITHDRAWN",
] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];

export const COMPONENT_ROLES = ["owner", "regulator", "maintainer", "interim_custodian"] as const;
export type ComponentRole = (typeof COMPONENT_ROLES)[number];

export const CLASS_GROUPS = ["COVER", "GRATE", "CABINET", "POLE", "LAMP", "OTHER"] as const;
export type ClassGroup = (typeof CLASS_GROUPS)[number];

export const PHYSICAL_STATES = ["INTACT", "DAMAGED", "LOST", "SCRAPPED", "REMOVED"] as const;
export type PhysicalState = (typeof PHYSICAL_STATES)[number];

export const DATA_SOURCES = ["SURVEY", "MANUAL_REPORT", "IMPORT", "OWNER"] as const;
export type DataSource = (typeof DATA_SOURCES)[number];

export const CHANNELS = [
  "GRID_APP",
  "HOTLINE_12345",
  "WECHAT",
  "YUESHANGTONG",
  "LEADER_MAILBOX",
  "POLICE_NON_EMERGENCY",
  "PATROL",
  "SENSOR",
  "DEPARTMENT",
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels by which somebody reports who then waits to hear what came of it. */
export const CITIZENS: readonly Channel[] = ["HOTLINE_12345", "WECHAT", "YUESHANGTONG", "LEADER_MAILBOX"];

/** The ten cover defects of Beijing 2020, two for grates, and those of the rule table for other classes. */
export const DEFECTS = [
  "MISSING",
  "BROKEN",
  "CRACKED",
  "DISPLACED",
  "NOISY",
  "SUNKEN",
  "RAISED",
  "HEIGHT_DIFF",
  "SURROUND_BROKEN",
  "WRONG_COVER",
  "NO_FALL_PROTECTION",
  "CLOGGED",
  "OVERFLOW",
  "TILTED",
  "FALLEN",
  "DOOR_OPEN",
  "DOOR_MISSING",
  "WIRES_EXPOSED",
  "LAMP_OUT",
  "SCHEDULE",
  "CORRODED",
  "ABANDONED",
] as const;
export type Defect = (typeof DEFECTS)[number];

/** Why somebody on the spot says that a reported danger is none (docs/domain.md#guard-1). */
export const DANGER_OVER_REASONS = ["NOT_FOUND", "LID_PRESENT", "NOT_HAZARDOUS", "WRONG_PLACE"] as const;
export type DangerOverReason = (typeof DANGER_OVER_REASONS)[number];

/** Why a provisional component is said to be a registered one, or not to be it after all (docs/domain.md#d5). */
export const IDENTIFICATION_REASONS = [
  "SEEN_ON_THE_SPOT",
  "SAME_ON_PHOTOS",
  "SURVEYED_AGAIN",
  "REPORTER_SAID",
  "OTHER",
] as const;

export const ANSWERS = ["CLAIM", "DENY", "NEED_SITE_VISIT"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Why a unit says that it is not the owner. `note`: the reason says nothing without a word of explanation. */
export const DENIAL = {
  NOT_ON_OUR_MAP: { note: false },
  OTHER_UNITS_LINE: { note: false },
  HANDED_OVER: { note: false },
  NOT_OUR_KIND: { note: false },
  PRIVATE_PREMISES: { note: false },
  NOT_YET_ACCEPTED: { note: false },
  OTHER: { note: true },
} as const satisfies Record<string, { readonly note: boolean }>;
export type DenialReason = keyof typeof DENIAL;
export const DENIAL_REASONS = Object.keys(DENIAL) as readonly DenialReason[];

/** Why what was decided is opened again. Words beside it say the rest; a late claim needs neither. */
export const REOPENING_REASONS = [
  "NEW_EVIDENCE",
  "WRONG_FACTS",
  "ROAD_WORKS",
  "UNIT_CHANGED",
  "OTHER",
] as const;

/** What comes back from the court: an owner, a finding that there is none, or nothing. */
export const COURT_OUTCOMES = ["OWNER", "OWNERLESS", "NO_DECISION"] as const;

/** Why an inquiry ends without a decision. */
export const WITHDRAWAL_REASONS = ["OPENED_BY_MISTAKE", "DUPLICATE", "COMPONENT_GONE", "OTHER"] as const;

/** Why a claim is rejected. */
export const CLAIM_REJECTIONS = [
  "DRAWING_FALSE",
  "NOT_ITS_LINE",
  "RIVAL_PROVEN",
  "NOTHING_ON_FILE",
  "OTHER",
] as const;

/** Why somebody who ought to be asked is not (docs/domain.md#guard-3); words beside it say the rest. */
export const LEFT_OUT_REASONS = [
  "NOT_ITS_KIND",
  "ASKED_OTHERWISE",
  "MAP_OUTDATED",
  "NEED_TO_KNOW",
  "OTHER",
] as const;

/** Why the ground is other than the map says. */
export const MAP_CONTRADICTIONS = [
  "OPEN_COMPOUND",
  "PUBLIC_ROAD_INSIDE",
  "COMPOUND_UNMAPPED",
  "BOUNDARY_MOVED",
  "POINT_OFF",
  "OTHER",
] as const;

/** What cannot wait for the end of a notice (docs/domain.md#guard-3); words beside it say what it is like here. */
export const BACKSTOP_EMERGENCIES = [
  "CROWDED_PLACE",
  "HEAVY_TRAFFIC",
  "SEVERE_WEATHER",
  "LIVE_UTILITY",
  "PLATE_FAILING",
  "OTHER",
] as const;
export type BackstopEmergency = (typeof BACKSTOP_EMERGENCIES)[number];

/**
 * Types of units that are public bodies: they may be made custodian without being asked. Anybody else, a company that the city
 * hires or owns included, signs first; a committee of residents or villagers is no public body either.
 */
export const PUBLIC_BODIES: readonly string[] = [
  "STREET_DEPT",
  "GOVERNANCE_CENTRE",
  "CONVENER",
  "ROAD",
  "SANITATION",
  "LANDSCAPE",
  "WATER_CONSERVANCY",
  "STREET_LIGHTING",
  "POLICE_TRAFFIC",
  "FIRE",
];

/** Why a unit is named although it denied, withdrew, was rejected, was not heard, or something speaks against it. */
export const DECISIONS_DESPITE = [
  "PAPERS_PROVE",
  "DECIDED_AT_MEETING",
  "DENIAL_UNFOUNDED",
  "HANDED_OVER_ON_PAPER",
  "EVIDENCE_AGAINST_REFUTED",
  "OTHER",
] as const;

export const EVIDENCE_KINDS = [
  "HANDOVER_DOCUMENT",
  "AS_BUILT_DRAWING",
  "PERMIT",
  "WRITTEN_ADMISSION",
  "PIPE_MAP",
  "SHAFT_CONTENTS",
  "MEETING_MINUTES",
  "COVER_LETTERING",
  "NEIGHBOURING_COVERS",
  "MATERIAL_SIZE",
  "ORAL_STATEMENT",
  "COURT_DECISION",
  "WRITTEN_DENIAL",
  "RING_FIT",
  "PHOTO",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Default weights of the evidence catalogue (docs/domain.md#evidence); they rank candidates, they never confirm. */
export const EVIDENCE_WEIGHT: Readonly<Record<EvidenceKind, number>> = {
  HANDOVER_DOCUMENT: 100,
  COURT_DECISION: 100,
  AS_BUILT_DRAWING: 90,
  PERMIT: 90,
  WRITTEN_ADMISSION: 90,
  PIPE_MAP: 70,
  SHAFT_CONTENTS: 60,
  MEETING_MINUTES: 60,
  COVER_LETTERING: 40,
  NEIGHBOURING_COVERS: 30,
  MATERIAL_SIZE: 15,
  ORAL_STATEMENT: 10,
  WRITTEN_DENIAL: 40,
  RING_FIT: 30,
  PHOTO: 10,
};

export const STREAM_KINDS = [
  "component",
  "case",
  "inquiry",
  "import",
  "unit",
  "account",
  "rule_pack",
  "area",
  "model",
  "clock",
  "calendar",
] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-22T22:01:00.000Z`. */
export type Instant = string;
/** A calendar day in Asia/Shanghai: `2026-11-22`. */
export type Day = string;

/** CGCS2000 longitude/latitude in 1e-7 degree, integers, so that the same place has the same bytes. */
export interface Position {
  readonly lonE7: number;
  readonly latE7: number;
}

/** A point as it was sent, in the system that it was said to be of; what is stored is the place in CGCS2000. */
export interface GivenNumbers {
  readonly lonE7: number;
  readonly latE7: number;
  readonly crs: string;
}

/** What a fact rests on: a document, a photo (by its SHA-256), an earlier event. */
export interface Basis {
  readonly type: string;
  readonly ref: string;
  readonly sha256?: string;
}
