import type { TouchedPeriod } from "../component/state.ts";
import type { Deadline } from "../clocks/deadline.ts";
import type { Answer, Day, DenialReason, EvidenceKind, InquiryState, Instant, Role } from "../names.ts";

/** The ownership track: who does this belong to, asked of everybody at once (docs/domain.md#ownership-track). */
export interface Inquiry {
  readonly id: string;
  readonly number: string;
  readonly componentId: string;
  /** The provisional component that it was opened on, where that was identified with the present one, and since when. */
  readonly moved?: { readonly from: string; readonly at: Instant };
  /** Asked on in another inquiry, since its component turned out to be that one's; and what it was at then. */
  readonly absorbed?: { readonly into: string; readonly state: InquiryState } | null;
  readonly divisionCode: string;
  readonly state: InquiryState;
  /** A case of it is still an open danger; falls when the last one is made safe. */
  readonly danger: boolean;
  /** Did it begin, or go on, with a danger? Its limits stay as short as that made them (docs/domain.md#guard-8). */
  readonly everDanger: boolean;
  /** About a restricted component: on paper only, and announced to nobody (docs/domain.md#d26). */
  readonly restricted: boolean;
  readonly origin: "CASE" | "REGISTRY" | "PATROL";
  readonly caseIds: readonly string[];
  readonly candidates: readonly Candidate[];
  /** Its case was returned twice: when a round of letters brings no claim, a meeting follows (docs/domain.md#d20). */
  readonly meetingProposed?: true;
  /** Who ought to have been asked and was not, with a stated reason; missing where nobody was left out. */
  readonly leftOut?: readonly LeftOut[];
  readonly round: number;
  readonly letters: readonly Letter[];
  readonly claims: readonly Claim[];
  readonly evidence: readonly EvidenceItem[];
  readonly survey: { readonly at: Instant; readonly byAccountId: string | null } | null;
  readonly parcelCheck: ParcelCheck | null;
  readonly proposal: Proposal | null;
  readonly notice: {
    readonly publishedAt: Instant;
    readonly channel: string;
    readonly endedAt: Instant | null;
  } | null;
  readonly determination: Determination | null;
  /** Units that were told of the determination, asked or not; they may object, and claim later (docs/domain.md#d1). */
  readonly announcedTo?: readonly string[];
  readonly backstop: Backstop | null;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly reopenings: number;
  /** Where and when everybody meets; missing or null where no meeting was called. */
  readonly meeting?: { readonly place: string; readonly meetsAt: Instant } | null;
  /** The court that was asked to find it ownerless. */
  readonly court?: { readonly court: string; readonly reference: string; readonly since: Instant } | null;
  /** What it had been decided as, while it is open again; the decision holds until another one is made. */
  readonly reopenedFrom?: InquiryState | null;
  /** Whom a step has come to that nobody took in time. Missing in what was stored before there was such a thing. */
  readonly escalation?: Escalation | null;
  readonly deadlines: readonly Deadline[];
}

export interface Escalation {
  readonly step: string;
  readonly to: Role;
  readonly at: Instant;
}

/** Ranked by inference; `permille` because the history holds no floats. */
export interface Candidate {
  readonly unitId: string;
  readonly permille: number;
  /** A line or a duty area of its lies within the error of the point: it is asked however likely it is. */
  readonly nearby?: "LINE" | "DUTY";
}

export interface LeftOut {
  readonly unitId: string;
  readonly reasonCode: string;
}

export interface ParcelCheck {
  readonly result: "PUBLIC" | "PRIVATE";
  readonly areaId: string | null;
  /** The map said otherwise: that the point lies inside premises, or in none. Then a reason was stated. */
  readonly contradicts?: "INSIDE" | "OUTSIDE";
  readonly reasonCode?: string;
}

export interface Letter {
  readonly id: string;
  readonly unitId: string;
  readonly round: number;
  readonly sentAt: Instant;
  readonly dueAt: Instant;
  /**
   * `UNIT_DISSOLVED`: nobody was there any more to answer, which is no silence (docs/domain.md#d4). `UNSEEN`: the component became a
   * restricted one, and its unit can read the letter no more; it is asked again, on paper (docs/domain.md#d26).
   */
  readonly answer: Answer | "NO_REPLY" | "UNIT_DISSOLVED" | "UNSEEN" | null;
  readonly reasonCode: DenialReason | null;
  readonly answeredAt: Instant | null;
  /** A unit whose past days a proposal would take is asked about that, beside the round (docs/domain.md#guard-5). */
  readonly about?: "CORRECTION";
  /** The seat entered the answer, from the unit's letter; absent in what was told before this was kept. */
  readonly onBehalf?: boolean;
}

export interface Claim {
  readonly unitId: string;
  readonly at: Instant;
  readonly byAccountId: string | null;
  readonly status: "OPEN" | "ACCEPTED" | "REJECTED" | "WITHDRAWN" | "SUPERSEDED";
  /** The seat entered it, from the unit's letter. */
  readonly onBehalf?: boolean;
  /** When it was rejected or withdrawn. */
  readonly endedAt?: Instant;
}

export interface EvidenceItem {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly unitId: string | null;
  readonly direction: "FOR" | "AGAINST" | "NEUTRAL";
  readonly byAccountId: string | null;
  // What follows is absent in what was told before it was kept: it has no file then, and nobody brought it.
  readonly photoIds?: readonly string[];
  readonly at?: Instant;
  /** The unit whose word or paper it is; null where the street found it. */
  readonly broughtBy?: string | null;
  /** Entered by the seat, from that unit's letter. */
  readonly onBehalf?: boolean;
  /** The day from which it shows the unit to be the owner. */
  readonly since?: Day | null;
  /** The claim or answer that it came with was withdrawn, rejected or contested: it counts no more. */
  readonly fallen?: boolean;
}

/** What came with an answer or a disclaimer, as it was given. */
export interface EvidenceGiven {
  kind: EvidenceKind;
  photoIds: string[];
  since?: Day | undefined;
}

export type Proposal =
  | {
      readonly kind: "DETERMINATION";
      readonly unitId: string;
      readonly from: Day;
      /** Past days of others that it takes: a correction, which names them and hears them. */
      readonly corrects?: readonly TouchedPeriod[];
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "BACKSTOP";
      readonly custodianUnitId: string;
      readonly inspectionIntervalDays: number;
      readonly reviewOn: Day;
      readonly emergencyReason: string | null;
      readonly overridesPrivate: boolean;
      /** The custodian's written consent; a public body needs none. */
      readonly photoIds?: readonly string[];
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "PRIVATE";
      readonly areaId: string | null;
      readonly managerUnitId: string | null;
      /** The manager's written consent, where it was not asked. */
      readonly photoIds?: readonly string[];
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "SEALING";
      readonly material: string;
      readonly photoIds: readonly string[];
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "REOPENING";
      readonly reasonCode: string;
      readonly cause: "NEW_EVIDENCE" | "REVIEW";
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      /** The owner has written that it erred; the seat has entered its letter. */
      readonly kind: "DISCLAIMER";
      readonly unitId: string;
      readonly reasonCode: string;
      readonly evidence: EvidenceGiven[];
      readonly byAccountId: string | null;
      readonly at: Instant;
    }
  | {
      readonly kind: "WITHDRAWAL";
      readonly reasonCode: string;
      readonly byAccountId: string | null;
      readonly at: Instant;
    };

export interface Determination {
  readonly ownerUnitId: string;
  readonly from: Day;
  readonly at: Instant;
  readonly objectionUntil: Instant;
  readonly final: boolean;
}

export interface Backstop {
  readonly custodianUnitId: string;
  readonly from: Day;
  readonly signedBy: string | null;
  readonly proposedBy: string | null;
  readonly inspectionIntervalDays: number;
  readonly reviewOn: Day;
  readonly emergencyReason: string | null;
  readonly photoIds?: readonly string[];
  readonly endedOn: Day | null;
  readonly reviews: readonly { readonly at: Instant; readonly outcome: string }[];
}

export const INQUIRY_ENDED: readonly InquiryState[] = [
  "DETERMINED",
  "BACKSTOP",
  "SEALED",
  "PRIVATE",
  "WITHDRAWN",
];

export function inquiryOpen(inquiry: Inquiry): boolean {
  return !INQUIRY_ENDED.includes(inquiry.state);
}

/**
 * Announced to everybody, so that whoever owns it may come forward: a public notice, or what it ended in. It stays so while it
 * is open again.
 */
export function isAnnounced(inquiry: Inquiry): boolean {
  return inquiry.state === "NOTICE" || inBackstop(inquiry) || heldDecision(inquiry) === "BACKSTOP";
}

/** The decision that holds although the question is open again; null where none was made. */
export function heldDecision(inquiry: Inquiry): InquiryState | null {
  if (!inquiryOpen(inquiry)) return null;
  // Reopened before that was kept: the custodian tells.
  const caught = inquiry.reopenings > 0 && inquiry.backstop?.endedOn === null;
  return inquiry.reopenedFrom ?? (caught ? "BACKSTOP" : null);
}

/** Caught by a decision that nobody has relieved yet. */
export function inBackstop(inquiry: Inquiry): boolean {
  return inquiry.state === "BACKSTOP" && inquiry.backstop?.endedOn === null;
}

export function openClaims(inquiry: Inquiry): readonly Claim[] {
  return inquiry.claims.filter((claim) => claim.status === "OPEN");
}

/** Within the objection window of a determination that somebody has contested. */
export function contested(inquiry: Inquiry): boolean {
  return inquiry.determination !== null && !inquiry.determination.final && openClaims(inquiry).length > 0;
}

/** Claims compete, or a claim competes with what was determined: only the convener decides (docs/domain.md#d1). */
export function disputed(inquiry: Inquiry): boolean {
  return inquiryOpen(inquiry) && (openClaims(inquiry).length > 1 || contested(inquiry));
}

/** Letters of the present round that nobody has answered. */
export function unanswered(inquiry: Inquiry): readonly Letter[] {
  return inquiry.letters.filter(
    (letter) => !letter.about && letter.round === inquiry.round && letter.answer === null,
  );
}

/** Letters whose unit said last that it wants to see the spot, where nobody was since; a new round to others forgets none. */
export function visitsOpen({ letters, survey }: Inquiry): readonly Letter[] {
  return letters.filter(
    (letter) =>
      !letter.about &&
      letters.findLast(({ unitId, about }) => unitId === letter.unitId && !about) === letter &&
      letter.answer === "NEED_SITE_VISIT" &&
      (survey === null || survey.at < (letter.answeredAt ?? letter.sentAt)),
  );
}

/** Letters about a correction that wait for the unit's answer or for its time to be over. */
export function unheard(inquiry: Inquiry): readonly Letter[] {
  return inquiry.letters.filter((letter) => letter.about === "CORRECTION" && letter.answer === null);
}

/** Letters of the present round that a unit may still answer: a site visit is a promise to answer after it. */
export function answerable(inquiry: Inquiry, unitId: string): readonly Letter[] {
  return inquiry.letters.filter(
    (letter) =>
      letter.unitId === unitId &&
      (letter.about !== undefined || letter.round === inquiry.round) &&
      (letter.answer === null || letter.answer === "NEED_SITE_VISIT" || letter.answer === "UNSEEN"),
  );
}

/** Letters without which the present round does not end: nobody answered them, or they have to go out again. */
export function outstanding(inquiry: Inquiry): readonly Letter[] {
  return [...unanswered(inquiry), ...unseen(inquiry)];
}

/** A letter of this round whose unit has still to say whose it is: it said nothing, or that it will look first. */
export function waitsForWord({ round, answer }: Letter, present: number): boolean {
  return round === present && (answer === null || answer === "NEED_SITE_VISIT");
}

/** Letters of the present round that became unreadable before they were answered: they go out again, on paper. */
export function unseen(inquiry: Inquiry): readonly Letter[] {
  return inquiry.letters.filter(
    (letter) => !letter.about && letter.round === inquiry.round && letter.answer === "UNSEEN",
  );
}

/**
 * The letter that the seat answered for a unit; it is open again once the unit says that this was not its word. A denial counts in
 * every later round, too, until the unit has said something itself.
 */
export function enteredLetter({ letters, round }: Inquiry, unitId: string): Letter | undefined {
  const said = letters.filter(
    ({ unitId: asked, about, answer }) =>
      asked === unitId && about === undefined && answer !== null && answer !== "NO_REPLY",
  );
  const entered = said.find((letter) => letter.round === round && letter.onBehalf === true);
  const last = said.at(-1);
  return entered ?? (last?.onBehalf === true && last.answer === "DENY" ? last : undefined);
}

/** The seat has entered that this unit erred, and no second person has read its letter yet. */
export function enteredDisclaimer({ proposal }: Pick<Inquiry, "proposal">, unitId: string): boolean {
  return proposal?.kind === "DISCLAIMER" && proposal.unitId === unitId;
}

export function enteredClaim({ unitId, status, onBehalf }: Claim, of: string): boolean {
  return unitId === of && onBehalf === true && (status === "OPEN" || status === "ACCEPTED");
}

/** What the component's ownership status is derived from; null when nothing is open. */
export function inquirySummary(inquiry: Inquiry | null) {
  if (!inquiry || !inquiryOpen(inquiry)) return null;
  return {
    openClaims: openClaims(inquiry).length,
    objected: contested(inquiry),
    topPermille: inquiry.candidates[0]?.permille ?? 0,
  };
}
