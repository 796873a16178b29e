import type { ReasonKey } from "../../server/domain/decision.ts";

/** A button: what it does, and why it does not where it is disabled. */
export interface Offered<Type extends string> {
  readonly type: Type;
  readonly refused: ReasonKey | null;
}

export interface Offers<Type extends string> {
  /** The one step that this person would take next; null when the next step is somebody else's. */
  readonly primary: Offered<Type> | null;
  /** Every other command of this role, in the order of the track. */
  readonly others: readonly Offered<Type>[];
}

/** Of a role's commands the first of the next steps that is allowed now, and beside it the others, each with its reason why not. */
export function offersOf<Type extends string>(
  types: readonly Type[],
  refusedFor: (type: Type) => ReasonKey | null,
  nextSteps: readonly Type[],
): Offers<Type> {
  const all = types.map((type): Offered<Type> => ({ type, refused: refusedFor(type) }));
  const next = nextSteps.find((step) => all.some(({ type, refused }) => type === step && refused === null));
  return {
    primary: all.find(({ type }) => type === next) ?? null,
    others: all.filter(({ type }) => type !== next),
  };
}
