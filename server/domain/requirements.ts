import type { ReasonKey, Refusal } from "./decision.ts";
import { enoughSaid } from "./enough-said.ts";
import type { Actor } from "./names.ts";

/** What a command asks for besides being allowed. A form marks it, the server insists on it, the law book lists it. */
export type Need = "reason" | "note" | "explanation" | "photo" | "evidence" | "letter" | "second person";

/** A need that holds always, or only in some situations, or is refused with a reason of its own. */
export interface Requirement<State> {
  readonly need: Need;
  readonly when?: (state: State, args: Given, actor: Actor) => boolean;
  readonly refusal?: ReasonKey;
}

/** As much of a command'"'"'s arguments as requirements look at. */
export interface Given {
  readonly reasonCode?: string | null | undefined;
  readonly photoIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
  readonly emergencyReason?: string | null | undefined;
  readonly overridesPrivate?: boolean | undefined;
  readonly found?: boolean;
  readonly evidence?: readonly { readonly photoIds: readonly string[] }[];
  readonly notes?: Readonly<Record<string, string>> | undefined;
}

/** Whether what was written beside a command says something. */
export function explained(notes: Given["notes"]): boolean {
  return Object.values(notes ?? {}).some(enoughSaid);
}

const MISSING: Readonly<Record<Need, { refusal: ReasonKey; missing: (args: Given) => boolean }>> = {
  reason: { refusal: "REASON_NEEDED", missing: ({ reasonCode }) => !reasonCode?.trim() },
  note: {
    refusal: "NOTE_NEEDED",
    missing: ({ notes }) => !Object.values(notes ?? {}).some((text) => text.trim() !== ""),
  },
  explanation: {
    refusal: "EXPLANATION_NEEDED",
    missing: ({ notes }) => !explained(notes),
  },
  photo: { refusal: "PHOTO_NEEDED", missing: ({ photoIds }) => !photoIds?.length },
  evidence: { refusal: "EVIDENCE_NEEDED", missing: ({ evidence }) => !evidence?.length },
  letter: {
    refusal: "LETTER_NEEDED",
    missing: ({ evidence }) => !evidence?.some((item) => item.photoIds.length > 0),
  },
  // Who the first person was is in the state: the guard of the second step asks it.
  "second person": { refusal: "SECOND_PERSON_NEEDED", missing: () => false },
};

/** What a command needs in this situation, in the order in which it is asked for. */
export function needs<State>(
  requirements: readonly Requirement<State>[],
  state: State,
  args: Given,
  actor: Actor,
): readonly Need[] {
  return requirements.filter(({ when }) => when?.(state, args, actor) ?? true).map(({ need }) => need);
}

/** The first need that is not met, as a refusal; null when nothing is missing. */
export function unmet<State>(
  requirements: readonly Requirement<State>[],
  state: State,
  args: Given,
  actor: Actor,
): Refusal | null {
  const lacking = requirements.find(
    ({ need, when }) => (when?.(state, args, actor) ?? true) && MISSING[need].missing(args),
  );
  return lacking ? { reason: lacking.refusal ?? MISSING[lacking.need].refusal } : null;
}
