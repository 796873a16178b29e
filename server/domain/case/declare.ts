import { z } from "zod";
import { Notes, type Resolved } from "../arguments.ts";
import type { Calendar } from "../clocks/working-time.ts";
import type { RulePack } from "../clocks/rules.ts";
import type { Decision, Refusal } from "../decision.ts";
import type { Actor, CaseState, Instant, Role } from "../names.ts";
import type { Requirement } from "../requirements.ts";
import type { CaseEvent, CaseEventData } from "./events.ts";
import type { CaseFile } from "./state.ts";

/** What a decision on the safety track may look at besides the case. */
export interface CaseFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  readonly classCode: string;
}

type Args<Shape extends z.ZodRawShape> = Resolved<z.output<z.ZodObject<Shape>>>;

interface Declaration<Shape extends z.ZodRawShape> {
  /** What is filled in. Type, contract and OpenAPI follow. */
  readonly args: Shape;
  readonly from: readonly CaseState[];
  readonly roles: readonly Role[];
  /** Owner units, contractors and departments act only on what is assigned to them. */
  readonly own?: true;
  /** The mechanism does it by itself, too; everything else takes a person. */
  readonly alsoByMechanism?: true;
  readonly needs?: readonly Requirement<CaseFile>[];
  readonly guard?: (file: CaseFile, actor: Actor, now: Instant) => Refusal | null;
  /** A step on the spot, that may be entered late: when it could have been taken first. */
  readonly possibleSince?: (file: CaseFile) => Instant;
  readonly decide: (file: CaseFile, args: Args<Shape>, facts: CaseFacts) => Decision<CaseEvent>;
}

/** Declares one command of the safety track: everything that is said about it is said here. */
export function caseCommand<const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  { args, ...rules }: Declaration<Shape>,
) {
  return { name, body: z.strictObject({ type: z.literal(name), notes: Notes, ...args }), ...rules };
}

export function caseEvent<K extends keyof CaseEventData>(kind: K, data: CaseEventData[K]): CaseEvent {
  return { kind, data } as CaseEvent;
}

export function oneCaseEvent<K extends keyof CaseEventData>(
  kind: K,
  data: CaseEventData[K],
): Decision<CaseEvent> {
  return { events: [caseEvent(kind, data)] };
}
