import type { CaseEvent, CaseEventData, CaseFile, CaseRequest, MergedReport } from "./state.ts";
import { earliestFiling, followingEarliest } from "./earliest-report.ts";
import { caseCan, CASE_TABLE, type CaseTableCommand } from "./table.ts";
import { addDays, dayOf, type Calendar } from "../clocks/working-time.ts";
import { deadlineSet, runningOf, waitingFor } from "../clocks/deadline.ts";
import { refuse, type Decision } from "../event.ts";
import type { Actor, Channel, Defect, Instant, Position } from "../names.ts";
import { repairRule, stepRule, type RulePack } from "../clocks/rules.ts";
import { toldLater } from "../clocks/late-entry.ts";

/** Free text and personal data travel in `notes` and never enter the leaf of the history. */
type Notes = { readonly notes?: Readonly<Record<string, string>> };
/** Steps on the spot may be told later than they were taken. */
type Told = { occurredAt?: Instant };

export type CaseCommand = Notes &
  (
    | ({ type: "REPORT" } & CaseEventData["CASE_REPORTED"])
    | { type: "ADD_REPORT"; channel: Channel }
    | { type: "REQUEST_VERIFICATION" }
    | ({ type: "RECORD_VERIFICATION"; found: boolean; danger: boolean } & Told)
    | { type: "FILE"; danger: boolean; defect: Defect }
    | { type: "DISPATCH"; unitId: string; substituteHandling: boolean; emergencyReason: string | null }
    | ({ type: "ACKNOWLEDGE" } & Told)
    | ({ type: "GUARD"; photoIds: string[]; position: Position | null } & Told)
    | ({ type: "MAKE_SAFE"; photoIds: string[]; measure: string } & Told)
    | ({
        type: "REPAIR";
        photoIds: string[];
        measure: string;
        material: string | null;
        loadClass: string | null;
      } & Told)
    | ({ type: "PASS_CHECK"; photoIds: string[] } & Told)
    | ({ type: "ORDER_REWORK"; reasonCode: string } & Told)
    | { type: "CLOSE" }
    | { type: "RETURN"; reasonCode: string; namesUnitId: string | null }
    | { type: "REASSESS_DANGER"; danger: boolean }
    | { type: "SUSPEND"; until: Instant; reasonCode: string }
    | { type: "RESUME" }
    | { type: "REQUEST_EXTENSION"; reasonCode: string }
    | { type: "GRANT_EXTENSION" }
    | { type: "REQUEST_VOID"; reasonCode: string; photoIds: string[] }
    | { type: "CONFIRM_VOID" }
    | { type: "REQUEST_FORCED_CLOSE"; reasonCode: string }
    | { type: "CONFIRM_FORCED_CLOSE" }
    | { type: "REFUSE_REQUEST" }
    | { type: "MERGE"; into: string }
    | { type: "UNMERGE" }
    | { type: "REPLY"; channel: Channel }
    | ({ type: "TAKE_REPORT" } & MergedReport)
    | { type: "SEPARATE_REPORT"; caseId: string }
    | { type: "URGE"; supervised: boolean }
    | { type: "RECORD_NOTICE"; unitIds: string[]; channel: string }
    | { type: "ADD_NOTE"; photoIds: string[] }
    | { type: "PASS_DEADLINE"; kind: string; dueAt: Instant }
    | { type: "FALL_TO_DEPARTMENT"; unitId: string; emergencyReason: string }
    | { type: "LINK_INQUIRY"; inquiryId: string }
    | { type: "NOTE_OWNER"; unitId: string; from: string }
  );

export interface CaseFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  readonly classCode: string;
}

export function decideCase(
  file: CaseFile | null,
  command: CaseCommand,
  facts: CaseFacts,
): Decision<CaseEvent> {
  const { now, actor, calendar, rulePack } = facts;
  const told =
    file && "occurredAt" in command
      ? toldLater(command.occurredAt, possibleSince(file, command.type), now)
      : { happened: {}, mark: {} };
  if ("refused" in told) return told;
  const decided = decide(file, command, facts);
  if ("refused" in decided) return decided;
  const [first, ...rest] = decided.events;
  if (!first) return decided;
  const data = { ...first.data, ...told.mark };
  const step = {
    ...first,
    data,
    ...told.happened,
    ...(command.notes && { notes: command.notes }),
  } as CaseEvent;
  return { events: [step, ...rest] };

  function decide(file: CaseFile | null, command: CaseCommand, facts: CaseFacts): Decision<CaseEvent> {
    if (command.type === "REPORT") {
      if (file) return refuse("WRONG_STATE");
      const { type: _, notes: _notes, ...data } = command;
      return { events: [{ kind: "CASE_REPORTED", data }, clock("ACCEPT", now)] };
    }
    if (!file) return refuse("WRONG_STATE");
    const refused = given(actor, file, command, now);
    if (refused) return { refused };
    if ("reasonCode" in command && command.reasonCode.trim() === "") return refuse("REASON_NEEDED");
    switch (command.type) {
      case "ADD_REPORT":
        return one("REPORT_ADDED", { channel: command.channel });
      case "REQUEST_VERIFICATION":
        return file.danger ? refuse("DANGER_NOT_MADE_SAFE") : one("VERIFICATION_REQUESTED", {});
      case "RECORD_VERIFICATION":
        return one("VERIFICATION_RECORDED", { found: command.found, danger: command.danger });
      case "FILE":
        return fileCase(file, command, facts);
      case "DISPATCH":
        return dispatch(file, command);
      case "ACKNOWLEDGE":
        return one("DISPATCH_ACKNOWLEDGED", { unitId: actor.unitId ?? file.unitId ?? "" });
      case "GUARD":
        if (command.photoIds.length === 0) return refuse("PHOTO_NEEDED");
        return one("CASE_GUARDED", { photoIds: command.photoIds, position: command.position });
      case "MAKE_SAFE":
        return one("CASE_MADE_SAFE", { photoIds: command.photoIds, measure: command.measure });
      case "REPAIR": {
        if (command.photoIds.length === 0) return refuse("PHOTO_NEEDED");
        const { photoIds, measure, material, loadClass } = command;
        const repaired = event("CASE_REPAIRED", {
          photoIds,
          measure,
          material,
          loadClass,
          by: actor.accountId,
        });
        return { events: [repaired, clock("CHECK", now)] };
      }
      case "PASS_CHECK":
        return one("REPAIR_CHECKED", { photoIds: command.photoIds });
      case "ORDER_REWORK":
        return { events: [event("REWORK_ORDERED", { reasonCode: command.reasonCode }), repairClock(file)] };
      case "CLOSE":
        return one("CASE_CLOSED", {});
      case "RETURN":
        return one("CASE_RETURNED", {
          unitId: file.unitId,
          reasonCode: command.reasonCode,
          namesUnitId: command.namesUnitId,
        });
      case "REASSESS_DANGER":
        return reassess(file, command.danger);
      case "SUSPEND":
        return suspend(command);
      case "RESUME":
        return {
          events: [event("CASE_RESUMED", {}), repairClock(file)],
        };
      case "REQUEST_EXTENSION":
        return request("EXTENSION", command.reasonCode);
      case "REQUEST_VOID":
        return file.everDanger && command.photoIds.length === 0
          ? refuse("NO_DANGER_PROOF_NEEDED")
          : request("VOID", command.reasonCode);
      case "REQUEST_FORCED_CLOSE":
        return request("FORCED_CLOSE", command.reasonCode);
      case "GRANT_EXTENSION":
        return extend(file);
      case "CONFIRM_VOID":
        return one("CASE_VOIDED", { reasonCode: file.request?.reasonCode ?? "" });
      case "CONFIRM_FORCED_CLOSE":
        return one("CASE_FORCED_CLOSED", { reasonCode: file.request?.reasonCode ?? "" });
      case "REFUSE_REQUEST":
        return file.request
          ? one("REQUEST_REFUSED", { kind: file.request.kind })
          : refuse("NOTHING_REQUESTED");
      case "MERGE":
        return command.into === file.id ? refuse("SAME_CASE") : one("CASE_MERGED", { into: command.into });
      case "UNMERGE":
        return one("CASE_UNMERGED", { outOf: file.mergedInto ?? "" });
      case "REPLY":
        return one("REPORTER_ANSWERED", { channel: command.channel });
      case "TAKE_REPORT": {
        const { type: _, notes: _notes, ...report } = command;
        const merged = [...file.merged, report];
        return {
          events: [event("REPORT_MERGED", report), ...followingEarliest(file, merged, calendar)],
        };
      }
      case "SEPARATE_REPORT": {
        const { caseId } = command;
        const merged = file.merged.filter((report) => report.caseId !== caseId);
        if (merged.length === file.merged.length) return { events: [] };
        return {
          events: [event("REPORT_SEPARATED", { caseId }), ...followingEarliest(file, merged, calendar)],
        };
      }
      case "URGE":
        return one("CASE_URGED", { supervised: command.supervised });
      case "RECORD_NOTICE":
        return one("NOTICE_RECORDED", { unitIds: command.unitIds, channel: command.channel });
      case "ADD_NOTE":
        return one("NOTE_ADDED", { photoIds: command.photoIds });
      case "PASS_DEADLINE":
        return passDeadline(file, command);
      case "FALL_TO_DEPARTMENT":
        if (!CASE_TABLE.DISPATCH.from.some((state) => state === file.state)) return { events: [] };
        return one("CASE_DISPATCHED", {
          unitId: command.unitId,
          substituteHandling: true,
          emergencyReason: command.emergencyReason,
          automatic: true,
        });
      case "LINK_INQUIRY":
        return file.inquiryIds.includes(command.inquiryId)
          ? { events: [] }
          : one("INQUIRY_LINKED", { inquiryId: command.inquiryId });
      case "NOTE_OWNER":
        return one("OWNER_NOTED", { unitId: command.unitId, from: command.from });
    }
  }

  function fileCase(
    file: CaseFile,
    command: Extract<CaseCommand, { type: "FILE" }>,
    { classCode }: CaseFacts,
  ): Decision<CaseEvent> {
    const { danger, defect } = command;
    const filed = event("CASE_FILED", {
      danger,
      defect,
      rulePack: { id: rulePack.id, version: rulePack.version },
    });
    // A report that was merged in had been filed already: its clocks are the earlier ones.
    const since = earliestFiling(file) ?? now;
    const repair = deadlineSet("REPAIR", repairRule(rulePack, classCode, defect), since, calendar);
    // 立案 starts every safety clock at once; none of them ever asks who the owner is.
    return {
      events: danger
        ? [filed, clock("DISPATCH", since), clock("GUARD", since), clock("MAKE_SAFE", since), repair]
        : [filed, repair],
    };
  }

  function dispatch(
    file: CaseFile,
    command: Extract<CaseCommand, { type: "DISPATCH" }>,
  ): Decision<CaseEvent> {
    const { unitId, substituteHandling, emergencyReason } = command;
    if (substituteHandling && file.noticeAttempts === 0 && !emergencyReason)
      return refuse("NOTICE_OR_EMERGENCY_NEEDED");
    if (unitId === file.unitId && file.state !== "RETURNED") return refuse("SAME_VALUE");
    const dispatched = event("CASE_DISPATCHED", {
      unitId,
      substituteHandling,
      emergencyReason,
      automatic: actor.role === "SYSTEM",
    });
    return { events: [dispatched, clock("ACKNOWLEDGE", now)] };
  }

  function reassess(file: CaseFile, danger: boolean): Decision<CaseEvent> {
    const back = danger && file.madeSafeAt !== null;
    if (danger === file.danger && !back) return refuse("SAME_VALUE");
    const reassessed = event("DANGER_REASSESSED", { danger });
    if (!danger || !file.filedAt) return { events: [reassessed] };
    const guard = file.guardedAt && !back ? [] : [clock("GUARD", now)];
    const repair = runningOf(file.deadlines, "REPAIR") ? [] : [repairClock(file)];
    return { events: [reassessed, ...guard, clock("MAKE_SAFE", now), ...repair] };
  }

  function suspend(command: Extract<CaseCommand, { type: "SUSPEND" }>): Decision<CaseEvent> {
    const day = dayOf(command.until);
    if (command.until <= now || day > addDays(dayOf(now), 365)) return refuse("SUSPENSION_TOO_LONG");
    const minutes = Math.ceil((Date.parse(command.until) - Date.parse(now)) / 60_000);
    const resume = deadlineSet(
      "RESUME",
      { id: "SUSPENSION", limit: { clock: "NATURAL_DAY", minutes } },
      now,
      calendar,
    );
    return {
      events: [event("CASE_SUSPENDED", { until: command.until, reasonCode: command.reasonCode }), resume],
    };
  }

  function request(kind: CaseRequest["kind"], reasonCode: string): Decision<CaseEvent> {
    return one("REQUEST_MADE", { kind, reasonCode, byAccountId: actor.accountId });
  }

  /** One more original limit on top of the present deadline; the old one stays on record as cancelled. */
  function extend(file: CaseFile): Decision<CaseEvent> {
    const repair = runningOf(file.deadlines, "REPAIR");
    if (!repair) return refuse("OVERDUE_NO_EXTENSION");
    const rule = { id: repair.ruleId, limit: { clock: repair.clock, minutes: repair.minutes } };
    return {
      events: [
        event("EXTENSION_GRANTED", { kind: "REPAIR", before: repair.dueAt }),
        deadlineSet("REPAIR", rule, repair.dueAt, calendar),
      ],
    };
  }

  function passDeadline(
    file: CaseFile,
    command: Extract<CaseCommand, { type: "PASS_DEADLINE" }>,
  ): Decision<CaseEvent> {
    const deadline = waitingFor(file.deadlines, command);
    // Met or acted on meanwhile: the sweep runs twice, or on two machines, and changes nothing.
    if (!deadline || command.dueAt > now) return { events: [] };
    const passed = event("DEADLINE_PASSED", { kind: command.kind, dueAt: command.dueAt });
    if (command.kind === "RESUME") return { events: [passed, event("CASE_RESUMED", {}), repairClock(file)] };
    return { events: [passed, event("CASE_ESCALATED", { deadline: command.kind })] };
  }

  function repairClock(file: CaseFile): CaseEvent {
    return deadlineSet("REPAIR", repairRule(rulePack, facts.classCode, file.defect), now, calendar);
  }

  function clock(
    step: "ACCEPT" | "DISPATCH" | "ACKNOWLEDGE" | "GUARD" | "MAKE_SAFE" | "CHECK",
    from: Instant,
  ): CaseEvent {
    return deadlineSet(step, stepRule(rulePack, step), from, calendar);
  }
}

/** The step that a step on the spot follows: it cannot have been taken before. */
function possibleSince(file: CaseFile, step: CaseCommand["type"]): Instant {
  const began = file.filedAt ?? file.reportedAt;
  if (step === "PASS_CHECK" || step === "ORDER_REWORK") return file.repairedAt ?? began;
  return step === "ACKNOWLEDGE" ? (file.dispatchedAt ?? began) : began;
}

function given(actor: Actor, file: CaseFile, command: CaseCommand, now: Instant) {
  switch (command.type) {
    case "REPORT":
    case "PASS_DEADLINE":
    case "FALL_TO_DEPARTMENT":
    case "LINK_INQUIRY":
    case "NOTE_OWNER":
    case "TAKE_REPORT":
    case "SEPARATE_REPORT":
      return actor.role === "SYSTEM" ? null : ({ reason: "ROLE_MAY_NOT" } as const);
    default:
      return caseCan(actor, file, command.type satisfies CaseTableCommand, now);
  }
}

function event<K extends keyof CaseEventData>(kind: K, data: CaseEventData[K]): CaseEvent {
  return { kind, data } as CaseEvent;
}

function one<K extends keyof CaseEventData>(kind: K, data: CaseEventData[K]): Decision<CaseEvent> {
  return { events: [event(kind, data)] };
}
