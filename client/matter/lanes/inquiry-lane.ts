import { running } from "../../../server/domain/clocks/deadline.ts";
import type { InquiryDetail } from "../../../server/contract/inquiries.ts";
import type { HistoryEntry } from "../../../server/contract/shapes.ts";
import type { InquiryState } from "../../../server/domain/names.ts";
import { inquiryCourse } from "./course.ts";
import { at, chain, flagsOf, type Lane, type Moment, type Picture, type Tick, type Tone } from "./picture.ts";

export interface OwnershipPart {
  readonly lane: Lane;
  readonly caught: Picture["caught"];
}

const ANSWER_SHAPE = { CLAIM: "claim", DENY: "deny", NEED_SITE_VISIT: "visit", NO_REPLY: "silence" } as const;

/** The ownership lane, and the place where the backstop catches it. */
export function ownershipLane(
  inquiry: InquiryDetail,
  now: Moment,
  history: readonly HistoryEntry[] = [],
): OwnershipPart {
  const { lettersSent, backstop } = inquiry;
  const course = inquiryCourse(history);
  const steps =
    course === null || course.last.state !== inquiry.state
      ? milestones(inquiry)
      : course.states.map(({ state, claims, at }) => ({ code: state, at, tone: toneOf(state, claims) }));
  const caughtAt = backstop
    ? (steps.find((step) => step.code === "BACKSTOP" && step.at !== null)?.at ?? null)
    : null;
  const letters = lettersSent.map((letter): Tick => ({
    at: Date.parse(letter.sentAt),
    shape: "letter",
    unit: letter.unit,
  }));
  const answers = lettersSent.flatMap(({ answer, answeredAt, unit }): Tick[] =>
    answer && answer !== "UNIT_DISSOLVED" && answer !== "UNSEEN" && answeredAt
      ? [{ at: Date.parse(answeredAt), shape: ANSWER_SHAPE[answer], unit }]
      : [],
  );
  const unasked = inquiry.claims
    .filter(
      (claim) => !lettersSent.some(({ unit, answer }) => answer === "CLAIM" && unit.id === claim.unit.id),
    )
    .map((claim): Tick => ({ at: Date.parse(claim.at), shape: "claim", unit: claim.unit }));
  return {
    lane: {
      segments: chain(steps, "inquiryState", null),
      flags: flagsOf(inquiry.deadlines, now),
      ticks: [...letters, ...answers, ...unasked].toSorted((a, b) => a.at - b.at),
    },
    caught:
      caughtAt === null
        ? null
        : {
            at: caughtAt,
            until: backstop?.endedOn ? Date.parse(`${backstop.endedOn}T00:00:00+08:00`) : null,
            unit: backstop?.custodian ?? null,
          },
  };
}

/** What the inquiry's file alone knows of the way that it took. */
function milestones(inquiry: InquiryDetail): { code: string; at: Moment | null; tone: Tone }[] {
  const { lettersSent, notice, determination, backstop } = inquiry;
  const ended = at(inquiry.endedAt);
  const opened = Date.parse(inquiry.openedAt);
  const firstLetter = earliest(lettersSent.map(({ sentAt }) => Date.parse(sentAt)));
  const noticeAt = at(notice?.publishedAt ?? null);
  const determinedAt = at(determination?.at ?? null);
  const caughtAt = backstop ? signedAt(inquiry) : null;
  const consulted = earliest(
    inquiry.deadlines.flatMap(({ kind, metAt }) => (kind === "CONSULT" && metAt ? [Date.parse(metAt)] : [])),
  );
  const surveyFrom = consulted ?? at(inquiry.survey?.at ?? null);
  const asking: Tone = inquiry.ownershipStatus === "DISPUTED" ? "disputed" : "asking";
  const reopened = caughtAt !== null && ended === null;
  return [
    { code: "OPENED", at: opened, tone: "open" as const },
    { code: "CONSULTING", at: firstLetter, tone: claimed(inquiry) ? ("claimed" as const) : asking },
    { code: inquiry.state === "MEETING" ? "MEETING" : "SITE_SURVEY", at: surveyFrom, tone: asking },
    { code: "NOTICE", at: noticeAt, tone: asking },
    { code: "BACKSTOP", at: caughtAt, tone: "caught" as const },
    // A claim after the backstop: asked again, and the catch below holds meanwhile.
    { code: "CONSULTING", at: reopened ? lastClaimAt(inquiry) : null, tone: "claimed" as const },
    { code: "DETERMINED", at: determinedAt, tone: "owned" as const },
    { code: inquiry.state, at: quietEnd(inquiry) ? ended : null, tone: "quiet" as const },
  ].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** Who asks is orange, who claims blue, who claims against another purple; what is caught or settled is calm. */
function toneOf(state: InquiryState, claims: number): Tone {
  switch (state) {
    case "OPENED":
      return "open";
    case "CONSULTING":
    case "SITE_SURVEY":
    case "MEETING":
    case "NOTICE":
      return claims > 1 ? "disputed" : claims === 1 ? "claimed" : "asking";
    case "JUDICIAL":
      return "disputed";
    case "DETERMINED":
      return "owned";
    case "BACKSTOP":
      return "caught";
    case "PRIVATE":
    case "SEALED":
    case "WITHDRAWN":
      return "quiet";
  }
}

/** The picture of an inquiry that no case stands above (registry clean-up, patrol). */
export function lanesOfInquiry(
  inquiry: InquiryDetail,
  now: Moment,
  history?: readonly HistoryEntry[],
): Picture {
  const { lane, caught } = ownershipLane(inquiry, now, history);
  return {
    safety: null,
    ownership: lane,
    caught,
    fork: null,
    start: Date.parse(inquiry.openedAt),
    now: goesOn(inquiry) ? now : null,
  };
}

/** An ended inquiry goes on as long as a clock of it runs: the objection window, the review of the backstop. */
export function goesOn(inquiry: InquiryDetail): boolean {
  return inquiry.endedAt === null || inquiry.deadlines.some(running);
}

function earliest(moments: readonly Moment[]): Moment | null {
  return moments.length === 0 ? null : Math.min(...moments);
}

function claimed(inquiry: InquiryDetail): boolean {
  return inquiry.claims.some(({ status }) => status === "OPEN");
}

function lastClaimAt(inquiry: InquiryDetail): Moment | null {
  const claims = inquiry.claims.map(({ at: instant }) => Date.parse(instant));
  return claims.length === 0 ? null : Math.max(...claims);
}

/** The file keeps the day from which the custodian answers; while it is the last word, the moment of signing too. */
function signedAt(inquiry: InquiryDetail): Moment {
  const ended = at(inquiry.endedAt);
  if (inquiry.state === "BACKSTOP" && ended !== null) return ended;
  return Date.parse(`${inquiry.backstop?.from ?? ""}T12:00:00+08:00`);
}

function quietEnd(inquiry: InquiryDetail): boolean {
  return inquiry.state === "PRIVATE" || inquiry.state === "SEALED" || inquiry.state === "WITHDRAWN";
}
