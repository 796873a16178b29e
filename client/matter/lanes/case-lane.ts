import type { CaseDetail, CaseSummary } from "../../../server/contract/cases.ts";
import {
  at,
  chain,
  flagsOf,
  type Lane,
  type Moment,
  type Picture,
  type Segment,
  type Tick,
  type Tone,
} from "./picture.ts";
import { goesOn, ownershipLane, type OwnershipPart } from "./inquiry-lane.ts";
import type { InquiryDetail } from "../../../server/contract/inquiries.ts";
import type { HistoryEntry } from "../../../server/contract/shapes.ts";
import { caseCourse } from "./course.ts";

/** The histories of a case and its inquiry, where they are at hand whole: with them every state shows, not only milestones. */
export interface Histories {
  readonly file?: readonly HistoryEntry[] | undefined;
  readonly inquiry?: readonly HistoryEntry[] | undefined;
}

/** Where the hole is still open it is red; guarded, amber; from then on it is work, and work is calm. */
function toneOf(state: string, danger: boolean): Tone {
  switch (state) {
    case "REPORTED":
    case "PREFILING_VERIFY":
      return danger ? "danger" : "idle";
    case "FILED":
    case "DISPATCHED":
    case "RETURNED":
      return danger ? "danger" : "work";
    case "GUARDED":
      return danger ? "watch" : "work";
    case "SUSPENDED":
      return "hold";
    case "POST_REPAIR_CHECK":
    case "CLOSED":
      return "done";
    case "VOID":
    case "FORCED_CLOSED":
    case "MERGED":
      return "quiet";
    default:
      return "work";
  }
}

function safetyLane(file: CaseDetail, now: Moment, history: readonly HistoryEntry[] = []): Lane {
  const returns = file.returns.map((returned): Tick => ({
    at: Date.parse(returned.at),
    shape: "return",
    unit: returned.unit,
  }));
  const flags = flagsOf(file.deadlines, now);
  const course = caseCourse(history);
  // A history that does not lead to the file as it stands is only part of it.
  if (course === null || course.last.state !== file.state || course.last.reportedAt !== file.reportedAt)
    return { segments: milestones(file), flags, ticks: returns };
  const steps = course.states.map(({ state, danger, at }) => ({
    code: state,
    at,
    tone: toneOf(state, danger),
  }));
  return {
    segments: chain(steps, "caseState", at(file.endedAt)),
    flags,
    ticks: [...returns, ...course.ticks].toSorted((a, b) => a.at - b.at),
  };
}

/** What the file alone knows of the way that a case took. */
function milestones(file: CaseDetail): Segment[] {
  const { danger } = file;
  const step = (code: string, moment: string | null) => ({
    code,
    at: at(moment),
    tone: toneOf(code, danger),
  });
  const steps = [
    step("REPORTED", file.reportedAt),
    step("FILED", file.filedAt),
    step("DISPATCHED", firstDispatch(file)),
    step("GUARDED", file.guardedAt),
    step("MADE_SAFE", file.madeSafeAt),
    step("REPAIRED", file.repairedAt),
    step("POST_REPAIR_CHECK", file.checkedAt),
  ];
  const segments = chain(inOrder(steps), "caseState", at(file.endedAt));
  const last = segments.at(-1);
  // A suspended case rests since nobody knows when (the file keeps only its end); its last stretch says so.
  return file.state === "SUSPENDED" && last
    ? [...segments.slice(0, -1), { ...last, code: "SUSPENDED", tone: "hold" as const }]
    : segments;
}

/** A case that was dispatched again after its return was dispatched before its guard all the same. */
function firstDispatch(file: CaseDetail): string | null {
  const { dispatchedAt, guardedAt, filedAt } = file;
  if (dispatchedAt === null) return null;
  return guardedAt !== null && dispatchedAt > guardedAt ? filedAt : dispatchedAt;
}

/** Whoever makes safe before guarding was there first; a step that was overtaken begins nothing. */
function inOrder<T extends { at: Moment | null }>(steps: readonly T[]): T[] {
  return steps.map((step, index) => {
    const later = steps.slice(index + 1).flatMap(({ at }) => (at === null ? [] : [at]));
    return step.at !== null && later.some((moment) => moment < (step.at ?? 0)) ? { ...step, at: null } : step;
  });
}

/** Both lanes of a case; `inquiry` is what asks for the owner of its component, null where the owner is known. */
export function lanesOfCase(
  file: CaseDetail,
  inquiry: InquiryDetail | null,
  now: Moment,
  histories: Histories = {},
): Picture {
  const part: OwnershipPart | null = inquiry && ownershipLane(inquiry, now, histories.inquiry);
  const ended = file.endedAt !== null && (inquiry === null || !goesOn(inquiry));
  return {
    safety: safetyLane(file, now, histories.file),
    ownership: part?.lane ?? null,
    caught: part?.caught ?? null,
    fork: inquiry && Date.parse(inquiry.openedAt),
    start: Math.min(Date.parse(file.reportedAt), ...(inquiry ? [Date.parse(inquiry.openedAt)] : [])),
    now: ended ? null : now,
  };
}

/** The same as far as a row of the queue knows it: the present stretch, the next flag, and what goes on below. */
export function lanesOfSummary(row: CaseSummary, now: Moment): Picture {
  const reported = Date.parse(row.reportedAt);
  const filed = at(row.filedAt);
  const end = at(row.endedAt);
  const steps = [
    { code: "REPORTED", at: reported, tone: toneOf("REPORTED", row.danger) },
    { code: row.state, at: filed, tone: toneOf(row.state, row.danger) },
  ];
  const asked = row.inquiry !== null;
  const tone: Tone = !asked
    ? "owned"
    : row.inquiry?.open
      ? "asking"
      : row.inquiry?.state === "BACKSTOP"
        ? "caught"
        : "owned";
  const below = filed ?? reported;
  return {
    safety: {
      segments: chain(steps, "caseState", end),
      flags: row.next === null ? [] : flagsOf([{ ...row.next, metAt: null, cancelledAt: null }], now),
      ticks: [],
    },
    ownership: {
      segments: [
        {
          words: asked ? "inquiryState" : "lanes",
          code: row.inquiry?.state ?? "nothing",
          from: below,
          to: end,
          tone,
        },
      ],
      flags: [],
      ticks: [],
    },
    caught: tone === "caught" ? { at: below, until: null, unit: null } : null,
    fork: asked ? below : null,
    start: reported,
    now: end === null ? now : null,
  };
}
