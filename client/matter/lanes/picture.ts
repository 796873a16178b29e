import type { UnitRef } from "../../../server/contract/shapes.ts";

/** Moments are milliseconds since 1970. */
export type Moment = number;

/** How a stretch of a lane looks. The words are about people: is somebody in danger, does somebody work, is it caught. */
export type Tone =
  | "idle"
  | "danger"
  | "watch"
  | "work"
  | "done"
  | "hold"
  | "open"
  | "asking"
  | "claimed"
  | "disputed"
  | "owned"
  | "caught"
  | "quiet";

/** A state and how long it lasted; `to` null where it still lasts. */
export interface Segment {
  readonly words: "caseState" | "inquiryState" | "lanes";
  readonly code: string;
  readonly from: Moment;
  readonly to: Moment | null;
  readonly tone: Tone;
}

export type FlagState = "met" | "late" | "missed" | "coming" | "cancelled";

/** A deadline. It flies where it was met in time, else where it was due. */
export interface Flag {
  readonly kind: string;
  readonly clock: string;
  readonly at: Moment;
  readonly dueAt: Moment;
  readonly metAt: Moment | null;
  readonly state: FlagState;
  /** Years whose holidays were not published when it was computed. */
  readonly provisional?: readonly number[];
}

/** Something that somebody sent or said, or that happened to a case without being a state of it. */
export interface Tick {
  readonly at: Moment;
  readonly shape:
    | "letter"
    | "claim"
    | "deny"
    | "visit"
    | "silence"
    | "return"
    | "extension"
    | "rework"
    | "escalation";
  readonly unit: UnitRef | null;
}

export interface Lane {
  readonly segments: readonly Segment[];
  readonly flags: readonly Flag[];
  readonly ticks: readonly Tick[];
}

/** What TwoLanes draws: 安全 above, 权属 below, on one axis. */
export interface Picture {
  readonly safety: Lane | null;
  readonly ownership: Lane | null;
  /** Where the lower lane is caught by the backstop, by whom, and until when (null: to this day). */
  readonly caught: {
    readonly at: Moment;
    readonly until: Moment | null;
    readonly unit: UnitRef | null;
  } | null;
  /** The moment at which the upper lane opened the lower one. */
  readonly fork: Moment | null;
  readonly start: Moment;
  /** Null once everything in the picture has ended. */
  readonly now: Moment | null;
}

interface GivenDeadline {
  readonly kind: string;
  readonly clock: string;
  readonly dueAt: string;
  readonly metAt: string | null;
  readonly cancelledAt: string | null;
  readonly provisional?: readonly number[] | null | undefined;
}

/** Flags of the clocks of one track. A clock stopped before its end says nothing about anybody and gets no flag. */
export function flagsOf(deadlines: readonly GivenDeadline[], now: Moment): Flag[] {
  return deadlines.flatMap(({ kind, clock, dueAt: due, metAt: met, cancelledAt, provisional }): Flag[] => {
    const dueAt = Date.parse(due);
    const metAt = met === null ? null : Date.parse(met);
    if (metAt !== null) {
      const late = metAt > dueAt;
      return [{ kind, clock, at: late ? dueAt : metAt, dueAt, metAt, state: late ? "late" : "met" }];
    }
    if (cancelledAt !== null)
      return Date.parse(cancelledAt) > dueAt
        ? [{ kind, clock, at: dueAt, dueAt, metAt, state: "missed" }]
        : [];
    const guessed = provisional && { provisional };
    return [{ kind, clock, at: dueAt, dueAt, metAt, state: dueAt <= now ? "missed" : "coming", ...guessed }];
  });
}

/** Stretches one after another from the moments at which each began; moments that are missing begin nothing. */
export function chain(
  steps: readonly { readonly code: string; readonly at: Moment | null; readonly tone: Tone }[],
  words: Segment["words"],
  end: Moment | null,
): Segment[] {
  const begun = steps.filter((step): step is typeof step & { at: Moment } => step.at !== null);
  return begun
    .map(({ code, at, tone }, index): Segment => ({
      words,
      code,
      from: at,
      to: begun[index + 1]?.at ?? end,
      tone,
    }))
    .filter(({ from, to }) => to === null || to > from)
    .reduce<Segment[]>((whole, segment) => {
      const before = whole.at(-1);
      if (before?.code !== segment.code || before.tone !== segment.tone) return [...whole, segment];
      return [...whole.slice(0, -1), { ...before, to: segment.to }];
    }, []);
}

export const at = (instant: string | null): Moment | null => (instant === null ? null : Date.parse(instant));
