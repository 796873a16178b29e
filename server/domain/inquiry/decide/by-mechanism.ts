import { waitingFor } from "../../clocks/deadline.ts";
import { refuse, type Decision } from "../../decision.ts";
import type { Instant } from "../../names.ts";
import { firstReview, INSPECTION_INTERVAL_DAYS } from "../reviews.ts";
import { inquiryEvent, oneInquiryEvent, type InquiryFacts } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { escalated } from "./keep-clock.ts";
import { endOfRound } from "../rounds.ts";
import type { UnitGone } from "../../unit-gone.ts";
import { concerns, unitGone } from "../unit-gone.ts";
import {
  inquiryOpen,
  openClaims,
  outstanding,
  unanswered,
  unheard,
  waitsForWord,
  type Inquiry,
} from "../state.ts";
import { unasked } from "../whom-to-ask.ts";

/** What only the mechanism does: no role may give these, and nobody fills anything in. */

const NOTHING: Decision<InquiryEvent> = { events: [] };

/** Nothing waits for a unit that is no more; where its answer was the last to come, the round is over. */
export function succeedUnit(inquiry: Inquiry, gone: UnitGone, { now }: InquiryFacts): Decision<InquiryEvent> {
  if (!concerns(inquiry, gone.fromUnitId)) return NOTHING;
  const after = unitGone(inquiry, gone, now);
  const over =
    inquiry.state === "CONSULTING" && outstanding(inquiry).length > 0 && outstanding(after).length === 0;
  const { fromUnitId, toUnitId } = gone;
  return {
    events: [inquiryEvent("UNIT_SUCCEEDED", { fromUnitId, toUnitId }), ...(over ? endOfRound(after) : [])],
  };
}

/** Who may be the true owner is told, and may object within the window or claim later (docs/domain.md#d1). */
export function announceDetermination(
  { determination }: Inquiry,
  { unitIds }: { readonly unitIds: readonly string[] },
): Decision<InquiryEvent> {
  const others = unitIds.filter((unitId) => unitId !== determination?.ownerUnitId);
  return others.length === 0 ? NOTHING : oneInquiryEvent("DETERMINATION_ANNOUNCED", { unitIds: others });
}

export function noteSafe(inquiry: Inquiry, { caseId }: { readonly caseId: string }): Decision<InquiryEvent> {
  return inquiry.danger ? oneInquiryEvent("DANGER_ENDED", { caseId }) : NOTHING;
}

/** What was written in the application nobody can answer there any more: it goes on paper, and its silence is none. */
export function markRestricted(
  inquiry: Inquiry,
  { restricted }: { readonly restricted: boolean },
): Decision<InquiryEvent> {
  if (inquiry.restricted === restricted) return NOTHING;
  const waiting = inquiryOpen(inquiry)
    ? inquiry.letters.filter((letter) => !letter.about && waitsForWord(letter, inquiry.round))
    : [];
  const unseen = [...new Set(waiting.map(({ unitId }) => unitId))];
  return oneInquiryEvent("RESTRICTION_CHANGED", {
    restricted,
    ...(restricted && unseen.length > 0 && { unseen }),
  });
}

export function linkCase(
  inquiry: Inquiry,
  { caseId, danger }: { readonly caseId: string; readonly danger: boolean },
): Decision<InquiryEvent> {
  return inquiry.caseIds.includes(caseId) && (inquiry.danger || !danger)
    ? NOTHING
    : oneInquiryEvent("CASE_LINKED", { caseId, danger });
}

/** A bulk opening is taken back: whatever nobody has answered, looked at or been hurt by since. */
export function undoOpening(inquiry: Inquiry, _nothing: object): Decision<InquiryEvent> {
  const { state, origin, claims, letters, survey, caseIds, reopenings } = inquiry;
  const untouched =
    (state === "OPENED" || state === "CONSULTING") &&
    origin === "REGISTRY" &&
    claims.length + caseIds.length + reopenings === 0 &&
    survey === null &&
    letters.every(({ answer }) => answer === null);
  return untouched
    ? oneInquiryEvent("INQUIRY_WITHDRAWN", { reasonCode: "BULK_OPENING_UNDONE" })
    : refuse("WRONG_STATE");
}

interface Passing {
  readonly kind: string;
  readonly dueAt: Instant;
  readonly custodianUnitId: string | null;
}

/**
 * Silence acts: no answer is recorded as such, a notice that ran out proposes the backstop, a step that nobody took comes to
 * the next higher role.
 */
export function passDeadline(
  inquiry: Inquiry,
  passing: Passing,
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  const { kind, dueAt, custodianUnitId } = passing;
  if (!waitingFor(inquiry.deadlines, { kind, dueAt }) || dueAt > facts.now) return NOTHING;
  const after = SILENCE[kind]?.(inquiry, custodianUnitId, facts) ?? escalated(inquiry, kind, facts);
  return { events: [inquiryEvent("DEADLINE_PASSED", { kind, dueAt }), ...after] };
}

type Silence = (inquiry: Inquiry, custodianUnitId: string | null, facts: InquiryFacts) => InquiryEvent[];

const SILENCE: Readonly<Record<string, Silence>> = {
  CONSULT: (inquiry) => {
    const unitIds = unanswered(inquiry).map((letter) => letter.unitId);
    return [
      ...(unitIds.length > 0 ? [inquiryEvent("NO_REPLY_RECORDED", { unitIds })] : []),
      // Asked while something else was waited for already, in a notice or before a meeting: only the clock is over.
      ...(inquiry.state === "CONSULTING"
        ? endOfRound(inquiry, true)
        : [inquiryEvent("WAIT_ENDED", { kind: "CONSULT", done: false })]),
    ];
  },
  HEARING: (inquiry, _custodianUnitId, facts) => {
    // Whether it reached a unit that cannot see it, only its answer on paper tells.
    if (inquiry.restricted) return escalated(inquiry, "HEARING", facts);
    const unitIds = unheard(inquiry).map((letter) => letter.unitId);
    return unitIds.length > 0 ? [inquiryEvent("NO_REPLY_RECORDED", { unitIds, about: "CORRECTION" })] : [];
  },
  NOTICE: (inquiry, custodianUnitId, facts) => {
    const proposable =
      custodianUnitId !== null &&
      inquiry.proposal === null &&
      openClaims(inquiry).length === 0 &&
      unasked(inquiry).length === 0;
    return [
      inquiryEvent("NOTICE_ENDED", {}),
      ...(proposable ? [backstopAfterNotice(custodianUnitId, facts)] : []),
    ];
  },
  OBJECTION: ({ determination }) =>
    determination ? [inquiryEvent("DETERMINATION_FINAL", { unitId: determination.ownerUnitId })] : [],
};

/** What the end of the notice proposes by itself, for somebody to sign. */
function backstopAfterNotice(custodianUnitId: string, facts: InquiryFacts): InquiryEvent {
  return inquiryEvent("BACKSTOP_PROPOSED", {
    custodianUnitId,
    inspectionIntervalDays: INSPECTION_INTERVAL_DAYS,
    reviewOn: firstReview(facts),
    emergencyReason: null,
    overridesPrivate: false,
    byAccountId: null,
  });
}
