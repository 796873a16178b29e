import { z } from "zod";
import { Notes, type Resolved } from "../arguments.ts";
import type { Calendar } from "../clocks/working-time.ts";
import type { RulePack } from "../clocks/rules.ts";
import type { Decision, Refusal } from "../decision.ts";
import type { Actor, InquiryState, Instant, Role } from "../names.ts";
import type { Requirement } from "../requirements.ts";
import type { InquiryEvent, InquiryEventData } from "./events.ts";
import type { Inquiry } from "./state.ts";

/** What a decision on the ownership track may look at besides the inquiry. */
export interface InquiryFacts {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: Calendar;
  readonly rulePack: RulePack;
  /** For letters and evidence, which have ids of their own. */
  readonly newId: () => string;
}

type Args<Shape extends z.ZodRawShape> = Resolved<z.output<z.ZodObject<Shape>>>;

interface Declaration<Shape extends z.ZodRawShape> {
  /** What is filled in. Type, contract and OpenAPI follow. */
  readonly args: Shape;
  readonly from: readonly InquiryState[];
  readonly roles: readonly Role[];
  /** The mechanism does it by itself, too; whatever is decided or signed takes a person. */
  readonly alsoByMechanism?: true;
  readonly needs?: readonly Requirement<Inquiry>[];
  readonly guard?: (inquiry: Inquiry, actor: Actor) => Refusal | null;
  /** A step on the spot, that may be entered late: when it could have been taken first. */
  readonly possibleSince?: (inquiry: Inquiry) => Instant;
  readonly decide: (inquiry: Inquiry, args: Args<Shape>, facts: InquiryFacts) => Decision<InquiryEvent>;
}

/** Declares one command of the ownership track: everything that is said about it is said here. */
export function inquiryCommand<const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  { args, ...rules }: Declaration<Shape>,
) {
  return { name, body: z.strictObject({ type: z.literal(name), notes: Notes, ...args }), ...rules };
}

export function inquiryEvent<K extends keyof InquiryEventData>(
  kind: K,
  data: InquiryEventData[K],
): InquiryEvent {
  return { kind, data } as InquiryEvent;
}

export function oneInquiryEvent<K extends keyof InquiryEventData>(
  kind: K,
  data: InquiryEventData[K],
): Decision<InquiryEvent> {
  return { events: [inquiryEvent(kind, data)] };
}
