import type { Basis, Instant } from "./names.ts";

/** What every event carries besides its kind and data. */
export interface Happening {
  /** When it happened in the street; when it was recorded is the store'"'"'s to say. */
  readonly occurredAt?: Instant;
  readonly basis?: readonly Basis[];
  /**
   * Names, phones and free text. They are kept beside the history, not in it: the leaf holds only their salted
   * digests, so that they can be erased without breaking a proof.
   */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A command was understood and is not allowed now. `reason` is a key of `reasons.ts`. */
export interface Refusal {
  readonly reason: ReasonKey;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type ReasonKey = keyof typeof import("./reasons.ts").REASONS;

export type Decision<E> = { readonly events: readonly (E & Happening)[] } | { readonly refused: Refusal };

export function refuse(reason: ReasonKey, params?: Refusal["params"]): { readonly refused: Refusal } {
  return { refused: params ? { reason, params } : { reason } };
}

/** Free text stands beside the step itself, not beside what follows from it. */
export function withNotes<E>(decided: Decision<E>, notes: Happening["notes"]): Decision<E> {
  if ("refused" in decided || !notes) return decided;
  const [first, ...rest] = decided.events;
  return first ? { events: [{ ...first, notes }, ...rest] } : decided;
}
