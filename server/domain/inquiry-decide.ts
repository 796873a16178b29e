import { addDays, dayOf, type Calendar } from "./clock.ts";
import { deadlineSet, waitingFor } from "./deadline.ts";
import { refuse, type Decision } from "./event.ts";
import {
  inquiryOpen,
  openClaims,
  unanswered,
  type Inquiry,
  type InquiryEvent,
  type InquiryEventData,
} from "./inquiry.ts";
import { inquiryCan, type InquiryTableCommand } from "./inquiry-table.ts";
import type { Actor, Answer, Day, DenialReason, EvidenceKind, Instant } from "./names.ts";
import { stepRule, type RulePack } from "./rules.ts";

type Notes = { readonly notes?: Readonly<Record<string, string>> };

export type InquiryCommand = Notes &
  (
    | ({ type: "OPEN" } & InquiryEventData["INQUIRY_OPENED"])
    | { type: "LINK_CASE"; caseId: string; danger: boolean }
    | { type: "SEND_LETTERS"; letters: { id: string; unitId: string }[] }
    | {
        type: "ANSWER";
        unitId: string;
        answer: Answer;
        reasonCode: DenialReason | null;
        evidence: { id: string; kind: EvidenceKind; photoIds: string[] }[];
      }
    | { type: "WITHDRAW_CLAIM" }
    | { type: "END_CONSULTATION" }
    | {
        type: "ADD_EVIDENCE";
        id: string;
        kind: EvidenceKind;
        unitId: string | null;
        direction: "FOR" | "AGAINST" | "NEUTRAL";
        photoIds: string[];
        observation: Record<string, string | number>;
      }
    | { type: "RECORD_SITE_SURVEY"; photoIds: string[]; observation: Record<string, string | number> }
    | { type: "CHECK_PARCEL"; result: "PUBLIC" | "PRIVATE"; areaId: string | null }
    | { type: "REJECT_CLAIM"; unitId: string; reasonCode: string }
    | { type: "PROPOSE_DETERMINATION"; unitId: string; from: Day }
    | { type: "CONFIRM_DETERMINATION" }
    | { type: "PUBLISH_NOTICE"; channel: string }
    | {
        type: "PROPOSE_BACKSTOP";
        custodianUnitId: string;
        inspectionIntervalDays: number;
        reviewOn: Day | null;
        emergencyReason: string | null;
        overridesPrivate: boolean;
      }
    | { type: "SIGN_BACKSTOP" }
    | { type: "PROPOSE_PRIVATE"; areaId: string | null; managerUnitId: string | null }
    | { type: "CONFIRM_PRIVATE" }
    | { type: "REFUSE_PROPOSAL" }
    | { type: "REVIEW_BACKSTOP"; outcome: "CONTINUE" | "REOPEN"; nextReviewOn: Day | null }
    | { type: "REOPEN" }
    | { type: "WITHDRAW"; reasonCode: string }
    | { type: "ADD_NOTE"; photoIds: string[] }
    | { type: "PASS_DEADLINE"; kind: string; dueAt: Instant; custodianUnitId: string | null }
  );

export interface InquiryFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
}

/** Reviewed within a month of the decision, then at least every half year (DOMAIN.md b.3). */
const LATER_REVIEW_DAYS = 182;
const INSPECTION_INTERVAL_DAYS = 30;

export function decideInquiry(
  inquiry: Inquiry | null,
  command: InquiryCommand,
  facts: InquiryFacts,
): Decision<InquiryEvent> {
  const { now, actor, calendar, rulePack } = facts;
  const today = dayOf(now);
  const decided = decide(inquiry, command);
  if ("refused" in decided || !command.notes) return decided;
  const [first, ...rest] = decided.events;
  return first ? { events: [{ ...first, notes: command.notes }, ...rest] } : decided;

  function decide(inquiry: Inquiry | null, command: InquiryCommand): Decision<InquiryEvent> {
    if (command.type === "OPEN") {
      if (inquiry) return refuse("INQUIRY_EXISTS");
      const { type: _, notes: _notes, ...data } = command;
      return one("INQUIRY_OPENED", data);
    }
    if (!inquiry) return refuse("WRONG_STATE");
    const refused = given(actor, inquiry, command);
    if (refused) return { refused };
    switch (command.type) {
      case "LINK_CASE":
        return inquiry.caseIds.includes(command.caseId)
          ? { events: [] }
          : one("CASE_LINKED", { caseId: command.caseId, danger: command.danger });
      case "SEND_LETTERS":
        return sendLetters(inquiry, command.letters);
      case "ANSWER":
        return answer(inquiry, command);
      case "WITHDRAW_CLAIM":
        return one("CLAIM_WITHDRAWN", { unitId: actor.unitId ?? "" });
      case "END_CONSULTATION":
        return { events: endConsultation(inquiry) };
      case "ADD_EVIDENCE": {
        const { type: _, notes: _notes, ...item } = command;
        return one("EVIDENCE_ADDED", { ...item, byAccountId: actor.accountId });
      }
      case "RECORD_SITE_SURVEY":
        return one("SITE_SURVEYED", {
          byAccountId: actor.accountId,
          photoIds: command.photoIds,
          observation: command.observation,
        });
      case "CHECK_PARCEL":
        return one("PARCEL_CHECKED", { result: command.result, areaId: command.areaId });
      case "REJECT_CLAIM":
        return openClaims(inquiry).some((claim) => claim.unitId === command.unitId)
          ? one("CLAIM_REJECTED", { unitId: command.unitId, reasonCode: command.reasonCode })
          : refuse("CLAIM_NOT_OPEN");
      case "PROPOSE_DETERMINATION":
        return command.from > today
          ? refuse("BAD_DATE")
          : one("DETERMINATION_PROPOSED", {
              unitId: command.unitId,
              from: command.from,
              byAccountId: actor.accountId,
            });
      case "CONFIRM_DETERMINATION":
        return determine(inquiry);
      case "PUBLISH_NOTICE": {
        const step = inquiry.danger ? "NOTICE_DANGER" : "NOTICE_ORDINARY";
        return {
          events: [
            event("NOTICE_PUBLISHED", { channel: command.channel }),
            deadlineSet("NOTICE", stepRule(rulePack, step), now, calendar),
          ],
        };
      }
      case "PROPOSE_BACKSTOP":
        return proposeBackstop(command);
      case "SIGN_BACKSTOP":
        return signBackstop(inquiry);
      case "PROPOSE_PRIVATE":
        return one("PRIVATE_PROPOSED", {
          areaId: command.areaId,
          managerUnitId: command.managerUnitId,
          byAccountId: actor.accountId,
        });
      case "CONFIRM_PRIVATE":
        return inquiry.proposal?.kind === "PRIVATE"
          ? one("PRIVATE_CONFIRMED", {
              areaId: inquiry.proposal.areaId,
              managerUnitId: inquiry.proposal.managerUnitId,
            })
          : refuse("NO_PROPOSAL");
      case "REFUSE_PROPOSAL":
        return inquiry.proposal
          ? one("PROPOSAL_REFUSED", { kind: inquiry.proposal.kind })
          : refuse("NO_PROPOSAL");
      case "REVIEW_BACKSTOP":
        return review(command);
      case "REOPEN":
        return one("INQUIRY_REOPENED", { cause: "NEW_EVIDENCE" });
      case "WITHDRAW":
        return one("INQUIRY_WITHDRAWN", { reasonCode: command.reasonCode });
      case "ADD_NOTE":
        return one("NOTE_ADDED", { photoIds: command.photoIds });
      case "PASS_DEADLINE":
        return passDeadline(inquiry, command);
    }
  }

  /** The same letter to every candidate at once; a further round asks only who was not asked yet, or again. */
  function sendLetters(inquiry: Inquiry, letters: { id: string; unitId: string }[]): Decision<InquiryEvent> {
    const waiting = new Set(unanswered(inquiry).map((letter) => letter.unitId));
    const fresh = letters.filter((letter) => !waiting.has(letter.unitId));
    if (fresh.length === 0) return refuse("NO_CANDIDATES");
    const step = inquiry.danger ? "CONSULT_DANGER" : "CONSULT_ORDINARY";
    const consult = deadlineSet("CONSULT", stepRule(rulePack, step), now, calendar);
    const running = inquiry.deadlines.some(
      (deadline) =>
        deadline.kind === "CONSULT" &&
        deadline.metAt === null &&
        deadline.cancelledAt === null &&
        deadline.firedAt === null,
    );
    const round = running ? inquiry.round : inquiry.round + 1;
    const sent = event("LETTERS_SENT", { round, dueAt: consult.data.deadline.dueAt, letters: fresh });
    return { events: running ? [sent] : [sent, consult] };
  }

  function answer(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "ANSWER" }>,
  ): Decision<InquiryEvent> {
    const onBehalf = actor.role !== "OWNER_UNIT";
    const unitId = onBehalf ? command.unitId : (actor.unitId ?? "");
    const asked = unanswered(inquiry).some((letter) => letter.unitId === unitId);
    if (command.answer !== "CLAIM" && !asked)
      return refuse(
        inquiry.letters.some((letter) => letter.unitId === unitId) ? "ALREADY_ANSWERED" : "NOT_ASKED",
      );
    const recorded = event("ANSWER_RECORDED", {
      unitId,
      answer: command.answer,
      reasonCode: command.reasonCode,
      onBehalf,
      byAccountId: actor.accountId,
    });
    const evidence = evidenceOf(command, unitId);
    if (!inquiryOpen(inquiry)) return { events: [reopening(inquiry), recorded, ...evidence] };
    const last = asked && unanswered(inquiry).length === 1 && inquiry.state === "CONSULTING";
    const after = {
      ...inquiry,
      claims:
        command.answer === "CLAIM"
          ? [...inquiry.claims, { unitId, at: now, byAccountId: actor.accountId, status: "OPEN" as const }]
          : inquiry.claims,
    };
    return { events: [recorded, ...evidence, ...(last ? endConsultation(after) : [])] };
  }

  /** A claim is itself a written admission; what the unit attaches stands beside it. */
  function evidenceOf(command: Extract<InquiryCommand, { type: "ANSWER" }>, unitId: string): InquiryEvent[] {
    return command.evidence.map((item) =>
      event("EVIDENCE_ADDED", {
        ...item,
        unitId,
        direction: command.answer === "CLAIM" ? "FOR" : "AGAINST",
        byAccountId: actor.accountId,
        observation: {},
      }),
    );
  }

  function reopening(inquiry: Inquiry): InquiryEvent {
    const contested = inquiry.determination !== null && !inquiry.determination.final;
    return event("INQUIRY_REOPENED", { cause: contested ? "OBJECTION" : "LATE_CLAIM" });
  }

  /** One claim goes to determination, rival claims to a meeting, none to the spot. */
  function endConsultation(inquiry: Inquiry): InquiryEvent[] {
    const claims = openClaims(inquiry).length;
    if (claims === 1) return [event("CONSULTATION_ENDED", { next: "DETERMINATION" })];
    if (claims > 1) return [event("CONSULTATION_ENDED", { next: "MEETING" })];
    const survey = inquiry.survey ? [] : [deadlineSet("SURVEY", stepRule(rulePack, "SURVEY"), now, calendar)];
    return [event("CONSULTATION_ENDED", { next: "SITE_SURVEY" }), ...survey];
  }

  function determine(inquiry: Inquiry): Decision<InquiryEvent> {
    if (inquiry.proposal?.kind !== "DETERMINATION") return refuse("NO_PROPOSAL");
    const { unitId, from } = inquiry.proposal;
    const objection = deadlineSet("OBJECTION", stepRule(rulePack, "OBJECTION"), now, calendar);
    const rejected = openClaims(inquiry)
      .filter((claim) => claim.unitId !== unitId)
      .map((claim) =>
        event("CLAIM_REJECTED", { unitId: claim.unitId, reasonCode: "OTHER_OWNER_DETERMINED" }),
      );
    const caught =
      inquiry.backstop && inquiry.backstop.endedOn === null
        ? [event("BACKSTOP_ENDED", { on: from < today ? today : from, ownerUnitId: unitId })]
        : [];
    return {
      events: [
        ...rejected,
        event("OWNER_DETERMINED", { unitId, from, objectionUntil: objection.data.deadline.dueAt }),
        ...caught,
        objection,
      ],
    };
  }

  function proposeBackstop(
    command: Extract<InquiryCommand, { type: "PROPOSE_BACKSTOP" }>,
  ): Decision<InquiryEvent> {
    const { custodianUnitId, inspectionIntervalDays, emergencyReason, overridesPrivate } = command;
    const reviewOn =
      command.reviewOn ??
      dayOf(deadlineSet("REVIEW", stepRule(rulePack, "FIRST_REVIEW"), now, calendar).data.deadline.dueAt);
    if (reviewOn <= today) return refuse("BAD_DATE");
    return one("BACKSTOP_PROPOSED", {
      custodianUnitId,
      inspectionIntervalDays,
      reviewOn,
      emergencyReason,
      overridesPrivate,
      byAccountId: actor.accountId,
    });
  }

  function signBackstop(inquiry: Inquiry): Decision<InquiryEvent> {
    if (inquiry.proposal?.kind !== "BACKSTOP") return refuse("NO_PROPOSAL");
    const { custodianUnitId, inspectionIntervalDays, reviewOn, emergencyReason, byAccountId } =
      inquiry.proposal;
    const signed = event("BACKSTOP_SIGNED", {
      custodianUnitId,
      from: today,
      inspectionIntervalDays,
      reviewOn,
      emergencyReason,
      signedBy: actor.accountId,
      proposedBy: byAccountId,
    });
    return { events: [signed, reviewClock(reviewOn)] };
  }

  function review(command: Extract<InquiryCommand, { type: "REVIEW_BACKSTOP" }>): Decision<InquiryEvent> {
    const nextReviewOn = command.nextReviewOn ?? addDays(today, LATER_REVIEW_DAYS);
    if (nextReviewOn <= today || nextReviewOn > addDays(today, LATER_REVIEW_DAYS)) return refuse("BAD_DATE");
    const reviewed = event("BACKSTOP_REVIEWED", { outcome: command.outcome, nextReviewOn });
    if (command.outcome === "REOPEN")
      return { events: [reviewed, event("INQUIRY_REOPENED", { cause: "REVIEW" })] };
    return { events: [reviewed, reviewClock(nextReviewOn)] };
  }

  function reviewClock(reviewOn: Day): InquiryEvent {
    const minutes = Math.max(1, Math.round((Date.parse(`${reviewOn}T10:00:00Z`) - Date.parse(now)) / 60_000));
    return deadlineSet("REVIEW", { id: "REVIEW", limit: { clock: "NATURAL_DAY", minutes } }, now, calendar);
  }

  /** Silence acts: no answer is recorded as such, a notice that ran out proposes the backstop. */
  function passDeadline(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "PASS_DEADLINE" }>,
  ): Decision<InquiryEvent> {
    const deadline = waitingFor(inquiry.deadlines, command);
    if (!deadline || command.dueAt > now) return { events: [] };
    const passed = event("DEADLINE_PASSED", { kind: command.kind, dueAt: command.dueAt });
    switch (command.kind) {
      case "CONSULT": {
        const silent = unanswered(inquiry).map((letter) => letter.unitId);
        const noReply = silent.length > 0 ? [event("NO_REPLY_RECORDED", { unitIds: silent })] : [];
        return {
          events: [passed, ...noReply, ...(inquiry.state === "CONSULTING" ? endConsultation(inquiry) : [])],
        };
      }
      case "NOTICE": {
        const proposable =
          command.custodianUnitId !== null && inquiry.proposal === null && openClaims(inquiry).length === 0;
        const reviewOn = dayOf(
          deadlineSet("REVIEW", stepRule(rulePack, "FIRST_REVIEW"), now, calendar).data.deadline.dueAt,
        );
        const proposal =
          proposable && command.custodianUnitId !== null
            ? [
                event("BACKSTOP_PROPOSED", {
                  custodianUnitId: command.custodianUnitId,
                  inspectionIntervalDays: INSPECTION_INTERVAL_DAYS,
                  reviewOn,
                  emergencyReason: null,
                  overridesPrivate: false,
                  byAccountId: null,
                }),
              ]
            : [];
        return { events: [passed, event("NOTICE_ENDED", {}), ...proposal] };
      }
      case "OBJECTION":
        return {
          events: inquiry.determination
            ? [passed, event("DETERMINATION_FINAL", { unitId: inquiry.determination.ownerUnitId })]
            : [passed],
        };
      default:
        return { events: [passed] };
    }
  }
}

function given(actor: Actor, inquiry: Inquiry, command: InquiryCommand) {
  switch (command.type) {
    case "OPEN":
    case "LINK_CASE":
    case "PASS_DEADLINE":
      return actor.role === "SYSTEM" ? null : ({ reason: "ROLE_MAY_NOT" } as const);
    default:
      return inquiryCan(actor, inquiry, command.type satisfies InquiryTableCommand);
  }
}

function event<K extends keyof InquiryEventData>(kind: K, data: InquiryEventData[K]): InquiryEvent {
  return { kind, data } as InquiryEvent;
}

function one<K extends keyof InquiryEventData>(kind: K, data: InquiryEventData[K]): Decision<InquiryEvent> {
  return { events: [event(kind, data)] };
}
