import { z } from "zod";
import { Notes, type Resolved } from "./arguments.ts";
import type { LateEntry } from "./clocks/late-entry.ts";
import { withNotes, type Decision, type Happening, type Refusal } from "./decision.ts";
import type { Actor, Instant, Role } from "./names.ts";
import type { Requirement } from "./requirements.ts";

/** What is said about one command of a track, besides its name. */
export interface Declaration<
  State,
  StateName,
  Facts,
  Event,
  Asked extends readonly unknown[],
  Shape extends z.ZodRawShape,
> {
  /** What is filled in. Type, contract and OpenAPI follow. */
  readonly args: Shape;
  readonly from: readonly StateName[];
  readonly roles: readonly Role[];
  /** Owner units, contractors and departments act only on what is assigned to them. */
  readonly own?: true;
  /** The mechanism does it by itself, too; everything else takes a person. */
  readonly alsoByMechanism?: true;
  readonly needs?: readonly Requirement<State>[];
  /** Its photos prove this step, so they prove no other one. */
  readonly proof?: true;
  readonly guard?: (state: State, actor: Actor, ...asked: Asked) => Refusal | null;
  /** A step on the spot, that may be entered late: when this actor could have taken it first. `then`: when it says it did. */
  readonly possibleSince?: (state: State, actor: Actor, then?: Instant) => Instant;
  /** States in which it is still taken in when it is told late and was taken before what is recorded. */
  readonly lateFrom?: readonly StateName[];
  readonly decide: (
    state: State,
    args: Resolved<z.output<z.ZodObject<Shape>>>,
    facts: Facts,
  ) => Decision<Event>;
}

/**
 * The function that declares commands of one track: everything that is said about a command is said in its call. `Asked` is
 * what a guard of the track is told besides the state and the actor.
 */
export function declaring<State, StateName extends string, Facts, Event, Asked extends readonly unknown[]>() {
  return <const Name extends string, Shape extends z.ZodRawShape>(
    name: Name,
    { args, ...rules }: Declaration<State, StateName, Facts, Event, Asked, Shape>,
  ) => ({ name, body: z.strictObject({ type: z.literal(name), notes: Notes, ...args }), ...rules });
}

/** What every declaration is to whoever does not care which command it is. */
export interface Declared<State, Facts, Event> {
  readonly needs?: readonly Requirement<State>[];
  readonly proof?: true;
  readonly possibleSince?: (state: State, actor: Actor, then?: Instant) => Instant;
  readonly decide: Decide<State, Facts, Event>;
}
/** Each takes arguments of its own; which they are, the type of the command has settled. */
export type Decide<State, Facts, Event> = (state: State, args: never, facts: Facts) => Decision<Event>;

type Bodies = Readonly<Record<string, { readonly body: z.ZodType }>>;
type Reacting = Readonly<Record<string, (state: never, args: never, facts: never) => unknown>>;

/** What somebody may ask for: any of these commands as it is sent, its points resolved. */
export type CommandOf<Commands extends Bodies> = {
  [K in keyof Commands]: Resolved<z.output<Commands[K]["body"]>>;
}[keyof Commands];

/** What follows by itself, as commands of the mechanism. */
export type ReactionOf<Reactions extends Reacting> = {
  [K in keyof Reactions]: { readonly type: K } & Parameters<Reactions[K]>[1];
}[keyof Reactions];

/** Commands that a role has on a track, whatever the state, in the order of their declaration. */
export function commandsFor<Name extends string>(
  commands: Readonly<Record<Name, { readonly roles: readonly Role[] }>>,
  role: Role | "SYSTEM",
): readonly Name[] {
  return (Object.keys(commands) as Name[]).filter((name) =>
    (commands[name].roles as readonly string[]).includes(role),
  );
}

/** Decides a step that is allowed: its first event says when it happened, and carries what was written beside it. */
export function decideStep<State, Facts, Event extends { readonly data: object }>(
  { decide }: Declared<State, Facts, Event>,
  state: State,
  args: object,
  facts: Facts,
  { happened, mark }: LateEntry,
  notes: Happening["notes"],
): Decision<Event> {
  const decided = decide(state, args as never, facts);
  if ("refused" in decided) return decided;
  const [first, ...rest] = decided.events;
  if (!first) return decided;
  const step = { ...first, data: { ...first.data, ...mark }, ...happened };
  return withNotes({ events: [step, ...rest] }, notes);
}
