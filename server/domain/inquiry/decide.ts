import { addDays, dayOf, type Calendar } from "../clocks/working-time.ts";
import { deadlineSet, running as isRunning, waitingFor } from "../clocks/deadline.ts";
import { refuse, type Decision } from "../event.ts";
import {
  answerable,
  inquiryEvent,
  inquiryOpen,
  oneInquiryEvent,
  openClaims,
  unanswered,
  type Inquiry,
  type InquiryEvent,
  type InquiryEventData,
} from "./state.ts";
import { disclaim } from "./disclaim.ts";
import { toldLater } from "../clocks/late-entry.ts";
import { backstopAfterNotice, proposeBackstop, reviewClock, signBackstop } from "./backstop.ts";
import type { InquiryCommand } from "./command.ts";
import { inquiryCan, type InquiryTableCommand } from "./table.ts";
import type { Actor, Instant } from "../names.ts";
import { stepRule, type RulePack } from "../clocks/rules.ts";

export interface InquiryFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
}

const NEEDS_REASON: readonly InquiryCommand["type"][] = ["REJECT_CLAIM", "WITHDRAW", "DISCLAIM"];
/** Reviewed within a month of the decision, then at least every half year (DOMAIN.md b.3). */
const LATER_REVIEW_DAYS = 182;
/** What a unit attaches to its answer speaks for it, against it, or (before a site visit) for nobody yet. */
const DIRECTION = { CLAIM: "FOR", DENY: "AGAINST", NEED_SITE_VISIT: "NEUTRAL" } as const;

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
      return oneInquiryEvent("INQUIRY_OPENED", data);
    }
    if (!inquiry) return refuse("WRONG_STATE");
    const refused = given(actor, inquiry, command);
    if (refused) return { refused };
    if (NEEDS_REASON.includes(command.type) && "reasonCode" in command && !command.reasonCode?.trim())
      return refuse("REASON_NEEDED");
    switch (command.type) {
      case "NOTE_SAFE":
        return inquiry.danger ? oneInquiryEvent("DANGER_ENDED", { caseId: command.caseId }) : { events: [] };
      case "LINK_CASE":
        return inquiry.caseIds.includes(command.caseId) && (inquiry.danger || !command.danger)
          ? { events: [] }
          : oneInquiryEvent("CASE_LINKED", { caseId: command.caseId, danger: command.danger });
      case "SEND_LETTERS":
        return sendLetters(inquiry, command.letters);
      case "ANSWER":
        return answer(inquiry, command);
      case "WITHDRAW_CLAIM":
        return oneInquiryEvent("CLAIM_WITHDRAWN", { unitId: actor.unitId ?? "" });
      case "DISCLAIM":
        return disclaim(inquiry, command, facts);
      case "END_CONSULTATION":
        return { events: endConsultation(inquiry) };
      case "ADD_EVIDENCE": {
        const { type: _, notes: _notes, ...item } = command;
        return oneInquiryEvent("EVIDENCE_ADDED", { ...item, byAccountId: actor.accountId });
      }
      case "RECORD_SITE_SURVEY": {
        const { photoIds, observation } = command;
        const told = toldLater(command.occurredAt, inquiry.openedAt, now);
        if ("refused" in told) return told;
        const surveyed = inquiryEvent("SITE_SURVEYED", {
          byAccountId: actor.accountId,
          photoIds,
          observation,
          ...told.mark,
        });
        return { events: [{ ...surveyed, ...told.happened }] };
      }
      case "CHECK_PARCEL":
        return oneInquiryEvent("PARCEL_CHECKED", { result: command.result, areaId: command.areaId });
      case "REJECT_CLAIM":
        return openClaims(inquiry).some((claim) => claim.unitId === command.unitId)
          ? oneInquiryEvent("CLAIM_REJECTED", { unitId: command.unitId, reasonCode: command.reasonCode })
          : refuse("CLAIM_NOT_OPEN");
      case "PROPOSE_DETERMINATION":
        return command.from > today
          ? refuse("BAD_DATE")
          : oneInquiryEvent("DETERMINATION_PROPOSED", {
              unitId: command.unitId,
              from: command.from,
              byAccountId: actor.accountId,
            });
      case "CONFIRM_DETERMINATION":
        return determine(inquiry);
      case "PUBLISH_NOTICE": {
        const step = inquiry.everDanger ? "NOTICE_DANGER" : "NOTICE_ORDINARY";
        return {
          events: [
            inquiryEvent("NOTICE_PUBLISHED", { channel: command.channel }),
            deadlineSet("NOTICE", stepRule(rulePack, step), now, calendar),
          ],
        };
      }
      case "PROPOSE_BACKSTOP":
        return proposeBackstop(command, facts);
      case "SIGN_BACKSTOP":
        return signBackstop(inquiry, facts);
      case "PROPOSE_PRIVATE":
        return oneInquiryEvent("PRIVATE_PROPOSED", {
          areaId: command.areaId,
          managerUnitId: command.managerUnitId,
          byAccountId: actor.accountId,
        });
      case "CONFIRM_PRIVATE":
        return confirmPrivate(inquiry);
      case "REFUSE_PROPOSAL":
        return inquiry.proposal
          ? oneInquiryEvent("PROPOSAL_REFUSED", { kind: inquiry.proposal.kind })
          : refuse("NO_PROPOSAL");
      case "REVIEW_BACKSTOP":
        return review(inquiry, command);
      case "REOPEN":
        return { events: reopened(inquiry, "NEW_EVIDENCE") };
      case "WITHDRAW":
        return oneInquiryEvent("INQUIRY_WITHDRAWN", { reasonCode: command.reasonCode });
      case "ADD_NOTE":
        return oneInquiryEvent("NOTE_ADDED", { photoIds: command.photoIds });
      case "PASS_DEADLINE":
        return passDeadline(inquiry, command);
    }
  }

  /**
   * The same letter to every candidate at once. While a round runs, whoever is added joins it, with the time that is
   * left; a unit gets one letter a round. Afterwards a new round asks whoever it names, again too.
   */
  function sendLetters(inquiry: Inquiry, letters: { id: string; unitId: string }[]): Decision<InquiryEvent> {
    const running = inquiry.deadlines.find(
      (deadline) => deadline.kind === "CONSULT" && isRunning(deadline) && deadline.firedAt === null,
    );
    const asked = new Set(
      running
        ? inquiry.letters.filter((letter) => letter.round === inquiry.round).map((letter) => letter.unitId)
        : [],
    );
    const fresh = letters.filter(({ unitId }) => !asked.has(unitId) && asked.add(unitId));
    if (fresh.length === 0) return refuse("NO_CANDIDATES");
    if (running)
      return oneInquiryEvent("LETTERS_SENT", { round: inquiry.round, dueAt: running.dueAt, letters: fresh });
    const consult = consultation(inquiry);
    const { dueAt } = consult.data.deadline;
    return {
      events: [inquiryEvent("LETTERS_SENT", { round: inquiry.round + 1, dueAt, letters: fresh }), consult],
    };
  }

  function consultation(inquiry: Inquiry) {
    const step = inquiry.everDanger ? "CONSULT_DANGER" : "CONSULT_ORDINARY";
    return deadlineSet("CONSULT", stepRule(rulePack, step), now, calendar);
  }

  function answer(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "ANSWER" }>,
  ): Decision<InquiryEvent> {
    const onBehalf = actor.role !== "OWNER_UNIT";
    const unitId = onBehalf ? command.unitId : (actor.unitId ?? "");
    const asked = answerable(inquiry, unitId).length > 0;
    if (openClaims(inquiry).some((claim) => claim.unitId === unitId)) return refuse("ALREADY_ANSWERED");
    if (command.answer !== "CLAIM" && !asked)
      return refuse(
        inquiry.letters.some((letter) => letter.unitId === unitId) ? "ALREADY_ANSWERED" : "NOT_ASKED",
      );
    const recorded = inquiryEvent("ANSWER_RECORDED", {
      unitId,
      answer: command.answer,
      reasonCode: command.reasonCode,
      onBehalf,
      byAccountId: actor.accountId,
    });
    const evidence = [...unthoughtOf(inquiry, command, unitId), ...evidenceOf(command, unitId)];
    // Only a claim wakes what is decided; a late "not ours" is put on file.
    if (!inquiryOpen(inquiry) && command.answer !== "CLAIM") return { events: [recorded, ...evidence] };
    if (!inquiryOpen(inquiry))
      return {
        events: [
          ...reopened(inquiry, contested(inquiry) ? "OBJECTION" : "LATE_CLAIM", unitId),
          recorded,
          ...evidence,
        ],
      };
    const waiting = unanswered(inquiry);
    const last =
      inquiry.state === "CONSULTING" &&
      waiting.length > 0 &&
      waiting.every((letter) => letter.unitId === unitId);
    const after = {
      ...inquiry,
      claims:
        command.answer === "CLAIM"
          ? [...inquiry.claims, { unitId, at: now, byAccountId: actor.accountId, status: "OPEN" as const }]
          : inquiry.claims,
    };
    return { events: [recorded, ...evidence, ...(last ? endConsultation(after) : [])] };
  }

  /** Who claims without having been thought of is a candidate from now on (DOMAIN.md D10). */
  function unthoughtOf(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "ANSWER" }>,
    unitId: string,
  ): InquiryEvent[] {
    const known = inquiry.candidates.some((candidate) => candidate.unitId === unitId);
    return command.answer === "CLAIM" && !known ? [inquiryEvent("CANDIDATE_ADDED", { unitId })] : [];
  }

  /** A claim is itself a written admission; what the unit attaches stands beside it. */
  function evidenceOf(command: Extract<InquiryCommand, { type: "ANSWER" }>, unitId: string): InquiryEvent[] {
    return command.evidence.map((item) =>
      inquiryEvent("EVIDENCE_ADDED", {
        ...item,
        unitId,
        direction: DIRECTION[command.answer],
        byAccountId: actor.accountId,
        observation: {},
      }),
    );
  }

  /** What was decided is open again; units whose letters were never answered are waited for anew, so that silence still ends. */
  function reopened(
    inquiry: Inquiry,
    cause: InquiryEventData["INQUIRY_REOPENED"]["cause"],
    answering: string | null = null,
  ): InquiryEvent[] {
    const waiting = unanswered(inquiry).some((letter) => letter.unitId !== answering);
    return [inquiryEvent("INQUIRY_REOPENED", { cause }), ...(waiting ? [consultation(inquiry)] : [])];
  }

  /** One claim goes to determination, rival claims to a meeting, none to the spot. */
  function endConsultation(inquiry: Inquiry): InquiryEvent[] {
    const claims = openClaims(inquiry).length;
    if (claims === 1) return [inquiryEvent("CONSULTATION_ENDED", { next: "DETERMINATION" })];
    if (claims > 1) return [inquiryEvent("CONSULTATION_ENDED", { next: "MEETING" })];
    const survey = inquiry.survey ? [] : [deadlineSet("SURVEY", stepRule(rulePack, "SURVEY"), now, calendar)];
    return [inquiryEvent("CONSULTATION_ENDED", { next: "SITE_SURVEY" }), ...survey];
  }

  function determine(inquiry: Inquiry): Decision<InquiryEvent> {
    if (inquiry.proposal?.kind !== "DETERMINATION") return refuse("NO_PROPOSAL");
    const { unitId, from } = inquiry.proposal;
    const objection = deadlineSet("OBJECTION", stepRule(rulePack, "OBJECTION"), now, calendar);
    const rejected = openClaims(inquiry)
      .filter((claim) => claim.unitId !== unitId)
      .map((claim) =>
        inquiryEvent("CLAIM_REJECTED", { unitId: claim.unitId, reasonCode: "OTHER_OWNER_DETERMINED" }),
      );
    const caught =
      inquiry.backstop && inquiry.backstop.endedOn === null
        ? [inquiryEvent("BACKSTOP_ENDED", { on: from < today ? today : from, ownerUnitId: unitId })]
        : [];
    return {
      events: [
        ...rejected,
        inquiryEvent("OWNER_DETERMINED", { unitId, from, objectionUntil: objection.data.deadline.dueAt }),
        ...caught,
        objection,
      ],
    };
  }

  function confirmPrivate(inquiry: Inquiry): Decision<InquiryEvent> {
    if (inquiry.proposal?.kind !== "PRIVATE") return refuse("NO_PROPOSAL");
    const { areaId, managerUnitId } = inquiry.proposal;
    const caught =
      inquiry.backstop?.endedOn === null
        ? [inquiryEvent("BACKSTOP_ENDED", { on: today, ownerUnitId: null })]
        : [];
    return { events: [inquiryEvent("PRIVATE_CONFIRMED", { areaId, managerUnitId }), ...caught] };
  }

  function review(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "REVIEW_BACKSTOP" }>,
  ): Decision<InquiryEvent> {
    const nextReviewOn = command.nextReviewOn ?? addDays(today, LATER_REVIEW_DAYS);
    if (nextReviewOn <= today || nextReviewOn > addDays(today, LATER_REVIEW_DAYS)) return refuse("BAD_DATE");
    const reviewed = inquiryEvent("BACKSTOP_REVIEWED", { outcome: command.outcome, nextReviewOn });
    if (command.outcome === "REOPEN") return { events: [reviewed, ...reopened(inquiry, "REVIEW")] };
    return { events: [reviewed, reviewClock(nextReviewOn, facts)] };
  }

  /** Silence acts: no answer is recorded as such, a notice that ran out proposes the backstop. */
  function passDeadline(
    inquiry: Inquiry,
    command: Extract<InquiryCommand, { type: "PASS_DEADLINE" }>,
  ): Decision<InquiryEvent> {
    const deadline = waitingFor(inquiry.deadlines, command);
    if (!deadline || command.dueAt > now) return { events: [] };
    const passed = inquiryEvent("DEADLINE_PASSED", { kind: command.kind, dueAt: command.dueAt });
    switch (command.kind) {
      case "CONSULT": {
        const silent = unanswered(inquiry).map((letter) => letter.unitId);
        const noReply = silent.length > 0 ? [inquiryEvent("NO_REPLY_RECORDED", { unitIds: silent })] : [];
        return {
          events: [passed, ...noReply, ...(inquiry.state === "CONSULTING" ? endConsultation(inquiry) : [])],
        };
      }
      case "NOTICE": {
        const proposable =
          command.custodianUnitId !== null && inquiry.proposal === null && openClaims(inquiry).length === 0;
        const proposal =
          proposable && command.custodianUnitId !== null
            ? [backstopAfterNotice(command.custodianUnitId, facts)]
            : [];
        return { events: [passed, inquiryEvent("NOTICE_ENDED", {}), ...proposal] };
      }
      case "OBJECTION":
        return {
          events: inquiry.determination
            ? [passed, inquiryEvent("DETERMINATION_FINAL", { unitId: inquiry.determination.ownerUnitId })]
            : [passed],
        };
      default:
        return { events: [passed] };
    }
  }
}

/** Inside the objection window a claim is an objection (DOMAIN.md D1). */
function contested(inquiry: Inquiry): boolean {
  return inquiry.determination !== null && !inquiry.determination.final;
}

function given(actor: Actor, inquiry: Inquiry, command: InquiryCommand) {
  switch (command.type) {
    case "OPEN":
    case "LINK_CASE":
    case "NOTE_SAFE":
    case "PASS_DEADLINE":
      return actor.role === "SYSTEM" ? null : ({ reason: "ROLE_MAY_NOT" } as const);
    default:
      return inquiryCan(actor, inquiry, command.type satisfies InquiryTableCommand);
  }
}
