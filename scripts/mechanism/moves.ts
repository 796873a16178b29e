import type { Deadline } from "../../server/domain/clocks/deadline.ts";
import { running } from "../../server/domain/clocks/deadline.ts";
import type { Command } from "../../server/domain/mechanism/dossier.ts";
import type { Instant } from "../../server/domain/names.ts";
import { caseId, COMPONENT, DEPARTMENT, freshId, NOBODY, RULES, type Person } from "./cast.ts";
import { given, type Life, type Step } from "./life.ts";
import { settled, type Template } from "./templates.ts";

/** One thing that may happen. It says nothing of the moment, so that a story can be told again with parts left out. */
export type Move =
  | {
      readonly kind: "command";
      readonly on: Command["on"];
      readonly at: number;
      readonly person: Person;
      readonly template: Template;
    }
  /** Until the next clock runs out; then the sweep acts on its silence. */
  | { readonly kind: "time" }
  /** An administrator edits the rules: every limit is ten times as long. */
  | { readonly kind: "rules" };

export const typeOf = (move: Move): string => (move.kind === "command" ? move.template.type : move.kind);

const MINUTE = 60_000;

/** What comes of it; null where it is refused, or not possible. */
export function happen(life: Life, move: Move): Step | null {
  if (move.kind === "time") return timePasses(life);
  if (move.kind === "rules") return rulesEdited(life);
  const { on, at, person, template } = move;
  const id = targetOf(life, on, at);
  const command = { on, id, command: settled(template, life, at) } as unknown as Command;
  return given(life, person.actor, command, aMinuteLater(life));
}

function targetOf({ dossier, ids }: Life, on: Command["on"], at: number): string {
  if (on === "component") return COMPONENT;
  if (on === "case") return caseId(at);
  return dossier.inquiries[at]?.id ?? freshId(ids + 500_000);
}

/** Asked for every move of a life in turn, so the last answer is kept. */
let asked: { readonly life: Life; readonly now: Instant } | null = null;

/** Nothing is done in no time; but nobody acts past a clock that the sweep would have seen run out. */
function aMinuteLater(life: Life): Instant {
  if (asked?.life !== life) asked = { life, now: minuteAfter(life) };
  return asked.now;
}

function minuteAfter(life: Life): Instant {
  const now = Date.parse(life.now);
  const due = nextClock(life);
  const room = due === null ? MINUTE : Math.max(0, Math.floor((Date.parse(due.deadline.dueAt) - now) / 2));
  return new Date(now + Math.min(MINUTE, room)).toISOString();
}

export interface Clock {
  readonly on: "case" | "inquiry";
  readonly id: string;
  readonly deadline: Deadline;
}

/** The clock that runs out next of those on whose silence nobody has acted yet. */
export function nextClock({ dossier }: Life): Clock | null {
  let next: Clock | null = null;
  const look = (on: Clock["on"], { id, deadlines }: { id: string; deadlines: readonly Deadline[] }) => {
    for (const deadline of deadlines)
      if (
        running(deadline) &&
        deadline.firedAt === null &&
        (next === null || deadline.dueAt < next.deadline.dueAt)
      )
        next = { on, id, deadline };
  };
  for (const file of dossier.cases) look("case", file);
  for (const inquiry of dossier.inquiries) look("inquiry", inquiry);
  return next;
}

function timePasses(life: Life): Step | null {
  const clock = nextClock(life);
  if (!clock) return null;
  const { on, id, deadline } = clock;
  const { kind, dueAt } = deadline;
  const passing = { type: "PASS_DEADLINE", kind, dueAt } as const;
  const command: Command =
    on === "case"
      ? { on, id, command: passing }
      : { on, id, command: { ...passing, custodianUnitId: DEPARTMENT } };
  return given(life, NOBODY.actor, command, dueAt > life.now ? dueAt : life.now);
}

function rulesEdited(life: Life): Step | null {
  if (life.rules !== RULES) return null;
  const slow = { clock: "NATURAL_DAY", minutes: 144_000, source: "edited" } as const;
  const steps = {
    ACCEPT: slow,
    GUARD: slow,
    MAKE_SAFE: slow,
    CHECK: slow,
    ACKNOWLEDGE: slow,
    DISPATCH: slow,
  };
  const rules = { ...RULES, version: 2, steps, repairs: [], otherRepair: slow };
  return { before: life, after: { ...life, rules }, actor: NOBODY.actor, command: null, outcomes: [] };
}
