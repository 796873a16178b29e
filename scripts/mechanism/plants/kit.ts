import { CASE_COMMANDS, CASE_REACTIONS } from "../../../server/domain/case/commands.ts";
import { COMPONENT_DECISIONS } from "../../../server/domain/component/decide.ts";
import type { ComponentFacts } from "../../../server/domain/component/decision-facts.ts";
import type { Refusal } from "../../../server/domain/decision.ts";
import { INQUIRY_COMMANDS, INQUIRY_REACTIONS } from "../../../server/domain/inquiry/commands.ts";
import { CASE_REACTIONS_TO } from "../../../server/domain/mechanism/react/case.ts";
import { INQUIRY_REACTIONS_TO } from "../../../server/domain/mechanism/react/inquiry.ts";
import type { Need } from "../../../server/domain/requirements.ts";

/**
 * Faults are planted where the rules are declared: an entry of a table is changed in this process, and taken out again by what is
 * returned. No source is touched.
 */
export type Planting = () => () => void;

/** A fault that the product once had, or could have, and that the search has to find. */
export interface Plant {
  readonly name: string;
  /** What it lets happen. */
  readonly fault: string;
  readonly plant: Planting;
}

/** As much of a declaration as a fault changes. */
interface Entry {
  needs?: readonly { readonly need: Need }[];
  guard?: (...asked: readonly unknown[]) => Refusal | null;
  decide: (...asked: readonly unknown[]) => unknown;
  roles: readonly string[];
  from: readonly string[];
}
type Table = Readonly<Record<string, unknown>>;
export type Track = "case" | "inquiry";

const COMMANDS: Readonly<Record<Track, Table>> = { case: CASE_COMMANDS, inquiry: INQUIRY_COMMANDS };
const REACTIONS: Readonly<Record<Track, Table>> = { case: CASE_REACTIONS_TO, inquiry: INQUIRY_REACTIONS_TO };
const BY_TIME: Readonly<Record<Track, Table>> = { case: CASE_REACTIONS, inquiry: INQUIRY_REACTIONS };

function set(holder: object, key: string, value: unknown): () => void {
  const there = key in holder;
  const before = Reflect.get(holder, key) as unknown;
  Reflect.set(holder, key, value);
  return () => {
    if (there) Reflect.set(holder, key, before);
    else Reflect.deleteProperty(holder, key);
  };
}

function entryOf(track: Track, name: string): Entry {
  const entry = COMMANDS[track][name];
  if (!entry) throw new Error(`nothing to plant a fault in: no command ${name} of the ${track}`);
  return entry as Entry;
}

/** Several faults of which none shows alone. */
export const together =
  (...plantings: readonly Planting[]): Planting =>
  () => {
    const undo = plantings.map((plant) => plant());
    return () => undo.toReversed().forEach((take) => take());
  };

/** It does not ask any more for what it asked for. */
export const asksNot =
  (track: Track, name: string, ...needs: readonly Need[]): Planting =>
  () => {
    const entry = entryOf(track, name);
    return set(
      entry,
      "needs",
      entry.needs?.filter(({ need }) => !needs.includes(need)),
    );
  };

/** Its guard looks away where it gave one of these reasons. */
export const looksAway =
  (track: Track, name: string, ...reasons: readonly string[]): Planting =>
  () => {
    const entry = entryOf(track, name);
    const { guard } = entry;
    if (!guard) throw new Error(`nothing to plant a fault in: ${name} has no guard`);
    return set(entry, "guard", (...asked: readonly unknown[]) => {
      const refused = guard(...asked);
      return refused && reasons.includes(refused.reason) ? null : refused;
    });
  };

/** Whatever picture comes with it, it is not asked what that has shown before. */
export const takesAnyPicture =
  (track: Track, name: string): Planting =>
  () =>
    set(entryOf(track, name), "proof", undefined);

/** Further roles may give it. */
export const opensTo =
  (track: Track, name: string, ...roles: readonly string[]): Planting =>
  () => {
    const entry = entryOf(track, name);
    return set(entry, "roles", [...entry.roles, ...roles]);
  };

/** It decides as something else says, which is told what it would have decided. */
export const decides =
  (
    track: Track,
    name: string,
    otherwise: (decide: Entry["decide"], ...asked: readonly unknown[]) => unknown,
  ): Planting =>
  () => {
    const entry = entryOf(track, name);
    const { decide } = entry;
    return set(entry, "decide", (...asked: readonly unknown[]) => otherwise(decide, ...asked));
  };

/** A command on the component itself is decided with other facts than there are. */
export const decidesOnComponent =
  (name: keyof typeof COMPONENT_DECISIONS, facts: Partial<ComponentFacts>): Planting =>
  () => {
    const decide = COMPONENT_DECISIONS[name] as (...asked: readonly unknown[]) => unknown;
    return set(COMPONENT_DECISIONS, name, (component: unknown, command: unknown, known: object) =>
      decide(component, command, { ...known, ...facts }),
    );
  };

/** Nothing follows from this any more. */
export const silences =
  (track: Track, event: string): Planting =>
  () => {
    if (!(event in REACTIONS[track]))
      throw new Error(`nothing to plant a fault in: nothing follows from ${event}`);
    return set(REACTIONS[track], event, undefined);
  };

/** The mechanism does not do this by itself any more. */
export const forgets =
  (track: Track, reaction: string): Planting =>
  () => {
    if (!(reaction in BY_TIME[track]))
      throw new Error(`nothing to plant a fault in: no reaction ${reaction}`);
    return set(BY_TIME[track], reaction, () => ({ events: [] }));
  };
